"""A schedule as if everything had gone to plan up to a day: where the demo begins."""

from dataclasses import replace
from datetime import date, timedelta

from rules.plan.schedule import Schedule, Task
from rules.worktime.calendar import WorkCalendar

_DAY = timedelta(days=1)


def as_planned(schedule: Schedule, until: date, calendar: WorkCalendar) -> Schedule:
    """The schedule at the beginning of the day `until`, which becomes its data date.

    A task whose finish is earlier is done on its planned dates; one in course began as planned and is as far
    as working days have passed; later ones have not begun. What the schedule itself reports of a task is
    kept, unless it was reported on a later day.
    """
    is_later = schedule.data_date is not None and schedule.data_date > until
    known = map(_unreported, schedule.tasks) if is_later else schedule.tasks
    tasks = tuple(_as_planned(task, until, calendar) for task in known)
    return replace(schedule, tasks=tasks, data_date=until)


def _as_planned(task: Task, until: date, calendar: WorkCalendar) -> Task:
    if task.start >= until or task.is_reported:
        return task
    if task.finish < until:
        return replace(task, percent=100.0, actual_start=task.start, actual_finish=task.finish)
    passed = calendar.working_days_between(task.start - _DAY, until - _DAY)
    whole = calendar.working_days_between(task.start - _DAY, task.finish)
    percent = round(100 * passed / whole, 1) if whole else 0.0
    return replace(task, percent=percent, actual_start=task.start)


def _unreported(task: Task) -> Task:
    return replace(task, percent=None, actual_start=None, actual_finish=None, actual_cost=None)
