"""What a rule that fires leads to: its outcomes as entries of the journal."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from rules.book import Book
from rules.coordination.trades import leads_of
from rules.deciding.assign import About, about_of, ladder, named, rungs
from rules.deciding.case import Cases
from rules.deciding.consequence import carried, lacking
from rules.deciding.decision import Case, CaseValue
from rules.deciding.due import due_after, due_by_start
from rules.deciding.open import to_join
from rules.deciding.theirs import theirs_of
from rules.deciding.watch import origin_of, watch_of
from rules.folding.entry import Assigned, Entry, Notified, Risked, Stated, Stepped
from rules.language.ladder import CHANNEL
from rules.language.template import render, template_fields
from rules.life.action import first_member
from rules.life.budget import Budget
from rules.life.leave import Return, stand_in
from rules.matter import Matter
from rules.plan.goals import serves
from rules.progress import facts
from rules.read import Reader, goal_of, goals, person_of, task_of
from rules.replaced import replace
from rules.resources.spare import giver_facts, offer_for
from rules.rule import (
    ROLES,
    Activate,
    Ask,
    Asking,
    Block,
    Lasting,
    Move,
    Notify,
    Outcome,
    RaiseRisk,
    Rule,
    Verification,
)
from rules.signal import Signal
from rules.subject import Assignment, Rung, Step, TaskState, Verify
from rules.worktime.daywords import moment_words

_MANAGERS = ("superintendent", "project_manager")


class Outcomes:
    """Writes outcomes as entries, one firing after the other; new actions are numbered on from the site's last."""

    def __init__(self, read: Reader, cases: Cases, book: Book, now: datetime) -> None:
        self._read, self._cases, self._book, self._now = read, cases, book, now
        self._next = cases.site.next_action
        self._asked: dict[tuple[str, str], Assignment] = {}
        self._budget = Budget(read, now)

    def of(self, rule: Rule, case: Case, decision: str) -> tuple[Entry, ...]:
        """What the rule does about the case by its mode; empty where it only observes, or has nobody to ask or to tell."""
        mode = self._book.mode(rule)
        outcomes = {"observe": (), "propose": rule.asks, "auto": rule.then}[mode]
        approvers = self._approvers(rule) if mode == "propose" else ()
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
        if only_moves and self.has_nothing_to_move(case):
            return "nothing can be spared"
        if self._book.mode(rule) == "propose" and not self._approvers(rule):
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
                for asked in self._asked_for(rule, case, outcome, place):
                    whole = replace(asked, decision=decision, proposed_to=approvers, also=also)
                    yield self._asked_or_joined(rule, whole)
            case Notify():
                yield from self._told(rule, case, outcome, decision)
            case Block():
                yield self._stated(rule, case, outcome, decision)
            case RaiseRisk():
                yield from self._risked(rule, case, outcome, decision)

    def _asked_for(self, rule: Rule, case: Case, outcome: Asking, place: int) -> Iterator[Assignment]:
        match outcome:
            case Ask():
                yield from self._drafted(rule, case, outcome, place)
            case Activate():
                for task in self.following(case.subject.id):
                    values = self._cases.facts(task.key, template_fields(outcome.text))
                    for asked in self._written(rule, case, outcome, task.plan.id, values):
                        yield replace(asked, awaits="start", done_means="started")
            case Move():
                taker = task_of(self._read, case.subject.id)
                calendar = self._cases.site.calendar
                offer = offer_for(self._read, taker, calendar, self._now) if taker else None
                if offer is not None:
                    values = {**case.values, **giver_facts(offer)}
                    for asked in self._written(rule, case, outcome, case.subject.id, values):
                        yield replace(asked, moves=offer.transfer)

    def following(self, task_id: str) -> Iterator[TaskState]:
        """The tasks after this one that wait for nothing more and have not begun."""
        before = task_of(self._read, task_id)
        for name in before.successors if before else ():
            task = task_of(self._read, name)
            begun = task is None or facts(task, self._cases.site.calendar).status != "not_started"
            if task is not None and not begun and self._cases.is_ready(task):
                yield task

    def has_nothing_to_move(self, case: Case) -> bool:
        """Whether no crew or machine can be spared for the task that a case is about."""
        taker = task_of(self._read, case.subject.id)
        return taker is None or offer_for(self._read, taker, self._cases.site.calendar, self._now) is None

    def _drafted(self, rule: Rule, case: Case, ask: Ask, place: int) -> Iterator[Assignment]:
        for asked in self._written(rule, case, ask, self._task(case), case.values):
            group = f"{place}:{_group(rule, case, asked)}" if rule.group_by else ""
            yield replace(
                asked,
                due=due_by_start(self._read, asked, self._now),
                answers=ask.answers,
                expects=ask.expects,
                done_means=ask.done_means,
                verify=self._verify(ask.verify, case, asked.task) if ask.verify else None,
                together=ask.together,
                group=group,
            )

    def _verify(self, wanted: Verification, case: Case, task: str | None) -> Verify | None:
        """Who there is to make sure of it; None where nobody and nothing can."""
        about = About(subject=case.subject, task=task, matter=self._cases.matter(case), now=self._now)
        by = tuple(rungs(self._read, wanted.by, about))
        found = Verify(by=by, photo=wanted.photo, data=wanted.data, hours=wanted.hours)
        return found if by or wanted.photo or wanted.data else None

    def _written(
        self, rule: Rule, case: Case, asking: Asking, task: str | None, values: Mapping[str, CaseValue]
    ) -> Iterator[Assignment]:
        """The action, without a number yet; none where there is nobody to ask."""
        matter = self._cases.matter(case)
        found = ladder(
            self._read, asking.assign, About(subject=case.subject, task=task, matter=matter, now=self._now)
        )
        if found:
            first = found[0].person
            yield Assignment(
                id="",
                text=render(asking.text, values),
                why=rule.title,
                rule=rule.id,
                decision=None,
                subject=case.subject,
                task=task,
                matter=case.matter or None,
                evidence=evidence_of(case, matter),
                ladder=found,
                due=due_after(self._read, rule, asking.due_hours, first, self._now),
                latest=due_after(self._read, rule, asking.due_hours + asking.may_move, first, self._now),
                severity=rule.severity,
                plan=asking.plan,
                hours=asking.due_hours,
                trade=self._called(matter) if matter else "",
                wanted_by=_wanting(matter) if matter else "",
            )

    def _called(self, matter: Matter) -> str:
        """The trade that the words call on; none where only whoever said them leads it."""
        is_own = not matter.to and matter.trade and leads_of(self._read, matter.trade)
        return "" if is_own else matter.trade

    def _asked_or_joined(self, rule: Rule, asked: Assignment) -> Entry:
        """A new action, or the step by which the case joins the open one of its group."""
        if known := self._to_join(rule, asked):
            return Stepped(action=known, step=self._joined(known, asked))
        first = (asked.proposed_to or (asked.ladder[0].person,))[0]
        asked = replace(asked, held=self._budget.spend(first, asked.severity))
        number, self._next = self._next, self._next + 1
        asked = replace(asked, id=f"ACT-{number}")
        if asked.group:
            self._asked[rule.id, asked.group] = asked
        return Assigned(asked=asked)

    def _to_join(self, rule: Rule, asked: Assignment) -> str:
        """The action of its group that is due no later than the case itself, asked for just now or before; empty: none."""
        if not asked.group:
            return ""
        just_now = self._asked.get((rule.id, asked.group))
        if just_now is not None and just_now.due <= asked.due:
            return just_now.id
        open_one = to_join(self._read, rule, asked, self._now)
        return open_one.asked.id if open_one else ""

    def _joined(self, action: str, asked: Assignment) -> Step:
        ground = f"{asked.subject}/{asked.matter or ''}@{self._now.isoformat()}"
        return Step(id=f"joined:{action}:{ground}", kind="joined", at=self._now, member=first_member(asked))

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

    def _approvers(self, rule: Rule) -> tuple[str, ...]:
        """Who may let a proposal pass, in the order in which they are asked: the people of the rule's owner, where that is a
        role, then the site's managers."""
        roles = (rule.owner, *_MANAGERS) if rule.owner in ROLES else _MANAGERS
        site = self._cases.site
        found = [person for role in roles for person in site.roles.get(role, ())]
        there = (stand_in(self._read, person, self._now) for person in found)
        return tuple(dict.fromkeys(person for person in there if person)) or tuple(dict.fromkeys(found))


def evidence_of(case: Case, matter: Matter | None) -> tuple[str, ...]:
    """The live signals that a case stands on."""
    return matter.evidence if matter else tuple(dict.fromkeys(case.evidence.values()))


def _wanting(matter: Matter) -> str:
    """Whoever said it, where they want something of somebody."""
    return matter.by if matter.kind == "request" or matter.to or matter.trade else ""


def _group(rule: Rule, case: Case, asked: Assignment) -> str:
    match rule.group_by:
        case "assignee":
            rung: Rung = asked.ladder[0]
            return rung.person
        case "zone" | "trade":
            return str(case.values.get(f"task.{rule.group_by}", ""))
        case _:
            return "site"
