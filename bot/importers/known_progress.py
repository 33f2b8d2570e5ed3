"""A schedule that only plans leaves standing what an earlier one reported."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rules.plan.schedule import Schedule, Task


def with_known_progress(schedule: Schedule, known: Iterable[Task], data_date: date | None) -> Schedule:
    """The schedule with the progress that is `known` of its tasks from an earlier file, true up to `data_date`.

    Only where it reports of no task at all: such a file is a plan without an update, not the news that nothing has begun. One
    that reports of any task is taken at its word for all of them. The same schedule comes back where nothing is known.
    """
    reported = {task.id: task for task in known if task.is_reported}
    if any(task.is_reported for task in schedule.tasks) or reported.keys().isdisjoint(
        task.id for task in schedule.tasks
    ):
        return schedule
    tasks = tuple(
        _as_reported(task, reported[task.id]) if task.id in reported else task for task in schedule.tasks
    )
    return replace(schedule, tasks=tasks, data_date=data_date)


def _as_reported(task: Task, earlier: Task) -> Task:
    return replace(
        task,
        percent=earlier.percent,
        actual_start=earlier.actual_start,
        actual_finish=earlier.actual_finish,
        actual_cost=earlier.actual_cost,
    )
