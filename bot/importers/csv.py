"""A schedule from a spreadsheet: delimited text with one task in each row."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import TypeVar

from bot.importers.columns import Columns
from bot.importers.csv_rows import CsvRow, rows_of
from bot.importers.dates import WRITE_ISO, NoDate, Order, order_in, parse_date
from bot.importers.links import check_circles, unknown_task
from bot.importers.numbers import NoNumber, parse_amount, parse_percent
from bot.importers.problems import Findings
from bot.importers.values import one_line
from rules.plan.predecessors import LinkError, format_links, parse_links
from rules.plan.schedule import Link, Schedule, Task

_DATES = ("start", "finish", "actual_start", "actual_finish")
_LONGEST_ID = 60
_LONGEST_TEXT = 500
_Parsed = TypeVar("_Parsed")


def read_csv(text: str, name: str = "schedule") -> Schedule:
    """The schedule in the text of a CSV file; the file's `name` becomes the schedule's, without its ending.

    Wanted are the columns id, name, start and finish; zone, trade, budget (or budget_usd, the header naming
    the currency), owner, predecessors (`A-110SS+2d;A-120`), percent, actual_start, actual_finish and
    actual_cost are read where they are there. Order, case, usual synonyms, and the delimiter (comma,
    semicolon, tab, bar) do not matter. Signs with which a spreadsheet begins a formula (= + - @) are taken
    off the beginning of texts.

    Raises:
        ImportFailed: with everything that is wrong with the file, by row and column.
    """
    found = Findings(name=name)
    columns, rows = rows_of(text, found)
    order = order_in(row.cells.get(field, "") for row in rows for field in _DATES)
    ids = _ids(rows, columns, found)
    reader = _RowReader(columns=columns, found=found, order=order, ids=ids)
    tasks = [task for row in rows if (task := reader.task(row))]
    found.stop_if_any()
    places = {task.id: row.place for task, row in zip(tasks, rows, strict=True)}
    check_circles(tasks, places, columns.titles.get("predecessors", "predecessors"), found)
    found.stop_if_any()
    return Schedule(name=PurePath(name).stem, tasks=tuple(tasks), currency=columns.currency or "USD")


def plain(text: str) -> str:
    """The text on one line, without the signs that a spreadsheet would take for the beginning of a formula."""
    return one_line(text).lstrip("=+-@' ")


def _ids(rows: list[CsvRow], columns: Columns, found: Findings) -> set[str]:
    first: dict[str, CsvRow] = {}
    for row in rows:
        task_id = plain(row.cells["id"])
        if task_id in first and task_id:
            found.add(
                f"{first[task_id].place} has this id already. Give each task its own.",
                place=row.place,
                column=columns.titles["id"],
                value=task_id,
            )
        first.setdefault(task_id, row)
    return set(first)


@dataclass(frozen=True, kw_only=True)
class _RowReader:
    """Reads one row after the other into tasks, noting what it cannot read."""

    columns: Columns
    found: Findings
    order: Order | None
    ids: Collection[str]

    def task(self, row: CsvRow) -> Task | None:
        """The task of the row, None when something in it is wrong."""
        noted = len(self.found.problems)
        start, finish = self._dates(row, "start", "finish", required=True)
        actual_start, actual_finish = self._dates(row, "actual_start", "actual_finish", required=False)
        task_id, name = self._id(row), self._text(row, "name", required=True)
        zone, trade, owner = (self._text(row, field) for field in ("zone", "trade", "owner"))
        numbers = {field: self._parsed(row, field, parse_amount) for field in ("budget", "actual_cost")}
        percent, links = self._parsed(row, "percent", parse_percent), self._links(row)
        if len(self.found.problems) > noted or not (start and finish):
            return None
        return Task(
            id=task_id,
            name=name,
            start=start,
            finish=finish,
            zone=zone,
            trade=trade,
            owner=owner,
            budget=numbers["budget"] or 0.0,
            links=links,
            percent=percent,
            actual_start=actual_start,
            actual_finish=actual_finish,
            actual_cost=numbers["actual_cost"],
        )

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {task_id.casefold(): task_id for task_id in self.ids}

    def _note(self, row: CsvRow, field: str, advice: str) -> None:
        title, value = self.columns.titles.get(field, field), row.cells.get(field, "")
        self.found.add(advice, place=row.place, column=title, value=value)

    def _parsed(self, row: CsvRow, field: str, parse: Callable[[str], _Parsed]) -> _Parsed | None:
        cell = row.cells.get(field, "")
        try:
            return parse(cell) if cell else None
        except (NoDate, NoNumber, LinkError) as error:
            self._note(row, field, str(error))
            return None

    def _dates(
        self, row: CsvRow, first: str, last: str, *, required: bool
    ) -> tuple[date | None, date | None]:
        start, finish = (self._parsed(row, field, self._date) for field in (first, last))
        for field in (first, last):
            if required and not row.cells.get(field):
                self._note(row, field, f"there is no date; {WRITE_ISO}.")
        if start and finish and finish < start:
            self._note(row, last, f"the task ends before it starts on {start}. Correct one of the two dates.")
        if not required and finish and not start:
            self._note(row, last, "the task ended without having started. Fill in actual_start.")
        return start, finish

    def _date(self, text: str) -> date:
        return parse_date(text, self.order)

    def _links(self, row: CsvRow) -> tuple[Link, ...]:
        links = self._parsed(row, "predecessors", lambda text: parse_links(plain(text), known=self.ids)) or ()
        for link in links:
            if link.predecessor not in self.ids:
                self._note(row, "predecessors", unknown_task(link.predecessor, self._folded))
        return links

    def _id(self, row: CsvRow) -> str:
        task_id = self._text(row, "id", required=True)
        if len(task_id) > _LONGEST_ID:
            self._note(row, "id", f"the id is too long. Write at most {_LONGEST_ID} characters.")
        try:
            format_links([Link(predecessor=task_id or "-")])
        except LinkError:
            self._note(row, "id", "an id may not hold ; , + or %. Use letters, digits, - _ and dots.")
        return task_id

    def _text(self, row: CsvRow, field: str, *, required: bool = False) -> str:
        text = plain(row.cells.get(field, ""))
        if required and not text:
            self._note(row, field, f"every task needs a value here. Write the task's {field}.")
        if len(text) > _LONGEST_TEXT:
            self._note(row, field, f"the text is too long. Write at most {_LONGEST_TEXT} characters.")
        return text
