"""An MSPDI file taken apart into the elements that a schedule is read from.

The file comes from anybody: a document type is refused before any of it is read, so there are no entities to expand
and nothing to fetch, and what may be nested and kept is limited.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from bot.importers.problems import Findings
from bot.importers.values import one_line

AGAIN = "Save the project from MS Project as XML again."
_KEPT_NAMES = """
    Project Title Name CurrencyCode MinutesPerDay StatusDate CurrentDate CalendarUID
    ExtendedAttributes ExtendedAttribute FieldID Alias Value
    Calendars Calendar UID BaseCalendarUID WeekDays WeekDay DayType DayWorking WorkingTimes WorkingTime FromTime ToTime
    TimePeriod FromDate ToDate Exceptions Exception Type Period DaysOfWeek MonthItem MonthPosition Month MonthDay
    Tasks Task ID IsNull Active Summary ExternalTask IsSubproject OutlineLevel Start Finish Duration Milestone Contact
    PercentComplete PhysicalPercentComplete EarnedValueMethod ActualStart ActualFinish Cost ActualCost Baseline Number
    PredecessorLink PredecessorUID CrossProject LinkLag LagFormat
    Resources Resource Group MaxUnits
    Assignments Assignment TaskUID ResourceUID Units Resume PercentWorkComplete
"""
_KEPT = frozenset(_KEPT_NAMES.split())
_DEEPEST = 100
_MOST_KEPT = 2_000_000
_LARGEST = 1e15
_YEARS = range(1950, 2100)


@dataclass(kw_only=True, slots=True, eq=False)
class Element:
    """One element; reading a value in it notes what is wrong in `found` and gives the default."""

    tag: str
    line: int
    found: Findings
    words: list[str] = field(default_factory=list)
    parts: "list[Element]" = field(default_factory=list)

    @property
    def place(self) -> str:
        """How to name it to a person."""
        number, name = self.text("ID") or self.text("UID"), self.text("Name")
        called = " ".join(part for part in (self.tag.lower(), number, name and f"({name[:60]})") if part)
        return f"{called}, line {self.line}"

    def all(self, tag: str) -> Iterator["Element"]:
        """The elements of that name directly in it."""
        return (part for part in self.parts if part.tag == tag)

    def within(self, *tags: str) -> "Iterator[Element]":
        """The elements that the path of names leads to."""
        first, *rest = tags
        for part in self.all(first):
            if rest:
                yield from part.within(*rest)
            else:
                yield part

    def text(self, tag: str) -> str:
        """The text of the first element of that name on one line, empty if there is none."""
        return next((one_line("".join(part.words)) for part in self.all(tag)), "")

    def flag(self, tag: str) -> bool:
        """Whether the value says yes."""
        return self.text(tag).casefold() in {"1", "true"}

    def number(self, tag: str, default: float = 0.0) -> float:
        """The value as a number, the default if there is none."""
        text = self.text(tag)
        if not text:
            return default
        try:
            number = float(text)
        except ValueError:
            number = math.inf
        if not -_LARGEST <= number <= _LARGEST:
            self.note(tag, f"this is no number. {AGAIN}")
            return default
        return number

    def whole(self, tag: str, default: int = 0) -> int:
        """The value as a whole number, the default if there is none."""
        return int(self.number(tag, default))

    def wall(self, tag: str) -> datetime | None:
        """The value as wall time, None if there is none that can be read."""
        text = self.text(tag)
        for form, length in (("%Y-%m-%dT%H:%M:%S", 19), ("%Y-%m-%d", 10)):
            try:
                return datetime.strptime(text[:length], form)  # noqa: DTZ007 - wall time without a zone
            except ValueError:
                continue
        return None

    def moment(self, tag: str) -> datetime | None:
        """The value as the wall time that MS Project writes, None if there is none; what it cannot be is noted."""
        text, wall = self.text(tag), self.wall(tag)
        if not text or text == "NA" or (wall and wall.year in _YEARS):
            return wall
        if wall:
            self.note(
                tag, f"the year {wall.year} cannot be meant. Correct it in MS Project and save as XML again."
            )
        else:
            self.note(tag, f"this is no date as MS Project writes it, such as 2026-03-10T08:00:00. {AGAIN}")
        return None

    def note(self, tag: str, advice: str) -> None:
        """Note that something is wrong with the value."""
        self.found.add(advice, place=self.place, column=tag, value=self.text(tag))


def project_in(content: bytes, found: Findings) -> Element:
    """The project element of an MSPDI file.

    Raises:
        ImportFailed: it is no such file, or one that is damaged or not to be trusted.
    """
    reading = _Reading(found=found)
    try:
        reading.parser.Parse(content, True)
    except expat.ExpatError as error:
        place, why = f"line {error.lineno}", expat.ErrorString(error.code)
        raise found.stop(f"the XML is damaged here ({why}). {AGAIN}", place=place) from error
    except (LookupError, ValueError) as error:
        raise found.stop(f"the XML is damaged: {error}. {AGAIN}") from error
    return reading.root


@dataclass(kw_only=True)
class _Reading:
    """Where the reader stands: the elements that are open, and how deep it is in one that is not kept."""

    found: Findings
    open: list[Element] = field(default_factory=list)
    skipped: int = 0
    kept: int = 0

    def __post_init__(self) -> None:
        self.root = Element(tag="", line=0, found=self.found)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said

    def _doctype(self, *_: object) -> None:
        raise self.found.stop(
            f"the file declares a document type, which MS Project never does, so it is not read. {AGAIN}"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if not self.open:
            self._check(tag)
        if self.kept > _MOST_KEPT or len(self.open) + self.skipped > _DEEPEST:
            raise self.found.stop("the file holds more than a schedule can. Export one project only.")
        if self.skipped or tag not in _KEPT:
            self.skipped += 1
            return
        self.kept += 1
        element = Element(tag=tag, line=self.parser.CurrentLineNumber, found=self.found)
        if self.open:
            self.open[-1].parts.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        else:
            self.open.pop()

    def _said(self, text: str) -> None:
        if not self.skipped:
            self.open[-1].words.append(text)

    def _check(self, tag: str) -> None:
        if tag == "APIBusinessObjects":
            raise self.found.stop("this is Primavera's own XML. Export the project from P6 as XER.")
        if tag != "Project":
            raise self.found.stop(
                f"this is XML, but no project ({tag[:40]}). In MS Project choose Save As and the type XML."
            )
