"""The days that an exception of an MS Project calendar falls on.

`Type` says how it recurs between its first and last day: 2 and 3 once a year, 4 and 5 in months, 6 in weeks, all others in
days; `Period` is every how many of them. A day of the month is a number (2, 4) or a position such as the last Friday (3, 5).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.importers.mspdi.parse import Element

_DAY = timedelta(days=1)
_WEEK = 7
_LAST = 4
_WEEKEND = frozenset({5, 6})


def days_of(exception: Element, first: date, last: date) -> Iterator[date]:
    """Its days from `first` to `last`; none if it has no beginning."""
    period = next(exception.all("TimePeriod"), None)
    begins, ends = (period.wall(tag) if period else None for tag in ("FromDate", "ToDate"))
    if begins is None:
        return
    start = begins.date()
    day, end = max(start, first), min((ends or begins).date(), last)
    while day <= end:
        if _falls(exception, start, day):
            yield day
        day += _DAY


def _falls(exception: Element, start: date, day: date) -> bool:
    kind, every = exception.whole("Type", 1), max(1, exception.whole("Period", 1))
    months = (day.year - start.year) * 12 + day.month - start.month
    if kind in {2, 3}:
        right = day.month == exception.whole("Month") + 1
    elif kind in {4, 5}:
        right = months % every == 0
    elif kind == 6:
        weeks = (_sunday(day) - _sunday(start)).days // _WEEK
        return weeks % every == 0 and bool(exception.whole("DaysOfWeek") >> _from_sunday(day) & 1)
    else:
        return (day - start).days % every == 0
    if kind in {2, 4}:
        return right and day.day == exception.whole("MonthDay")
    return right and _at_position(exception, day)


def _at_position(exception: Element, day: date) -> bool:
    """Whether the day is the first to fourth, or the last, of its sort in its month."""
    item, position = exception.whole("MonthItem"), exception.whole("MonthPosition")
    if not _is_item(item, day):
        return False
    if position == _LAST:
        return not any(_is_item(item, later) for later in _rest_of_month(day))
    return position == sum(_is_item(item, day.replace(day=n)) for n in range(1, day.day))


def _is_item(item: int, day: date) -> bool:
    if item < 3:
        return (True, day.weekday() not in _WEEKEND, day.weekday() in _WEEKEND)[item]
    return _from_sunday(day) == item - 3


def _rest_of_month(day: date) -> Iterator[date]:
    later = day + _DAY
    while later.month == day.month:
        yield later
        later += _DAY


def _from_sunday(day: date) -> int:
    return (day.weekday() + 1) % _WEEK


def _sunday(day: date) -> date:
    return day - _from_sunday(day) * _DAY
