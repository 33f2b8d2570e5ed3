"""Vietnamese without its accents: of the words that are spelt alike, those beside one tell which it is."""

from dataclasses import replace

import pytest

from bot.capture.accents import accents_of, counted, load_accents, without_unlikely
from bot.capture.text import Token, accent_key, tokenise
from tests.bot.capture.conftest import Read

WAIT, GIVE = accent_key("chờ"), accent_key("cho")
FEW = [tokenise(text) for text in ("chờ thép", "chờ xe", "cho em", "cho em xin") * 5]


def bare(text: str) -> list[Token]:
    """The tokens of a text that leaves its accents out."""
    return [replace(token, opened=True) for token in tokenise(text)]


@pytest.mark.parametrize(("text", "left"), [("cho em xin", GIVE), ("em cho thep", WAIT), ("em cho xe", WAIT)])
def test_the_words_beside_a_bare_word_tell_which_it_is(text: str, left: str) -> None:
    """Of "chờ" and "cho" only the one that was seen beside these words is left."""
    place = text.split().index("cho")
    (word,) = without_unlikely(bare(text), accents_of(*counted(FEW)))[place : place + 1]
    assert word.unlikely == {WAIT, GIVE} - {left}


def test_what_was_never_seen_is_left_open() -> None:
    """A word of which nothing is known may be any that is spelt so, and so may one of which both are likely."""
    known = accents_of(*counted(FEW))
    assert not any(word.unlikely for word in without_unlikely(bare("zzz qqq"), known))
    assert not any(word.unlikely for word in without_unlikely(bare("cho"), known))
    assert without_unlikely([], known) == []


def test_an_accented_word_stays_what_it_is() -> None:
    """What the writer gave its accents is no other word."""
    (word,) = without_unlikely(tokenise("chờ"), load_accents())
    assert not word.unlikely


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("cho em xin them 12 bo giao truoc 2h chieu mai", {"request"}),
        ("cho tui muon may dam dui chieu nay", {"request"}),
        ("may bom hong roi, dung do san tang 3 tu 9h", {"blocker"}),
        ("dung quen deo day an toan nhe", set()),
        ("mai nho mang ao mua nha may bac", set()),
        ("cau thap bao tri, mat 3 tieng", {"blocker"}),
        ("san tang 3 do duoc 60%", {"progress"}),
        ("to toi co 5 tho sat", {"headcount"}),
    ],
)
def test_bare_sentences_tell_what_they_would_with_accents(text: str, kinds: set[str], read: Read) -> None:
    """A sentence without accents tells the same kinds, and no others that only sound alike."""
    assert {s.kind for s in read(text).signals} == kinds
