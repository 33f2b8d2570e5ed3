"""The reference matcher: plain Python over the typed conditions. It is the oracle, the fallback, and it explains."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rules.deciding.decision import Case, CaseValue, Clause
from rules.match.compiled import Test, compiled
from rules.match.match import Match
from rules.match.reading import reading_of, readings
from rules.memo import Memo
from rules.rule import All, AnyOf, Compare, Condition, Exists, FieldRef, Not, Rule, Rulebook

_TESTS = Memo[Condition, Test]()
_Kind = tuple[str, str]  # a rule's `on` and `each`
# By whether all are wanted, and whether that is denied.
GROUPS: Mapping[tuple[bool, bool], str] = {
    (False, False): "any of",
    (True, False): "all of",
    (False, True): "none of",
    (True, True): "not all of",
}
_DENIED = (GROUPS[False, True], GROUPS[True, True])


def holds(condition: Condition, values: Mapping[str, CaseValue]) -> bool:
    """Whether the condition holds for these facts; a comparison with an absent fact does not, so its denial does."""
    return _TESTS.of(condition, compiled)(values)


def stands(rule: Rule, case: Case) -> bool:
    """Whether a rule's condition holds on a case.

    Raises:
        CaseRefused: a value that the rule reads cannot be compared.
    """
    return holds(rule.when, reading_of(rule).of_case(case))


def clauses(rule: Rule, case: Case) -> tuple[Clause, ...]:
    """Every comparison of the rule in the order in which it is written, with the value that it met; before those of an `any`,
    or of a `not` over several, comes a clause for them all, whose `holds` is that of the whole.

    A comparison that stands alone under a `not` is shown as “not …”. A rule fired exactly where every clause of depth 0 holds.
    """
    values = reading_of(rule).of_case(case)
    parts = rule.when.parts if isinstance(rule.when, All) else (rule.when,)
    return tuple(clause for part in parts for clause in _clauses(part, values, depth=0))


def missed(seen: Iterable[Clause]) -> Iterator[str]:
    """What kept the condition from holding, as it is written; of clauses that one stands for only where that one did not hold,
    and of those that should not hold, those that did (“not …”)."""
    depth, denied, settled = -1, False, False
    for clause in seen:
        if clause.depth <= depth:
            depth, denied, settled = -1, False, False
        if settled:
            continue
        if denied:
            if clause.field and clause.holds:
                yield f"not {clause.text}"
            continue
        if not clause.holds:
            yield clause.text
        if not clause.field:
            settled, denied = clause.holds, clause.text in _DENIED
            depth = clause.depth if settled or denied else depth


def comparison_text(comparison: Compare | Exists) -> str:
    """A comparison as rulebooks write it."""
    if isinstance(comparison, Exists):
        return f"exists {comparison.field}"
    return f"{comparison.field} {comparison.op} {_operand_text(comparison.value)}"


class ReferenceMatcher:
    """Matches case by case, rule by rule."""

    def __init__(self, book: Rulebook) -> None:
        self._readings = readings(book)
        self._tests: dict[_Kind, list[tuple[str, Test]]] = {}
        for rule in book.rules:
            self._tests.setdefault((rule.on, rule.each), []).append((rule.id, compiled(rule.when)))

    def match(self, cases: Sequence[Case]) -> list[Match]:
        """Which rules hold for which cases, in the order of the cases, then of the rulebook.

        Raises:
            CaseRefused: a case has a value that no rule may read.
        """
        found: list[Match] = []
        for place, case in enumerate(cases):
            kind = (case.subject.kind, case.each)
            if tests := self._tests.get(kind):
                values = self._readings[kind].of_case(case)
                found += [Match(rule, place) for rule, test in tests if test(values)]
        return found


def _clauses(
    condition: Condition, values: Mapping[str, CaseValue], *, depth: int, denied: bool = False
) -> list[Clause]:
    if isinstance(condition, Not):
        return _clauses(condition.part, values, depth=depth, denied=not denied)
    if isinstance(condition, All | AnyOf) and len(condition.parts) == 1:
        return _clauses(condition.parts[0], values, depth=depth, denied=denied)
    met = holds(condition, values) != denied
    if isinstance(condition, All | AnyOf):
        text = GROUPS[isinstance(condition, All), denied]
        parts = (_clauses(part, values, depth=depth + 1) for part in condition.parts)
        head = Clause(text=text, field="", value=None, holds=met, depth=depth)
        return [head, *(clause for part in parts for clause in part)]
    text = comparison_text(condition)
    return [
        Clause(
            text=f"not {text}" if denied else text,
            field=condition.field,
            value=values.get(condition.field),
            holds=met,
            depth=depth,
        )
    ]


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
