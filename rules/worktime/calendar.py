"""A site's working calendar: when it is open, and how long something takes in working time.

Instants go in and come out as aware UTC datetimes; local time exists only in here. A shift belongs to the
local day on which it opens, also when it ends after midnight.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Annotated, TypeVar

from pydantic import PlainSerializer

from rules.errors import SiteloopError
from rules.worktime.localtime import instant_of, zone
from rules.worktime.public_holidays import public_holidays
from rules.worktime.shift_year import ShiftYear

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_YEARS = range(1900, 2200)
_MOST_KNOWN = 20_000
K = TypeVar("K")
V = TypeVar("V")

# Sorted, so that the same calendar is always written as the same text.
Days = Annotated[frozenset[date], PlainSerializer(sorted, return_type=list[date])]
Weekdays = Annotated[frozenset[int], PlainSerializer(sorted, return_type=list[int])]


class CalendarError(SiteloopError):
    """A calendar that cannot be, or a question that it cannot answer."""


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """When a site works.

    `weekdays` counts from 0, Monday. A shift that closes at or before the time it opens ends on the next day
    (a night shift; equal times are a shift of 24 hours). `extra_days` are worked whatever weekday or holiday
    they are, `closures` are not. `country` and `region` are ISO 3166 codes whose public holidays are not
    worked; without a country there are none. For wall times shown twice or never see `rules.worktime.localtime`.

    Raises:
        CalendarError: the calendar has no working weekday, or one day both worked and closed.
        UnknownTimezone, UnknownCountry: a name in it is not known.
    """

    timezone: str = "UTC"
    weekdays: Weekdays = frozenset({0, 1, 2, 3, 4})
    opens: time = time(7)
    closes: time = time(17)
    country: str | None = None
    region: str | None = None
    closures: Days = frozenset()
    extra_days: Days = frozenset()

    def __post_init__(self) -> None:
        zone(self.timezone)
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise CalendarError(
                "A calendar needs at least one working weekday, from 0 (Monday) to 6 (Sunday)."
            )
        if torn := sorted(self.closures & self.extra_days):
            raise CalendarError(f"{torn[0]} is both a closure and an extra day. Take it out of one of them.")
        if self.opens.tzinfo or self.closes.tzinfo:
            raise CalendarError("Opening and closing times are local: write them without a time zone.")
        if self.country:
            public_holidays(self.country, self.region, 2026)

    def __hash__(self) -> int:
        """Asked at every look-up of what is kept by calendar, so it is worked out once."""
        known: int | None = self.__dict__.get("_hash")
        if known is None:
            shown = (self.timezone, self.weekdays, self.opens, self.closes, self.country, self.region)
            known = hash((*shown, self.closures, self.extra_days))
            self.__dict__["_hash"] = known
        return known

    def __getstate__(self) -> dict[str, object]:
        """Without the hash, which is another one in another process, and without what was worked out."""
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    @cached_property
    def _known(self) -> "_Known":
        return _known_of(self)

    @property
    def working_hours_per_day(self) -> float:
        """Hours between opening and closing by the wall clock, whatever the clock change."""
        length = datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)
        return (length if length > timedelta() else length + _DAY) / _HOUR

    def local(self, instant: datetime) -> datetime:
        """The instant as the site's wall clock shows it, aware of the site's zone."""
        if instant.tzinfo is None:
            raise CalendarError(
                f"{instant} has no time zone. Pass an aware UTC instant, or use instant() first."
            )
        return instant.astimezone(zone(self.timezone))

    def instant(self, local: datetime) -> datetime:
        """The UTC instant of a naive local time; see `rules.worktime.localtime.instant_of` for clock changes."""
        if local.tzinfo is not None:
            raise CalendarError(f"{local} has a time zone already. Pass the site's wall time without one.")
        return instant_of(local, self.timezone)

    def local_date(self, instant: datetime) -> date:
        """The date on the site's wall calendar; for the shift that a night belongs to, ask `shift_of`."""
        known = self._known.dates
        found = known.get(instant)
        if found is None:
            found = _keep(known, instant, self.local(instant).date())
        return found

    def opening(self, day: date) -> datetime:
        """The instant at which that day's shift opens, or would if the day is not worked."""
        known = self._known.openings
        found = known.get(day)
        if found is None:
            found = _keep(known, day, self.instant(datetime.combine(day, self.opens)))
        return found

    def closing(self, day: date) -> datetime:
        """The instant at which the shift opened on that day closes, or would if the day is not worked."""
        known = self._known.closings
        found = known.get(day)
        if found is None:
            last = day + _DAY if self.closes <= self.opens else day
            found = _keep(known, day, self.instant(datetime.combine(last, self.closes)))
        return found

    def is_working_day(self, day: date) -> bool:
        """Whether a shift opens on that day."""
        if day in self.extra_days:
            return True
        return day.weekday() in self.weekdays and day not in self.closures and not self.holiday(day)

    def holiday(self, day: date) -> str:
        """What the public holiday of that day is called, also where it is worked; empty where there is none."""
        return public_holidays(self.country, self.region, day.year).get(day, "") if self.country else ""

    def shift_of(self, instant: datetime) -> date | None:
        """The day whose shift is open at that instant, None while the site is closed."""
        shifts = self._shifts_around(instant)
        latest = bisect_right(shifts.opens, instant) - 1
        return shifts.days[latest] if instant < shifts.closes[latest] else None

    def is_open(self, instant: datetime) -> bool:
        """Whether the site works at that instant: from the opening on, no longer at the closing."""
        return self.shift_of(instant) is not None

    def next_open(self, instant: datetime) -> datetime:
        """The instant itself if the site is open, else the next opening."""
        return instant if self.is_open(instant) else self.next_opening(instant)

    def next_opening(self, instant: datetime) -> datetime:
        """The next instant after this one at which a shift opens."""
        shifts = self._shifts_around(instant)
        later = bisect_right(shifts.opens, instant)
        while True:
            for opens, closes in zip(shifts.opens[later:], shifts.closes[later:], strict=True):
                if opens < closes:  # a clock change can swallow a whole short shift
                    return opens
            shifts, later = self._shifts(shifts.year + 1), 0

    def working_hours_between(self, a: datetime, b: datetime) -> float:
        """Real hours that the site is open from `a` to `b`; negative when `b` is the earlier one."""
        if b < a:
            return -self.working_hours_between(b, a)
        first, before_a = self._place(a)
        last, before_b = self._place(b)
        worked = before_b - before_a
        for year in range(first, last):
            worked += self._shifts(year).total
        return worked / _HOUR

    def add_working(self, instant: datetime, hours: float) -> datetime:
        """The instant at which the site has been open for that many more real hours, to the microsecond.

        Ending with a shift gives its closing, not the next opening; nothing to add gives `next_open`.
        Negative hours go back, and there the beginning of a shift gives its opening. For every `a`:
        `working_hours_between(a, add_working(a, h)) == h`, and for every later `b` in a shift, but for its
        very opening, `add_working(a, working_hours_between(a, b)) == b`.
        """
        rest = timedelta(hours=hours)
        if not rest:
            return self.next_open(instant)
        shifts = self._shifts_around(instant)
        target = shifts.worked_until(instant) + rest
        while target < timedelta():
            shifts = self._shifts(shifts.year - 1)
            target += shifts.total
        while target > shifts.total:
            target -= shifts.total
            shifts = self._shifts(shifts.year + 1)
        return shifts.end_of(target) if hours > 0 else shifts.start_of(target)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before, if negative); 0 gives `day` or the next worked one."""
        if n == 0:
            return day if self.is_working_day(day) else self.add_working_days(day, 1)
        year, days = day.year, _working_days(self, day.year)
        position = bisect_right(days, day) + n - 1 if n > 0 else bisect_left(days, day) + n
        while position < 0:
            year, days = year - 1, _working_days(self, year - 1)
            position += len(days)
        while position >= len(days):
            position -= len(days)
            year, days = year + 1, _working_days(self, year + 1)
        return days[position]

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days `b` is after `a`; `working_days_between(a, add_working_days(a, n)) == n`.

        Counts the working days after `a` up to and with `b`; if `b` is earlier, minus those from `b` on.
        """
        if b < a:
            return -self._working_days_in(b, a)
        return self._working_days_in(a + _DAY, b + _DAY)

    def _working_days_in(self, first: date, end: date) -> int:
        """Working days from `first` to before `end`."""
        whole = sum(len(_working_days(self, year)) for year in range(first.year, end.year))
        before_end = bisect_left(_working_days(self, end.year), end)
        return whole + before_end - bisect_left(_working_days(self, first.year), first)

    def _shifts_around(self, instant: datetime) -> ShiftYear:
        """The year whose shifts have begun by then: on 1 January last year's night shift may still run."""
        shifts = self._shifts(self.local_date(instant).year)
        while not shifts.opens or instant < shifts.opens[0]:
            shifts = self._shifts(shifts.year - 1)
        return shifts

    def _shifts(self, year: int) -> ShiftYear:
        known = self._known.years
        found = known.get(year)
        if found is None:
            found = _keep(known, year, _laid_out(self, year))
        return found

    def _place(self, instant: datetime) -> tuple[int, timedelta]:
        """The year of an instant's shifts, and how long they were open up to it."""
        known = self._known.places
        found = known.get(instant)
        if found is None:
            shifts = self._shifts_around(instant)
            found = _keep(known, instant, (shifts.year, shifts.worked_until(instant)))
        return found


@lru_cache(maxsize=1024)
def _working_days(calendar: WorkCalendar, year: int) -> tuple[date, ...]:
    if year not in _YEARS:
        raise CalendarError(
            f"The calendar covers {_YEARS[0]} to {_YEARS[-1]}, not {year}. Check the year of the date."
        )
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return tuple(filter(calendar.is_working_day, days))


class _Known:
    """What was worked out of a calendar already."""

    def __init__(self) -> None:
        self.dates: dict[datetime, date] = {}
        self.openings: dict[date, datetime] = {}
        self.closings: dict[date, datetime] = {}
        self.places: dict[datetime, tuple[int, timedelta]] = {}
        self.years: dict[int, ShiftYear] = {}


@lru_cache(maxsize=256)
def _known_of(calendar: WorkCalendar) -> _Known:
    """Shared by all calendars that are equal, since each time that a site is loaded it brings another one."""
    return _Known()


def _keep(known: dict[K, V], asked: K, found: V) -> V:
    if len(known) >= _MOST_KNOWN:
        known.clear()
    known[asked] = found
    return found


def _laid_out(calendar: WorkCalendar, year: int) -> ShiftYear:
    days = _working_days(calendar, year)
    opens = tuple(map(calendar.opening, days))
    closes = tuple(map(calendar.closing, days))
    lengths = (end - start for start, end in zip(opens, closes, strict=True))
    return ShiftYear(year=year, days=days, opens=opens, closes=closes, elapsed=tuple(accumulate(lengths)))
