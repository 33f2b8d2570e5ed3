"""When what a rule asks is due: after its working time, and by the start of the task that it is asked for."""

from datetime import datetime, timedelta

from rules.progress import facts
from rules.read import Reader, site_of, task_of
from rules.rule import Rule
from rules.subject import Assignment
from rules.worktime.reachable import hours_of

_LEAST_HOURS = 1.0  # to do something about it, however near the start is


def due_after(read: Reader, rule: Rule, hours: float, person: str, now: datetime) -> datetime:
    """In the working hours of whoever is asked; what is about safety does not wait for the shift."""
    if rule.severity == "safety":
        return now + timedelta(hours=hours)
    return hours_of(read, person).add_working(now, hours)


def due_by_start(read: Reader, asked: Assignment, now: datetime) -> datetime:
    """Its time, or an hour of work before its task starts where that comes sooner: what a task needs has to be there by then, and
    whoever is asked is still there at that time to be reminded."""
    starts = start_ahead(read, asked.task, now)
    if starts is None or asked.severity == "safety":
        return asked.due
    calendar = hours_of(read, asked.ladder[0].person)
    left = calendar.working_hours_between(now, starts) - _LEAST_HOURS
    return min(asked.due, calendar.add_working(now, max(left, _LEAST_HOURS)))


def start_ahead(read: Reader, task_id: str | None, now: datetime) -> datetime | None:
    """When a task is to begin; None where it has begun, or its planned start is over."""
    task, calendar = task_of(read, task_id), site_of(read).calendar
    if task is None or facts(task, calendar).status != "not_started":
        return None
    starts = calendar.opening(task.plan.start)
    return starts if starts > now else None
