"""Whether a time that somebody promises or expects can be meant and is still to come; what to say at its field where not."""

from datetime import date, datetime

from bot.view import SiteView
from rules.worktime.saidtime import day_of


def wrong_with_time(given: str, view: SiteView, now: datetime) -> str:
    """What is wrong with a day (`YYYY-MM-DD`) or a moment (`YYYY-MM-DDTHH:MM`) of the site's clock; empty where it is to come.

    A day is to come until it is over. One of a year that nobody on a site means could not be kept as it was given.
    """
    if day_of(given) is None:
        return "That year cannot be meant. Choose a nearer day."
    if "T" in given:
        if view.calendar.instant(datetime.fromisoformat(given)) > now:
            return ""
        return f"That has passed: it is {view.when(now)} at the site. Choose a time to come."
    today = view.calendar.local_date(now)
    if date.fromisoformat(given) >= today:
        return ""
    return f"That day has passed: it is {view.day(today)} at the site. Choose today or a day to come."
