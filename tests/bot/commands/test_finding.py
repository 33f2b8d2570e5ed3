"""What is typed behind `/site actions`, as it is looked for."""

import pytest

from bot.commands.finding import wanted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("by trade concrete", ("concrete",)),
        ("cause: material", ("material",)),
        ("waiting for me", ("waiting",)),
        ("stand-by crane", ("stand-by", "crane")),
        ("hand-over of L3", ("hand-over", "l3")),
        ("for", ("for",)),
    ],
)
def test_the_names_of_fields_say_nothing(typed: str, words: tuple[str, ...]) -> None:
    """The search looks in all of them; a word that only ends like one is kept whole."""
    assert wanted(typed).words == words
