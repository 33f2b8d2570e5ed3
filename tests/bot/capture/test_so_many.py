"""Figures that could be a date are so many of so many where they are said to be reached, and the date is far off."""

from datetime import datetime

import pytest

from bot.capture.reader import Thread
from tests.bot.capture.conftest import Read

ACTION = Thread(action="Set the columns", task="C-3", due="2026-03-10T15:00")


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("2/5 rồi", 40),
        ("4/7 rồi anh", 57),
        ("mới được 2/5", 40),
        ("được 5/9 rồi", 56),
        ("3/8 xong", 38),
        ("xong 2/5", 40),
        ("18/20 rồi", 90),
        ("2 of 5 done", 40),
        ("2/5 done", 40),
        ("4/5 done", 80),
        ("we're at 3/8", 38),
        ("2/5", 40),
        ("van 2/5", 40),
        ("3/8 listos", 38),
        ("llevamos 5/6", 83),
    ],
)
def test_so_many_of_so_many(text: str, percent: int, read: Read) -> None:
    """How far the action's task is, and no promise; a word for yes before it is none."""
    (signal,) = read(text, ACTION).signals
    assert (signal.kind, signal.task, signal.values["percent"]) == ("progress", "C-3", percent)
    assert (
        signal.values["quantity"] == int(text.split("/", maxsplit=1)[0].rsplit(maxsplit=1)[-1])
        if "/" in text
        else 2
    )


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("12/3 xong", "2026-03-12"),
        ("2/5 mới xong", "2026-05-02"),
        ("2/5 em xong", "2026-05-02"),
        ("hẹn 2/5 xong", "2026-05-02"),
        ("trước 2/5", "2026-05-02"),
        ("done by 4/5", "2026-04-05"),
        ("3/16", "2026-03-16"),
        ("el 3/8 termino", "2026-08-03"),
    ],
)
def test_a_date(text: str, when: str, read: Read) -> None:
    """A day that is led to, promised, or near enough is by when it will be done."""
    (signal,) = read(text, ACTION).signals
    assert signal.values == {"answer": "eta", "when": when}


def test_the_same_figures_near_their_day(read: Read) -> None:
    """Said at the end of April, the second of May is when it will be done."""
    (signal,) = read("2/5 xong", ACTION, at=datetime(2026, 4, 28, 9)).signals  # noqa: DTZ001
    assert signal.values == {"answer": "eta", "when": "2026-05-02"}


@pytest.mark.parametrize("text", ["8/3 xong", "xong hôm 8/3", "done 3/8", "listo el 8/3"])
def test_a_day_that_is_over(text: str, read: Read) -> None:
    """Done on a day of last week is done, and promises nothing for next year."""
    (signal,) = read(text, ACTION).signals
    assert signal.values == {"answer": "done"}


def test_of_a_work_that_is_named(read: Read) -> None:
    """Outside a thread it is of the work before it."""
    (signal,) = read("cột tầng 3 2/5 rồi").signals
    assert (signal.task, signal.values["percent"]) == ("C-3", 40)


@pytest.mark.parametrize("text", ["24/24 rồi", "hẹn 2/5 rồi", "dời sang 2/5 rồi", "làm 24/7 rồi"])
def test_no_share(text: str, read: Read) -> None:
    """Round the clock, and the day that something was put off to, count nothing."""
    assert not [s for s in read(text, ACTION).signals if s.kind == "progress"]
