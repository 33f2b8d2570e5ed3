"""A site as it stood at an instant of its past, where somebody asks about one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from rules.errors import SiteloopError
from rules.folding.state import Memory
from rules.past.journal import Recorded
from rules.past.replay import refold
from rules.worktime.calendar import WorkCalendar

_WITHIN = timedelta(seconds=59)  # a time that is told without seconds is one at which the site had begun


class OutsideJournal(SiteloopError):
    """Somebody asks about a time of which the journal says nothing."""


def state_at(records: Sequence[Recorded], at: datetime, now: datetime, calendar: WorkCalendar) -> Memory:
    """The state at an instant of the site's past.

    Raises:
        OutsideJournal: the site had not begun then, or the instant is still to come.
    """
    if not records:
        raise OutsideJournal("Nothing has happened at this site yet.")
    begun, last = records[0].at, max(now, records[-1].at)
    if at < begun:
        told = _told(begun + _WITHIN, calendar)
        raise OutsideJournal(f"This site began on {told}. Ask about a time since then.")
    if at > last:
        raise OutsideJournal(f"{_told(at, calendar)} is still to come. Ask about a time up to now.")
    return refold(records, at)


def _told(at: datetime, calendar: WorkCalendar) -> str:
    return f"{calendar.local(at):%Y-%m-%d %H:%M}"
