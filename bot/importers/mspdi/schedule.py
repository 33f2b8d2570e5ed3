"""A schedule from an MS Project file saved as XML (MSPDI)."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta

from bot.importers.links import check_circles
from bot.importers.mspdi.calendar import project_pattern
from bot.importers.mspdi.links import LinkReader
from bot.importers.mspdi.names import Names
from bot.importers.mspdi.outline import Outline, outline_of
from bot.importers.mspdi.parse import Element, project_in
from bot.importers.mspdi.tasks import TaskReader
from bot.importers.problems import Findings
from rules.plan.schedule import Schedule, Task
from rules.worktime.calendar import WorkCalendar
from rules.worktime.work_pattern import WorkPattern

_YEAR = timedelta(days=366)
_OPENS = time(8)
_USUAL_MINUTES = 480.0


def read_mspdi(content: bytes, name: str = "schedule") -> Schedule:
    """The schedule in an MSPDI file; `name` is what errors call the file.

    Planned dates are the scheduled ones, as MS Project shows them (Start, Finish). A task's id is what the planner keeps in a
    column named Activity ID or Task code, where every task has its own there; else T- and MS Project's unique id, which stays
    when rows are moved. A budget is the cost in the baseline, else the planned cost.

    Raises:
        ImportFailed: with everything that is wrong with the file, by task and element.
    """
    found = Findings(name=name)
    project = project_in(content, found)
    outline = outline_of(project)
    if not outline.work:
        raise found.stop("there are no tasks in the file. Save a project with tasks from MS Project as XML.")
    working = _working(project, outline)
    tasks = _tasks(project, outline, working, found)
    return Schedule(
        name=re.sub(r"\.(?:xml|mpp)$", "", project.text("Title") or project.text("Name")) or "schedule",
        tasks=tasks,
        currency=_currency(project),
        data_date=_data_date(project, tasks),
        working=working,
    )


def ids_of(project: Element, outline: Outline) -> dict[str, str]:
    """The tasks' ids by unique id."""
    names = Names(project)
    own = {row.uid: names.own_id(row.element) for row in outline.work}
    if all(own.values()) and len(set(own.values())) == len(own):
        return own
    return {row.uid: f"T-{row.uid}" for row in outline.work}


def _tasks(
    project: Element, outline: Outline, working: WorkPattern | None, found: Findings
) -> tuple[Task, ...]:
    _check_uids(outline)
    ids = ids_of(project, outline)
    calendar = working.in_zone("UTC") if working else WorkCalendar()
    minutes = project.number("MinutesPerDay", _USUAL_MINUTES)
    day_minutes = minutes if 60 <= minutes <= 24 * 60 else _USUAL_MINUTES
    links = LinkReader(outline=outline, ids=ids, day_minutes=day_minutes, calendar=calendar).links()
    reader = TaskReader(names=Names(project), ids=ids, opens=working.opens if working else _OPENS)
    tasks = [reader.task(row, links.get(row.uid, ())) for row in outline.work]
    found.stop_if_any()
    read = tuple(task for task in tasks if task)
    places = {ids[row.uid]: row.element.place for row in outline.work}
    check_circles(read, places, "PredecessorLink", found)
    found.stop_if_any()
    return read


def _check_uids(outline: Outline) -> None:
    places: dict[str, str] = {}
    for row in outline.rows:
        if not row.uid:
            row.element.note("UID", "the task has no unique id. Save the project from MS Project again.")
        elif row.uid in places:
            row.element.note(
                "UID", f"{places[row.uid]} has this unique id already. Save from MS Project again."
            )
        places.setdefault(row.uid, row.element.place)


def _working(project: Element, outline: Outline) -> WorkPattern | None:
    """The project's own calendar, else the one that most of its tasks are on; with the exceptions near its tasks."""
    days = [day for row in outline.work for tag in ("Start", "Finish") if (day := _day(row.element, tag))]
    if not days:
        return None
    usual = Counter(row.element.text("CalendarUID") for row in outline.work).most_common(1)[0][0]
    for uid in (project.text("CalendarUID"), usual):
        if pattern := project_pattern(project, uid, min(days) - _YEAR, max(days) + _YEAR):
            return pattern
    return None


def _day(element: Element, tag: str) -> date | None:
    moment = element.moment(tag)
    return moment.date() if moment else None


def _currency(project: Element) -> str:
    code = project.text("CurrencyCode")
    return code.upper() if re.fullmatch("[A-Za-z]{3}", code) else "USD"


def _data_date(project: Element, tasks: Sequence[Task]) -> date | None:
    """The status date; without one, what is reported of the tasks is as of the day on which the file was made."""
    if status := _day(project, "StatusDate"):
        return status
    reported = any(task.percent is not None or task.actual_start for task in tasks)
    return _day(project, "CurrentDate") if reported else None
