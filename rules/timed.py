"""Facts that move with the clock alone: how their value follows from `now`, and when they reach a given value."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rules.calendar import WorkCalendar

Measure = Literal["hours", "working_hours"]


@dataclass(frozen=True, kw_only=True)
class Timed:
    """Hours since `anchor` (`sense` "since", growing from 0) or until it (`sense` "until", falling; negative once past)."""

    anchor: datetime
    sense: Literal["since", "until"] = "since"
    measure: Measure = "working_hours"

    def value(self, now: datetime, calendar: WorkCalendar) -> float:
        """Hours at `now`, to a hundredth."""
        elapsed = self._elapsed(now, calendar)
        return round(elapsed if self.sense == "since" else -elapsed, 2)

    def reaches(self, value: float, calendar: WorkCalendar) -> datetime:
        """The instant at which the fact passes `value`."""
        hours = value if self.sense == "since" else -value
        if self.measure == "hours":
            return self.anchor + timedelta(hours=hours)
        return calendar.add_working(self.anchor, hours)

    def _elapsed(self, now: datetime, calendar: WorkCalendar) -> float:
        if self.measure == "hours":
            return (now - self.anchor) / timedelta(hours=1)
        return calendar.working_hours_between(self.anchor, now)
