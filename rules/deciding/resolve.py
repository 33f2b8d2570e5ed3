"""Ending actions by themselves: what they were asked for no longer holds."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from rules.book import Book
from rules.deciding.case import Cases
from rules.deciding.decision import Case
from rules.deciding.wanted import wanted_by, wanted_of
from rules.deciding.watch import watch_of
from rules.facts.fields import COUNTING
from rules.folding.ended import how_ended
from rules.folding.entry import Stepped
from rules.key import Key
from rules.life.action import life
from rules.life.budget import Budget
from rules.life.leave import stand_in
from rules.match.crossings import next_crossing
from rules.match.reading import reading_of
from rules.match.reference import clauses, stands
from rules.memo import Memo
from rules.progress import facts
from rules.read import Reader, task_of
from rules.replaced import replace
from rules.resources.moved import is_moved, why_over
from rules.rule import Rule, Rulebook, WhenResolved
from rules.subject import ActionState, Ended, Member, Step, StepKind, TaskState
from rules.worktime.calendar import WorkCalendar

_GONE = "what it was about no longer holds"
_PASSED = "the time that it was for has passed"  # and nothing else has changed


class _End(NamedTuple):
    """Why something is over, in words, and how that came about."""

    why: str
    how: Ended


def resolved(
    read: Reader, keys: Iterable[Key], book: Book, now: datetime, cases: Cases | None = None
) -> list[Stepped]:
    """The steps by which open actions on these subjects end whose ground is gone: closed, left by one of several cases, or their
    owner is asked, as the rule says. `cases` as for `decide`."""
    cases = cases or Cases(read, now, wanted_of(book.rulebook))
    resolving = _Resolving(read, book, now, cases)
    # What a rulebook asked that is no longer in force can be about subjects of which this one says nothing.
    is_new = cases.site.ruled == now
    ruled = _ANY if is_new else _RULED.of(book.rulebook, _ruled)
    concerned: dict[str, tuple[ActionState, list[Key]]] = {}
    for key in dict.fromkeys(keys):
        for action in cases.opened.on(key) if key.kind in ruled else ():
            # Of a task also what awaits its start; else only the cases of such a subject can be over.
            if key.kind in ("task", action.asked.subject.kind):
                concerned.setdefault(action.asked.id, (action, []))[1].append(key)
    found = [step for action, looked in concerned.values() for step in resolving.steps(action, looked)]
    return sorted(found, key=lambda one: (len(one.action), one.action, one.step.id))


def _task_of(member: Member) -> Key:
    return Key("task", member.task or "")


_ANY = frozenset({"task", "site", "action", "person", "goal", "resource"})
_RULED = Memo[Rulebook, frozenset[str]](200)


def _ruled(book: Rulebook) -> frozenset[str]:
    """The kinds of subjects whose open actions are looked at."""
    return frozenset({"task", "site", *(rule.on for rule in book.rules)})


class _Resolving:
    """Looks at one open action after the other."""

    def __init__(self, read: Reader, book: Book, now: datetime, cases: Cases) -> None:
        self._read, self._book, self._now, self._cases = read, book, now, cases
        self._budget = Budget(read, now)

    def steps(self, action: ActionState, keys: Collection[Key]) -> Iterator[Stepped]:
        """What ends of it by how these subjects stand: the whole action, or some of its cases."""
        if settled := self._settled(action, keys) or self._overtaken(action):
            yield self._closed(action, settled)
            return
        members = life(action).members
        looked = [one for one in members if one.subject in keys or self._removed(one.subject)]
        gone = [(one, end) for one in looked if (end := self._end(action, one))]
        is_all = bool(gone) and len(gone) == len(members)
        if is_all and self._when_resolved(action) == "close":
            yield self._closed(action, gone[-1][1])
            return
        left = [] if is_all else [one for one, _ in gone]
        yield from (self._left(action, one) for one in left)
        unplanned = [one for one in members if one not in left and _task_of(one) in keys]
        doubts = is_all and any(self._removed(one.subject) for one in members)
        yield from self._planned(action, unplanned, doubts=doubts)
        if is_all and not doubts:
            yield from self._asked(action, gone[-1][1])

    def _planned(self, action: ActionState, members: Iterable[Member], *, doubts: bool) -> Iterator[Stepped]:
        """That tasks of its cases have left the schedule, with the question whether it is needed all the same (`doubts`), or that
        they are back in it; each once."""
        known, cases = life(action).unplanned, {one.task or "": one for one in members}
        back = [one for name, one in cases.items() if name in known and not self._removed(_task_of(one))]
        gone = [one for name, one in cases.items() if name not in known and self._removed(_task_of(one))]
        yield from (self._replanned(action, "replanned", one) for one in back)
        for one in gone:
            step = self._replanned(action, "unplanned", one)
            asks = doubts and one == gone[-1]
            yield replace(step, step=self._doubting(action, step.step)) if asks else step

    def _settled(self, action: ActionState, keys: Collection[Key]) -> _End | None:
        """Who was asked to start a task has done so once it runs, and need not any more once nobody plans it."""
        key = Key("task", action.asked.task or "")
        if action.asked.awaits != "start" or key not in keys:
            return None
        task = task_of(self._read, key.id)
        if task is None:
            return self._removed(key)
        begun = facts(task, self._cases.site.calendar).status != "not_started"
        return _End(f"{key.id} has started", "over") if begun else None

    def _overtaken(self, action: ActionState) -> _End | None:
        """A proposal waits in vain once somebody is asked about all that it is about."""
        found = life(action)
        if found.status != "proposed":
            return None
        asking = [self._asks(action, member) for member in found.members]
        return _End(f"{asking[0]} asks for it already", "set aside") if asking and all(asking) else None

    def _asks(self, proposal: ActionState, member: Member) -> str:
        """The action of another rule that was asked for about the same matter; empty where there is none."""
        for other in self._cases.opened.on(member.subject) if member.matter else ():
            found = life(other)
            same = any(one.matter == member.matter for one in found.members)
            if same and found.status != "proposed" and other.asked.rule != proposal.asked.rule:
                return other.asked.id
        return ""

    def _closed(self, action: ActionState, end: _End) -> Stepped:
        step = Step(
            id=f"resolved:{action.asked.id}", kind="closed", at=self._now, note=end.why, ended=end.how
        )
        return Stepped(action=action.asked.id, step=step)

    def _left(self, action: ActionState, member: Member) -> Stepped:
        ground = f"{member.subject}/{member.matter or ''}@{self._now.isoformat()}"
        removed = self._removed(member.subject)
        step = Step(id=f"left:{action.asked.id}:{ground}", kind="left", at=self._now, member=member)
        return Stepped(action=action.asked.id, step=replace(step, note=removed.why if removed else ""))

    def _replanned(self, action: ActionState, kind: StepKind, member: Member) -> Stepped:
        name = f"{kind}:{action.asked.id}:{member.task}@{self._now.isoformat()}"
        return Stepped(action=action.asked.id, step=Step(id=name, kind=kind, at=self._now, member=member))

    def _doubting(self, action: ActionState, step: Step) -> Step:
        """The same, which asks whoever has it; of what is reported another is asked already, so that nobody hears of this."""
        found = life(action)
        if found.status == "reported":
            return replace(step, reminder="needed")
        is_here = stand_in(self._read, found.owner, self._now) == found.owner
        held = self._budget.spend(found.owner, action.asked.severity) if is_here else "away"
        return replace(step, reminder="needed", to=found.owner, held=held)

    def _asked(self, action: ActionState, end: _End) -> Iterator[Stepped]:
        """Once: its owner is asked whether it is settled, unless they have said so, which the data may make sure of."""
        owner, verify = life(action).owner, action.asked.verify
        if life(action).status == "reported":
            if verify is not None and verify.data:
                yield self._closed(action, end)
            return
        step = Step(
            id=f"settled:{action.asked.id}",
            kind="reminded",
            at=self._now,
            to=owner,
            reminder="settled",
            held=self._budget.spend(owner, action.asked.severity),
        )
        yield Stepped(action=action.asked.id, step=step)

    def _when_resolved(self, action: ActionState) -> WhenResolved:
        """What becomes of it, once its ground is gone. People are asked whether they need what they asked for; nobody was asked
        for what is only proposed, so that nobody can be asked about it either."""
        if action.asked.rule is None:
            return "close" if is_moved(action) else "ask"
        rule = self._book.rule(action.asked.rule)
        found: WhenResolved = "close" if rule is None else rule.when_resolved
        return "close" if found == "ask" and life(action).status == "proposed" else found

    def _end(self, action: ActionState, member: Member) -> _End | None:
        """Why this case of the action is over; None while it stands, or where nobody is to be bothered about it.

        Of a rule that is no longer in the rulebook nobody can say whether it holds: a rule that took its place asks anew.
        """
        if removed := self._removed(member.subject):
            return None if self._when_resolved(action) == "keep" else removed
        if is_moved(action):
            why = why_over(self._read, action, self._now)
            return _End(why, "over") if why else None
        if action.asked.rule is None:
            return None
        rule = self._book.rule(action.asked.rule)
        if rule is None:
            return _End(f"the rule {action.asked.rule} is no longer in the rulebook", "set aside")
        if rule.when_resolved == "keep" or self._stands(action, member, rule):
            return None
        asked_before = any(step.id == f"settled:{action.asked.id}" for step in action.steps)
        if rule.when_resolved == "ask" and asked_before:
            return None
        how = how_ended(self._read, action, member, self._book.of(rule), self._now)
        has_passed = how == "set aside" and self._has_only_passed(action, member, rule)
        return _End(_PASSED if has_passed else _GONE, how)

    def _removed(self, key: Key) -> _End | None:
        subject = self._read.get(key)
        gone = isinstance(subject, TaskState) and subject.removed
        return _End(f"{key.id} is no longer in the schedule", "set aside") if gone else None

    def _stands(self, action: ActionState, member: Member, rule: Rule) -> bool:
        """Whether the rule's condition still holds on the case, not counting the action itself, or has not been gone for long."""
        watch = watch_of(self._read, member.subject, rule.id, member.matter or "")
        if watch is not None and watch.ceased is not None:
            return True
        return any(stands(rule, case) for case in self._cases_of(action, member, rule))

    def _has_only_passed(self, action: ActionState, member: Member, rule: Rule) -> bool:
        """Whether its case is there still, and the clock alone has ended it."""
        if self._now in (self._cases.site.ruled, self._book.of(rule).at):
            return False
        cases, calendar = list(self._cases_of(action, member, rule)), self._cases.site.calendar
        return bool(cases) and all(_is_past(rule, case, calendar) for case in cases)

    def _cases_of(self, action: ActionState, member: Member, rule: Rule) -> Iterator[Case]:
        """The cases of its kind about this one's matter."""
        for case in self._without(action, rule).of(member.subject):
            if case.matter == (member.matter or "") and case.each == rule.each:
                yield case

    def _without(self, action: ActionState, rule: Rule) -> Cases:
        """The cases as if the action were not there, where the rule reads what counts actions."""
        if COUNTING.isdisjoint(reading_of(rule).fields):
            return self._cases
        return Cases(self._read, self._now, wanted_by(rule), without=action.asked.id)


def _is_past(rule: Rule, case: Case, calendar: WorkCalendar) -> bool:
    """Whether only what moves with the clock keeps the rule's condition from holding, and from now on always does: what was put
    off has not passed."""
    seen = (clause for clause in clauses(rule, case) if not clause.depth)
    is_of_time = all(clause.holds or clause.field in case.timed for clause in seen)
    return is_of_time and next_crossing((rule,), case, calendar) is None
