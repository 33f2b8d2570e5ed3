"""Days and moments as texts of rules say them."""

from datetime import date, datetime


def day_words(day: date) -> str:
    """`Wed 11 Mar`."""
    return f"{day:%a} {day.day} {day:%b}"


def moment_words(local: datetime) -> str:
    """`Wed 11 Mar 16:35`; the time of day is the one that `local` shows."""
    return f"{day_words(local)} {local:%H:%M}"
