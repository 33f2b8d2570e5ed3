"""The register as a CSV file: what `siteloop import` reads."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from rules.read import Reader, resources, site_of
from rules.resources.resource import Booking, Resource
from rules.subject import ResourceState
from rules.worktime.calendar import WorkCalendar

_COLUMNS = (
    "name", "kind", "trade", "count", "zone", "called", "since", "until", "shared",
    "task", "booked_from", "booked_until", "booked",
)  # fmt: skip
_OF_RESOURCE = 9  # the columns that come before those of a booking


def register_csv(read: Reader) -> str:
    """A row for each crew and machine, and one more for each further booking of it."""
    calendar, written = site_of(read).calendar, io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_COLUMNS)
    for state in resources(read):
        table.writerows([_safe(cell) for cell in row] for row in _rows(state, calendar))
    return written.getvalue()


def _rows(state: ResourceState, calendar: WorkCalendar) -> Iterator[list[str]]:
    own = _own(state.resource)
    if not state.bookings:
        yield [*own, "", "", "", ""]
    for place, booking in enumerate(state.bookings):
        lead = own if place == 0 else [*own[:2], *[""] * (_OF_RESOURCE - 2)]
        yield [*lead, *_booked(booking, calendar)]


def _own(one: Resource) -> list[str]:
    return [
        one.name,
        one.kind,
        one.trade,
        f"{one.count:g}",
        one.zone,
        ";".join(one.called),
        one.since.isoformat() if one.since else "",
        one.until.isoformat() if one.until else "",
        "yes" if one.shared else "no",
    ]


def _booked(one: Booking, calendar: WorkCalendar) -> list[str]:
    some = f"{one.count:g}" if one.count else ""
    return [one.task or "", _local(one.start, calendar), _local(one.end, calendar), some]


def _local(at: datetime, calendar: WorkCalendar) -> str:
    return f"{calendar.local(at):%Y-%m-%d %H:%M}"


def _safe(cell: str) -> str:
    """A spreadsheet takes what begins so for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
