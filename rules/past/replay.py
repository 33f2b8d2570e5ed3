"""Replay: a journal is lived through again in memory, and what was concluded then is concluded anew.

State follows the journal, not the replay: after a turn that comes out otherwise the recorded one is folded in, so that each
difference is found where it arose, and only there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest

from rules.book import Book
from rules.deciding.look import look
from rules.errors import SiteloopError
from rules.folding.entry import (
    Assigned,
    Decided,
    Digested,
    Entry,
    Notified,
    Risked,
    Ruled,
    Stated,
    Stepped,
    Watched,
    Woke,
)
from rules.folding.fold import apply
from rules.folding.state import Memory
from rules.key import Key, SubjectKind
from rules.past.journal import Recorded, Turn, is_concluded, turns
from rules.past.sheet import Line, Sheet, Wakes
from rules.read import Reader
from rules.weekly.entries import WeekTurned

_KINDS: tuple[SubjectKind, ...] = ("site", "task", "action", "person", "goal", "resource", "message")


class RulebookLost(SiteloopError):
    """A rulebook that was in force is needed, and nobody has it."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"The rulebook {version} was in force here and was not kept. Give it to be read, or begin after it (--since)."
        )
        self.version = version


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Where the journal and its replay part: at the entry `seq`, what it says and what the replay found (None: nothing)."""

    seq: int
    at: datetime
    what: str
    recorded: Entry | None = None
    found: Entry | None = None


@dataclass(kw_only=True)
class Replay:
    """What a replay found. The counts are of what was concluded anew, just as it is in the journal.

    `steps` are also cases that joined an action or left it; `watches` are conditions that came to hold or ceased to, `statements`
    blockers and risks that rules stated,
    `weeks` steps of planning weeks. `unproved` turns came out otherwise after entries had been erased, so that nobody can
    tell why. `memory` is the state at the end, `wakes` when its subjects wake.
    """

    memory: Memory = field(default_factory=Memory)
    wakes: Wakes = field(default_factory=Wakes)
    entries: int = 0
    decisions: int = 0
    actions: int = 0
    steps: int = 0
    watches: int = 0
    notices: int = 0
    statements: int = 0
    digests: int = 0
    weeks: int = 0
    woken: int = 0
    erased: int = 0
    unproved: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether all that could be concluded anew came out as it is recorded."""
        return not self.differences

    def count(self, entry: Entry) -> None:
        """Count one that was reproduced."""
        match entry:
            case Decided():
                self.decisions += 1
            case Assigned() if is_concluded(entry):
                self.actions += 1
            case Stepped() if is_concluded(entry):
                self.steps += 1
            case Watched():
                self.watches += 1
            case Notified():
                self.notices += 1
            case Stated() | Risked():
                self.statements += 1
            case Digested():
                self.digests += 1
            case WeekTurned():
                self.weeks += 1
            case Woke():
                self.woken += 1


def check(records: Iterable[Recorded], books: Mapping[str, Book], *, since: datetime | None = None) -> Replay:
    """Live through a whole journal again, comparing every turn from `since` on (none: all); `books` are known by version.

    Raises:
        RulebookLost: a rulebook that was in force then is not among `books`.
    """
    replaying = _Replaying(books, since)
    for turn in turns(records):
        replaying.take(turn)
    return replaying.found


def refold(records: Iterable[Recorded], until: datetime | None = None) -> Memory:
    """The state as the journal has it, at an instant (none: at its end); what was erased is missing in it."""
    memory = Memory()
    for record in records:
        if until is not None and record.at > until:
            break
        if record.entry is not None:
            fold(memory, record.entry, record.at)
    return memory


def fold(memory: Memory, entry: Entry, at: datetime) -> None:
    """Fold one entry in."""
    for subject in apply(memory, entry, at).values():
        memory.put(subject)


def differing(one: Reader, other: Reader) -> list[Key]:
    """The subjects that do not stand alike in two states, also those that one of them lacks."""
    found: list[Key] = []
    for kind in _KINDS:
        mine, theirs = ({s.key: s for s in read.all(kind)} for read in (one, other))
        found += [key for key in sorted({*mine, *theirs}) if mine.get(key) != theirs.get(key)]
    return found


class _Replaying:
    """Lives through turns, one after the other."""

    def __init__(self, books: Mapping[str, Book], since: datetime | None) -> None:
        self.found = Replay()
        self._books, self._since = books, since
        self._book: Book | None = None
        self._version = ""
        self._last: datetime | None = None
        self._known: set[Key] | None = None if since is None else set()

    def take(self, turn: Turn) -> None:
        """One turn: concluded anew and compared, or before `since` only folded in."""
        found = self.found
        found.entries += len(turn.records)
        found.erased += sum(record.entry is None for record in turn.records)
        self._rule(turn)
        if self._since is not None and turn.at < self._since:
            self._fold(turn)
        else:
            self._compare(turn)
        self._last = turn.at

    def _rule(self, turn: Turn) -> None:
        for entry in turn.given:
            if isinstance(entry, Ruled):
                self._version, self._book = entry.rulebook, self._books.get(entry.rulebook)

    def _fold(self, turn: Turn) -> None:
        for record in turn.records:
            if record.entry is not None:
                fold(self.found.memory, record.entry, record.at)

    def _compare(self, turn: Turn) -> None:
        if self._book is None:
            raise RulebookLost(self._version)
        self._wake(turn)
        sheet = Sheet(self.found.memory, turn.at, turn.records[0].seq)
        counts = {r.entry.to: r.entry.counts for r in turn.records if isinstance(r.entry, Digested)}
        for entry in turn.given:
            if isinstance(entry, Woke):
                sheet.wake(entry.subject, counts)
            else:
                sheet.record(entry)
        for key, at in look(sheet, self._book, turn.at).items():
            self.found.wakes.put(key, at)
            if self._known is not None:
                self._known.add(key)
        self._judge(turn, sheet)

    def _judge(self, turn: Turn, sheet: Sheet) -> None:
        difference = _first_difference(turn, sheet.lines)
        if difference is None:
            for line in sheet.lines:
                self.found.count(line.entry)
            return
        if self.found.erased:
            self.found.unproved += 1
        else:
            self.found.differences.append(difference)
        sheet.undo()
        self._fold(turn)

    def _wake(self, turn: Turn) -> None:
        """Whether it was this subject's turn to wake, and nobody was to wake before."""
        wakes, woken = self.found.wakes, turn.woken
        while (first := wakes.first()) is not None and self._is_over(first, turn):
            self._differ(turn, f"{first[1]} was to wake at {first[0].isoformat()}, and did not")
            wakes.put(first[1], None)
        if woken is None:
            return
        due = wakes.at.get(woken)
        wakes.put(woken, None)
        if due is None and self._known is not None and woken not in self._known:
            return
        if due is None or turn.source != f"wake:{woken}@{due.isoformat()}":
            told = "not to wake" if due is None else f"to wake at {due.isoformat()}"
            self._differ(turn, f"{woken} was {told}, and woke as {turn.source}")

    def _is_over(self, first: tuple[datetime, Key], turn: Turn) -> bool:
        """A happening may have arrived before what was lived through last, and is then not compared with its instant."""
        if turn.woken is None:
            return first[0] <= turn.at and turn.at != self._last
        due = self.found.wakes.at.get(turn.woken)
        return due is not None and first < (due, turn.woken)

    def _differ(self, turn: Turn, what: str) -> None:
        if self.found.erased:
            self.found.unproved += 1
        else:
            self.found.differences.append(Difference(seq=turn.records[0].seq, at=turn.at, what=what))


def _first_difference(turn: Turn, lines: Iterable[Line]) -> Difference | None:
    for record, line in zip_longest(turn.records, lines):
        if record is None or line is None or (record.seq, record.entry) != (line.seq, line.entry):
            seq = record.seq if record else line.seq
            recorded, found = record.entry if record else None, line.entry if line else None
            what = _told(recorded, found)
            return Difference(seq=seq, at=turn.at, what=what, recorded=recorded, found=found)
        if record.cause != line.cause:
            what = f"it is caused by {record.cause}, and was found to be caused by {line.cause}"
            return Difference(seq=record.seq, at=turn.at, what=what, recorded=record.entry, found=line.entry)
    return None


def _told(recorded: Entry | None, found: Entry | None) -> str:
    return f"the journal has {_name(recorded)}, the replay {_name(found)}"


def _name(entry: Entry | None) -> str:
    match entry:
        case None:
            return "nothing"
        case Decided():
            return f"the decision {entry.decision.id}"
        case Assigned():
            return f"the action {entry.asked.id} of {entry.asked.rule or entry.asked.asked_by}"
        case Stepped():
            return f"the step {entry.step.id}"
        case _:
            return f"an entry “{entry.kind}”"
