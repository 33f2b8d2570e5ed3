"""A Primavera P6 export (XER) taken apart into its tables.

The format: a first line `ERMHDR`, then `%T` names a table, `%F` its columns and each `%R` one of its rows,
all separated by tabs; `%E` ends the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.importers.problems import Findings
from bot.importers.values import one_line

_READ = frozenset(
    {
        "ACTVCODE",
        "ACTVTYPE",
        "CALENDAR",
        "CURRTYPE",
        "PROJCOST",
        "PROJECT",
        "PROJWBS",
        "ROLES",
        "RSRC",
        "RSRCRATE",
    }
    | {"SCHEDOPTIONS", "TASK", "TASKACTV", "TASKPRED", "TASKRSRC"}
)
_LARGEST = 1e15


@dataclass(frozen=True, kw_only=True)
class XerRow:
    """One `%R` line by column; reading a value notes what is wrong with it in `found` and gives the default."""

    table: str
    line: int
    values: Mapping[str, str]
    found: Findings

    @property
    def place(self) -> str:
        """How to name the row to a person."""
        return f"{self.table}, line {self.line}"

    def text(self, column: str) -> str:
        """The value as text on one line, empty if it is not there."""
        return one_line(self.values.get(column, ""))

    def number(self, column: str, default: float = 0.0) -> float:
        """The value as a number, the default if there is none."""
        text = self.text(column)
        if not text:
            return default
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            number = _LARGEST + 1
        if not -_LARGEST <= number <= _LARGEST:
            self.note(column, "this is no number. Export the project from P6 again.")
            return default
        return number

    def moment(self, column: str) -> datetime | None:
        """The value as the wall time that P6 writes, None if there is none."""
        text = self.text(column)
        if not text:
            return None
        for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
            try:
                return datetime.strptime(text, form)  # noqa: DTZ007 - P6 writes wall time without a zone
            except ValueError:
                continue
        self.note(
            column, "this is no date as P6 writes it, such as 2026-03-10 08:00. Export the project again."
        )
        return None

    def note(self, column: str, advice: str) -> None:
        """Note that something is wrong with the value."""
        self.found.add(advice, place=self.place, column=column, value=self.values.get(column, ""))


@dataclass(frozen=True, kw_only=True)
class XerFile:
    """The fields of the first line, and the rows of the tables that a schedule is read from."""

    header: tuple[str, ...]
    tables: dict[str, list[XerRow]]

    def rows(self, table: str) -> list[XerRow]:
        """The rows of that table, none if the file has no such table."""
        return self.tables.get(table, [])

    def by(self, table: str, column: str) -> dict[str, XerRow]:
        """The table's rows by the value in one column."""
        return {row.text(column): row for row in self.rows(table)}


@dataclass(kw_only=True)
class _Reading:
    """Where the reader stands: in which table, with which columns."""

    found: Findings
    table: str = ""
    columns: tuple[str, ...] = ()
    tables: dict[str, list[XerRow]] = field(default_factory=dict)

    def take(self, number: int, line: str) -> None:
        mark, *cells = line.split("\t")
        if mark == "%T":
            self.table, self.columns = (cells[0].strip() if cells else ""), ()
        elif self.table not in _READ:
            return
        elif mark == "%F":
            self.columns = tuple(cell.strip() for cell in cells)
        elif mark == "%R":
            self._row(number, cells)
        elif line.strip() and mark != "%E":
            self._note(
                number, "a line that begins with none of %T, %F, %R. Export the project from P6 again."
            )

    def _row(self, number: int, cells: list[str]) -> None:
        if not self.columns:
            self._note(
                number, "values before their columns (%F) are named. Export the project from P6 again."
            )
        elif any(cell.strip() for cell in cells[len(self.columns) :]):
            self._note(number, "more values than columns. Take tabs out of the names in P6 and export again.")
        else:
            values = dict(zip(self.columns, cells, strict=False))
            row = XerRow(table=self.table, line=number, values=values, found=self.found)
            self.tables.setdefault(self.table, []).append(row)

    def _note(self, number: int, advice: str) -> None:
        self.found.add(advice, place=f"{self.table}, line {number}")


def tables_of(text: str, found: Findings) -> XerFile:
    """The tables of an XER's text.

    Raises:
        ImportFailed: it is no XER, or one that is damaged, with the lines named.
    """
    header, *lines = text.replace("\r\n", "\n").split("\n")
    if not header.startswith("ERMHDR"):
        raise found.stop(
            "this is no Primavera file: it does not begin with ERMHDR. Export it from P6 as XER."
        )
    reading = _Reading(found=found)
    for number, line in enumerate(lines, 2):
        reading.take(number, line)
    found.stop_if_any()
    return XerFile(header=tuple(cell.strip() for cell in header.split("\t")), tables=reading.tables)
