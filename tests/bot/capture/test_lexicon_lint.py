"""The lexicons' own form."""

import pytest

from bot.capture.lexicon_lint import slips
from bot.capture.lexicons import LANGUAGES, read_source
from bot.capture.pattern import Matcher, compile_phrase
from bot.capture.text import tokenise


@pytest.mark.parametrize(
    "phrase", ["rails .. up|installed|in place|back", "a||b", "have|has|gotta to|has rip|tear"]
)
def test_slips_are_found(phrase: str) -> None:
    """A choice of two words, an empty one and one that is repeated beside itself are slips."""
    found = list(slips({"cues": {"good": [phrase, "in place"]}}))
    assert len(found) == 1
    assert found[0].startswith(f"cues good: {phrase}")


def test_single_words_in_a_row_are_no_slip() -> None:
    """Two choices of single words are what the form is for."""
    assert not list(slips({"cues": {"order": ["have your|the guys|crew|boys", "the guys"]}}))


def test_trades_have_no_slips() -> None:
    """Nor has what only some sites call their works."""
    assert list(slips({"concepts": read_source("trades")["works"]})) == []


def test_english_has_no_slips() -> None:
    """The English lexicon is free of them."""
    assert list(slips(read_source("en"))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_choice_is_empty(language: str) -> None:
    """No language has a bar with nothing beside it."""
    assert [s for s in slips(read_source(language)) if "empty" in s] == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("tie it off then", True),
        ("tie it off then!", True),
        ("tie it off then\nand go", True),
        ("tie it off then, it moves", False),
        ("tie it off then it moves", False),
    ],
)
def test_a_phrase_may_stand_only_at_the_end(text: str, is_found: bool) -> None:
    """What is said ends with its sentence or its line; after a comma it goes on."""
    matcher = Matcher(compile_phrase("tie .. then$", "order", "", "en", {}))
    found = matcher.find(tokenise(text), frozenset(("en",)), {}, exact=False)
    assert bool(found) is is_found
