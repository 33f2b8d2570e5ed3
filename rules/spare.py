"""Who can spare a crew: the task of the same trade whose slip harms least."""

from rules.calendar import WorkCalendar
from rules.decision import CaseValue
from rules.field import Declare
from rules.progress import facts
from rules.read import Reader, tasks
from rules.subject import TaskState

_LEAST_FLOAT = 2.0  # working days: whoever has less to spare is in need itself soon

_of = Declare[TaskState]("giver")
GIVER = {
    field.name: field
    for field in (
        _of.text("id", "the task that can spare its crew", "A-410", lambda task: task.plan.id),
        _of.text("name", "its name", "Level 1 drywall", lambda task: task.plan.name),
        _of.text("zone", "its zone", "L1", lambda task: task.plan.zone),
        _of.number("float_days", "working days", "how far it can slip", "12", lambda task: task.float_days),
    )
}


def giver_facts(giver: TaskState) -> dict[str, CaseValue]:
    """What a text can say of the task that spares its crew."""
    found = {name: field.read(giver) for name, field in GIVER.items()}
    return {name: value for name, value in found.items() if isinstance(value, str | int | float)}


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
