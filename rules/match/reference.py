"""The reference matcher: plain Python over the typed conditions. It is the oracle, the fallback, and it explains."""

from collections.abc import Callable, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne

from rules.decision import Case, CaseValue, Clause
from rules.match.match import Match
from rules.match.reading import reading_of, readings
from rules.rule import All, AnyOf, Compare, Condition, Exists, FieldRef, Not, Op, Rule, Rulebook

_ORDER: Mapping[Op, Callable[[CaseValue, CaseValue], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def holds(condition: Condition, values: Mapping[str, CaseValue]) -> bool:
    """Whether the condition holds for these facts; a comparison with an absent fact does not, so its denial does."""
    if isinstance(condition, Compare):
        return _compares(condition, values)
    if isinstance(condition, All):
        return all(holds(part, values) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, values) for part in condition.parts)
    if isinstance(condition, Not):
        return not holds(condition.part, values)
    return condition.field in values


def clauses(rule: Rule, case: Case) -> tuple[Clause, ...]:
    """Every comparison of the rule in the order in which it is written, with the value that it met.

    A comparison that stands under a `not` is shown as “not …”, and its `holds` is that of the whole, so that a rule of
    nothing but `all` fired exactly where every clause holds.
    """
    return tuple(_clauses(rule.when, reading_of(rule).of(case.values), denied=False))


def comparison_text(comparison: Compare | Exists) -> str:
    """A comparison as rulebooks write it."""
    if isinstance(comparison, Exists):
        return f"exists {comparison.field}"
    return f"{comparison.field} {comparison.op} {_operand_text(comparison.value)}"


class ReferenceMatcher:
    """Matches case by case, rule by rule."""

    def __init__(self, book: Rulebook) -> None:
        self._readings = readings(book)
        self._rules: dict[tuple[str, str], list[Rule]] = {}
        for rule in book.rules:
            self._rules.setdefault((rule.on, rule.each), []).append(rule)

    def match(self, cases: Sequence[Case]) -> list[Match]:
        """Which rules hold for which cases, in the order of the cases, then of the rulebook.

        Raises:
            CaseRefused: a case has a value that no rule may read.
        """
        found: list[Match] = []
        for place, case in enumerate(cases):
            kind = (case.subject.kind, case.each)
            if rules := self._rules.get(kind):
                values = self._readings[kind].of(case.values)
                found.extend(Match(rule.id, place) for rule in rules if holds(rule.when, values))
        return found


def _compares(comparison: Compare, values: Mapping[str, CaseValue]) -> bool:
    value = values.get(comparison.field)
    other = comparison.value
    if isinstance(other, FieldRef):
        met = values.get(other.name)
        return value is not None and met is not None and _ORDER[comparison.op](value, met)
    if value is None:
        return False
    if isinstance(other, tuple):
        return (value in other) == (comparison.op == "in")
    return _ORDER[comparison.op](value, other)


def _clauses(condition: Condition, values: Mapping[str, CaseValue], denied: bool) -> list[Clause]:
    if isinstance(condition, Not):
        return _clauses(condition.part, values, not denied)
    if isinstance(condition, All | AnyOf):
        return [clause for part in condition.parts for clause in _clauses(part, values, denied)]
    text = comparison_text(condition)
    clause = Clause(
        text=f"not {text}" if denied else text,
        field=condition.field,
        value=values.get(condition.field),
        holds=holds(condition, values) != denied,
    )
    return [clause]


def _operand_text(value: CaseValue | tuple[CaseValue, ...] | FieldRef) -> str:
    if isinstance(value, FieldRef):
        return value.name
    if isinstance(value, tuple):
        return f"[{', '.join(_operand_text(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if value.replace("_", "").replace("-", "").isalnum() else f'"{value}"'
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
