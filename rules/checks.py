"""What `siteloop rules test` and `fields` say: pure functions from rulebooks to text and an exit code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rules.deciding.decision import Case
from rules.facts.fields import FIELDS, Field
from rules.key import Key
from rules.language.problem import Misread
from rules.language.template import render
from rules.match import Matcher, reference_matcher
from rules.match.reference import clauses
from rules.rule import Rule, Rulebook, RuleTest

OK, FAILED = 0, 1
_NOW = datetime(
    2026, 3, 10, 14, tzinfo=UTC
)  # tests inside rules state their facts, so no instant matters to them


@dataclass(frozen=True, kw_only=True)
class TestResult:
    """How a test inside a rule went; `texts` is what the rule would ask, `reason` why the test failed (empty: it passed)."""

    rule: str
    test: str
    source: str
    reason: str = ""
    texts: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the rule did what the test says."""
        return not self.reason


def run_tests(book: Rulebook, matcher: Matcher | None = None) -> list[TestResult]:
    """Run the tests inside the rules, on the reference matcher where none is given."""
    matcher = matcher or reference_matcher(book)
    return [_result(matcher, rule, test) for rule in book.rules for test in rule.tests]


def test_report(results: Sequence[TestResult]) -> tuple[str, int]:
    """What `rules test` prints of the tests inside the rules, and its exit code."""
    failed = [result for result in results if not result.passed]
    lines = [f"{result.source}: rule {result.rule}: “{result.test}”: {result.reason}" for result in failed]
    rules = len({result.rule for result in results})
    tests, noun = f"{len(results)} test{'s' * (len(results) != 1)}", f"rule{'s' * (rules != 1)}"
    lines.append(f"{tests} of {rules} {noun}: {len(failed) or 'none'} failed.")
    return "\n".join(lines), FAILED if failed else OK


def describe_fields(subject: str = "") -> str:
    """A table of every field that rules can read, or of those that speak of one subject."""
    listed = [field for field in FIELDS.values() if subject in ("", field.subject)]
    rows = [("field", "type", "unit", "example", "meaning"), *map(_row, listed)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(_line(row, widths) for row in rows)


def _result(matcher: Matcher, rule: Rule, test: RuleTest) -> TestResult:
    case = Case(subject=Key(rule.on, "test"), now=_NOW, values=test.given, each=rule.each)
    fired = any(match.rule == rule.id for match in matcher.match([case]))
    texts, reason = _asked(rule, test) if fired else ((), "")
    if fired != test.fires:
        reason = "it stayed quiet: " + _failing(rule, case) if test.fires else "it fired."
    return TestResult(rule=rule.id, test=test.name, source=rule.source, reason=reason, texts=texts)


def _asked(rule: Rule, test: RuleTest) -> tuple[tuple[str, ...], str]:
    """What the rule would ask for these facts, and what is wrong with it."""
    try:
        return tuple(render(outcome.text, test.given) for outcome in rule.then), ""
    except Misread as error:
        return (), str(error)


def _failing(rule: Rule, case: Case) -> str:
    """The clauses that do not hold, each with its value."""
    missed = (f"{clause.text} (it is {clause.value})" for clause in clauses(rule, case) if not clause.holds)
    return ", ".join(missed) + "."


def _row(field: Field) -> tuple[str, ...]:
    meaning = field.meaning + (f" ({' | '.join(field.options)})" if field.options else "")
    return (
        field.name,
        field.type,
        field.unit or "–",
        field.example,
        meaning + _moves(field),
    )


def _moves(field: Field) -> str:
    return ("; moves with the clock" if field.timed else "") + ("; worked out daily" if field.daily else "")


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
    return "  ".join([*cells, row[-1]])
