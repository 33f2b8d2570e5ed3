"""Outcomes of two rules that get in each other's way on one case."""

from collections.abc import Iterator
from itertools import combinations

from rules.lint.meaning import can_hold, implies
from rules.lint.remark import Remark, Remarks
from rules.rule import Activate, Ask, Asking, Block, Compare, Condition, Notify, Rule, Rulebook

_HOW = "Make one rule of both, let one inhibit the other, or let their conditions exclude each other."


def conflicts(book: Rulebook) -> Remarks:
    """Two rules that can act on one case and ask the same person the same, or two things of which each should be alone."""
    for first, second in combinations(book.rules, 2):
        if (first.on, first.each) == (second.on, second.each) and _both_act(first, second):
            for check, reason in _clashes(first, second):
                yield Remark("warning", check, second, ("then",), reason, _HOW)


def _both_act(first: Rule, second: Rule) -> bool:
    observed = "observe" in (first.mode, second.mode)
    apart = second.id in first.inhibits or first.id in second.inhibits
    return not observed and not apart and can_hold(first.when, second.when)


def _clashes(first: Rule, second: Rule) -> Iterator[tuple[str, str]]:
    """What clashes, and why."""
    if same := _told_twice(first, second):
        yield "twice", f"Where rule {first.id} holds as well, {same}"
    if first.each == "" and not _told_twice(first, second) and (who := _alone_twice(first, second)):
        reason = f"It is to ask only where nothing else is asked, and so is rule {first.id}: where both begin to hold"
        yield "at-once", f"{reason}, {who} gets two."
    for one, other in ((first, second), (second, first)):
        if _has(one, Block) and _has(other, Activate):
            yield (
                "contradiction",
                f"Rule {one.id} says that the task is blocked, where rule {other.id} starts what follows it.",
            )


def _told_twice(first: Rule, second: Rule) -> str:
    """What both say alike; of actions on one matter only one is asked, so these can be alike (`rules.deciding.decide`)."""
    for one in first.then:
        for other in second.then:
            if _words(one.text) != _words(other.text):
                continue
            if isinstance(one, Notify) and isinstance(other, Notify) and set(one.to) & set(other.to):
                return "the same people are told the same twice."
            if (
                not first.each
                and isinstance(one, Asking)
                and isinstance(other, Asking)
                and one.assign[0] == other.assign[0]
            ):
                due = (
                    ""
                    if one.due_hours == other.due_hours
                    else f", due in {one.due_hours:g} h and in {other.due_hours:g} h"
                )
                return f"{one.assign[0]} is asked the same twice{due}."
    return ""


def _alone_twice(first: Rule, second: Rule) -> str:
    """Whom both ask, though each asks only of a subject of which nothing is asked yet."""
    alone = Compare(field=f"{first.on}.open_actions", op="<", value=1.0)
    if not (_asks_alone(first.when, alone) and _asks_alone(second.when, alone)):
        return ""
    asked = [{one.assign[0] for one in rule.then if isinstance(one, Ask)} for rule in (first, second)]
    return next(iter(sorted(asked[0] & asked[1])), "")


def _asks_alone(when: Condition, alone: Compare) -> bool:
    return implies(when, alone)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _has(rule: Rule, kind: type[Block | Activate]) -> bool:
    return any(isinstance(one, kind) for one in rule.then)
