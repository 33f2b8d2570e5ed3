"""Conditions as Python functions over the values of a case, put together once for each rule.

A condition is asked thousands of times between two changes of a rulebook; to walk its tree each time, asking of every node
what it is, takes several times as long. `rules.match.reference` says what a condition means; this does the same.
"""

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt, ne

from rules.deciding.decision import CaseValue
from rules.rule import All, AnyOf, Compare, Condition, Exists, FieldRef, Not, Op

Values = Mapping[str, CaseValue]
Test = Callable[[Values], bool]
_ORDER: Mapping[Op, Callable[[CaseValue, CaseValue], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def compiled(condition: Condition) -> Test:
    """Whether the condition holds for some facts; a comparison with an absent fact does not, so its denial does."""
    match condition:
        case Compare():
            return _comparison(condition)
        case Exists():
            return _exists(condition.field)
        case Not():
            return _not(compiled(condition.part))
        case All():
            return _all(tuple(map(compiled, condition.parts)))
        case AnyOf():
            return _any(tuple(map(compiled, condition.parts)))


def _comparison(comparison: Compare) -> Test:
    value = comparison.value
    if isinstance(value, FieldRef):
        return _of_fields(comparison.field, _ORDER[comparison.op], value.name)
    if isinstance(value, tuple):
        return _in(comparison.field, value, wanted=comparison.op == "in")
    return _with(comparison.field, _ORDER[comparison.op], value)


def _with(field: str, order: Callable[[CaseValue, CaseValue], bool], other: CaseValue) -> Test:
    def test(values: Values) -> bool:
        value = values.get(field)
        return value is not None and order(value, other)

    return test


def _of_fields(field: str, order: Callable[[CaseValue, CaseValue], bool], other: str) -> Test:
    def test(values: Values) -> bool:
        value, met = values.get(field), values.get(other)
        return value is not None and met is not None and order(value, met)

    return test


def _in(field: str, others: tuple[CaseValue, ...], *, wanted: bool) -> Test:
    def test(values: Values) -> bool:
        value = values.get(field)
        return value is not None and (value in others) == wanted

    return test


def _exists(field: str) -> Test:
    return lambda values: field in values


def _not(part: Test) -> Test:
    return lambda values: not part(values)


def _all(parts: tuple[Test, ...]) -> Test:
    def test(values: Values) -> bool:
        for part in parts:  # noqa: SIM110 - a generator for `all` would take longer than what it asks
            if not part(values):
                return False
        return True

    return test


def _any(parts: tuple[Test, ...]) -> Test:
    def test(values: Values) -> bool:
        for part in parts:  # noqa: SIM110 - as above
            if part(values):
                return True
        return False

    return test
