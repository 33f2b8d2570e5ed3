"""When somebody can be written to: while the site works and it is no night where they are."""

from dataclasses import replace
from datetime import datetime

from rules.calendar import WorkCalendar
from rules.errors import SiteloopError
from rules.subject import PersonState

_MOST_TRIES = 30


def reachable(calendar: WorkCalendar, person: PersonState | None, now: datetime) -> datetime:
    """The first instant from now on at which the site works, and would work by the clock of the person's own time zone.

    Where the two never work at one time it is the person's own that counts.
    """
    own = _own(calendar, person)
    at = calendar.next_open(now)
    for _ in range(_MOST_TRIES if own else 0):
        mine = own.next_open(at) if own else at
        if mine == at:
            return at
        at = calendar.next_open(mine)
        if at == mine:
            return at
    return own.next_open(now) if own else at


def _own(calendar: WorkCalendar, person: PersonState | None) -> WorkCalendar | None:
    """The site's hours in the time zone that Slack knows of them; None where that is the site's, or unknown."""
    zone = person.timezone if person else ""
    if not zone or zone == calendar.timezone:
        return None
    try:
        return replace(calendar, timezone=zone)
    except SiteloopError:
        return None
