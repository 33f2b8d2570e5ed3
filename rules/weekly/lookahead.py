"""Each morning the tasks of the next two weeks are looked at anew: what they lack depends on others, and on the day."""

from datetime import datetime

from rules.folding.entry import Digested, Entry
from rules.folding.state import Overlay
from rules.progress import facts
from rules.read import site_of, tasks

DAYS = 10  # working days that are looked ahead, as far as a lookahead plan commonly reaches with certainty


def look_ahead(part: Overlay, entry: Entry, at: datetime) -> None:
    """With the morning's digest the tasks that are to begin in the next two weeks count as changed, so that the rules look at
    them."""
    if not isinstance(entry, Digested) or entry.to != "morning":
        return
    site = site_of(part)
    today = site.calendar.local_date(at)
    until = site.calendar.add_working_days(today, DAYS)
    for task in list(tasks(part)):
        if (
            today <= task.plan.start <= until
            and facts(task, site.calendar, site.currency).status == "not_started"
        ):
            part.put(task)
