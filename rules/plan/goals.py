"""Which tasks serve which goals."""

from collections.abc import Iterable
from typing import Protocol

from rules.plan.goal import Goal
from rules.plan.schedule import Task
from rules.subject import GoalState, TaskState


class Planned(Protocol):
    """Whatever has a task's plan."""

    @property
    def plan(self) -> Task:
        """The plan."""


def serves(task: Planned, goal: Goal) -> bool:
    """Whether the task is one of those that the goal names; one that names none means all."""
    plan = task.plan
    named = ((goal.zones, plan.zone), (goal.trades, plan.trade), (goal.tasks, plan.id))
    return all(not wanted or own.casefold() in map(str.casefold, wanted) for wanted, own in named)


def tasks_of(goal: Goal, tasks: Iterable[TaskState]) -> tuple[TaskState, ...]:
    """Those of the tasks that serve the goal."""
    return tuple(task for task in tasks if serves(task, goal))


def goals_of(task: TaskState, goals: Iterable[GoalState]) -> tuple[GoalState, ...]:
    """Those of the goals that the task serves."""
    return tuple(goal for goal in goals if serves(task, goal.goal))
