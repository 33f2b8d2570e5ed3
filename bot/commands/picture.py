"""A site as its answers need it: every task with its facts, every action with its life, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.view import SiteView
from rules.life.action import Life, life
from rules.matter import Matter
from rules.progress import TaskFacts, facts, planned_percent
from rules.read import Reader as State
from rules.subject import ActionState, TaskState
from storage.reader import Reader

_BEHIND = 5.0


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """A task, what is true of it, and how far the plan wants it to be by now (percent)."""

    state: TaskState
    facts: TaskFacts
    planned: float

    @property
    def is_late(self) -> bool:
        """More than five points behind its plan, or not done when by its plan it should be."""
        behind = self.planned - self.facts.percent
        return self.facts.status != "done" and (behind > _BEHIND or self.planned >= 100)

    @property
    def blockers(self) -> tuple[Matter, ...]:
        """What stops or hampers it."""
        return self.facts.of("blocker")

    @property
    def weight(self) -> float:
        """What it counts for in the site's progress: its budget, else its planned days."""
        plan = self.state.plan
        return plan.budget or float((plan.finish - plan.start).days + 1)


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """An action and its life."""

    state: ActionState
    life: Life


def task_lines(read: State, view: SiteView, now: datetime) -> Sequence[TaskLine]:
    """The tasks of the schedule at an instant, without those that were taken out of it."""
    calendar, currency = view.calendar, view.site.currency
    states = [one for one in read.all("task") if isinstance(one, TaskState) and not one.removed]
    return [
        TaskLine(
            state=one,
            facts=facts(one, calendar, currency),
            planned=planned_percent(one, now, calendar),
        )
        for one in states
    ]


class Picture:
    """Reads a site's tasks and actions when they are first asked for."""

    def __init__(self, reader: Reader, now: datetime) -> None:
        self.reader = reader
        self.now = now
        self.view = SiteView(reader)

    @cached_property
    def tasks(self) -> Sequence[TaskLine]:
        """The tasks of the schedule, without those that were taken out of it."""
        return task_lines(self.reader, self.view, self.now)

    @cached_property
    def actions(self) -> Sequence[ActionLine]:
        """Every action, oldest first."""
        states = [one for one in self.reader.all("action") if isinstance(one, ActionState)]
        states.sort(key=lambda one: (one.opened, len(one.asked.id), one.asked.id))
        return [ActionLine(state=one, life=life(one)) for one in states]

    @cached_property
    def open(self) -> Sequence[ActionLine]:
        """The open actions, the most urgent first."""
        states = [one for one in self.reader.all("action", open_only=True) if isinstance(one, ActionState)]
        lines = [ActionLine(state=one, life=life(one)) for one in states]
        return sorted((one for one in lines if one.life.is_open), key=lambda one: one.life.due)

    @property
    def overdue(self) -> Sequence[ActionLine]:
        """Open actions past their time."""
        return [one for one in self.open if one.life.is_overdue(self.now)]
