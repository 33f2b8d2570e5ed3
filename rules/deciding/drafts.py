"""The actions that a rule asks for, before they have a number: the words, of whom, until when, on what ground."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from rules.coordination.trades import leads_of
from rules.deciding.assign import About, about_of, ladder, rungs
from rules.deciding.case import Cases
from rules.deciding.decision import Case, CaseValue
from rules.deciding.due import due_after, due_by_start
from rules.language.template import render, template_fields
from rules.matter import Matter
from rules.progress import facts
from rules.read import Reader, task_of
from rules.replaced import replace
from rules.resources.spare import Offer, giver_facts, offer_for
from rules.rule import Activate, Ask, Asking, Move, Rule, Verification
from rules.subject import Assignment, Rung, TaskState, Verify


class Drafts:
    """Writes what a rule asks about a case; nothing where there is nobody to ask."""

    def __init__(self, read: Reader, cases: Cases, now: datetime) -> None:
        self._read, self._cases, self._now = read, cases, now

    def of(self, rule: Rule, case: Case, outcome: Asking, place: int) -> Iterator[Assignment]:
        """What one outcome of the rule asks; `place` is where it stands among them."""
        match outcome:
            case Ask():
                yield from self._drafted(rule, case, outcome, place)
            case Activate():
                for task in self.following(case.subject.id):
                    values = self._cases.facts(task.key, template_fields(outcome.text))
                    for asked in self._written(rule, case, outcome, task.plan.id, values):
                        yield replace(asked, awaits="start", done_means="started")
            case Move():
                if (offer := self._offer(case)) is not None:
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
        return self._offer(case) is None

    def _offer(self, case: Case) -> Offer | None:
        taker = task_of(self._read, case.subject.id)
        return offer_for(self._read, taker, self._cases.site.calendar, self._now) if taker else None

    def _drafted(self, rule: Rule, case: Case, ask: Ask, place: int) -> Iterator[Assignment]:
        task = about_of(self._read, case, self._cases.matter(case)).task
        for asked in self._written(rule, case, ask, task, case.values):
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
