"""Whether a time that somebody promises or expects is still to come, and one since when it is so has come; what to say at its
field where it cannot be meant."""

from datetime import date, datetime

from bot.view import SiteView
from rules.worktime.saidtime import day_of

_NO_YEAR = "That year cannot be meant. Choose a nearer day."


def wrong_with_past(given: str, view: SiteView, now: datetime) -> str:
    """What is wrong with a day or a moment since when something is so; empty where it has come."""
    if day_of(given) is None:
        return _NO_YEAR
    if "T" in given:
        if view.calendar.instant(datetime.fromisoformat(given)) <= now:
            return ""
        return f"That is still to come: it is {view.when(now)} at the site. Choose a time that has been."
    today = view.calendar.local_date(now)
    if date.fromisoformat(given) <= today:
        return ""
    return f"That day is still to come: it is {view.day(today)} at the site. Choose today or a day before."


def wrong_with_time(given: str, view: SiteView, now: datetime) -> str:
    """What is wrong with a day (`YYYY-MM-DD`) or a moment (`YYYY-MM-DDTHH:MM`) of the site's clock; empty where it is to come.

    A day is to come until it is over. One of a year that nobody on a site means could not be kept as it was given.
    """
    if day_of(given) is None:
        return _NO_YEAR
    if "T" in given:
        if view.calendar.instant(datetime.fromisoformat(given)) > now:
            return ""
        return f"That has passed: it is {view.when(now)} at the site. Choose a time to come."
    today = view.calendar.local_date(now)
    if date.fromisoformat(given) >= today:
        return ""
    return f"That day has passed: it is {view.day(today)} at the site. Choose today or a day to come."
