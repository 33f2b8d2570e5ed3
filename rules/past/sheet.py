"""A site in memory while a turn of it is worked out: the ledger of replays and trials, and the wakes that it leaves behind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush

from rules.folding.entry import Digested, Entry, Ruled, Woke
from rules.folding.fold import apply
from rules.folding.state import Memory
from rules.key import Key, SubjectKind
from rules.life.follow import brought_up, followed
from rules.read import site_of
from rules.subject import Subject
from rules.weekly.cycle import weekly_due
from rules.worktime.digest import due_digests


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry as a turn recorded it."""

    seq: int
    entry: Entry
    cause: int | None


class Sheet:
    """Takes entries as a running site does: folded in at once, with the steps that their answers lead to."""

    def __init__(self, memory: Memory, now: datetime, seq: int) -> None:
        self.now = now
        self.lines: list[Line] = []
        self._memory = memory
        self._seq = seq
        self._root: int | None = None
        self._touched: dict[Key, None] = {}
        self._before: dict[Key, Subject | None] = {}

    def get(self, key: Key) -> Subject | None:
        """A subject as it stands now."""
        return self._memory.get(key)

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """Every subject of a kind."""
        return self._memory.all(kind, open_only=open_only)

    def record(self, entry: Entry, *, cause: int | None = None) -> int:
        """Put an entry on the sheet and fold it in; gives its number."""
        changed = apply(self._memory, entry, self.now)
        seq = self._seq + len(self.lines)
        self.lines.append(Line(seq=seq, entry=entry, cause=self._root if cause is None else cause))
        if self._root is None and not isinstance(entry, Ruled):
            self._root = seq
        for key, subject in changed.items():
            self._before.setdefault(key, self._memory.get(key))
            self._memory.put(subject)
        self._touched.update(dict.fromkeys(changed))
        for step in followed(self, entry, self.now):
            self.record(step)
        return seq

    def touch(self, *subjects: Key) -> None:
        """Have the rules look at subjects that no entry changed."""
        self._touched.update(dict.fromkeys(subjects))

    def wake(self, subject: Key, counts: Mapping[str, Mapping[str, int]] | None = None) -> None:
        """A subject's time has come; `counts` is what its digests said, by their names."""
        self.record(Woke(subject=subject))
        self.touch(subject)
        if subject.kind == "action":
            for step in brought_up(self, subject.id, self.now):
                self.record(step)
        if subject.kind == "site":
            for name, day in due_digests(site_of(self), self.now):
                self.record(Digested(to=name, day=day, counts=(counts or {}).get(name, {})))
            for entry in weekly_due(self, self.now):
                self.record(entry)

    def take_touched(self) -> tuple[Key, ...]:
        """The subjects that have to be looked at since this was asked last."""
        touched, self._touched = tuple(self._touched), {}
        return touched

    def undo(self) -> None:
        """Let the state stand as it did before this sheet."""
        for key, subject in self._before.items():
            if subject is None:
                self._memory.drop(key)
            else:
                self._memory.put(subject)


class Wakes:
    """When each subject has to be looked at again, the earliest first; at one instant in the order of kinds and ids."""

    def __init__(self) -> None:
        self.at: dict[Key, datetime] = {}
        self._heap: list[tuple[datetime, Key]] = []

    def put(self, key: Key, at: datetime | None) -> None:
        """Instead of any other instant; None: at none."""
        if at is None:
            self.at.pop(key, None)
        elif self.at.get(key) != at:
            self.at[key] = at
            heappush(self._heap, (at, key))

    def first(self) -> tuple[datetime, Key] | None:
        """The earliest of all."""
        while self._heap and self.at.get(self._heap[0][1]) != self._heap[0][0]:
            heappop(self._heap)
        return self._heap[0] if self._heap else None
