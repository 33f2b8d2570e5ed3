"""The working time in a P6 calendar.

P6 writes it as nested groups: `(0||1()(…))` is Sunday and so on to 7, a group inside with `s|08:00|f|16:00` a
stretch of work, and under `Exceptions` a group with `d|45123` a day, counted from 30 December 1899, with its
own stretches or none. A shift is what lies between the first opening and the last closing of a day; breaks
are not kept.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from rules.work_pattern import WorkPattern

_EPOCH = date(1899, 12, 30)
_GROUP = re.compile(r"\(\d+\|\|(\w*)\(([^()]*)\)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_FURTHEST = 200_000  # days, into the 25th century
_Hours = tuple[time, time]


@dataclass(kw_only=True)
class _Stretches:
    """Stretches of work as they are met, by weekday (1 is Sunday) and by day of the epoch."""

    weekdays: dict[int, list[_Hours]] = field(default_factory=dict)
    days: dict[int, list[_Hours]] = field(default_factory=dict)


def pattern_of(text: str, first: date, last: date) -> WorkPattern | None:
    """The pattern in a calendar's `clndr_data`, with the exceptions from `first` to `last`; None if it has no hours.

    Exceptions with other hours than the usual ones count as working days with the usual ones.
    """
    found = _stretches(text)
    worked = {(day + 5) % 7: hours for day, hours in found.weekdays.items() if hours}
    if not worked:
        return None
    usual = Counter((hours[0][0], hours[-1][1]) for hours in map(sorted, worked.values())).most_common(1)[0][
        0
    ]
    exceptions = {_EPOCH + timedelta(days=n): hours for n, hours in found.days.items() if n <= _FURTHEST}
    near = {day: hours for day, hours in exceptions.items() if first <= day <= last}
    return WorkPattern(
        weekdays=frozenset(worked),
        opens=usual[0],
        closes=usual[1],
        closures=frozenset(day for day, hours in near.items() if not hours and day.weekday() in worked),
        extra_days=frozenset(day for day, hours in near.items() if hours and day.weekday() not in worked),
    )


def _stretches(text: str) -> _Stretches:
    found = _Stretches()
    into: list[_Hours] = []
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


def _hours(parts: list[str]) -> _Hours | None:
    marks = dict(zip(parts[::2], parts[1::2], strict=False))
    opens, closes = (_CLOCK.fullmatch(marks.get(mark, "")) for mark in "sf")
    if not opens or not closes:
        return None
    try:
        return time(int(opens[1]) % 24, int(opens[2])), time(int(closes[1]) % 24, int(closes[2]))
    except ValueError:
        return None
