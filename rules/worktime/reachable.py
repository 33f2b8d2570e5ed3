"""When somebody can be written to: while they work, are not on leave, and it is no night where they are."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from rules.errors import SiteloopError
from rules.read import Reader, person_of, site_of
from rules.subject import PersonState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.shift import Shift

_DAY = timedelta(days=1)  # after both have opened: a common hour comes daily or not at all


def hours_of(read: Reader, person: str | None) -> WorkCalendar:
    """The site's calendar at the hours that this person works."""
    known = person_of(read, person)
    return at_hours(site_of(read).calendar, known.shift if known else None)


def night_of(read: Reader, person: str | None, now: datetime) -> Shift | None:
    """The night shift that they work, which is open then; None where they work by day, or not now."""
    hours = hours_of(read, person)
    shift = Shift(opens=hours.opens, closes=hours.closes)
    return shift if shift.is_night and hours.is_open(now) else None


@lru_cache(maxsize=256)
def at_hours(calendar: WorkCalendar, shift: Shift | None) -> WorkCalendar:
    """The same days at the hours of a shift; the calendar itself where there is none."""
    return replace(calendar, opens=shift.opens, closes=shift.closes) if shift else calendar


def reachable(calendar: WorkCalendar, person: PersonState | None, now: datetime) -> datetime:
    """The first instant from now on at which the site works, and would work by the clock of the person's own time zone; not while
    they are on leave.

    Where the two never work at one time it is the person's own that counts, and so it does where they have a shift of their own.
    """
    at = _works(calendar, person, now)
    for leave in person.leaves if person else ():  # in order of time
        if leave.since <= at < leave.until:
            at = _works(calendar, person, leave.until)
    return at


def _works(calendar: WorkCalendar, person: PersonState | None, now: datetime) -> datetime:
    if person is not None and person.shift is not None:
        return at_hours(calendar, person.shift).next_open(now)
    at, own = calendar.next_open(now), _own(calendar, person)
    if own is None:
        return at
    latest = max(at, own.next_open(now)) + _DAY
    while at <= latest:
        mine = own.next_open(at)
        if mine == at:
            return at
        at = calendar.next_open(mine)
        if at == mine:
            return at
    return own.next_open(now)


def _own(calendar: WorkCalendar, person: PersonState | None) -> WorkCalendar | None:
    """The site's hours in the time zone that Slack knows of them; None where that is the site's, or unknown."""
    zone = person.timezone if person else ""
    if not zone or zone == calendar.timezone:
        return None
    try:
        return replace(calendar, timezone=zone)
    except SiteloopError:
        return None
