"""What can be otherwise in the settings of a rule: each left out, and another in its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from rules.mutation.change import Change, lengths, taken_out
from rules.plan.goal import GoalMeasure
from rules.rule import GroupBy
from rules.subject import Severity

_LENGTHS = ("for", "clear_after", "cooldown", "repeat_every")
_WINDOW = "shift"


def setting_changes(rule: Mapping[str, Any]) -> Iterator[Change]:
    """The changes of a sound rule's settings; those of its outcomes are `outcome_changes`."""
    for name in _LENGTHS:
        if name in rule:
            yield taken_out((name,), f"{name}: {rule[name]}", name)
            yield from lengths((name,), rule[name], name)
    for name in ("mode", "when_resolved", "active"):
        if name in rule:
            yield taken_out((name,), f"{name}: {rule[name]}", name)
    if rule.get("active", _WINDOW) not in (_WINDOW, "always"):
        yield _instead(rule, "active", _WINDOW)
    for place, other in enumerate(rule.get("inhibits", ())):
        yield taken_out(("inhibits", place), f"inhibits: {other}", "inhibits")
    for other in _beside(get_args(Severity), rule["severity"]):
        yield _instead(rule, "severity", other)
    yield from _grouping(rule)
    yield from _serving(rule)


def _grouping(rule: Mapping[str, Any]) -> Iterator[Change]:
    if "group_by" not in rule:
        return
    headings = [("then", place, "together") for place in range(len(rule["then"]))]
    yield taken_out(("group_by",), f"group_by: {rule['group_by']}", "group_by", *headings)
    for other in get_args(GroupBy):
        if other and other != rule["group_by"]:
            yield _instead(rule, "group_by", other)


def _serving(rule: Mapping[str, Any]) -> Iterator[Change]:
    """The goal that a rule serves is only told, but where the rule raises its risk."""
    if "serves" in rule and any("risk" in outcome for outcome in rule["then"]):
        for other in get_args(GoalMeasure):
            if other != rule["serves"]:
                yield _instead(rule, "serves", other)
                return


def _instead(rule: Mapping[str, Any], name: str, other: str) -> Change:
    told = f"`{name}: {other}` instead of `{rule[name]}`"
    return Change(path=(name,), value=other, told=told, setting=name)


def _beside(order: Sequence[str], value: str) -> list[str]:
    """What stands next to a value, on either side."""
    place = order.index(value)
    return [order[near] for near in (place - 1, place + 1) if 0 <= near < len(order)]
