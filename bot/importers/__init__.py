"""Importers: schedules as planners keep them (CSV, Primavera P6 XER) become tasks."""

from pathlib import PurePath

from bot.importers.csv import read_csv
from bot.importers.encoding import csv_text
from bot.importers.problems import Findings, ImportFailed, Problem
from bot.importers.xer import read_xer
from bot.importers.xer_resources import read_xer_resources
from rules.calendar import WorkCalendar
from rules.resource import Listing
from rules.schedule import Schedule

__all__ = ["ImportFailed", "Problem", "read_csv", "read_resources", "read_schedule", "read_xer"]

MOST_BYTES = 50_000_000
_TABLES = frozenset({".csv", ".tsv", ".txt", ""})
_XER_MARKS = tuple("ERMHDR".encode(encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16"))
_INSTEAD = {
    ".mpp": "In MS Project choose Save As and the type CSV.",
    ".mpt": "In MS Project choose Save As and the type CSV.",
    ".xlsx": "In the spreadsheet choose Save As and the type CSV UTF-8.",
    ".xlsm": "In the spreadsheet choose Save As and the type CSV UTF-8.",
    ".xls": "In the spreadsheet choose Save As and the type CSV UTF-8.",
    ".ods": "In the spreadsheet choose Save As and the type CSV in UTF-8.",
    ".xml": "Export the project from P6 as XER, or from MS Project as CSV.",
    ".pdf": "Ask the planner for the schedule as a P6 XER or a CSV file.",
}


def read_resources(filename: str, content: bytes, calendar: WorkCalendar) -> tuple[Listing, ...]:
    """The crews and machines that a schedule's file brings beside its tasks; a spreadsheet brings none.

    Raises:
        ImportFailed: what is wrong with them.
    """
    if content.startswith(_XER_MARKS) or PurePath(filename).suffix.lower() == ".xer":
        return read_xer_resources(content, calendar, PurePath(filename).name or "the file")
    return ()


def read_schedule(filename: str, content: bytes) -> Schedule:
    """The schedule in a file, told by what the file holds and then by the ending of its name.

    Raises:
        ImportFailed: the file is of another kind, and what to export instead; or what is wrong with it, all
        at once.
    """
    path = PurePath(filename)
    found = Findings(name=path.name or "the file")
    if len(content) > MOST_BYTES:
        raise found.stop(f"the file is larger than {MOST_BYTES // 1_000_000} MB. Export one project only.")
    if content.startswith(_XER_MARKS) or path.suffix.lower() == ".xer":
        return read_xer(content, name=found.name)
    if path.suffix.lower() not in _TABLES:
        instead = _INSTEAD.get(path.suffix.lower(), "Send the schedule as a P6 XER or a CSV file.")
        raise found.stop(f"a file of the kind {path.suffix} cannot be read. {instead}")
    return read_csv(csv_text(content, found), name=path.stem or "schedule")
