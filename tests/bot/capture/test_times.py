"""Moments as said, on the writer's calendar: Tuesday 10 March 2026, 09:12."""

from datetime import datetime

import pytest

from bot.capture.lexicons import Lexicons
from bot.capture.moments import Moment
from bot.capture.numbers import with_numbers
from bot.capture.places import with_places
from bot.capture.quantities import with_amounts
from bot.capture.text import Token, is_accented, tokenise
from bot.capture.times import with_times

AT = datetime(2026, 3, 10, 9, 12)  # noqa: DTZ001 - a writer's local time


def times(text: str, lexicons: Lexicons, *langs: str) -> list[Token]:
    """The time tokens of a text."""
    spoken, exact = langs or ("en",), is_accented(text)
    tokens = with_places(with_numbers(tokenise(text), lexicons, spoken, exact), lexicons, spoken)
    return [
        t
        for t in with_times(with_amounts(tokens, lexicons, frozenset(spoken), exact), lexicons, spoken, exact)
        if t.kind == "time"
    ]


def resolved(
    text: str, lexicons: Lexicons, *langs: str, past: bool = False, at: datetime = AT
) -> list[str | None]:
    """What the moments of a text are, locally."""
    out = []
    for token in times(text, lexicons, *langs):
        assert isinstance(token.value, Moment)
        out.append(token.value.local(at, past))
    return out


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("today", "2026-03-10"),
        ("tomorrow", "2026-03-11"),
        ("tmrw", "2026-03-11"),
        ("yesterday", "2026-03-09"),
        ("friday", "2026-03-13"),
        ("by thurs", "2026-03-12"),
        ("tuesday", "2026-03-17"),
        ("monday", "2026-03-16"),
        ("this weekend", "2026-03-14"),
        ("end of week", "2026-03-13"),
        ("EOD", "2026-03-10T17:00"),
        ("end of day tomorrow", "2026-03-11T17:00"),
        ("by noon tmrw", "2026-03-11T12:00"),
        ("noon", "2026-03-10T12:00"),
        ("tomorrow first thing", "2026-03-11T07:00"),
        ("first thing tomorrow", "2026-03-11T07:00"),
        ("by 3", "2026-03-10T15:00"),
        ("at 2:30", "2026-03-10T14:30"),
        ("by 1", "2026-03-10T13:00"),
        ("7am tomorrow", "2026-03-11T07:00"),
        ("tomorrow at 7", "2026-03-11T07:00"),
        ("Thurs 9am", "2026-03-12T09:00"),
        ("Wed 6:30am", "2026-03-11T06:30"),
        ("friday noon", "2026-03-13T12:00"),
        ("thursday morning", "2026-03-12"),
        ("tonight", "2026-03-10"),
        ("this morning", "2026-03-10"),
        ("april 3rd", "2026-04-03"),
        ("3/19", "2026-03-19"),
        ("the 20th", "2026-03-20"),
        ("by the 5th", "2026-04-05"),
        ("in 2 hours", "2026-03-10T11:12"),
        ("in 20 min", "2026-03-10T09:32"),
        ("in two days", "2026-03-12"),
        ("in a week", "2026-03-17"),
        ("end of month", "2026-03-31"),
        ("day after tomorrow", "2026-03-12"),
        ("Monday at 10", "2026-03-16T10:00"),
        ("10 tomorrow", "2026-03-11"),
        ("3:15 pm", "2026-03-10T15:15"),
        ("12:30", "2026-03-10T12:30"),
        ("2 p.m.", "2026-03-10T14:00"),
        ("mon - wed", "2026-03-11"),
        ("mar 12", "2026-03-12"),
        ("3 april", "2026-04-03"),
        ("by 5 apr 2027", "2027-04-05"),
        ("Apr 5, 2027", "2027-04-05"),
        ("2026-04-01", "2026-04-01"),
        ("friday by 2", "2026-03-13T14:00"),
        ("at 2 on friday", "2026-03-13T14:00"),
        ("by 4 today", "2026-03-10T16:00"),
        ("thursday or friday", "2026-03-13"),
        ("between 2 and 3", "2026-03-10T15:00"),
        ("friday next week", "2026-03-20"),
        ("15:00", "2026-03-10T15:00"),
        ("at 11", "2026-03-10T11:00"),
        ("lunch", "2026-03-10T12:00"),
        ("by end of shift", "2026-03-10T17:00"),
    ],
)
def test_english_ahead(text: str, local: str, lexicons: Lexicons) -> None:
    """What lies ahead is the next such time, within the shift where only an hour is said."""
    assert resolved(text, lexicons) == [local]


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("since 7am", "2026-03-10T07:00"),
        ("since 7", "2026-03-10T07:00"),
        ("since 8:30", "2026-03-10T08:30"),
        ("since yesterday", "2026-03-09"),
        ("since monday", "2026-03-09"),
        ("since friday", "2026-03-06"),
        ("since the 5th", "2026-03-05"),
        ("2 days ago", "2026-03-08"),
        ("an hour ago", "2026-03-10T08:12"),
        ("since 3pm yesterday", "2026-03-09T15:00"),
        ("last friday", "2026-03-06"),
        ("since tuesday", "2026-03-03"),
        ("since this morning", "2026-03-10"),
        ("since 10pm", "2026-03-09T22:00"),
    ],
)
def test_english_behind(text: str, local: str, lexicons: Lexicons) -> None:
    """What lies behind is the last such time."""
    assert resolved(text, lexicons, past=True) == [local]


@pytest.mark.parametrize(
    "text",
    [
        "next week",
        "L3",
        "80%",
        "45 m3",
        "room 1205",
        "RFI 114",
        "he sat on it",
        "96 of 175 yds",
        "may need a crew",
        "at 60",
        "4 guys",
        "3/4",
        "mon ami is",
    ],
)
def test_what_is_no_time(text: str, lexicons: Lexicons) -> None:
    """Levels, amounts, numbers of things, and "next week" alone name no date."""
    assert [r for r in resolved(text, lexicons) if r] == ([] if "mon" not in text else ["2026-03-16"])


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("mañana", "2026-03-11"),
        ("hoy", "2026-03-10"),
        ("para el 5 de abril de 2027", "2027-04-05"),
        ("para el jueves", "2026-03-12"),
        ("a las 3", "2026-03-10T15:00"),
        ("mañana a las 7", "2026-03-11T07:00"),
        ("fin del día", "2026-03-10T17:00"),
        ("el viernes", "2026-03-13"),
        ("a las 7 de la mañana", "2026-03-10T07:00"),
        ("pasado mañana", "2026-03-12"),
        ("a mediodía", "2026-03-10T12:00"),
        ("el 20 de marzo", "2026-03-20"),
        ("a las 3 y media", "2026-03-10T15:30"),
        ("19/3", "2026-03-19"),
        ("antes de las 2", "2026-03-10T14:00"),
        ("lunes a primera hora", "2026-03-16T07:00"),
    ],
)
def test_spanish(text: str, local: str, lexicons: Lexicons) -> None:
    """Spanish times, with "las" before the hour and the day before the month."""
    assert (resolved(text, lexicons, "es") or [None])[-1] == local or local in resolved(
        text, lexicons, "es", past=True
    )


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("ngày mai", "2026-03-11"),
        ("hôm nay", "2026-03-10"),
        ("trước thứ 5", "2026-03-12"),
        ("thứ sáu", "2026-03-13"),
        ("3h chiều", "2026-03-10T15:00"),
        ("14h", "2026-03-10T14:00"),
        ("14h30", "2026-03-10T14:30"),
        ("7 giờ sáng mai", "2026-03-11T07:00"),
        ("cuối ngày", "2026-03-10T17:00"),
        ("trưa", "2026-03-10T12:00"),
        ("chủ nhật", "2026-03-15"),
        ("ngày 20", "2026-03-20"),
        ("ngày 3 tháng 4", "2026-04-03"),
        ("sáng mai", "2026-03-11"),
        ("thứ 3 tuần sau", "2026-03-17"),
        ("hôm qua", "2026-03-09"),
    ],
)
def test_vietnamese(text: str, local: str, lexicons: Lexicons) -> None:
    """Vietnamese times: "h" marks the hour, Monday is the second day."""
    assert resolved(text, lexicons, "vi") == [local]


def test_without_accents(lexicons: Lexicons) -> None:
    """Vietnamese without its accents is read as well."""
    assert resolved("truoc thu 5", lexicons, "vi") == ["2026-03-12"]
    assert resolved("3h chieu", lexicons, "vi") == ["2026-03-10T15:00"]


def test_an_afternoon_hour_after_noon(lexicons: Lexicons) -> None:
    """Said at four in the afternoon, "since 1:30" is that afternoon, and "by 7" that evening."""
    four = datetime(2026, 3, 10, 16, 0)  # noqa: DTZ001
    assert resolved("since 1:30", lexicons, past=True, at=four) == ["2026-03-10T13:30"]
    assert resolved("by 7", lexicons, at=four) == ["2026-03-10T19:00"]
    assert resolved("7am", lexicons, at=four) == ["2026-03-11T07:00"]


def test_new_year(lexicons: Lexicons) -> None:
    """In December a date of January is next year's."""
    december = datetime(2026, 12, 30, 9, 0)  # noqa: DTZ001
    assert resolved("by jan 5", lexicons, at=december) == ["2027-01-05"]
    assert resolved("friday", lexicons, at=december) == ["2027-01-01"]
