"""Wakes: the earliest instant at which a subject has to be looked at again although nobody speaks."""

from datetime import datetime

from rules.case import cases_of
from rules.decide import Book
from rules.digest import NAMES, next_digest
from rules.key import Key
from rules.match.crossings import next_crossing
from rules.read import Reader, action_of, site_of
from rules.touch import next_touch


def wake_of(read: Reader, key: Key, book: Book, now: datetime) -> datetime | None:
    """When this subject next changes by time alone: a rule's threshold, a reminder or escalation, a digest."""
    site = site_of(read)
    instants = [
        at
        for case in cases_of(read, key, now)
        if (at := next_crossing(book.rulebook.rules, case, site.calendar)) is not None
    ]
    if key.kind == "action" and (action := action_of(read, key.id)) is not None:
        touch = next_touch(action, site.calendar, now)
        instants += [max(touch.at, now)] if touch else []
    if key.kind == "site" and site.channel:
        instants += [next_digest(site, name, now) for name in NAMES]
    return min(instants, default=None)
