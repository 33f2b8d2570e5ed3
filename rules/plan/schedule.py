"""Planned work as a planner keeps it: tasks, their links, and the schedule that holds them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rules.worktime.work_pattern import WorkPattern

LinkKind = Literal["FS", "SS", "FF", "SF"]


@dataclass(frozen=True, kw_only=True)
class Link:
    """A task's dependence on a predecessor, as in MS Project's `A-110SS+2d`; the lag is in working days."""

    predecessor: str
    kind: LinkKind = "FS"
    lag_days: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Task:
    """Planned work; `start` and `finish` are local dates, the finish being the last day worked.

    `owner` is the word that the schedule uses for who answers (a name or an id), empty where it names nobody.
    `budget` is in the schedule's currency. `percent`, `actual_start`, `actual_finish` and `actual_cost` are
    what the schedule itself reports at its data date, absent where it is a plan only. A `milestone` takes no
    time: it stands at the beginning of its day (`start`) or at its end (`finish`).
    """

    id: str
    name: str
    start: date
    finish: date
    zone: str = ""
    trade: str = ""
    owner: str = ""
    budget: float = 0.0
    links: tuple[Link, ...] = ()
    percent: float | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    actual_cost: float | None = None
    milestone: Literal["start", "finish"] | None = None

    @property
    def is_reported(self) -> bool:
        """Whether the schedule reports anything of it, not only plans it."""
        reported = (self.percent, self.actual_start, self.actual_finish, self.actual_cost)
        return any(value is not None for value in reported)


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """All tasks of a site; `data_date` is the day up to which the planner's actuals are true.

    `working` is the working time that the planner's own calendar names, where the schedule carries one.
    """

    name: str
    tasks: tuple[Task, ...]
    currency: str = "USD"
    data_date: date | None = None
    working: WorkPattern | None = None
