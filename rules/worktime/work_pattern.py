"""The working time that a planner's schedule was made with, before anyone said in which time zone."""

from dataclasses import dataclass
from datetime import time

from rules.worktime.calendar import Days, Weekdays, WorkCalendar


@dataclass(frozen=True, kw_only=True)
class WorkPattern:
    """Weekdays and hours of a schedule's own calendar; its fields mean what they mean in `WorkCalendar`.

    `closures` hold the planner's holidays, so a calendar made of it asks for no country's.
    """

    weekdays: Weekdays
    opens: time
    closes: time
    closures: Days = frozenset()
    extra_days: Days = frozenset()

    def in_zone(self, timezone: str) -> WorkCalendar:
        """The calendar of a site in that IANA zone that works by this pattern."""
        return WorkCalendar(
            timezone=timezone,
            weekdays=self.weekdays,
            opens=self.opens,
            closes=self.closes,
            closures=self.closures,
            extra_days=self.extra_days,
        )
