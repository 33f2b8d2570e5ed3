"""What a rule that fires leads to: its outcomes as entries of the journal."""

from collections.abc import Iterator
from datetime import datetime

from rules.book import Book
from rules.deciding.approvers import approvers_of
from rules.deciding.assign import About, about_of, named
from rules.deciding.case import Cases
from rules.deciding.consequence import carried, lacking
from rules.deciding.decision import Case
from rules.deciding.drafts import Drafts
from rules.deciding.joining import Actions
from rules.deciding.theirs import theirs_of
from rules.deciding.watch import origin_of, watch_of
from rules.folding.entry import Entry, Notified, Risked, Stated
from rules.language.ladder import CHANNEL
from rules.language.template import render
from rules.life.budget import Budget
from rules.life.leave import Return
from rules.plan.goals import serves
from rules.read import Reader, goal_of, goals, person_of, task_of
from rules.replaced import replace
from rules.rule import Activate, Ask, Block, Lasting, Move, Notify, Outcome, RaiseRisk, Rule
from rules.signal import Signal
from rules.worktime.daywords import moment_words


class Outcomes:
    """Writes outcomes as entries, one firing after the other; new actions are numbered on from the site's last."""

    def __init__(self, read: Reader, cases: Cases, book: Book, now: datetime) -> None:
        self._read, self._cases, self._book, self._now = read, cases, book, now
        self._budget = Budget(read, now)
        self._drafts = Drafts(read, cases, now)
        self._actions = Actions(read, cases.site.next_action, now, self._budget)

    def of(self, rule: Rule, case: Case, decision: str) -> tuple[Entry, ...]:
        """What the rule does about the case by its mode; empty where it only observes, or has nobody to ask or to tell."""
        mode = self._book.mode(rule)
        outcomes = {"observe": (), "propose": rule.asks, "auto": rule.then}[mode]
        approvers = approvers_of(self._read, rule, self._now) if mode == "propose" else ()
        if mode == "propose" and not approvers:
            return ()
        found: list[Entry] = []
        for place, outcome in enumerate(outcomes):
            found += self._entries(rule, case, outcome, place, decision, approvers)
        return tuple(found)

    def beside(self, rule: Rule, case: Case, decision: str) -> tuple[Entry, ...]:
        """What the rule does beside asking, once a manager let it ask; what is to last only where its condition stands."""
        stands = watch_of(self._read, case.subject, rule.id, case.matter) is not None
        found: list[Entry] = []
        for place, outcome in enumerate(rule.then):
            if isinstance(outcome, Notify) or (stands and isinstance(outcome, Lasting)):
                found += self._entries(rule, case, outcome, place, decision, ())
        return tuple(entry for entry in found if not self._stands(entry))

    def untold(self, rule: Rule, case: Case, decision: str) -> tuple[Entry, ...]:
        """What the rule does where its notices went out before: it asks, and states what does not stand."""
        found = self.of(rule, case, decision)
        return tuple(one for one in found if not isinstance(one, Notified) and not self._stands(one))

    def lacks(self, rule: Rule, case: Case) -> str:
        """Why nothing comes of the rule on this case: what the site does not have, in words."""
        only_moves = all(isinstance(one, Move) for one in rule.then)
        if only_moves and self._drafts.has_nothing_to_move(case):
            return "nothing can be spared"
        if self._book.mode(rule) == "propose" and not approvers_of(self._read, rule, self._now):
            return "the site has nobody to approve it"
        if only_moves:
            return "the site has nobody to ask"
        return lacking(rule.asks if self._book.mode(rule) == "propose" else rule.then)

    def awaits(self, back: Return) -> str:
        """That all who could be asked or told are away, and who of them is back first, in words."""
        known = person_of(self._read, back.person)
        name = known.name or known.handle if known else back.person
        at = moment_words(self._cases.site.calendar.local(back.at), self._cases.site.year)
        return f"whoever it could go to is on leave; it is looked at again on {at}, when {name} is back"

    def renewed(self, rule: Rule, case: Case, decision: str) -> tuple[Entry, ...]:
        """What the rule holds as data, and raises of risks, for as long as its condition holds, where that does not stand."""
        found: list[Entry] = []
        for place, outcome in enumerate(rule.lasting if self._book.mode(rule) == "auto" else ()):
            found += self._entries(rule, case, outcome, place, decision, ())
        return tuple(entry for entry in found if not self._stands(entry))

    def _stands(self, entry: Entry) -> bool:
        """Whether a statement or a risk of this origin is there already."""
        match entry:
            case Stated():
                task = task_of(self._read, entry.signal.task)
                return task is not None and any(one.message == entry.origin for one in task.live)
            case Risked():
                goal = goal_of(self._read, entry.goal)
                return goal is not None and any(one.origin == entry.origin for one in goal.risks)
            case _:
                return False

    def _entries(
        self, rule: Rule, case: Case, outcome: Outcome, place: int, decision: str, approvers: tuple[str, ...]
    ) -> Iterator[Entry]:
        match outcome:
            case Ask() | Activate() | Move():
                also = carried(self._read, rule, case, self._about(case)) if approvers else ()
                for asked in self._drafts.of(rule, case, outcome, place):
                    whole = replace(asked, decision=decision, proposed_to=approvers, also=also)
                    yield self._actions.ask(rule, whole)
            case Notify():
                yield from self._told(rule, case, outcome, decision)
            case Block():
                yield self._stated(rule, case, outcome, decision)
            case RaiseRisk():
                yield from self._risked(rule, case, outcome, decision)

    def _told(self, rule: Rule, case: Case, outcome: Notify, decision: str) -> Iterator[Notified]:
        about = self._about(case)
        hit = self._cases.hit_by(case.subject) if "hit.owners" in outcome.to else {}
        about = replace(about, hit=tuple(hit))
        to = named(self._read, (word for word in outcome.to if word != CHANNEL), about)
        if to or CHANNEL in outcome.to:
            yield Notified(
                decision=decision,
                rule=rule.id,
                text=render(outcome.text, case.values),
                to=to,
                aloud=CHANNEL in outcome.to,
                severity=rule.severity,
                task=about.task,
                theirs=theirs_of(self._read, hit, about),
                held=tuple(person for person in to if self._budget.spend(person, rule.severity)),
            )

    def _stated(self, rule: Rule, case: Case, outcome: Block, decision: str) -> Stated:
        words = render(outcome.text, case.values)
        signal = Signal(
            kind="blocker", task=case.subject.id, values={"cause": outcome.cause}, what=words, words=words
        )
        return Stated(origin=origin_of(rule.id, case.subject, case.matter), decision=decision, signal=signal)

    def _risked(self, rule: Rule, case: Case, outcome: RaiseRisk, decision: str) -> Iterator[Risked]:
        for goal in self._served(rule, case):
            yield Risked(
                origin=origin_of(rule.id, case.subject, case.matter),
                decision=decision,
                goal=goal,
                level=outcome.level,
                words=render(outcome.text, case.values),
            )

    def _served(self, rule: Rule, case: Case) -> list[str]:
        """The goals that a rule's case speaks of: itself, or those of the rule's measure that its task serves."""
        if case.subject.kind == "goal":
            own = goal_of(self._read, case.subject.id)
            return [own.goal.id] if own else []
        task = task_of(self._read, self._task(case))
        found = (goal.goal for goal in goals(self._read) if goal.goal.measure == rule.serves)
        return [goal.id for goal in found if task is None or serves(task, goal)]

    def _about(self, case: Case) -> About:
        return about_of(self._read, case, self._cases.matter(case))

    def _task(self, case: Case) -> str | None:
        return self._about(case).task
