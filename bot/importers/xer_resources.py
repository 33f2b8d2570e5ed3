"""The crews and machines of a Primavera P6 export (XER): its labour and equipment, with the assignments that are not over."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.importers.encoding import xer_text
from bot.importers.listings import Assigned, listing_of
from bot.importers.problems import Findings
from bot.importers.register import short_name
from bot.importers.xer import project_of
from bot.importers.xer_tables import XerFile, XerRow, tables_of
from rules.resources.resource import Listing, ResourceKind
from rules.worktime.calendar import WorkCalendar

_KINDS: Mapping[str, ResourceKind] = {"RT_Labor": "crew", "RT_Equip": "plant"}


def read_xer_resources(content: bytes, calendar: WorkCalendar, name: str = "schedule") -> tuple[Listing, ...]:
    """The resources of the project that `read_xer` takes which some task of it still has; P6's wall times are the calendar's.

    What P6 gives as units an hour becomes how many are booked. Equipment of which there is less than one is none: planners
    keep expenses so.

    Raises:
        ImportFailed: with everything that is wrong with the file, by table, line and column.
    """
    found = Findings(name=name)
    file = tables_of(xer_text(content), found)
    project = project_of(file, None, found)
    codes = {
        row.text("task_id"): row.text("task_code")
        for row in file.rows("TASK")
        if row.text("proj_id") == project.text("proj_id") and row.text("status_code") != "TK_Complete"
    }
    assigned: dict[str, list[XerRow]] = defaultdict(list)
    for row in file.rows("TASKRSRC"):
        if row.text("task_id") in codes:
            assigned[row.text("rsrc_id")].append(row)
    listings: dict[str, Listing] = {}
    for row in file.rows("RSRC"):
        rows = assigned.get(row.text("rsrc_id"))
        if rows and row.text("rsrc_type") in _KINDS and not _is_money(file, row):
            listing = _listing(file, row, rows, codes, calendar, set(listings))
            listings[listing.resource.id] = listing
    found.stop_if_any()
    return tuple(listings.values())


def _listing(
    file: XerFile,
    row: XerRow,
    assigned: list[XerRow],
    codes: Mapping[str, str],
    calendar: WorkCalendar,
    known: set[str],
) -> Listing:
    name = row.text("rsrc_name") or row.text("rsrc_short_name") or row.text("rsrc_id")
    short = short_name(row.text("rsrc_short_name") or name, known)
    kind = _KINDS[row.text("rsrc_type")]
    return listing_of(short, name, kind, _limit(file, row), _assigned(assigned, codes, calendar))


def _assigned(rows: list[XerRow], codes: Mapping[str, str], calendar: WorkCalendar) -> Iterator[Assigned]:
    for row in rows:
        start = _instant(row, ("restart_date", "target_start_date"), calendar)
        end = _instant(row, ("reend_date", "target_end_date"), calendar)
        if start is not None and end is not None and start < end and not row.text("act_end_date"):
            units = row.number("target_qty_per_hr", 1.0)
            yield Assigned(task=codes[row.text("task_id")], start=start, end=end, units=units)


def _instant(row: XerRow, columns: tuple[str, ...], calendar: WorkCalendar) -> datetime | None:
    """The first of these dates that is there; what is left of an assignment, before what was planned of it."""
    for column in columns:
        if (wall := row.moment(column)) is not None:
            return calendar.instant(wall)
    return None


def _is_money(file: XerFile, row: XerRow) -> bool:
    return row.text("rsrc_type") == "RT_Equip" and 0 < _limit(file, row) < 1


def _limit(file: XerFile, row: XerRow) -> float:
    """The most units an hour that its newest rate names; 0 where there is none."""
    rates = [one for one in file.rows("RSRCRATE") if one.text("rsrc_id") == row.text("rsrc_id")]
    newest = max(rates, key=lambda one: one.text("start_date"), default=None)
    return round(newest.number("max_qty_per_hr"), 2) if newest else 0.0
