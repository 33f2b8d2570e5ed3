"""Dates and times as signals hold them (`YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, site-local) and the instants they mean."""

from datetime import UTC, date, datetime

from rules.calendar import WorkCalendar


def instant_of(said: str, calendar: WorkCalendar) -> datetime | None:
    """The instant of a said time; a date alone means the end of that day's shift. None where it is no such time."""
    try:
        if "T" in said:
            return calendar.instant(datetime.fromisoformat(said).replace(tzinfo=None)).astimezone(UTC)
        return calendar.closing(date.fromisoformat(said)).astimezone(UTC)
    except ValueError:
        return None


def day_of(said: str) -> date | None:
    """The day of a said time; None where it is no such time."""
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
