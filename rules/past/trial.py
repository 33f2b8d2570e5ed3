"""A trial: a site's past lived through with another rulebook.

What people did is given; what the other rulebook makes of it, its reminders and its digests are worked out anew, on its own
wakes. An answer in the journal, and what a manager made of a proposal, is given to the trial's action on the same ground (rule,
subject, matter); where there is none, where it is closed already, or where the trial still only proposes what the journal
asked, the answer is left out, since nobody would have been asked. What managers set of rules and goals is given too; cases
that join or leave an action are the trial's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rules.book import Book
from rules.deciding.decision import FIRED, Decision
from rules.deciding.look import look
from rules.folding.entry import Assigned, Decided, Entry, Ruled, Said, Stepped, Unstepped, Woke
from rules.folding.state import Memory
from rules.key import SITE, Key
from rules.life.action import life
from rules.past.journal import Turn
from rules.past.sheet import Sheet, Wakes
from rules.read import action_of, goals, message_of, open_actions, people, resources, site_of, tasks
from rules.subject import Assignment

Ground = tuple[str, Key, str, int]


@dataclass(frozen=True, kw_only=True)
class Firing:
    """A decision, when it was made, and on what ground; of an action's rule, the subject is the action of the journal."""

    decision: Decision
    at: datetime
    subject: Key


@dataclass(kw_only=True)
class Trial:
    """What came of a trial so far; `left_out` answers were of actions that it does not have."""

    memory: Memory
    firings: list[Firing] = field(default_factory=list)
    left_out: int = 0
    messages: int = 0


class Trying:
    """Lives through turns, from a state on; `asked` are all actions of the journal, `known` those that the state has already."""

    def __init__(self, memory: Memory, book: Book, asked: Sequence[Assignment], known: Sequence[str]) -> None:
        self.found = Trial(memory=memory)
        self._book = book
        self._wakes = Wakes()
        self._grounds = grounds(asked)
        self._twins = {name: name for name in known}
        self._own: dict[Ground, str] = {self._grounds[name]: name for name in known if name in self._grounds}
        self._past = {name: name for name in known}
        self._unmet: dict[Ground, list[str]] = {}
        for name, ground in self._grounds.items():
            if name not in self._past:
                self._unmet.setdefault(ground, []).append(name)
        self._only_proposed = {
            one.id
            for one in asked
            if one.proposed_to and (one.id not in self._past or self._is_proposal(one.id))
        }
        self._last: datetime | None = None

    def begin(self, at: datetime) -> None:
        """Put the rulebook in force, and look at everything, so that all wakes are known."""
        sheet = self._sheet(at)
        sheet.record(Ruled(rulebook=self._book.rulebook.version))
        sheet.touch(
            SITE,
            *(one.key for found in (tasks, open_actions, people, goals, resources) for one in found(sheet)),
        )
        self._close(sheet)

    def take(self, turn: Turn) -> None:
        """What people did in a turn; before it, what the clock led to. The journal's own wakes are not the trial's."""
        self.wait(turn.at)
        given = [entry for entry in turn.given if not isinstance(entry, Woke | Ruled)]
        if given:
            sheet = self._sheet(turn.at)
            for entry in given:
                if (meant := self._meant(entry)) is not None:
                    sheet.record(meant)
            self._close(sheet)
        self.found.messages += any(isinstance(entry, Said) for entry in given)

    def wait(self, until: datetime) -> None:
        """Live through every wake up to an instant."""
        while (first := self._wakes.first()) is not None and first[0] <= until:
            at, key = first
            self._wakes.put(key, None)
            sheet = self._sheet(at)
            sheet.wake(key)
            self._close(sheet)

    def _sheet(self, at: datetime) -> Sheet:
        self._last = at if self._last is None else max(at, self._last)
        return Sheet(self.found.memory, self._last, 1)

    def _close(self, sheet: Sheet) -> None:
        for key, at in look(sheet, self._book, sheet.now).items():
            self._wakes.put(key, at)
        for line in sheet.lines:
            if isinstance(line.entry, Decided) and line.entry.decision.outcome in FIRED:
                self._fire(line.entry.decision, sheet.now)
        own = grounds([line.entry.asked for line in sheet.lines if isinstance(line.entry, Assigned)])
        for name, ground in own.items():
            known = self._in_journal(ground)
            self._own[known] = name
            if unmet := self._unmet.get(known):
                self._past[name] = unmet.pop(0)

    def _fire(self, decision: Decision, at: datetime) -> None:
        subject = self._in_journal((decision.rule, decision.subject, decision.matter, 0))[1]
        self.found.firings.append(Firing(decision=decision, at=at, subject=subject))

    def _meant(self, entry: Entry) -> Entry | None:
        """The entry with the trial's names of actions; None where it is about an action that the trial does not have."""
        match entry:
            case Stepped():
                return self._stepped(entry)
            case Unstepped():
                name = self._twin(entry.action)
                return replace(entry, action=name) if name else None
            case Said() if entry.action:
                return self._said(entry)
            case Assigned():
                return self._asked_by_hand(entry)
            case _:
                return entry

    def _stepped(self, entry: Stepped) -> Stepped | None:
        """An answer, or what a manager made of a proposal; where nothing was proposed, there is nothing to be made of it."""
        name = self._open_twin(entry.action)
        judged = entry.step.kind in ("approved", "refused")
        if entry.step.kind == "approved":
            self._only_proposed.discard(entry.action)
        if name is None or (judged and not self._is_proposal(name)):
            return None
        return replace(entry, action=name)

    def _said(self, entry: Said) -> Said:
        """Words in an action's thread; as live, an answer to what is closed already is none, unless an edit changes one."""
        twin = self._twin(entry.action or "")
        if message_of(self.found.memory, entry.message) is not None:
            return replace(entry, action=twin)
        if not any(signal.kind == "response" for signal in entry.signals) or self._open_twin(
            entry.action or ""
        ):
            return replace(entry, action=twin)
        others = tuple(signal for signal in entry.signals if signal.kind != "response")
        return replace(entry, action=twin, signals=others)

    def _asked_by_hand(self, entry: Assigned) -> Assigned:
        name = f"ACT-{site_of(self.found.memory).next_action}"
        self._twins[entry.asked.id] = name
        self._past[name] = entry.asked.id
        subject = entry.asked.subject
        if subject.kind == "action":
            twin = self._twin(subject.id)
            subject = Key("action", twin) if twin else SITE
        return Assigned(asked=replace(entry.asked, id=name, subject=subject))

    def _open_twin(self, name: str) -> str | None:
        twin = self._twin(name)
        if twin is None or not self._can_answer(name, twin):
            self.found.left_out += 1
            return None
        self._twins[name] = twin
        return twin

    def _can_answer(self, name: str, twin: str) -> bool:
        action = action_of(self.found.memory, twin)
        is_open = action is not None and life(action).is_open
        return is_open and (name in self._only_proposed or not self._is_proposal(twin))

    def _is_proposal(self, name: str) -> bool:
        """Whether nobody was asked yet, since a manager has to approve it first."""
        action = action_of(self.found.memory, name)
        return action is not None and life(action).status == "proposed"

    def _twin(self, name: str) -> str | None:
        """The trial's action that an action of the journal is: the one that it was before, else the newest on its ground."""
        ground = self._grounds.get(name)
        return self._twins.get(name) or (self._own.get(ground) if ground else None)

    def _in_journal(self, ground: Ground) -> Ground:
        rule, subject, matter, place = ground
        if subject.kind == "action" and subject.id in self._past:
            subject = Key("action", self._past[subject.id])
        return rule, subject, matter, place


def grounds(asked: Sequence[Assignment]) -> dict[str, Ground]:
    """On what ground each action of a rule stands; the last number tells the actions of one decision apart."""
    found: dict[str, Ground] = {}
    places: dict[str | None, int] = {}
    for one in asked:
        if one.rule is not None and one.asked_by is None:
            place = places.get(one.decision, 0)
            places[one.decision] = place + 1
            found[one.id] = (one.rule, one.subject, one.matter or "", place)
    return found
