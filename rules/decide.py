"""Deciding: which rules fire on which cases, what holds them back, who is asked, and until when. A pure function."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rules.action import life
from rules.assign import ladder
from rules.case import cases_of
from rules.decision import Case, Decision
from rules.key import SITE, Key
from rules.match import Matcher
from rules.match.reference import clauses, holds
from rules.matter import Matter, open_matters
from rules.progress import facts
from rules.read import Reader, action_of, site_of, task_of
from rules.rule import Ask, Rule, Rulebook
from rules.state import Overlay
from rules.subject import ActionState, Assignment, Fired, SiteState, TaskState
from rules.template import render

_RANK = {"safety": 0, "high": 1, "medium": 2, "low": 3}
_DAY = timedelta(hours=24)


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


def decide(read: Reader, keys: Iterable[Key], book: Book, now: datetime) -> list[Conclusion]:
    """What the rulebook concludes about these subjects now; what is held back is left out.

    A rule is held back by its own memory (it acted on this matter, and its cooldown runs), by an open action of its own on
    this subject, by an open action of any rule on the same matter, and where the site has nobody to ask.
    """
    cases = [case for key in keys for case in cases_of(read, key, now)]
    if not cases:
        return []
    fired = []
    for match in book.matcher.match(cases):
        rule = book.rule(match.rule)
        if rule is not None:
            fired.append((rule, cases[match.case]))
    fired.sort(key=lambda found: _RANK[found[0].severity])
    desk = _Desk(read, book, now)
    for rule, case in fired:
        desk.conclude(rule, case)
    return desk.conclusions


class _Desk:
    """Concludes one firing after the other, each seeing what those before it asked for."""

    def __init__(self, read: Reader, book: Book, now: datetime) -> None:
        self._read, self._book, self._now = read, book, now
        self._site = site_of(read)
        self._next = self._site.next_action
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
        """What holds the rule back on this case, in words; empty where nothing does."""
        for action in _open_on(self._read, case.subject):
            if case.matter and action.asked.matter == case.matter:
                return f"{action.asked.id} is open on the same matter"
            if not case.matter and action.asked.rule == rule.id:
                return f"{action.asked.id} of this rule is open"
        for one in self.conclusions:
            same = one.decision.subject == case.subject and one.decision.matter == case.matter
            if same and (case.matter or one.decision.rule == rule.id):
                return f"{one.decision.rule} acted on it at the same time"
        return self._cooling(rule, case)

    def _cooling(self, rule: Rule, case: Case) -> str:
        fired = _memory(self._read, case.subject, rule, case.matter)
        if fired is None:
            return ""
        action = action_of(self._read, fired.action)
        if not case.matter and action is not None and life(action).status == "resolved":
            return ""
        if rule.cooldown_hours is None and case.matter:
            return "it acted on this matter already"
        hours = _DAY if rule.cooldown_hours is None else timedelta(hours=rule.cooldown_hours)
        return (
            f"its cooldown runs until {fired.at + hours:%Y-%m-%d %H:%M} UTC"
            if self._now < fired.at + hours
            else ""
        )

    def _assignment(self, rule: Rule, ask: Ask, case: Case) -> Assignment | None:
        matter = _matter(self._read, case)
        task = case.subject.id if case.subject.kind == "task" else matter.task if matter else None
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

    def _due(self, rule: Rule, ask: Ask) -> datetime:
        """In working hours; what is about safety does not wait for the shift."""
        if rule.severity == "safety":
            return self._now + timedelta(hours=ask.due_hours)
        return self._site.calendar.add_working(self._now, ask.due_hours)

    def _decision(self, rule: Rule, case: Case, asked: tuple[Assignment, ...]) -> Decision:
        matter = _matter(self._read, case)
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


def resolved(read: Reader, keys: Iterable[Key], book: Book, now: datetime) -> list[tuple[str, str]]:
    """The open actions on these subjects whose ground is gone, as (action, why)."""
    found: dict[str, str] = {}
    for key in keys:
        for action in _open_on(read, key) if key.kind in ("task", "site") else ():
            rule = book.rule(action.asked.rule)
            if rule is not None and rule.when_resolved == "close" and not _stands(read, action, rule, now):
                found[action.asked.id] = "what it was about no longer holds"
    return sorted(found.items())


def _stands(read: Reader, action: ActionState, rule: Rule, now: datetime) -> bool:
    """Whether the rule's condition still holds on the action's subject, not counting the action itself."""
    without = Overlay(read)
    subject = read.get(action.asked.subject)
    if isinstance(subject, TaskState | SiteState):
        others = tuple(i for i in subject.open_actions if i != action.asked.id)
        without.put(replace(subject, open_actions=others))
    return any(
        case.matter == (action.asked.matter or "")
        and case.each == rule.each
        and holds(rule.when, case.values)
        for case in cases_of(without, action.asked.subject, now)
    )


def _open_on(read: Reader, key: Key) -> Iterable[ActionState]:
    subject = read.get(key)
    ids = subject.open_actions if isinstance(subject, TaskState | SiteState) else ()
    for action_id in ids:
        action = action_of(read, action_id)
        if action is not None and action.asked.subject == key and life(action).is_open:
            yield action


def _memory(read: Reader, key: Key, rule: Rule, matter: str) -> Fired | None:
    subject = read.get(key)
    if not isinstance(subject, TaskState | SiteState):
        return None
    return next((f for f in subject.memory if (f.rule, f.matter) == (rule.id, matter)), None)


def _matter(read: Reader, case: Case) -> Matter | None:
    if not case.matter:
        return None
    site = site_of(read)
    if case.subject == SITE:
        matters = open_matters(site.live, site.settled, site.calendar)
    else:
        task = task_of(read, case.subject.id)
        matters = facts(task, site.calendar).matters if task else ()
    return next((m for m in matters if m.id == case.matter), None)
