"""Why a promise may not have been kept, where its person said nothing: what stopped its task in that week."""

from datetime import date

from rules.matter import Matter, open_matters
from rules.progress import facts
from rules.replaced import replace
from rules.subject import TaskState
from rules.weekly.week import end_of, opening_of
from rules.worktime.calendar import WorkCalendar


def likely_reason(task: TaskState, week: date, calendar: WorkCalendar) -> Matter | None:
    """The firm blocker that stood the longest at the week's end; with none, the last that was told in the week and cleared."""
    ends, opens = end_of(week, calendar), opening_of(week, calendar)
    live = tuple(one for one in task.live if one.at < ends)
    then = replace(task, live=live, settled=tuple(end for end in task.settled if end.at < ends))
    standing = [one for one in facts(then, calendar).of("blocker") if one.firm]
    if standing:
        return min(standing, key=lambda one: one.since)
    told = [one for one in live if one.at >= opens and one.signal.kind == "blocker"]
    found = [matter for one in told for matter in open_matters((one,), (), calendar) if matter.firm]
    return max(found, key=lambda one: one.told, default=None)
