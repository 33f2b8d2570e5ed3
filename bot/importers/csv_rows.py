"""A delimited file taken apart into its header and its rows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from bot.importers.columns import SCHEDULE, Columns, Table, columns_of, field_of
from bot.importers.problems import Findings

MOST_ROWS = 50_000
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, kw_only=True)
class CsvRow:
    """One row by field, with the number that a spreadsheet shows beside it."""

    number: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        """How to name the row to a person."""
        return f"row {self.number}"


def rows_of(text: str, found: Findings, table: Table = SCHEDULE) -> tuple[Columns, list[CsvRow]]:
    """The file's columns and its rows that hold anything.

    Raises:
        ImportFailed: it is no table that can be read further.
    """
    records = _records(text.removeprefix("\ufeff"), found, table)
    if not records:
        raise found.stop(f"the file is empty. Its first row must name the columns: {table.head}")
    header_number, header = records[0]
    if not any(field_of(title, table)[0] for title in header):
        raise found.stop(
            f"this is not a row of column names. Begin the file with: {table.head}",
            place=f"row {header_number}",
            value=" ".join(header),
        )
    columns = columns_of(header, f"row {header_number}", found, table)
    found.stop_if_any()
    if len(records) == 1:
        raise found.stop(f"there are column names, but no {table.rows} below them. Add at least one.")
    return columns, [_row(number, record, columns, found) for number, record in records[1:]]


def _records(text: str, found: Findings, table: Table) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, numbered from 1 as a spreadsheet numbers them."""
    if "\0" in text or "\ufffd" in text:
        raise found.stop("the file holds characters that are no text. Save it again as CSV in UTF-8.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, table), strict=True)
    records: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            if any(cell.strip() for cell in record):
                records.append((number, record))
            if len(records) > MOST_ROWS + 1:
                raise found.stop(f"there are more than {MOST_ROWS:,} {table.rows}. Split the file by site.")
    except csv.Error as error:
        advice = f"the quotes in this row do not close ({error}). Write a quote inside a value twice."
        raise found.stop(advice, place=f"row {number + 1}") from error
    return records


def _delimiter(text: str, table: Table) -> str:
    """The delimiter by which the first line names the most columns that we know."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(
        _DELIMITERS, key=lambda mark: sum(bool(field_of(t.strip(' "'), table)[0]) for t in first.split(mark))
    )


def _row(number: int, record: Sequence[str], columns: Columns, found: Findings) -> CsvRow:
    if extra := [cell for cell in record[columns.width :] if cell.strip()]:
        found.add(
            "more values than there are columns. Put values that hold the delimiter in double quotes.",
            place=f"row {number}",
            value=extra[0],
        )
    filled = list(record) + [""] * columns.width
    return CsvRow(number=number, cells={f: filled[at].strip() for f, at in columns.positions.items()})
