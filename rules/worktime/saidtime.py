"""Dates and times as signals hold them (`YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, site-local) and the instants they mean."""

from datetime import UTC, date, datetime

from rules.worktime.calendar import WorkCalendar

# Nobody on a site means a year outside of these, and calendars end somewhere.
_YEARS = range(1970, 2150)


def instant_of(said: str, calendar: WorkCalendar) -> datetime | None:
    """The instant of a said time; a date alone means the end of that day's shift. None where it is no such time."""
    day = day_of(said)
    if day is None:
        return None
    if "T" not in said:
        return calendar.closing(day).astimezone(UTC)
    try:
        return calendar.instant(datetime.fromisoformat(said).replace(tzinfo=None)).astimezone(UTC)
    except ValueError:
        return None


def day_of(said: str) -> date | None:
    """The day of a said time; None where it is no such time, or in no year that anybody means."""
    try:
        day = date.fromisoformat(said.partition("T")[0])
    except ValueError:
        return None
    return day if day.year in _YEARS else None
