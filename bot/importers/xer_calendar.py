"""The working time in a P6 calendar.

P6 writes it as nested groups: `(0||1()(…))` is Sunday and so on to 7, a group inside with `s|08:00|f|16:00` a
stretch of work, and under `Exceptions` a group with `d|45123` a day, counted from 30 December 1899, with its
own stretches or none.
"""

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from bot.importers.working import Hours, pattern_of
from rules.worktime.work_pattern import WorkPattern

_EPOCH = date(1899, 12, 30)
_GROUP = re.compile(r"\(\d+\|\|(\w*)\(([^()]*)\)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_FURTHEST = 200_000  # days, into the 25th century


@dataclass(kw_only=True)
class _Stretches:
    """Stretches of work as they are met, by weekday (1 is Sunday) and by day of the epoch."""

    weekdays: dict[int, list[Hours]] = field(default_factory=dict)
    days: dict[int, list[Hours]] = field(default_factory=dict)


def p6_pattern(text: str, first: date, last: date) -> WorkPattern | None:
    """The pattern in a calendar's `clndr_data`, with the exceptions from `first` to `last`; None if it has no hours."""
    found = _stretches(text)
    weekdays = {(day + 5) % 7: hours for day, hours in found.weekdays.items()}
    days = {_EPOCH + timedelta(days=n): hours for n, hours in found.days.items() if n <= _FURTHEST}
    return pattern_of(weekdays, days, first, last)


def _stretches(text: str) -> _Stretches:
    found = _Stretches()
    into: list[Hours] = []
    for name, values in _GROUP.findall(text):
        parts = values.split("|")
        if "s" in parts and "f" in parts:
            if hours := _hours(parts):
                into.append(hours)
        elif parts[0] == "d" and len(parts) > 1 and re.fullmatch("[0-9]{1,6}", parts[1]):
            into = found.days.setdefault(int(parts[1]), [])
        elif not values and re.fullmatch("[1-7]", name):
            into = found.weekdays.setdefault(int(name), [])
    return found


def _hours(parts: list[str]) -> Hours | None:
    marks = dict(zip(parts[::2], parts[1::2], strict=False))
    opens, closes = (_CLOCK.fullmatch(marks.get(mark, "")) for mark in "sf")
    if not opens or not closes:
        return None
    try:
        return time(int(opens[1]) % 24, int(opens[2])), time(int(closes[1]) % 24, int(closes[2]))
    except ValueError:
        return None
