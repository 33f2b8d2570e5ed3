"""Words as tokens are compared."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.capture.text import fold, folded_word


@settings(max_examples=60)
@given(st.text(max_size=12) | st.text(st.characters(max_codepoint=127), max_size=12))
def test_a_word_folds_as_its_characters_do(word: str) -> None:
    """However it is written; plain words take a shorter way to the same."""
    assert folded_word(word) == "".join(fold(char) for char in word)


def test_every_plain_character_folds_alike() -> None:
    """Whichever way it goes."""
    assert all(folded_word(chr(code)) == fold(chr(code)) for code in range(128))
