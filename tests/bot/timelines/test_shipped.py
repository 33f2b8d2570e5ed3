"""The timelines of the rule library: every rule has some, and all come true, whichever matcher is used."""

import sys
from collections.abc import Sequence
from functools import cache

import pytest

from bot.capture.lexicons import load_lexicons
from bot.heard.readers import Readers
from bot.ruling.books import sources_at
from bot.timelines.expected import Held, Quiet
from bot.timelines.places import folder_beside, schedules_in, sources_in
from bot.timelines.reading import read_timelines
from bot.timelines.ruled import Ruled
from bot.timelines.run import Outcome, run_timelines
from bot.timelines.timeline import Timeline
from rules.book import Book
from rules.language.rulebook import shipped_rulebook
from rules.match import Matcher, durable_matcher, reference_matcher

_BOOK = shipped_rulebook()


@cache
def _shipped() -> tuple[Timeline, ...]:
    folder = folder_beside("")
    return tuple(read_timelines(sources_in(folder), _BOOK, schedules_in(folder)))


def _lived(matcher: Matcher, timelines: Sequence[Timeline]) -> list[Outcome]:
    return run_timelines(timelines, Book(rulebook=_BOOK, matcher=matcher), Readers(load_lexicons()))


def test_every_rule_has_timelines_of_both_kinds() -> None:
    """One in which it acts, and one in which it is quiet or held back."""
    expected = [one.what for timeline in _shipped() for step in timeline.steps for one in step.expected]
    acts = {one.rule for one in expected if isinstance(one, Ruled)}
    quiet = {one.rule for one in expected if isinstance(one, Quiet | Held)}
    assert {rule.id for rule in _BOOK.rules} - acts == set()
    assert {rule.id for rule in _BOOK.rules} - quiet == set()


def test_they_all_come_true() -> None:
    """Everything that they expect comes, and nothing else is decided."""
    assert [one for one in _lived(reference_matcher(_BOOK), _shipped()) if not one.passed] == []


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="durable_rules cannot be imported there")
def test_they_all_come_true_on_durable_rules() -> None:
    """The engine gives the same, on every third: that both matchers agree is held by `tests/rules/test_match_durable.py`."""
    assert [one for one in _lived(durable_matcher(_BOOK), _shipped()[::3]) if not one.passed] == []


def test_they_are_no_rulebooks() -> None:
    """A folder of timelines beside the rules is not read as rules."""
    assert {name for name in sources_at("") if "timelines" in name} == set()
    assert len(sources_in(folder_beside(""))) >= 7
