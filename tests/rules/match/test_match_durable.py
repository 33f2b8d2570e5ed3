"""The durable matcher against the reference matcher: the same matches, or the same refusal, whatever comes."""

import math
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.deciding.decision import Case, CaseValue
from rules.key import Key
from rules.match import CaseRefused, EngineMissing, Matcher, best_matcher, durable_matcher, reference_matcher
from rules.match.compile import compile_book
from rules.match.reference import ReferenceMatcher
from rules.rule import AnyOf, Compare, Condition, Rule, Rulebook
from tests.rules.differential import Compared
from tests.rules.random_books import random_book, random_cases

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 13), reason="durable_rules cannot be imported there")


def _book(*conditions: Condition) -> Rulebook:
    rules = (
        Rule(id=f"rule-{n}", title="A rule", on="task", when=when, then=())
        for n, when in enumerate(conditions)
    )
    return Rulebook(version="test", rules=tuple(rules))


def _task(**values: CaseValue) -> Case:
    facts = {f"task.{name}": value for name, value in values.items()}
    return Case(subject=Key("task", "A-310"), now=datetime(2026, 3, 10, 14, tzinfo=UTC), values=facts)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_both_matchers_find_the_same(seed: int) -> None:
    """Random rulebooks on 2,000 random cases, half of them hostile: the same matches, in the same order, or the same refusal."""
    Compared().compare(seed, [durable_matcher], rules=seed % 30 + 1, cases=20)


def test_large_books_are_spread_over_shards() -> None:
    """300 rules and 120 cases, more than a batch, give the same as the reference matcher, and no shard is too large."""
    random = Random(7)
    book, cases = random_book(random, 300), random_cases(random, 120)
    assert max(len(shard.rules) for shard in compile_book(book).shards) <= 60
    assert durable_matcher(book).match(cases) == reference_matcher(book).match(cases)


def test_one_case_may_match_more_than_an_engine_takes() -> None:
    """A case for which 150 rules hold gets all of them, although the engine stops at 64 in one ruleset."""
    book = _book(*(Compare(field="task.percent", op=">=", value=n / 10) for n in range(150)))
    assert [match.rule for match in durable_matcher(book).match([_task(percent=50)])] == [
        rule.id for rule in book.rules
    ]


def test_a_rule_whose_alternatives_all_hold_matches_once() -> None:
    """Two true branches of one rule are one match."""
    when = AnyOf(
        parts=(
            Compare(field="task.percent", op=">", value=1.0),
            Compare(field="task.critical", op="=", value=True),
        )
    )
    assert len(durable_matcher(_book(when)).match([_task(percent=50, critical=True)])) == 1


@pytest.mark.parametrize("make", [durable_matcher, reference_matcher])
@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -math.inf, 2**53 + 1, 10**400, -(10.0**300), "80", True],
    ids=["nan", "inf", "-inf", "2^53+1", "10^400", "-1e300", "text", "truth"],
)
def test_numbers_that_cannot_be_compared_are_refused(
    make: Callable[[Rulebook], Matcher], value: CaseValue
) -> None:
    """Either matcher refuses a number that is none, and names its field."""
    matcher = make(_book(Compare(field="task.percent", op=">", value=1.0)))
    with pytest.raises(CaseRefused) as refused:
        matcher.match([_task(percent=value)])
    assert refused.value.field == "task.percent"


@pytest.mark.parametrize("make", [durable_matcher, reference_matcher])
@pytest.mark.parametrize(
    "value",
    ["x" * 4097, "é" * 2049, "\ud800", 5.0, False],
    ids=["4 KB", "UTF-8", "surrogate", "number", "truth"],
)
def test_texts_that_cannot_be_compared_are_refused(
    make: Callable[[Rulebook], Matcher], value: CaseValue
) -> None:
    """Either matcher refuses a text that is too long, half a character or none, and goes on with the next evaluation."""
    matcher = make(_book(Compare(field="task.name", op="=", value="pour")))
    with pytest.raises(CaseRefused, match=r"task\.name"):
        matcher.match([_task(name="pour"), _task(name=value)])
    assert len(matcher.match([_task(name="pour")])) == 1


def test_what_no_rule_compares_may_be_as_long_as_it_likes() -> None:
    """Ten thousand characters that merely appear in a text refuse no case."""
    book = _book(Compare(field="task.percent", op=">", value=1.0))
    case = _task(percent=2, name="x" * 10_000)
    assert durable_matcher(book).match([case]) == reference_matcher(book).match([case]) != []


def test_texts_are_equal_however_their_accents_are_written() -> None:
    """A composed and a decomposed text are the same."""
    book = _book(Compare(field="task.name", op="=", value="bê tông"))
    assert len(durable_matcher(book).match([_task(name="be\u0302 to\u0302ng")])) == 1


def test_threads_may_share_a_matcher() -> None:
    """Four threads that use one matcher at once all get what they would alone."""
    random = Random(3)
    book, cases = random_book(random, 40), random_cases(random, 60)
    matcher, expected = durable_matcher(book), reference_matcher(book).match(cases)
    found: list[bool] = []
    threads = [
        Thread(target=lambda: found.extend(matcher.match(cases) == expected for _ in range(5)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 20


def test_no_cases_and_no_rules() -> None:
    """Nothing to match is no error."""
    assert durable_matcher(_book()).match([_task(percent=1)]) == []
    assert durable_matcher(_book(Compare(field="task.percent", op=">", value=1.0))).match([]) == []


def test_without_the_engine_the_reference_matcher_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where durable_rules cannot be imported, the durable matcher says so and the best one is the reference matcher."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineMissing, match="reference matcher"):
        durable_matcher(_book())
    assert isinstance(best_matcher(_book()), ReferenceMatcher)
