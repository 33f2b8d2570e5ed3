"""When a site's digests are due."""

from datetime import date, datetime, timedelta
from typing import Literal

from rules.subject import SiteState

DigestName = Literal["morning", "evening"]
NAMES: tuple[DigestName, ...] = ("morning", "evening")
_LONGEST_CLOSURE = timedelta(days=400)


def next_digest(site: SiteState, name: DigestName, now: datetime) -> datetime:
    """When the next `morning` or `evening` digest is due: on a working day, once a day."""
    day = site.calendar.local_date(now)
    last = site.digested.get(name)
    for _ in range(_LONGEST_CLOSURE.days):
        at = digest_at(site, name, day)
        if site.calendar.is_working_day(day) and (last is None or day > last) and at >= now:
            return at
        day += timedelta(days=1)
    return now + _LONGEST_CLOSURE


def digest_at(site: SiteState, name: DigestName, day: date) -> datetime:
    """The instant of that day's digest."""
    local = site.morning if name == "morning" else site.evening
    return site.calendar.instant(datetime.combine(day, local))


def due_digests(site: SiteState, now: datetime) -> list[tuple[DigestName, date]]:
    """The digests whose time has come and that did not go out yet, on working days; none before the site has a channel."""
    day = site.calendar.local_date(now)
    if not site.channel or not site.calendar.is_working_day(day):
        return []
    last = {name: site.digested.get(name) for name in NAMES}
    return [(n, day) for n in NAMES if now >= digest_at(site, n, day) and ((d := last[n]) is None or d < day)]
