"""A register of crews and plant from a spreadsheet: a row for each, and one more for each further booking of it."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Literal, TypeVar
from unicodedata import normalize

from bot.importers.columns import REGISTER, SCHEDULE, Columns, field_of
from bot.importers.csv import plain
from bot.importers.csv_rows import CsvRow, rows_of
from bot.importers.dates import WRITE_ISO, NoDate, Order, order_in, parse_date
from bot.importers.numbers import NoNumber, parse_amount
from bot.importers.problems import Findings
from rules.resources.resource import KINDS, Booking, Listing, Resource, ResourceError, ResourceKind
from rules.worktime.calendar import WorkCalendar

_DATES = ("since", "until", "booked_from", "booked_until")
_OWN = ("trade", "count", "zone", "called", "since", "until", "shared")
_TIME = re.compile(r"(?P<day>.*?)[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*")
_TRUE, _FALSE = ("yes", "true", "1", "x", "y"), ("no", "false", "0", "", "n")
_KINDS_CALLED = {
    "machine": "plant",
    "equipment": "plant",
    "labor": "crew",
    "labour": "crew",
    "people": "crew",
}
_MOST_ID = 40
_Parsed = TypeVar("_Parsed")


def is_register(text: str) -> bool:
    """Whether the first row names the columns of a register; a schedule has a start and a finish as well."""
    first = next((line for line in text.removeprefix("\ufeff").splitlines() if line.strip()), "")
    titles = [title.strip(' "') for title in re.split(r"[,;\t|]", first)]
    if set(SCHEDULE.required) <= {field_of(title)[0] for title in titles}:
        return False
    return {"name", "kind"} <= {field_of(title, REGISTER)[0] for title in titles}


def read_register(
    text: str, calendar: WorkCalendar, tasks: Collection[str] | None, name: str = "register"
) -> tuple[Listing, ...]:
    """The crews and machines in the text of a CSV file, with their bookings; `name` is what errors call it.

    Wanted are the columns name and kind (crew or plant); trade, count, zone, called (other names, with ; between them), since
    and until (days on site), shared (yes or no), and for a booking task, booked_from, booked_until and booked (how many) are
    read where they are there. A further row of the same name is a further booking. `tasks` are those of the schedule (None:
    they are not known).

    Raises:
        ImportFailed: with everything that is wrong with the file, by row and column.
    """
    found = Findings(name=name)
    columns, rows = rows_of(text, found, REGISTER)
    order = order_in(row.cells.get(one, "") for row in rows for one in _DATES)
    reader = _Rows(columns=columns, found=found, order=order, calendar=calendar, tasks=tasks)
    for row in rows:
        reader.take(row)
    found.stop_if_any()
    return tuple(
        Listing(resource=one, bookings=tuple(reader.bookings[key])) for key, one in reader.resources.items()
    )


def short_name(name: str, known: Collection[str] = ()) -> str:
    """A short name made of the long one: `Concrete pump 2` → `concrete-pump-2`; another than the known ones."""
    bare = normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    short = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:_MOST_ID].strip("-") or "resource"
    number, free = 1, short
    while free in known:
        number += 1
        free = f"{short}-{number}"
    return free


@dataclass(kw_only=True)
class _Rows:
    """Reads one row after the other, noting what it cannot read; by the folded name of what each is about."""

    columns: Columns
    found: Findings
    order: Order | None
    calendar: WorkCalendar
    tasks: Collection[str] | None
    resources: dict[str, Resource] = field(default_factory=dict)
    bookings: dict[str, list[Booking]] = field(default_factory=dict)

    def take(self, row: CsvRow) -> None:
        """A new crew or machine, or one more booking of a known one."""
        noted = len(self.found.problems)
        name = plain(row.cells.get("name", ""))
        if not name:
            self._note(row, "name", "every row needs the name of a crew or machine. Write it.")
            return
        key = name.casefold()
        resource = self.resources.get(key) or self._resource(row, name)
        if resource is None:
            return
        if key in self.resources:
            self._same(row, resource)
        booking = self._booking(row, resource, len(self.bookings.get(key, ())))
        if len(self.found.problems) == noted:
            self.resources[key] = resource
            self.bookings.setdefault(key, []).extend([booking] if booking else [])

    def _resource(self, row: CsvRow, name: str) -> Resource | None:
        noted = len(self.found.problems)
        kind, count = self._kind(row), self._parsed(row, "count", parse_amount)
        since, until = (self._parsed(row, one, self._day) for one in ("since", "until"))
        called = (plain(word) for word in row.cells.get("called", "").split(";"))
        shared = self._truth(row)
        if len(self.found.problems) > noted:
            return None
        try:
            return Resource(
                id=short_name(name, [one.id for one in self.resources.values()]),
                name=name,
                kind=kind,
                trade=plain(row.cells.get("trade", "")),
                count=1.0 if count is None else count,
                zone=plain(row.cells.get("zone", "")),
                called=tuple(word for word in called if word),
                since=since,
                until=until,
                shared=shared,
            )
        except ResourceError as error:
            self._note(row, "until" if since and until else "count", str(error))
            return None

    def _same(self, row: CsvRow, resource: Resource) -> None:
        """A further row repeats what the first one says, or says nothing of it."""
        again = [one for one in _OWN if row.cells.get(one)]
        other = self._resource(row, resource.name) if again else None
        for one in again:
            if other is not None and getattr(other, one) != getattr(resource, one):
                advice = (
                    f"an earlier row says otherwise of {resource.name}. Write it once, and leave this empty."
                )
                self._note(row, one, advice)

    def _booking(self, row: CsvRow, resource: Resource, number: int) -> Booking | None:
        cells = row.cells
        if not (
            cells.get("task") or cells.get("booked_from") or cells.get("booked_until") or cells.get("booked")
        ):
            return None
        noted = len(self.found.problems)
        start = self._parsed(row, "booked_from", lambda text: self._instant(text, "first"))
        end = self._parsed(row, "booked_until", lambda text: self._instant(text, "last"))
        count, task = self._parsed(row, "booked", parse_amount), self._task(row)
        for one, value in (("booked_from", start), ("booked_until", end)):
            if value is None and not cells.get(one):
                self._note(
                    row, one, "a booking has a beginning and an end; write both, such as 2026-03-11 07:00."
                )
        if start is None or end is None or len(self.found.problems) > noted:
            return None
        name = f"list:{resource.id}:{number}"
        try:
            return Booking(id=name, start=start, end=end, task=task, count=count or 0.0, origin="list")
        except ResourceError as error:
            self._note(row, "booked_until", str(error))
            return None

    def _kind(self, row: CsvRow) -> ResourceKind:
        word = row.cells.get("kind", "").casefold()
        word = _KINDS_CALLED.get(word, word)
        if word not in KINDS:
            self._note(row, "kind", "write crew for people, or plant for machines.")
            return "crew"
        return "plant" if word == "plant" else "crew"

    def _truth(self, row: CsvRow) -> bool:
        word = row.cells.get("shared", "").casefold()
        if word not in (*_TRUE, *_FALSE):
            self._note(row, "shared", "write yes where the whole site shares it, else no.")
        return word in _TRUE

    def _task(self, row: CsvRow) -> str | None:
        task = plain(row.cells.get("task", ""))
        if not task or self.tasks is None or task in self.tasks:
            return task or None
        folded = {one.casefold(): one for one in self.tasks}
        near = get_close_matches(task.casefold(), folded, n=1)
        meant = f" Did you mean {folded[near[0]]}?" if near else ""
        self._note(row, "task", f"the schedule has no such task.{meant} Import the schedule first.")
        return None

    def _day(self, text: str) -> date:
        return parse_date(text, self.order)

    def _instant(self, text: str, edge: Literal["first", "last"]) -> datetime:
        """A day alone means its whole shift."""
        timed = _TIME.fullmatch(text)
        day = self._day(timed["day"] if timed else text)
        if timed is None:
            return self.calendar.opening(day) if edge == "first" else self.calendar.closing(day)
        hour, minute = int(timed["hour"]), int(timed["minute"])
        if hour > 23 or minute > 59:
            raise NoDate(f"there is no such time; {WRITE_ISO}, and the time as 07:00.")
        return self.calendar.instant(datetime(day.year, day.month, day.day, hour, minute))  # noqa: DTZ001 - wall time

    def _parsed(self, row: CsvRow, name: str, parse: Callable[[str], _Parsed]) -> _Parsed | None:
        cell = row.cells.get(name, "")
        try:
            return parse(cell) if cell else None
        except (NoDate, NoNumber) as error:
            self._note(row, name, str(error))
            return None

    def _note(self, row: CsvRow, name: str, advice: str) -> None:
        title, value = self.columns.titles.get(name, name), row.cells.get(name, "")
        self.found.add(advice, place=row.place, column=title, value=value)
