"""How near a task is to whoever writes: whether it is theirs, and whether it is worked on by now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rules.plan.schedule import Task

_AROUND = timedelta(
    days=3
)  # before its start and after its finish (a weekend at most), in which a task is spoken of as a rule
_SOON = timedelta(days=9)  # in which nearly all that is said of a task by its plan is said

Whose = Literal["own", "of_trade", "of_others", "nobody_knows"]
Time = Literal["now", "soon", "far"]
_RANKS: tuple[Whose, ...] = ("own", "of_trade")


@dataclass(frozen=True, slots=True)
class Nearness:
    """Whose a task is, as seen by the writer, and how far from now it is worked on; `nobody_knows` where the schedule does not
    know the writer."""

    whose: Whose
    time: Time
    decides: bool = True  # between tasks that the words fit alike

    @property
    def rank(self) -> int | None:
        """Which of several tasks the writer means where the words fit all of them: the lowest; none where it is not on now."""
        if self.time != "now" or not self.decides:
            return None
        return _RANKS.index(self.whose) if self.whose in _RANKS else len(_RANKS)


# By a task's id; None where nothing is known.
AtHand = Callable[[str], Nearness | None]


def unknown(task: str) -> Nearness | None:
    """Where nothing is known of the writer and the day."""
    return None


def by_plan(planned: Mapping[str, Task], day: date) -> AtHand:
    """As the planned days of the tasks, by id, alone tell it. It decides nothing: what fits several tasks is of none of them, as
    the contract of capture has it.
    """

    def nearness(task: str) -> Nearness | None:
        plan = planned.get(task)
        if plan is None:
            return None
        return Nearness("nobody_knows", time_to(plan.start, plan.finish, day), decides=False)

    return nearness


def time_to(start: date, finish: date, day: date) -> Time:
    """How far a day is from the days of a work, of which `finish` is the last."""
    apart = max(start - day, day - finish, timedelta(0))
    return "now" if apart <= _AROUND else "soon" if apart <= _SOON else "far"
