"""Goals: what the strategy wants of a site, as it is declared."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rules.errors import SiteloopError

GoalMeasure = Literal["finish", "cost", "progress", "safety", "promises"]


class GoalError(SiteloopError):
    """A goal that nobody could measure; the text says what to write instead."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What shall come of a site, by when, and which of its tasks serve it.

    `target` goes with the `measure`: the day by which the work is to be done (`finish`), money that it may cost (`cost`), the
    percent that shall be done (`progress`) or of promises kept (`promises`), the number of incidents that it may come to
    (`safety`). `until` is the day on which it is judged, where that is not the target itself. `zones`, `trades` and `tasks`
    (ids) say which tasks serve it: those that fit one of each that is given; none given: all. `owner` is a role
    (`project_manager`) or a person's id.

    Raises:
        GoalError: the target does not go with the measure, or it has no id.
    """

    id: str
    name: str
    measure: GoalMeasure
    target: date | float
    until: date | None = None
    zones: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    owner: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            raise GoalError("A goal needs an id. Give it a short name such as finish-on-time.")
        if isinstance(self.target, date) != (self.measure == "finish"):
            wanted = "a date (2026-06-30)" if self.measure == "finish" else "a number"
            raise GoalError(f"The goal {self.id} is about {self.measure}: give {wanted} as its target.")

    @property
    def day(self) -> date | None:
        """The day on which it is judged."""
        return self.until or (self.target if isinstance(self.target, date) else None)
