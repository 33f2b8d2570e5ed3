"""When somebody can be written to: while the site works and it is no night where they are."""

from dataclasses import replace
from datetime import datetime, timedelta

from rules.errors import SiteloopError
from rules.subject import PersonState
from rules.worktime.calendar import WorkCalendar

_DAY = timedelta(days=1)  # after both have opened: a common hour comes daily or not at all


def reachable(calendar: WorkCalendar, person: PersonState | None, now: datetime) -> datetime:
    """The first instant from now on at which the site works, and would work by the clock of the person's own time zone.

    Where the two never work at one time it is the person's own that counts.
    """
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
