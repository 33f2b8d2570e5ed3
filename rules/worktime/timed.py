"""Facts that move with the clock alone: how their value follows from `now`, and when they reach a given value."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor
from typing import Literal

from rules.worktime.calendar import WorkCalendar

Measure = Literal["hours", "working_hours"]
_SLACK = 1e-8  # of a hundredth: what floating point may lose, less than a microsecond of an hour


@dataclass(frozen=True, kw_only=True)
class Timed:
    """Hours since `anchor` (`sense` "since", growing from 0) or until it (`sense` "until", falling; negative once past).

    With a `rate` it counts something else by the hour: it is `base` up to the anchor, then grows by `rate` an hour up to
    `most`. Only facts that grow have one.
    """

    anchor: datetime
    sense: Literal["since", "until"] = "since"
    measure: Measure = "working_hours"
    rate: float | None = None
    base: float = 0.0
    most: float = 0.0

    def value(self, now: datetime, calendar: WorkCalendar) -> float:
        """What it is at `now`, in full hundredths: ten hours are shown once ten hours have passed, not before."""
        elapsed = self._elapsed(now, calendar)
        if self.rate is not None:
            return _hundredths(min(self.base + self.rate * max(elapsed, 0.0), self.most))
        shown = _hundredths(elapsed)
        return shown if self.sense == "since" else 0.0 - shown

    def reaches(self, value: float, calendar: WorkCalendar) -> datetime:
        """The instant at which the fact passes `value`."""
        hours = value if self.sense == "since" else -value
        if self.rate is not None:
            hours = (value - self.base) / self.rate
        if self.measure == "hours":
            return self.anchor + timedelta(hours=hours)
        return calendar.add_working(self.anchor, hours)

    def is_within(self, value: float, *, beyond: bool = False) -> bool:
        """Whether it ever comes to be that value, or with `beyond` more."""
        return self.rate is None or (value < self.most if beyond else value <= self.most)

    def _elapsed(self, now: datetime, calendar: WorkCalendar) -> float:
        if self.measure == "hours":
            return (now - self.anchor) / timedelta(hours=1)
        return calendar.working_hours_between(self.anchor, now)


def _hundredths(value: float) -> float:
    return floor(value * 100 + _SLACK) / 100
