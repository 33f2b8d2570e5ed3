"""When a rule may act: at any time, in the site's shift, or between two times of a working day."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from rules.rule import Active
from rules.worktime.calendar import WorkCalendar

_LONGEST_CLOSURE = 400  # days


def is_active(active: Active | None, now: datetime, calendar: WorkCalendar) -> bool:
    """Whether a rule of these hours may act now."""
    if active is None:
        return True
    if active.opens is None or active.closes is None:
        return calendar.is_open(now)
    day = calendar.local_date(now)
    return any(_is_within(active, one, now, calendar) for one in (day - timedelta(days=1), day))


def next_active(active: Active, now: datetime, calendar: WorkCalendar) -> datetime:
    """When such a rule may act again, now at the earliest."""
    if is_active(active, now, calendar):
        return now
    if active.opens is None:
        return calendar.next_open(now)
    day = calendar.local_date(now)
    for _ in range(_LONGEST_CLOSURE):
        at = calendar.instant(datetime.combine(day, active.opens))
        if calendar.is_working_day(day) and at > now:
            return at
        day += timedelta(days=1)
    return now + timedelta(days=_LONGEST_CLOSURE)


def _is_within(active: Active, day: date, now: datetime, calendar: WorkCalendar) -> bool:
    """Hours that end before they begin run into the next day, as a night shift does."""
    hours = _hours(active, day, calendar)
    return hours is not None and hours[0] <= now < hours[1]


@lru_cache(maxsize=1024)
def _hours(active: Active, day: date, calendar: WorkCalendar) -> tuple[datetime, datetime] | None:
    if active.opens is None or active.closes is None or not calendar.is_working_day(day):
        return None
    last = day + timedelta(days=1) if active.closes <= active.opens else day
    begins = calendar.instant(datetime.combine(day, active.opens))
    return begins, calendar.instant(datetime.combine(last, active.closes))
