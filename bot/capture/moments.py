"""A moment as said, and what it is on the writer's calendar."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.capture.text import Token
from rules.worktime.shift import Shift

Role = Literal["", "since", "by", "at"]
SHIFT_START, SHIFT_END = 7, 17
LAST = 0  # the day of a month that is its last
_ISO = re.compile(r"^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")


@dataclass(frozen=True, slots=True)
class Moment:
    """Parts of a date and time as the text gives them.

    `day` counts from today, `weekday` from Monday 0, `week` says another calendar week, `monthday` is (year, month, day) with
    None for what is not said and `LAST` for a month's last day, `plus` are days to add ("a week from Friday"), `clock`
    (hour, minute) and `sure` whether morning or afternoon is known, `after` an ISO duration from now (`ago` before now),
    `role` the word that introduced it. `closing`: its hour is when the day's work ends; `night` is the night shift in which
    it was said, whose hours bare ones are.
    """

    day: int | None = None
    weekday: int | None = None
    week: int = 0
    monthday: tuple[int | None, int | None, int] | None = None
    clock: tuple[int, int] | None = None
    sure: bool = True
    part: str = ""
    after: str = ""
    ago: bool = False
    role: Role = ""
    end_of: str = ""
    vague: bool = False
    plus: int = 0
    closing: bool = False
    night: Shift | None = None

    @property
    def has_day(self) -> bool:
        """Whether a day is said, not only an hour."""
        return (
            self.day is not None
            or self.weekday is not None
            or self.monthday is not None
            or bool(self.end_of or self.after)
        )

    @property
    def says_past(self) -> bool:
        """Whether it can only lie behind."""
        return self.ago or self.role == "since" or (self.day is not None and self.day < 0)

    def local(self, at: datetime, past: bool = False) -> str | None:
        """`YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, as exact as said; None where it names no date ("next week")."""
        past = past or self.says_past
        if self.after:
            return self._counted(at)
        found = self._date(at.date(), past)
        found = found + timedelta(days=self.plus) if found else None
        if self.clock is None:
            return found.isoformat() if found else None
        if self.vague and not found:
            return None
        return self._clocked(found, self.clock, at, past)

    def on(self, day: str, at: datetime) -> str:
        """Its hour on another day, which `local` gave as `YYYY-MM-DD`; the day alone where it has no hour."""
        return replace(self, day=(date.fromisoformat(day) - at.date()).days).local(at) or day

    def _clocked(self, found: date | None, clock: tuple[int, int], at: datetime, past: bool) -> str:
        """Of the night in which it is said, where that is meant; else of the day."""
        tonight = self.night is not None and (found is None or (found - at.date()).days in (0, 1))
        if self.night is None or not tonight:
            return _with_clock(found, clock, self.sure, at, past)
        if self.closing:
            clock = (self.night.closes.hour, self.night.closes.minute)
        elif not self.sure:
            clock = (_in_night(*clock, at, past, self.night), clock[1])
        told = _with_clock(found, clock, True, at, past)
        is_over = found == at.date() and not past and told < at.strftime("%Y-%m-%dT%H:%M")
        return _with_clock(found + timedelta(days=1), clock, True, at, past) if is_over and found else told

    def _counted(self, at: datetime) -> str | None:
        match = _ISO.match(self.after)
        if not match:
            return None
        days, hours, minutes = (int(g or 0) for g in match.groups())
        sign = -1 if self.ago else 1
        then = at + sign * timedelta(days=days, hours=hours, minutes=minutes)
        if not hours and not minutes:
            if self.clock:
                return _with_clock(then.date(), self.clock, self.sure, at, past=self.ago)
            return then.date().isoformat()
        return then.strftime("%Y-%m-%dT%H:%M")

    def _date(self, today: date, past: bool) -> date | None:
        if self.day is not None:
            return today + timedelta(days=self.day)
        if self.monthday:
            return _on_calendar(*self.monthday, today, past)
        if self.end_of == "month":
            return today.replace(day=calendar.monthrange(today.year, today.month)[1])
        if self.weekday is None:
            return today if self.part and not self.vague else None
        if self.week:
            return today - timedelta(days=today.weekday()) + timedelta(days=self.weekday + 7 * self.week)
        ahead = (self.weekday - today.weekday()) % 7
        if past:
            return today - timedelta(days=(7 - ahead) if ahead else 7)
        if self.end_of == "week":
            return today + timedelta(days=ahead)
        return today + timedelta(days=ahead or 7)


def is_to_come(local: str, at: datetime) -> bool:
    """Whether a day or a moment as `Moment.local` gives it is not over yet, said at this local time."""
    return local >= at.strftime("%Y-%m-%dT%H:%M")[: len(local)]


def moment_of(token: Token) -> Moment:
    """The moment of a `time` token.

    Raises:
        TypeError: the token is of another kind.
    """
    if not isinstance(token.value, Moment):
        raise TypeError(f"{token.text!r} is no time but a {token.kind}")
    return token.value


def _on_calendar(year: int | None, month: int | None, day: int, today: date, past: bool) -> date | None:
    """The nearest such date in the sense meant."""
    sign = -1 if past else 1
    y, m = year or today.year, month or today.month
    for _ in range(13):
        last = calendar.monthrange(y, m)[1]
        if day <= last:
            found = date(y, m, day or last)
            if year or (found - today).days * sign >= 0:
                return found
        if month and year:
            return None  # 29 February of a year that has none
        if month:
            y += sign
        else:
            y, m = y + (m + sign - 1) // 12, (m + sign - 1) % 12 + 1
    return None


def _with_clock(found: date | None, clock: tuple[int, int], sure: bool, at: datetime, past: bool) -> str:
    hour, minute = clock
    today = found is None or found == at.date()
    if not sure:
        hour = _likely(hour, minute, at, past, today)
    then = datetime(at.year, at.month, at.day, hour, minute)  # noqa: DTZ001 - the writer's local time
    if found is not None:
        then = then.replace(year=found.year, month=found.month, day=found.day)
    elif past and then > at.replace(tzinfo=None):
        then -= timedelta(days=1)
    elif not past and then < at.replace(tzinfo=None, second=0, microsecond=0):
        then += timedelta(days=1)
    return then.strftime("%Y-%m-%dT%H:%M")


def _in_night(hour: int, minute: int, at: datetime, past: bool, night: Shift) -> int:
    """Morning or evening of a bare hour: within the night shift, and of both the one next to now on the meant side."""
    if hour > 12 or hour == 0:
        return hour
    options = (hour % 12, hour % 12 + 12)
    within = [h for h in options if (h, minute) >= _pair(night.opens) or (h, minute) <= _pair(night.closes)]
    sign = -1 if past else 1
    minutes = {h: sign * (60 * (h - at.hour) + minute - at.minute) % (24 * 60) for h in within or options}
    return min(minutes, key=lambda h: minutes[h])


def _pair(clock: time) -> tuple[int, int]:
    return clock.hour, clock.minute


def _likely(hour: int, minute: int, at: datetime, past: bool, today: bool) -> int:
    """Morning or afternoon of a bare hour: within the shift, and on the meant side of now."""
    if hour > 12 or hour == 0:
        return hour
    early, late = hour % 12, hour % 12 + 12
    options = sorted((early, late), key=lambda h: (not SHIFT_START <= h <= SHIFT_END, abs(h - 12)))
    if not today:
        return 6 if hour == 6 else options[0]
    now = (at.hour, at.minute)
    for option in options:
        if ((option, minute) <= now) == past and (5 <= option <= 19 or past):
            return option
    return options[0]
