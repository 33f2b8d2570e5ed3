"""The numbers of a rule that the managers of a site may set otherwise: what its fields must reach or stay below, and `for`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from rules.facts.fields import FIELDS
from rules.language.problem import Misread, one_of
from rules.language.sense import condition_text, senseless
from rules.rule import All, AnyOf, Compare, Condition, Not, Rule

FOR = "for"
WHERE = " where "
_MOST_CHARACTERS = 80  # of a name, which a form's fields carry


def thresholds(rule: Rule) -> dict[str, float]:
    """The numbers as they are in force, by name: `task.silent_hours >=` → 10.5; `for` is in working hours.

    Of names that stand twice each tells what stands beside it alone, `task.blocked_hours >= where task.critical = true`, or
    has a number behind it, `task.blocked_hours >= #2`; whatever the numbers are, the names stay the same.
    """
    values = (_number(comparison) or 0.0 for comparison, _ in _found(rule.when))
    found = dict(zip(_names(rule.when), values, strict=True))
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
    when = _Setting(_names(rule.when), changes).of(rule.when)
    for _, fault in senseless(when):
        raise fault
    return replace(rule, when=when, for_hours=changes.get(FOR, rule.for_hours))


def fitting(rule: Rule, numbers: Mapping[str, float]) -> dict[str, float]:
    """Of a site's numbers those that the rule still has; none where it can no longer take them."""
    known = thresholds(rule)
    kept = {name: number for name, number in numbers.items() if name in known}
    try:
        with_thresholds(rule, kept)
    except Misread:
        return {}
    return kept


def unit_of(name: str) -> str:
    """In what a threshold counts: `working hours`; empty where the field has no unit."""
    field = FIELDS.get(name.partition(" ")[0])
    return "working hours" if name == FOR else field.unit if field else ""


def _found(
    condition: Condition, beside: tuple[Condition, ...] = ()
) -> Iterator[tuple[Compare, tuple[str, ...]]]:
    """Every comparison that has such a number, with what has to hold beside it, nearest first."""
    match condition:
        case Compare() if _number(condition) is not None:
            yield condition, tuple(filter(None, map(_nameless, beside)))
        case Not():
            for comparison, _ in _found(condition.part):
                yield comparison, tuple(filter(None, map(_nameless, beside)))
        case All():
            for place, part in enumerate(condition.parts):
                others = (*condition.parts[:place], *condition.parts[place + 1 :])
                yield from _found(part, (*others, *beside))
        case AnyOf():
            for part in condition.parts:
                yield from _found(part, beside)


def _nameless(condition: Condition) -> str:
    """What a clause says whatever its numbers are; empty where that is too much for a name."""
    if isinstance(condition, Compare) and _number(condition) is not None:
        return _name(condition)
    if any(True for _ in _found(condition)):
        return ""
    text = condition_text(condition)
    return text if len(text) <= _MOST_CHARACTERS else ""


def _number(comparison: Compare) -> float | None:
    """What a field must reach or stay below; what it must equal is no matter of degree."""
    value = comparison.value
    if comparison.op not in ("<", "<=", ">", ">="):
        return None
    return None if isinstance(value, bool) or not isinstance(value, int | float) else float(value)


def _name(comparison: Compare) -> str:
    return f"{comparison.field} {comparison.op}"


def _names(when: Condition) -> list[str]:
    """The names of a condition's numbers, in the order in which they stand in it."""
    found = list(_found(when))
    names: list[str] = []
    for place, (comparison, beside) in enumerate(found):
        name = _name(comparison)
        rivals = [b for other, (one, b) in enumerate(found) if other != place and _name(one) == name]
        own = next((text for text in beside if not any(text in one for one in rivals)), "")
        names.append(_free(f"{name}{WHERE}{own}" if rivals and own else name, names))
    return names


def _free(name: str, taken: Collection[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} #{number}"
    return free


class _Setting:
    """One walk over a condition in the order in which its numbers are named."""

    def __init__(self, names: Iterable[str], changes: Mapping[str, float]) -> None:
        self._names, self._changes = iter(names), changes

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
        return replace(comparison, value=self._changes.get(next(self._names), value))
