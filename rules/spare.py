"""Who can spare a crew: the task of the same trade whose slip harms least."""

from rules.calendar import WorkCalendar
from rules.progress import facts
from rules.read import Reader, tasks
from rules.subject import TaskState

_LEAST_FLOAT = 2.0  # working days: whoever has less to spare is in need itself soon


def giver_for(read: Reader, taker: TaskState, calendar: WorkCalendar) -> TaskState | None:
    """The running task of the taker's trade with the most float, at least two days and more than the taker has; None: no such."""
    least = max(_LEAST_FLOAT, taker.float_days + 1)
    found = [
        task
        for task in tasks(read)
        if task.plan.id != taker.plan.id
        and task.plan.trade == taker.plan.trade != ""
        and task.float_days >= least
        and _runs(task, calendar)
    ]
    return min(found, key=lambda task: (-task.float_days, task.plan.id), default=None)


def _runs(task: TaskState, calendar: WorkCalendar) -> bool:
    """A blocked task has no crew at work to give."""
    found = facts(task, calendar)
    return found.status == "in_progress" and not found.of("blocker")
