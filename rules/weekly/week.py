"""The weeks of a site: a week begins on the first working day after the longest rest, and is named by that date."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from rules.worktime.calendar import WorkCalendar

WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def week_of(day: date, calendar: WorkCalendar) -> date:
    """The first day of the week that a day is in."""
    return day - timedelta(days=(day.weekday() - begins_on(calendar)) % 7)


@lru_cache(maxsize=256)
def begins_on(calendar: WorkCalendar) -> int:
    """The weekday (0: Monday) on which a site's weeks begin; Monday where it never rests."""
    worked = calendar.weekdays
    starts = [day for day in worked if (day - 1) % 7 not in worked]
    return max(starts, key=lambda day: (_rest_before(day, calendar), -day), default=0)


def ends_on(calendar: WorkCalendar) -> int:
    """The last weekday that is worked in a week."""
    first = begins_on(calendar)
    return max(calendar.weekdays, key=lambda day: (day - first) % 7)


def days_of(week: date, calendar: WorkCalendar) -> tuple[date, ...]:
    """The days of the week on which the site works; none where it is closed all week."""
    days = (week + timedelta(days=place) for place in range(7))
    return tuple(day for day in days if calendar.is_working_day(day))


def opening_of(week: date, calendar: WorkCalendar) -> datetime:
    """The first opening in the week or after it."""
    return calendar.opening(calendar.add_working_days(week, 0))


def closing_of(week: date, calendar: WorkCalendar) -> datetime:
    """The end of the week's last shift; of a week without one, of the last shift before it."""
    return calendar.closing(calendar.add_working_days(week + WEEK, -1))


def end_of(week: date, calendar: WorkCalendar) -> datetime:
    """When the next week's work begins: what is told before that is told of this week."""
    return opening_of(week + WEEK, calendar)


def hours_of(week: date, calendar: WorkCalendar) -> float:
    """The week's working hours."""
    return calendar.working_hours_between(opening_of(week, calendar), closing_of(week, calendar))


def _rest_before(day: int, calendar: WorkCalendar) -> int:
    """How many days without work come before that weekday."""
    return next(count for count in range(7) if (day - 1 - count) % 7 in calendar.weekdays)
