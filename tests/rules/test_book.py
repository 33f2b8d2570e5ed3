"""The rule library: it loads, its own tests pass on both matchers, and it says what a superintendent needs on the first day."""

import sys

import pytest

from rules.checks import run_tests
from rules.language.rulebook import shipped_rulebook, shipped_sources
from rules.lint.lint import lint
from rules.match import durable_matcher
from rules.rule import Rule

_BOOK = shipped_rulebook()


def test_the_library_has_no_problem() -> None:
    """The linter has nothing to say about any file of it, not even a warning."""
    assert lint(shipped_sources()) == []


def test_its_own_tests_pass() -> None:
    """Every test inside a rule holds, on the reference matcher."""
    assert [result for result in run_tests(_BOOK) if not result.passed] == []


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="durable_rules cannot be imported there")
def test_its_own_tests_pass_on_durable_rules() -> None:
    """The engine gives the same for every one of them."""
    assert run_tests(_BOOK, durable_matcher(_BOOK)) == run_tests(_BOOK)


@pytest.mark.parametrize("rule", _BOOK.rules, ids=lambda rule: rule.id)
def test_each_rule_shows_when_it_fires_and_when_not(rule: Rule) -> None:
    """Two tests at least of either kind; every text is whole with the facts of its tests, and names a ladder of two or more."""
    fires = [test.fires for test in rule.tests]
    assert fires.count(True) >= 2
    assert fires.count(False) >= 2
    texts = [text for result in run_tests(_BOOK) if result.rule == rule.id for text in result.texts]
    assert texts
    assert not [text for text in texts if "(not said)" in text or len(text) > 300]
    assert all(len(ask.assign) >= 2 for ask in rule.asks)


def test_the_first_day_is_covered() -> None:
    """The eight troubles that every site has each have a rule."""
    assert {rule.id for rule in _BOOK.rules} >= {
        "critical-task-blocked",
        "task-blocked-for-a-shift",
        "safety-incident",
        "safety-hazard",
        "delivery-fails-a-task",
        "task-request-unanswered",
        "start-without-a-word",
        "no-update-in-a-shift",
        "task-over-budget",
    }


def test_silence_is_asked_about_humanely() -> None:
    """Rules about silence are low, ask once a day at most, and only where nothing else is asked."""
    silent = [
        rule
        for rule in _BOOK.rules
        if rule.id.endswith("-without-a-word") or rule.id == "no-update-in-a-shift"
    ]
    for rule in silent:
        quiet = [test for test in rule.tests if not test.fires and test.given.get("task.open_actions") == 1]
        assert rule.severity == "low"
        assert (rule.cooldown_hours or 0) >= 24
        assert quiet


def test_safety_does_not_wait() -> None:
    """Reports about safety are answered for by safety first, within two hours, confirmed or not."""
    for rule in (rule for rule in _BOOK.rules if rule.each == "safety"):
        assert rule.severity == "safety"
        assert rule.asks[0].assign[0] == "role:safety"
        assert rule.asks[0].due_hours <= 2
        assert any(test.fires and test.given.get("safety.firm") is False for test in rule.tests)
