"""A blocker is quoted with the reason that its words give."""

import pytest

from rules.grounds import grounds_in
from rules.signal import Signal


@pytest.mark.parametrize(
    ("text", "words", "cause", "quoted"),
    [
        ("L3 columns stopped, pump down", "L3 columns stopped", "pump", "L3 columns stopped, pump down"),
        ("L3 columns stopped, pump down, L5 at 80%", "L3 columns stopped", "pump", "L3 columns stopped, pump down"),
        ("Hi. No concrete so L3 stopped. Bye", "L3 stopped", "concrete", "No concrete so L3 stopped"),
        ("We stopped. Crane is down again. L5 80%", "We stopped", "Crane", "We stopped. Crane is down again"),
        ("L4 formwork stopped, no plywood", "no plywood", "plywood", "no plywood"),
        ("L3 stopped, pump down until 13:30, L5 80%", "L3 stopped", "pump", "L3 stopped, pump down until 13:30"),
        ("No 2.5 in bolts so L3 stopped. Bye", "L3 stopped", "bolts", "No 2.5 in bolts so L3 stopped"),
        ("somebody edited it", "L3 columns stopped", "edited", "L3 columns stopped"),
    ],
)  # fmt: skip
def test_whole_clauses_from_the_words_to_the_cause(text: str, words: str, cause: str, quoted: str) -> None:
    """Before or behind them, and no more; words that are not in the text any more stay as they are."""
    span = (text.index(cause), text.index(cause) + len(cause))
    assert grounds_in(text, Signal(kind="blocker", words=words, spans={"cause": span})) == quoted


def test_a_cause_that_no_words_gave_leaves_them_alone() -> None:
    """As after a correction by form."""
    assert grounds_in("L3 stopped, pump down", Signal(kind="blocker", words="L3 stopped")) == "L3 stopped"
