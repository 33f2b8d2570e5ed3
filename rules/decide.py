"""Deciding: which rules fire on which cases, what holds them back, who is asked, and until when. A pure function."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rules.action import life
from rules.assign import ladder
from rules.case import Cases
from rules.cooldown import cooling
from rules.decision import Case, Decision
from rules.key import Key
from rules.match import Matcher
from rules.match.reference import clauses
from rules.matter import Matter
from rules.read import Reader, action_of, site_of
from rules.rule import Ask, Rule, Rulebook
from rules.subject import ActionState, Assignment, SiteState, TaskState
from rules.template import render

_RANK = {"safety": 0, "high": 1, "medium": 2, "low": 3}


@dataclass(frozen=True, kw_only=True)
class Book:
    """A rulebook in force, with its matcher."""

    rulebook: Rulebook
    matcher: Matcher

    def rule(self, rule_id: str | None) -> Rule | None:
        """The rule of that id, None where the book has none."""
        return next((r for r in self.rulebook.rules if r.id == rule_id), None)


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """A decision, and the actions that it asks for."""

    decision: Decision
    asked: tuple[Assignment, ...]


def decide(
    read: Reader, keys: Iterable[Key], book: Book, now: datetime, cases: Cases | None = None
) -> list[Conclusion]:
    """What the rulebook concludes about these subjects now; what is held back is left out.

    A rule is held back by its own memory (it acted on this matter, and its cooldown runs), by an open action of its own on
    this subject, by an open action of any rule on the same matter, wherever that stands, and where the site has nobody to
    ask. `cases` are those of this very state and instant, where they were built before.
    """
    found = cases or Cases(read, now)
    looked = [case for key in dict.fromkeys(keys) for case in found.of(key)]
    matches = book.matcher.match(looked) if looked else []
    rules = {rule.id: rule for rule in book.rulebook.rules}
    fired = [(rules[match.rule], looked[match.case]) for match in matches]
    fired.sort(key=lambda one: _RANK[one[0].severity])
    desk = _Desk(read, found, book, now)
    for rule, case in fired:
        desk.conclude(rule, case)
    return desk.conclusions


def held_by(read: Reader, rule: Rule, case: Case, book: Book, now: datetime) -> str:
    """What would hold a rule back whose condition holds on this case, in words; empty where nothing does."""
    return _Desk(read, Cases(read, now), book, now).stopped_by(rule, case)


def open_on(read: Reader, key: Key) -> list[ActionState]:
    """The open actions that are about this subject, or, of a task or the site, that stand with it."""
    subject = read.get(key)
    holder = subject if isinstance(subject, TaskState | SiteState) else site_of(read)
    found = (action_of(read, name) for name in holder.open_actions)
    is_place = holder is subject
    return [a for a in found if a and life(a).is_open and (is_place or a.asked.subject == key)]


class _Desk:
    """Concludes one firing after the other, each seeing what those before it asked for."""

    def __init__(self, read: Reader, cases: Cases, book: Book, now: datetime) -> None:
        self._read, self._cases, self._book, self._now = read, cases, book, now
        self._next = cases.site.next_action
        self._open: dict[Key, list[ActionState]] = {}
        self.conclusions: list[Conclusion] = []

    def conclude(self, rule: Rule, case: Case) -> None:
        """Add the rule's conclusion, unless something holds it back."""
        if self.held_by(rule, case):
            return
        asked: tuple[Assignment, ...] = ()
        if rule.mode == "auto":
            drafts = [self._assignment(rule, ask, case) for ask in rule.asks]
            asked = tuple(a for a in drafts if a is not None)
            if rule.asks and not asked:
                return
        decision = self._decision(rule, case, asked)
        asked = tuple(replace(a, decision=decision.id) for a in asked)
        self.conclusions.append(Conclusion(decision=decision, asked=asked))

    def held_by(self, rule: Rule, case: Case) -> str:
        """What holds the rule back on this case, in words; empty where nothing does.

        A matter is known by its own id, so a safety report that stands on its task and on the site is one.
        """
        if case.subject not in self._open:
            self._open[case.subject] = open_on(self._read, case.subject)
        for action in self._open[case.subject]:
            if case.matter and action.asked.matter == case.matter:
                return f"{action.asked.id} is open on the same matter"
            if not case.matter and (action.asked.rule, action.asked.subject) == (rule.id, case.subject):
                return f"{action.asked.id} of this rule is open"
            if self._is_its_reason(action, case):
                return f"it is the reason given on {action.asked.id}, which is open"
        for one in self.conclusions:
            if case.matter and one.asked and one.decision.matter == case.matter:
                return f"{one.decision.rule} acted on it at the same time"
        return cooling(self._read, rule, case, self._now)

    def stopped_by(self, rule: Rule, case: Case) -> str:
        """What holds it back, or that there is nobody to ask."""
        if held := self.held_by(rule, case):
            return held
        nobody = (
            rule.mode == "auto" and rule.asks and not any(self._assignment(rule, a, case) for a in rule.asks)
        )
        return "the site has nobody to ask" if nobody else ""

    def _is_its_reason(self, action: ActionState, case: Case) -> bool:
        """Whether a blocker only says why an action about a blocker is not done: its owner is asked already."""
        asked_by = self._book.rule(action.asked.rule)
        if case.each != "blocker" or asked_by is None or asked_by.each != "blocker":
            return False
        return any(case.matter.startswith(step.id) for step in action.steps if step.answer == "not_done")

    def _assignment(self, rule: Rule, ask: Ask, case: Case) -> Assignment | None:
        matter = self._cases.matter(case)
        task = self._task(case.subject, matter)
        rungs = ladder(self._read, ask.assign, task=task, matter=matter)
        if not rungs:
            return None
        number, self._next = self._next, self._next + 1
        return Assignment(
            id=f"ACT-{number}",
            text=render(ask.text, case.values),
            why=rule.title,
            rule=rule.id,
            decision=None,
            subject=case.subject,
            task=task,
            matter=case.matter or None,
            evidence=matter.evidence if matter else tuple(dict.fromkeys(case.evidence.values())),
            ladder=rungs,
            due=self._due(rule, ask),
            severity=rule.severity,
            plan=ask.plan,
            answers=ask.answers,
        )

    def _task(self, subject: Key, matter: Matter | None) -> str | None:
        """The task that an action is about: its subject, its matter's, or that of the action which is its subject."""
        if subject.kind == "task":
            return subject.id
        action = action_of(self._read, subject.id) if subject.kind == "action" else None
        return action.asked.task if action else matter.task if matter else None

    def _due(self, rule: Rule, ask: Ask) -> datetime:
        """In working hours; what is about safety does not wait for the shift."""
        if rule.severity == "safety":
            return self._now + timedelta(hours=ask.due_hours)
        return self._cases.site.calendar.add_working(self._now, ask.due_hours)

    def _decision(self, rule: Rule, case: Case, asked: tuple[Assignment, ...]) -> Decision:
        matter = self._cases.matter(case)
        return Decision(
            id=f"{rule.id}/{case.subject}/{case.matter}@{self._now:%Y%m%dT%H%M%S}",
            rule=rule.id,
            title=rule.title,
            rulebook=self._book.rulebook.version,
            subject=case.subject,
            matter=case.matter,
            outcome="acted" if asked else "observed",
            values=case.values,
            clauses=clauses(rule, case),
            evidence=matter.evidence if matter else tuple(dict.fromkeys(case.evidence.values())),
            action=asked[0].id if asked else None,
        )
