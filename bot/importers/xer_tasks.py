"""One row of P6's TASK table as a task."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from bot.importers.xer_names import TaskNames
from bot.importers.xer_tables import XerRow
from rules.plan.schedule import Link, Task

# Summaries and levels of effort repeat the dates of the work that they span: nobody reports on them.
NO_WORK = frozenset({"TT_WBS", "TT_LOE"})
_MILESTONES: dict[str, Literal["start", "finish"]] = {"TT_Mile": "start", "TT_FinMile": "finish"}
_YEARS = range(1950, 2100)


@dataclass(frozen=True, kw_only=True)
class TaskReader:
    """Reads task rows; what is wrong with one is noted where its rows note it."""

    names: TaskNames

    def task(self, row: XerRow, links: tuple[Link, ...]) -> Task | None:
        """The task, None when its id or dates cannot be read."""
        task_id = row.text("task_code")
        if not task_id:
            row.note("task_code", "the activity has no id. Give it one in P6 and export again.")
        start = self._day(row, "target_start_date", "early_start_date", "act_start_date")
        finish = self._finish(row, start, "target_end_date", "early_end_date", "act_end_date")
        actual_start = self._day(row, "act_start_date")
        actual_finish = self._finish(row, actual_start, "act_end_date")
        money, percent = self.names.money(row), _percent(row)
        if not (task_id and start and finish):
            return None
        return Task(
            id=task_id,
            name=row.text("task_name") or task_id,
            start=start,
            finish=finish,
            zone=self.names.zone(row),
            trade=self.names.trade(row),
            owner=self.names.owner(row),
            budget=money.budget,
            links=links,
            percent=percent,
            actual_start=actual_start,
            actual_finish=actual_finish,
            actual_cost=money.actual if money.actual or actual_start else None,
            milestone=_MILESTONES.get(row.text("task_type")),
        )

    def _day(self, row: XerRow, *columns: str) -> date | None:
        """The first of the columns that is filled, as a day; no plan at all is noted."""
        for column in columns:
            if moment := row.moment(column):
                return self._checked(row, column, moment.date())
        if len(columns) > 1 and not row.text(columns[0]):
            row.note(
                columns[0], "the activity has no dates. Schedule the project in P6 (F9) and export again."
            )
        return None

    def _finish(self, row: XerRow, start: date | None, *columns: str) -> date | None:
        """The last day worked; work that ends at midnight ends on the day before."""
        filled = next((column for column in columns if row.text(column)), columns[0])
        moment, day = row.moment(filled), self._day(row, *columns)
        if not moment or not day or not start:
            return day
        if moment.time() == time() and day > start:
            day -= timedelta(days=1)
        if day < start:
            row.note(
                filled, f"the activity ends before it starts on {start}. Correct it in P6 and export again."
            )
            return None
        return day

    def _checked(self, row: XerRow, column: str, day: date) -> date | None:
        if day.year in _YEARS:
            return day
        row.note(column, f"the year {day.year} cannot be meant. Correct it in P6 and export again.")
        return None


def _percent(row: XerRow) -> float | None:
    """How far the task is, by the measure that it names; None for one that has not begun."""
    status = row.text("status_code")
    if status == "TK_Complete" or row.text("act_end_date"):
        return 100.0
    if status == "TK_NotStart" or not row.text("act_start_date"):
        return None
    kind = row.text("complete_pct_type")
    if kind == "CP_Phys":
        share = row.number("phys_complete_pct") / 100
    elif kind == "CP_Units":
        done = row.number("act_work_qty") + row.number("act_equip_qty")
        share = _share(done, done + row.number("remain_work_qty") + row.number("remain_equip_qty"))
    else:
        planned = row.number("target_drtn_hr_cnt")
        share = _share(planned - row.number("remain_drtn_hr_cnt", planned), planned)
    return round(100 * min(1.0, max(0.0, share)), 2)


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
