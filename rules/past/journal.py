"""A journal as it is read back: records, and the turns in which they were written.

A turn is what one happening or one wake led to. Some of its entries are given (what people did, what was set up, that a
subject woke); the others were concluded from those, and can be concluded again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from rules.folding.entry import (
    Assigned,
    Decided,
    Digested,
    Entry,
    Notified,
    Paused,
    Risked,
    Stated,
    Stepped,
    Unsilenced,
    Watched,
    Woke,
)
from rules.key import Key
from rules.life.follow import is_own
from rules.weekly.entries import Offered, WeekJudged, WeekTurned


class Recorded(Protocol):
    """One entry of a journal; `entry` is None where it was erased, `source` what its turn came from."""

    @property
    def seq(self) -> int:
        """Its number, from 1 without a gap."""

    @property
    def at(self) -> datetime:
        """The instant at which it was lived through."""

    @property
    def entry(self) -> Entry | None:
        """What happened or was concluded."""

    @property
    def cause(self) -> int | None:
        """The number of the entry that led to it."""

    @property
    def source(self) -> str:
        """The happening's key, or `wake:<subject>@<instant>`."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What was recorded of one happening or wake, in order."""

    records: Sequence[Recorded]

    @property
    def at(self) -> datetime:
        """When it was lived through."""
        return self.records[0].at

    @property
    def source(self) -> str:
        """What it came from."""
        return self.records[0].source

    @property
    def given(self) -> tuple[Entry, ...]:
        """What was not concluded, in order."""
        return tuple(r.entry for r in self.records if r.entry is not None and not is_concluded(r.entry))

    @property
    def woken(self) -> Key | None:
        """The subject whose wake it was; None for a happening."""
        return next((r.entry.subject for r in self.records if isinstance(r.entry, Woke)), None)


def is_concluded(entry: Entry) -> bool:
    """Whether rules or plans concluded it, so that it follows from what was given before."""
    match entry:
        case Decided() | Digested() | Watched() | Notified() | Stated() | Risked() | Unsilenced():
            return True
        case Paused():
            return entry.by is None
        case Offered() | WeekJudged() | WeekTurned():
            return True
        case Assigned():
            return entry.asked.asked_by is None
        case Stepped():
            return is_own(entry.step)
        case _:
            return False


def turns(records: Iterable[Recorded]) -> Iterator[Turn]:
    """The turns of a journal, in order."""
    found: list[Recorded] = []
    for record in records:
        if found and (
            record.source != found[0].source or (isinstance(record.entry, Woke) and _has_woken(found))
        ):
            yield Turn(records=tuple(found))
            found = []
        found.append(record)
    if found:
        yield Turn(records=tuple(found))


def _has_woken(records: Sequence[Recorded]) -> bool:
    return any(isinstance(record.entry, Woke) for record in records)
