"""The people and machines of an MS Project file, with the assignments that are not over."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.importers.listings import Assigned, listing_of
from bot.importers.mspdi.names import is_machine, workers
from bot.importers.mspdi.outline import outline_of
from bot.importers.mspdi.parse import Element, project_in
from bot.importers.mspdi.schedule import ids_of
from bot.importers.problems import Findings
from bot.importers.register import short_name
from rules.resources.resource import Listing, ResourceKind
from rules.worktime.calendar import WorkCalendar

_DONE = 100


def read_mspdi_resources(
    content: bytes, calendar: WorkCalendar, name: str = "schedule"
) -> tuple[Listing, ...]:
    """The resources of work that some task of the file still has; MS Project's wall times are the calendar's.

    Units are in ones, of which 1 is a whole machine or person all day.

    Raises:
        ImportFailed: with everything that is wrong with the file, by element.
    """
    found = Findings(name=name)
    project = project_in(content, found)
    outline = outline_of(project)
    ids = ids_of(project, outline)
    open_ids = {row.uid: ids[row.uid] for row in outline.work if not _is_done(row.element)}
    assigned: dict[str, list[Element]] = defaultdict(list)
    for one in project.within("Assignments", "Assignment"):
        if one.text("TaskUID") in open_ids:
            assigned[one.text("ResourceUID")].append(one)
    listings: dict[str, Listing] = {}
    for uid, resource in workers(project).items():
        if rows := assigned.get(uid):
            title = resource.text("Name")
            short = short_name(title, set(listings))
            kind: ResourceKind = "plant" if is_machine(resource) else "crew"
            shares = _assigned(rows, open_ids, calendar)
            listings[short] = listing_of(short, title, kind, resource.number("MaxUnits"), shares)
    found.stop_if_any()
    return tuple(listings.values())


def _is_done(task: Element) -> bool:
    return bool(task.text("ActualFinish")) or task.number("PercentComplete") >= _DONE


def _assigned(rows: list[Element], ids: Mapping[str, str], calendar: WorkCalendar) -> Iterator[Assigned]:
    """What is left of the assignments: from where work on one is resumed, if that is said."""
    for one in rows:
        start, end = one.moment("Resume") or one.moment("Start"), one.moment("Finish")
        over = one.text("ActualFinish") or one.number("PercentWorkComplete") >= _DONE
        if start is not None and end is not None and start < end and not over:
            yield Assigned(
                task=ids[one.text("TaskUID")],
                start=calendar.instant(start),
                end=calendar.instant(end),
                units=one.number("Units", 1.0),
            )
