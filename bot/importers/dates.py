"""Dates as people write them in schedules; what could be two days is never guessed from one cell alone."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

Order = Literal["day first", "month first"]

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
# P6 marks actual dates with an A and constrained ones with an asterisk; the time of day is not kept.
_TAIL = re.compile(
    r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?Z?)?\s*(?:A|\*)?", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_MONTH_NAME = re.compile(r"(\d{1,2})[-\s/.]*([a-z]{3})[a-z]*[-\s/.,]*(\d{4}|\d{2})", re.IGNORECASE)
_NAME_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s*(\d{1,2})\s*,?\s+(\d{4})", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_YEARS = range(1950, 2100)
WRITE_ISO = "write the date as year-month-day, such as 2026-03-10"


class NoDate(ValueError):
    """The text is no date, or not surely one; the text says what to write."""


def order_in(texts: Iterable[str]) -> Order | None:
    """Which of two numbers is the day, as far as the dates of a whole file decide it together; else None."""
    pairs = [(int(m[1]), int(m[3])) for m in map(_NUMBERS.match, map(_bare, texts)) if m and m[2] != "."]
    day_first = any(first > 12 >= second for first, second in pairs)
    month_first = any(second > 12 >= first for first, second in pairs)
    if day_first == month_first:
        return None
    return "day first" if day_first else "month first"


def parse_date(text: str, order: Order | None) -> date:
    """The date that the text gives; a time of day after it is left away.

    Raises:
        NoDate: it gives none, or the order of day and month is open.
    """
    bare = _bare(text)
    for pattern in (_YEAR_FIRST, _MONTH_NAME, _NAME_FIRST, _NUMBERS):
        found = pattern.match(bare)
        if found and _TAIL.fullmatch(bare, found.end()):
            year, month, day = _parts(pattern, found, order)
            break
    else:
        raise NoDate(f"this is no date; {WRITE_ISO}.")
    try:
        parsed = date(year, month, day)
    except ValueError as error:
        raise NoDate(f"there is no such day; {WRITE_ISO}.") from error
    if parsed.year not in _YEARS:
        raise NoDate(f"the year {parsed.year} cannot be meant; {WRITE_ISO}.")
    return parsed


def _bare(text: str) -> str:
    stripped = text.strip()
    weekday = _WEEKDAY.match(stripped)
    return stripped[weekday.end() :] if weekday else stripped


def _parts(pattern: re.Pattern[str], found: re.Match[str], order: Order | None) -> tuple[int, int, int]:
    if pattern is _YEAR_FIRST:
        return int(found[1]), int(found[3]), int(found[4])
    if pattern is _MONTH_NAME:
        year = int(found[3])
        return year if year > 99 else 2000 + year, _month(found[2]), int(found[1])
    if pattern is _NAME_FIRST:
        return int(found[3]), _month(found[1]), int(found[2])
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or order == "day first" or first == second:
        return year, second, first
    if order == "month first":
        return year, first, second
    raise NoDate(f"nothing in the file says whether the day or the month comes first; {WRITE_ISO}.")


def _month(name: str) -> int:
    try:
        return _MONTHS[name.casefold()]
    except KeyError as error:
        raise NoDate(f"there is no month {name!r}; {WRITE_ISO}.") from error
