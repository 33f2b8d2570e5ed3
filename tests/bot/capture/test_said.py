"""Times and tasks that are named outside of a report."""

import pytest

from bot.capture.reader import Reader
from tests.bot.capture.conftest import TUESDAY


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("by 15:00", "2026-03-10T15:00"),
        ("by tomorrow 9:00", "2026-03-11T09:00"),
        ("in 2 hours", "2026-03-10T11:12"),
        ("2026-03-12T08:30", "2026-03-12T08:30"),
        ("friday", "2026-03-13"),
    ],
)
def test_one_time(words: str, local: str, reader: Reader) -> None:
    """A time in words is the writer's local time."""
    assert reader.when(words, at=TUESDAY) == local


@pytest.mark.parametrize("words", ["", "soon", "the crane", "T"])
def test_no_time(words: str, reader: Reader) -> None:
    """What is no time, or two, is none."""
    assert reader.when(words, at=TUESDAY) is None


def test_one_task(reader: Reader) -> None:
    """A task named without doubt is found, one that is not is none."""
    assert reader.task_in("strip the level 2 formwork") == "S-2"
    assert reader.task_in("call the office") is None
