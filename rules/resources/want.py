"""What machine a task lacks: it stands for want of one, or one is asked for it."""

from datetime import datetime

from rules.matter import Matter
from rules.progress import TaskFacts
from rules.subject import TaskState
from rules.worktime.calendar import WorkCalendar


def machine_wanted(found: TaskFacts) -> Matter | None:
    """The words of a task that want a machine: why it stands, for longest, else the request that is needed first."""
    stands = [one for one in found.of("blocker") if _is_of_machine(one)]
    if stands:
        return min(stands, key=lambda one: (one.since, one.id))
    asked = [one for one in found.of("request") if _is_of_machine(one)]
    return min(asked, key=lambda one: (one.needed or one.told, one.id), default=None)


def needed_at(matter: Matter, calendar: WorkCalendar) -> datetime:
    """From when on it is wanted: since the task stands, or the time that the request says, a day alone from its opening on."""
    if matter.kind == "blocker" or matter.needed is None:
        return matter.since
    day = calendar.local_date(matter.needed)
    return calendar.opening(day) if matter.needed >= calendar.closing(day) else matter.needed


def needed_until(
    taker: TaskState, start: datetime, calendar: WorkCalendar, most_days: int, wanted: Matter | None = None
) -> datetime:
    """The end of the task by its plan, of the day itself where that is over, at most so many working days later; where it was
    asked for by a request, the end of that day."""
    day = calendar.local_date(start)
    if wanted is not None and wanted.kind == "request":
        return calendar.closing(day)
    last = calendar.add_working_days(day, most_days - 1)
    return calendar.closing(max(day, min(taker.plan.finish, last)))


def _is_of_machine(matter: Matter) -> bool:
    return matter.firm and matter.detail == "equipment" and bool(matter.what)
