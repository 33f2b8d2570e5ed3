"""Days and moments as texts of rules say them."""

from datetime import date, datetime


def day_words(day: date, year: int) -> str:
    """`Wed 11 Mar`; in another year than the one that it is (0: nobody knows) `Wed 31 Dec 2149`."""
    return f"{day:%a} {date_words(day, year)}"


def date_words(day: date, year: int) -> str:
    """The same without the day of the week."""
    return f"{day.day} {day:%b}" if year in (0, day.year) else f"{day.day} {day:%b} {day.year}"


def moment_words(local: datetime, year: int) -> str:
    """`Wed 11 Mar 16:35`; the time of day is the one that `local` shows."""
    return f"{day_words(local, year)} {local:%H:%M}"


def days_words(count: int) -> str:
    """`1 day`, `2 days`."""
    return f"{count} day{'' if count == 1 else 's'}"
