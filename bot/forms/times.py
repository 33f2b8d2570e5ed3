"""Whether a time that somebody promises or expects is still to come, and what to say at its field where it is not."""

from datetime import date, datetime

from bot.view import SiteView


def past(given: str, view: SiteView, now: datetime) -> str:
    """What is wrong with a day (`YYYY-MM-DD`) or a moment (`YYYY-MM-DDTHH:MM`) of the site's clock; empty where it is to come.

    A day is to come until it is over.
    """
    if "T" in given:
        if view.calendar.instant(datetime.fromisoformat(given)) > now:
            return ""
        return f"That has passed: it is {view.when(now)} at the site. Choose a time to come."
    today = view.calendar.local_date(now)
    if date.fromisoformat(given) >= today:
        return ""
    return f"That day has passed: it is {view.day(today)} at the site. Choose today or a day to come."
