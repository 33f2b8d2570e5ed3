"""The numbers of a rule that the managers of a site may set otherwise: what its fields must reach or stay below, and `for`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rules.fields import FIELDS
from rules.language.problem import Misread, one_of
from rules.language.sense import senseless
from rules.rule import All, AnyOf, Compare, Condition, Not, Rule

FOR = "for"


def thresholds(rule: Rule) -> dict[str, float]:
    """The numbers as they are in force, by name: `task.silent_hours >=` → 10.5; a name that stands twice has a number behind it.

    `for` is in working hours.
    """
    found: dict[str, float] = {}
    for comparison in _comparisons(rule.when):
        value = _number(comparison)
        if value is not None:
            found[_free(_name(comparison), found)] = value
    return {**found, FOR: rule.for_hours} if rule.for_hours else found


def with_thresholds(rule: Rule, changes: Mapping[str, float]) -> Rule:
    """The rule with other numbers.

    Raises:
        Misread: the rule has no such threshold, or its condition could then never fail, or never hold.
    """
    known = thresholds(rule)
    for name in changes:
        if name not in known:
            raise Misread(f"{rule.id} has no threshold “{name}”.", one_of(name, tuple(known) or ("none",)))
    when = _Setting(changes).of(rule.when)
    for _, fault in senseless(when):
        raise fault
    return replace(rule, when=when, for_hours=changes.get(FOR, rule.for_hours))


def unit_of(name: str) -> str:
    """In what a threshold counts: `working hours`; empty where the field has no unit."""
    field = FIELDS.get(name.partition(" ")[0])
    return "working hours" if name == FOR else field.unit if field else ""


def _comparisons(condition: Condition) -> Iterator[Compare]:
    match condition:
        case Compare():
            yield condition
        case Not():
            yield from _comparisons(condition.part)
        case All() | AnyOf():
            for part in condition.parts:
                yield from _comparisons(part)


def _number(comparison: Compare) -> float | None:
    """What a field must reach or stay below; what it must equal is no matter of degree."""
    value = comparison.value
    if comparison.op not in ("<", "<=", ">", ">="):
        return None
    return None if isinstance(value, bool) or not isinstance(value, int | float) else float(value)


def _name(comparison: Compare) -> str:
    return f"{comparison.field} {comparison.op}"


def _free(name: str, taken: Mapping[str, float]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free


class _Setting:
    """One walk over a condition in the order in which `thresholds` names its numbers."""

    def __init__(self, changes: Mapping[str, float]) -> None:
        self._changes = changes
        self._seen: dict[str, float] = {}

    def of(self, condition: Condition) -> Condition:
        match condition:
            case Compare():
                return self._compare(condition)
            case Not():
                return Not(part=self.of(condition.part))
            case All():
                return All(parts=tuple(self.of(part) for part in condition.parts))
            case AnyOf():
                return AnyOf(parts=tuple(self.of(part) for part in condition.parts))
            case _:
                return condition

    def _compare(self, comparison: Compare) -> Compare:
        value = _number(comparison)
        if value is None:
            return comparison
        name = _free(_name(comparison), self._seen)
        self._seen[name] = value
        return replace(comparison, value=self._changes.get(name, value))
