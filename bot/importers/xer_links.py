"""P6's relations as links between tasks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.importers.xer_tables import XerFile, XerRow
from bot.importers.xer_tasks import NO_WORK
from rules.plan.predecessors import MOST_DAYS
from rules.plan.schedule import Link, LinkKind

_KINDS: dict[str, LinkKind] = {"PR_FS": "FS", "PR_SS": "SS", "PR_FF": "FF", "PR_SF": "SF"}
_HOURS_PER_DAY = 8.0


@dataclass(frozen=True, kw_only=True)
class LinkReader:
    """Reads relations between the tasks of one project, given by their `task_id`."""

    file: XerFile
    tasks: Mapping[str, XerRow]
    project: XerRow

    def links(self) -> dict[str, tuple[Link, ...]]:
        """By `task_id`, the links to its predecessors.

        Left out are relations with other projects, and with summaries and levels of effort, which are not
        imported.
        """
        links: defaultdict[str, list[Link]] = defaultdict(list)
        for row in self.file.rows("TASKPRED"):
            after, before = (self.tasks.get(row.text(column)) for column in ("task_id", "pred_task_id"))
            if after and not before and row.text("pred_proj_id") in {"", after.text("proj_id")}:
                row.note(
                    "pred_task_id",
                    "there is no such activity in the project. Export the project from P6 again.",
                )
            if after and before and not {after.text("task_type"), before.text("task_type")} & NO_WORK:
                links[row.text("task_id")].append(self._link(row, before, after))
        return {task: tuple(found) for task, found in links.items()}

    def _link(self, row: XerRow, before: XerRow, after: XerRow) -> Link:
        kind = _KINDS.get(row.text("pred_type"))
        if not kind:
            row.note("pred_type", f"this is no kind of relation. P6 writes one of {', '.join(_KINDS)}.")
        lag = row.number("lag_hr_cnt") / self._hours_per_day(before, after)
        if abs(lag) > MOST_DAYS:
            row.note(
                "lag_hr_cnt", f"a lag of more than {MOST_DAYS:,} days cannot be meant. Correct it in P6."
            )
        return Link(predecessor=before.text("task_code"), kind=kind or "FS", lag_days=lag)

    def _hours_per_day(self, before: XerRow, after: XerRow) -> float:
        """The length of a day in the calendar that the project counts lags by, the predecessor's unless it says."""
        if self._lag_calendar == "rcal_24Hour":
            return 24.0
        owners = {"rcal_Successor": after, "rcal_ProjDefault": self.project}
        hours = self._day_hours.get(owners.get(self._lag_calendar, before).text("clndr_id"), _HOURS_PER_DAY)
        return hours if 1 <= hours <= 24 else _HOURS_PER_DAY

    @cached_property
    def _lag_calendar(self) -> str:
        options = self.file.by("SCHEDOPTIONS", "proj_id").get(self.project.text("proj_id"))
        return options.text("sched_calendar_on_relationship_lag") if options else ""

    @cached_property
    def _day_hours(self) -> dict[str, float]:
        calendars = self.file.rows("CALENDAR")
        return {row.text("clndr_id"): row.number("day_hr_cnt", _HOURS_PER_DAY) for row in calendars}
