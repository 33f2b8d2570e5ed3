"""Working time as planners' programs keep it, stretch by stretch, made into a pattern.

A shift is what lies between the first opening and the last closing of a day; breaks are not kept.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, time

from rules.worktime.work_pattern import WorkPattern

Hours = tuple[time, time]


def pattern_of(
    weekdays: Mapping[int, Sequence[Hours]], days: Mapping[date, Sequence[Hours]], first: date, last: date
) -> WorkPattern | None:
    """The pattern of a week with the exceptions from `first` to `last`; None if no weekday has hours.

    `weekdays` count from 0, Monday; a day without hours is not worked. Exceptions with other hours than the usual
    ones count as working days with the usual ones.
    """
    worked = {day: sorted(hours) for day, hours in weekdays.items() if hours}
    if not worked:
        return None
    shifts = Counter((hours[0][0], hours[-1][1]) for hours in worked.values())
    opens, closes = shifts.most_common(1)[0][0]
    near = {day: hours for day, hours in days.items() if first <= day <= last}
    return WorkPattern(
        weekdays=frozenset(worked),
        opens=opens,
        closes=closes,
        closures=frozenset(day for day, hours in near.items() if not hours and day.weekday() in worked),
        extra_days=frozenset(day for day, hours in near.items() if hours and day.weekday() not in worked),
    )
