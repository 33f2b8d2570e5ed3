"""One row of MS Project's task list as a task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from bot.importers.mspdi.names import Names
from bot.importers.mspdi.outline import Row
from bot.importers.mspdi.parse import Element
from rules.plan.schedule import Link, Task


@dataclass(frozen=True, kw_only=True)
class TaskReader:
    """Reads rows of work; what is wrong with one is noted where it stands. `opens` is when a day of work begins."""

    names: Names
    ids: Mapping[str, str]
    opens: time

    def task(self, row: Row, links: Sequence[Link]) -> Task | None:
        """The task, None when its dates cannot be read."""
        one, task_id = row.element, self.ids[row.uid]
        start, finish = _days(one, "Start", "Finish")
        actual_start, actual_finish = _days(one, "ActualStart", "ActualFinish")
        percent, actual_cost = _percent(one), self.names.money(one, "ActualCost")
        if not (start and finish):
            return None
        return Task(
            id=task_id,
            name=one.text("Name") or task_id,
            start=start,
            finish=finish,
            zone=self.names.zone(row),
            trade=self.names.trade(one),
            owner=self.names.owner(one),
            budget=self.names.budget(one),
            links=tuple(links),
            percent=percent,
            actual_start=actual_start,
            actual_finish=actual_finish,
            actual_cost=actual_cost if actual_cost or actual_start else None,
            milestone=self._milestone(one),
        )

    def _milestone(self, one: Element) -> Literal["start", "finish"] | None:
        """Where a task without length stands in its day; a task with length is work, also where it is marked."""
        start = one.moment("Start")
        if not start or not one.flag("Milestone") or start != one.moment("Finish"):
            return None
        return "start" if start.time() <= self.opens else "finish"


def _days(one: Element, first: str, last: str) -> tuple[date | None, date | None]:
    """The two as days, the last one being worked: what ends at midnight ends on the day before."""
    begins, ends = (one.moment(tag) for tag in (first, last))
    start, finish = begins and begins.date(), ends and ends.date()
    if first == "Start" and not (one.text(first) and one.text(last)):
        one.note(first, "the task has no dates. Give it a start and a finish in MS Project and save again.")
    if ends and start and ends.time() == time() and ends.date() > start:
        finish = ends.date() - timedelta(days=1)
    if start and finish and finish < start:
        one.note(
            last,
            f"the task ends before it starts on {start}. Correct it in MS Project and save as XML again.",
        )
        return start, None
    return start, finish


def _percent(one: Element) -> float | None:
    """How far the task is, by the measure that it names; None for one that has not begun."""
    if one.text("ActualFinish"):
        return 100.0
    physical = one.text("EarnedValueMethod") == "1"
    percent = one.number("PhysicalPercentComplete" if physical else "PercentComplete")
    if not percent and not one.text("ActualStart"):
        return None
    return round(min(100.0, max(0.0, percent)), 2)
