"""P6's relations as links between tasks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.importers.xer_tables import XerFile, XerRow
from bot.importers.xer_tasks import NO_WORK
from rules.schedule import Link, LinkKind

_KINDS: dict[str, LinkKind] = {"PR_FS": "FS", "PR_SS": "SS", "PR_FF": "FF", "PR_SF": "SF"}
_HOURS_PER_DAY = 8.0


@dataclass(frozen=True, kw_only=True)
class LinkReader:
    """Reads relations between the tasks of one project, given by their `task_id`."""

    file: XerFile
    tasks: Mapping[str, XerRow]

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
                links[row.text("task_id")].append(self._link(row, before))
        return {task: tuple(found) for task, found in links.items()}

    def _link(self, row: XerRow, before: XerRow) -> Link:
        kind = _KINDS.get(row.text("pred_type"))
        if not kind:
            row.note("pred_type", f"this is no kind of relation. P6 writes one of {', '.join(_KINDS)}.")
        lag = row.number("lag_hr_cnt") / self._hours_per_day(before)
        return Link(predecessor=before.text("task_code"), kind=kind or "FS", lag_days=lag)

    def _hours_per_day(self, task: XerRow) -> float:
        """P6 counts a lag by the calendar of the predecessor unless told otherwise."""
        calendar = self.file.by("CALENDAR", "clndr_id").get(task.text("clndr_id"))
        hours = calendar.number("day_hr_cnt", _HOURS_PER_DAY) if calendar else _HOURS_PER_DAY
        return hours if hours > 0 else _HOURS_PER_DAY
