"""The shifts of one year laid out in order, so that long spans of working time cost a look-up and no walk."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class ShiftYear:
    """All shifts that open in one year; `elapsed[i]` is the open time up to the end of shift i."""

    year: int
    days: tuple[date, ...]
    opens: tuple[datetime, ...]
    closes: tuple[datetime, ...]
    elapsed: tuple[timedelta, ...]

    @property
    def total(self) -> timedelta:
        """Open time of the whole year."""
        return self.elapsed[-1] if self.elapsed else timedelta()

    def worked_until(self, instant: datetime) -> timedelta:
        """Open time of this year's shifts before the instant, which is not before the first opening."""
        latest = bisect_right(self.opens, instant) - 1
        return self.elapsed[latest] - max(timedelta(), self.closes[latest] - instant)

    def end_of(self, worked: timedelta) -> datetime:
        """The earliest instant at which `worked` (above zero, at most the total) is done."""
        shift = bisect_left(self.elapsed, worked)
        return self.closes[shift] - (self.elapsed[shift] - worked)

    def start_of(self, worked: timedelta) -> datetime:
        """The latest instant at which no more than `worked` (below the total) is done."""
        shift = bisect_right(self.elapsed, worked)
        return self.closes[shift] - (self.elapsed[shift] - worked)
