"""Importers: schedules as planners keep them (CSV, Primavera P6 XER, MS Project XML) become tasks."""

from pathlib import PurePath
from typing import Literal

from bot.importers.csv import read_csv
from bot.importers.encoding import csv_text
from bot.importers.mspdi.resources import read_mspdi_resources
from bot.importers.mspdi.schedule import read_mspdi
from bot.importers.problems import Findings, ImportFailed, Problem
from bot.importers.xer import read_xer
from bot.importers.xer_resources import read_xer_resources
from rules.plan.schedule import Schedule
from rules.resources.resource import Listing
from rules.worktime.calendar import WorkCalendar

__all__ = [
    "ENDINGS",
    "ImportFailed",
    "Problem",
    "read_csv",
    "read_mspdi",
    "read_resources",
    "read_schedule",
    "read_xer",
]

ENDINGS = (".csv", ".tsv", ".xer", ".xml")
MOST_BYTES = 50_000_000
_TABLES = frozenset({".csv", ".tsv", ".txt", ""})
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")
_XER_MARKS = tuple("ERMHDR".encode(encoding) for encoding in _ENCODINGS)
_XML_MARKS = tuple("<?xml".encode(encoding) for encoding in _ENCODINGS)
_AS_XML = "In MS Project choose Save As and the type XML."
_INSTEAD = {
    ".mpp": _AS_XML,
    ".mpt": _AS_XML,
    ".mpx": _AS_XML,
    ".xlsx": "In the spreadsheet choose Save As and the type CSV UTF-8.",
    ".xlsm": "In the spreadsheet choose Save As and the type CSV UTF-8.",
    ".xls": "In the spreadsheet choose Save As and the type CSV UTF-8.",
    ".ods": "In the spreadsheet choose Save As and the type CSV in UTF-8.",
    ".pdf": "Ask the planner for the schedule as a P6 XER, an MS Project XML or a CSV file.",
}


def read_resources(filename: str, content: bytes, calendar: WorkCalendar) -> tuple[Listing, ...]:
    """The crews and machines that a schedule's file brings beside its tasks; a spreadsheet brings none.

    Raises:
        ImportFailed: what is wrong with them.
    """
    name = PurePath(filename).name or "the file"
    match _program(filename, content):
        case "P6":
            return read_xer_resources(content, calendar, name)
        case "MS Project":
            return read_mspdi_resources(content, calendar, name)
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
    match _program(filename, content):
        case "P6":
            return read_xer(content, name=found.name)
        case "MS Project":
            return read_mspdi(content, name=found.name)
    if path.suffix.lower() not in _TABLES:
        usual = "Send the schedule as a P6 XER, an MS Project XML or a CSV file."
        instead = _INSTEAD.get(path.suffix.lower(), usual)
        raise found.stop(f"a file of the kind {path.suffix} cannot be read. {instead}")
    return read_csv(csv_text(content, found), name=path.name or "schedule")


def _program(filename: str, content: bytes) -> Literal["P6", "MS Project"] | None:
    """Whose own format the file is in."""
    ending = PurePath(filename).suffix.lower()
    if content.startswith(_XER_MARKS) or ending == ".xer":
        return "P6"
    if content.startswith(_XML_MARKS) or ending == ".xml":
        return "MS Project"
    return None
