"""Orders: until when, and for which task."""

from datetime import datetime

import pytest

from bot.capture.lexicons import load_lexicons
from bot.capture.reader import Reader
from bot.playing.plot import plot_of

TUESDAY = datetime(2026, 3, 10, 9, 12)  # noqa: DTZ001 - a site's local time


@pytest.fixture(scope="module")
def orders() -> Reader:
    """Orders at Tower A."""
    return Reader(load_lexicons(), plot_of(None).schedule.tasks)


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("15:00", "2026-03-10T15:00"),
        ("by 3", "2026-03-10T15:00"),
        ("by 3pm", "2026-03-10T15:00"),
        ("by tomorrow 9am", "2026-03-11T09:00"),
        ("tomorrow 9:00", "2026-03-11T09:00"),
        ("by tomorrow", "2026-03-11"),
        ("by Friday", "2026-03-13"),
        ("by friday noon", "2026-03-13T12:00"),
        ("by end of day", "2026-03-10T17:00"),
        ("in 2 hours", "2026-03-10T11:12"),
        ("by 12 March", "2026-03-12"),
        ("by 2026-03-12T15:00", "2026-03-12T15:00"),
        ("by next monday", "2026-03-16"),
        ("by fridday", "2026-03-13"),
        ("by 8:00", "2026-03-11T08:00"),
    ],
)
def test_times_as_people_say_them(orders: Reader, words: str, local: str) -> None:
    """Read on the site's wall clock; one that has passed today means tomorrow's."""
    assert orders.when(words, at=TUESDAY) == local


@pytest.mark.parametrize(
    "words", ["", "by", "by Raj", "by the inspector", "by 15:00 or Friday noon then", "T"]
)
def test_words_that_are_no_time(orders: Reader, words: str) -> None:
    """Nothing is guessed."""
    assert orders.when(words, at=TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("get the hoist brake inspected", "A-040"),
        ("strip formwork on L2", "A-220"),
        ("fix the edge of A-310", "A-310"),
        ("call the concrete supplier", None),
        ("sweep the yard", None),
        ("", None),
    ],
)
def test_the_task_that_is_meant(orders: Reader, text: str, task: str | None) -> None:
    """Named without doubt, or none."""
    assert orders.task_in(text) == task
