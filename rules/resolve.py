"""Closing actions by themselves: what they were asked for no longer holds."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from rules.action import life
from rules.case import Cases
from rules.decide import Book, open_on
from rules.decision import Case, CaseValue
from rules.key import Key
from rules.match.reading import reading_of
from rules.match.reference import holds
from rules.read import Reader
from rules.rule import Rule
from rules.subject import ActionState, TaskState


def resolved(
    read: Reader, keys: Iterable[Key], book: Book, now: datetime, cases: Cases | None = None
) -> list[tuple[str, str]]:
    """The open actions on these subjects whose ground is gone, as (action, why); `cases` as for `decide`."""
    found: dict[str, str] = {}
    cases = cases or Cases(read, now)
    ruled = {"task", "site", *(rule.on for rule in book.rulebook.rules)}
    for key in dict.fromkeys(keys):
        for action in open_on(read, key) if key.kind in ruled else ():
            if action.asked.subject == key and (why := _why(read, cases, action, book)):
                found[action.asked.id] = why
    return sorted(found.items(), key=lambda one: (len(one[0]), one[0]))


def _why(read: Reader, cases: Cases, action: ActionState, book: Book) -> str:
    subject = read.get(action.asked.subject)
    if isinstance(subject, TaskState) and subject.removed:
        return f"{subject.plan.id} is no longer in the schedule"
    rule = book.rule(action.asked.rule)
    if rule is None or rule.when_resolved != "close" or _stands(cases, action, rule):
        return ""
    return "what it was about no longer holds"


def _stands(cases: Cases, action: ActionState, rule: Rule) -> bool:
    """Whether the rule's condition still holds on the action's subject, not counting the action itself."""
    return any(
        case.matter == (action.asked.matter or "")
        and case.each == rule.each
        and holds(rule.when, reading_of(rule).of(_without(case, action)))
        for case in cases.of(action.asked.subject)
    )


def _without(case: Case, action: ActionState) -> Mapping[str, CaseValue]:
    """The case's facts as if the action were not there."""
    values = dict(case.values)
    counted = {"site.open_actions"}
    if case.subject == Key("task", action.asked.task or ""):
        counted.add("task.open_actions")
    if case.subject == Key("person", life(action).owner):
        counted.add("person.open_actions")
    for name in counted & values.keys():
        values[name] = float(values[name]) - 1
    return values
