"""What a week came to, in words for the channel."""

import pytest

from bot.weekly.words import most_words
from rules.weekly.measures import Why

UNSAID = Why(reason="no word", told=3)
MISSING = Why(reason="material", told=1, likely=1)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], ""),
        ([UNSAID], " Of 3 nobody said why."),
        ([MISSING], " Most often in the way: material missing (2, 1 of them likely)."),
        (
            [UNSAID, MISSING],
            " Most often in the way: material missing (2, 1 of them likely). Of 3 nobody said why.",
        ),
    ],
)
def test_nobody_saying_why_is_nothing_in_the_way(found: list[Why], told: str) -> None:
    """It is told for itself, after what was in the way most often."""
    assert most_words(found) == told
