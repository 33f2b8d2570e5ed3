"""The promises for a week as they stand now: who promises which task, and how far it shall be by their last word."""

from collections.abc import Iterator
from datetime import date

from rules.read import Reader
from rules.replaced import replace
from rules.subject import TaskState
from rules.weekly.promised import WeekPromise


def promised_by(read: Reader, week: date, person: str) -> dict[str, WeekPromise]:
    """What somebody promises for a week, by task, each with the percent of their last word."""
    return {task: one for task, one in _standing(read, week) if one.by == person}


def promised_by_others(read: Reader, week: date, person: str) -> dict[str, str]:
    """Who else promises a task for that week, by task: one person answers for it, and it counts once."""
    return {task: one.by for task, one in _standing(read, week) if one.by != person}


def _standing(read: Reader, week: date) -> Iterator[tuple[str, WeekPromise]]:
    for task in read.all("task"):
        for one in task.promised if isinstance(task, TaskState) and not task.removed else ():
            if one.week == week and one.standing is not None:
                yield task.key.id, replace(one, percent=one.standing, changes=())
