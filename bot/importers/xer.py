"""A schedule from a Primavera P6 export (XER)."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.importers.encoding import xer_text
from bot.importers.links import check_circles
from bot.importers.problems import Findings
from bot.importers.xer_calendar import p6_pattern
from bot.importers.xer_links import LinkReader
from bot.importers.xer_names import TaskNames
from bot.importers.xer_tables import XerFile, XerRow, tables_of
from bot.importers.xer_tasks import NO_WORK, TaskReader
from rules.plan.schedule import Schedule, Task
from rules.worktime.work_pattern import WorkPattern

_YEAR = timedelta(days=366)


def read_xer(content: bytes, name: str = "schedule", project: str | None = None) -> Schedule:
    """The schedule of one project in an XER file.

    `project` is the id or the short name of the project to take; without it, it is the first one that has
    tasks. Planned dates are P6's planned (target) dates. A budget is the cost of the task's assignments and
    expenses. The schedule's name is the project's; `name` is what errors call the file.

    Raises:
        ImportFailed: with everything that is wrong with the file, by table, line and column.
    """
    found = Findings(name=name)
    file = tables_of(xer_text(content), found)
    chosen = project_of(file, project, found)
    rows = [row for row in file.rows("TASK") if row.text("proj_id") == chosen.text("proj_id")]
    data_date = chosen.moment("last_recalc_date")
    tasks = _tasks(file, chosen, rows, found)
    found.stop_if_any()
    return Schedule(
        name=_title(file, chosen),
        tasks=tasks,
        currency=_currency(file),
        data_date=data_date.date() if data_date else None,
        working=_working(file, chosen, rows, tasks),
    )


def project_of(file: XerFile, wanted: str | None, found: Findings) -> XerRow:
    """The project of that id or short name, or the first one that has tasks.

    Raises:
        ImportFailed: there is no such project.
    """
    with_tasks = {row.text("proj_id") for row in file.rows("TASK") if row.text("task_type") not in NO_WORK}
    projects = [row for row in file.rows("PROJECT") if row.text("proj_id") in with_tasks]
    if not projects:
        raise found.stop("there is no project with activities in the file. Export one from P6 again.")
    if wanted is None:
        return projects[0]
    for row in projects:
        if wanted in {row.text("proj_id"), row.text("proj_short_name")}:
            return row
    names = ", ".join(row.text("proj_short_name") for row in projects)
    raise found.stop(f"there is no such project. Choose one of: {names}.", value=wanted)


def _tasks(file: XerFile, project: XerRow, rows: Sequence[XerRow], found: Findings) -> tuple[Task, ...]:
    by_id = {row.text("task_id"): row for row in rows}
    links = LinkReader(file=file, tasks=by_id, project=project).links()
    reader = TaskReader(names=TaskNames(file))
    work = [row for row in rows if row.text("task_type") not in NO_WORK]
    tasks = [reader.task(row, links.get(row.text("task_id"), ())) for row in work]
    places: dict[str, str] = {}
    for row in work:
        task_id = row.text("task_code")
        if task_id in places:
            row.note("task_code", f"{places[task_id]} has this id already. Give each activity its own.")
        places.setdefault(task_id, row.place)
    found.stop_if_any()
    read = tuple(task for task in tasks if task)
    check_circles(read, places, "pred_task_id", found)
    return read


def _title(file: XerFile, project: XerRow) -> str:
    roots = (row for row in file.rows("PROJWBS") if row.text("proj_id") == project.text("proj_id"))
    root = next((row.text("wbs_name") for row in roots if row.text("proj_node_flag") == "Y"), "")
    return root or project.text("proj_short_name") or "schedule"


def _currency(file: XerFile) -> str:
    """The currency that the first line ends with, else the one that P6 computes all others from."""
    bases = (r.text("curr_short_name") for r in file.rows("CURRTYPE") if r.number("base_exch_rate") == 1)
    candidates = (*file.header[8:9], *bases)
    return next((name.upper() for name in candidates if re.fullmatch("[A-Za-z]{3}", name)), "USD")


def _working(
    file: XerFile, project: XerRow, rows: Sequence[XerRow], tasks: Sequence[Task]
) -> WorkPattern | None:
    """The project's own calendar, else the one that most of its tasks are on."""
    calendars = file.by("CALENDAR", "clndr_id")
    usual = Counter(row.text("clndr_id") for row in rows).most_common(1)[0][0]
    calendar = calendars.get(project.text("clndr_id")) or calendars.get(usual)
    if not calendar:
        return None
    first, last = min(task.start for task in tasks), max(task.finish for task in tasks)
    return p6_pattern(calendar.text("clndr_data"), first - _YEAR, last + _YEAR)
