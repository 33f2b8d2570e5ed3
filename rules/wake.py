"""Wakes: the earliest instant at which a subject has to be looked at again although nobody speaks."""

from datetime import date, datetime, time, timedelta

from rules.action import next_touch
from rules.calendar import WorkCalendar
from rules.case import cases_of
from rules.decide import Book
from rules.key import Key
from rules.match.crossings import next_crossing
from rules.read import Reader, action_of, site_of
from rules.subject import SiteState


def wake_of(read: Reader, key: Key, book: Book, now: datetime) -> datetime | None:
    """When this subject next changes by time alone: a rule's threshold, a reminder or escalation, a digest."""
    site = site_of(read)
    instants = [
        at
        for case in cases_of(read, key, now)
        if (at := next_crossing(book.rulebook.rules, case, site.calendar)) is not None
    ]
    if key.kind == "action" and (action := action_of(read, key.id)) is not None:
        touch = next_touch(action, site.calendar)
        instants += [max(touch.at, now)] if touch else []
    if key.kind == "site" and site.channel:
        instants += [next_digest(site, name, now) for name in ("morning", "evening")]
    return min(instants, default=None)


def next_digest(site: SiteState, name: str, now: datetime) -> datetime:
    """When the next `morning` or `evening` digest is due: on a working day, once a day."""
    day = site.calendar.local_date(now)
    last = site.digested.get(name)
    for _ in range(400):
        at = digest_at(site, name, day)
        if site.calendar.is_working_day(day) and (last is None or day > last) and at >= now:
            return at
        day += timedelta(days=1)
    return now + timedelta(days=400)


def digest_at(site: SiteState, name: str, day: date) -> datetime:
    """The instant of that day's digest."""
    local: time = site.morning if name == "morning" else site.evening
    calendar: WorkCalendar = site.calendar
    return calendar.instant(datetime.combine(day, local))
