"""Times as timelines write them, by the site's clock: `09:30`, `Tue 08:00`, `Tue 17 Mar 08:00`, `2026-03-17 08:00`."""

import re
from datetime import UTC, date, datetime, time, timedelta

from rules.language.duration import clock_hours, working_hours
from rules.language.problem import Misread
from rules.worktime.calendar import WorkCalendar

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = re.compile(r"(?:(?P<day>\S.*?)[ T])?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)")
_DAY = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)})"
)
_OF_WORK = " of work"
_WRITE = "Write 09:30, Tue 09:30, Tue 17 Mar 09:30 or 2026-03-17 09:30."
_WRITE_DAY = "Write Tue 17 Mar or 2026-03-17."


def day_named(text: str, year: int) -> date:
    """`Tue 17 Mar` or `2026-03-17`.

    Raises:
        Misread: it is no day, or another day of the week.
    """
    try:
        if (found := _DAY.fullmatch(text.strip())) is None:
            return date.fromisoformat(text.strip())
        day = date(year, _MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError as error:
        raise Misread(f"“{text}” is no day.", _WRITE_DAY) from error
    if found["weekday"] and WEEKDAYS[day.weekday()] != found["weekday"]:
        raise Misread(f"{day.day} {day:%b %Y} is a {day:%A}.", f"Write {told_day(day)}.")
    return day


def moment(text: str, now: datetime, calendar: WorkCalendar, *, past: bool = False) -> datetime:
    """The instant of a written time. A time alone is of the day of `now`, a weekday that day or the next one of that name.

    Raises:
        Misread: it is no time, or, unless `past` is asked for too, it is over at `now`.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise Misread(f"“{text}” is no time.", _WRITE)
    try:
        clock = time.fromisoformat(found["time"].zfill(5))
    except ValueError as error:
        raise Misread(f"No clock shows {found['time']}.", _WRITE) from error
    today = calendar.local_date(now)
    at = calendar.instant(datetime.combine(_day(found["day"], today), clock)).astimezone(UTC)
    if at < now and not past:
        raise Misread(
            f"{told(at, calendar)} is over; it is {told(now, calendar)} here.",
            "Put the steps in order, or add the date.",
        )
    return at


def later(text: str, now: datetime, calendar: WorkCalendar) -> datetime:
    """The instant after a length of time: `2h` of the clock (`1d` is 24), or `2h of work` (`1d` is a shift of ten).

    Raises:
        Misread: it is no length of time.
    """
    if text.endswith(_OF_WORK):
        return calendar.add_working(now, working_hours(text.removesuffix(_OF_WORK))).astimezone(UTC)
    return now + timedelta(hours=clock_hours(text))


def told(at: datetime, calendar: WorkCalendar) -> str:
    """An instant as timelines write it: `Tue 10 Mar 09:30`."""
    local = calendar.local(minute(at))
    return f"{told_day(local.date())} {local:%H:%M}"


def told_day(day: date) -> str:
    """A day as timelines write it."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def minute(at: datetime) -> datetime:
    """The minute that a clock shows; thresholds can be passed a microsecond early or late."""
    return (at + timedelta(milliseconds=500)).replace(second=0, microsecond=0)


def _day(text: str | None, today: date) -> date:
    if not text:
        return today
    if text in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(text) - today.weekday()) % 7)
    return day_named(text, today.year)
