"""A unit of work: what one happening or one wake changes at its site, all of it or nothing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from rules.folding.entry import VERSION, Entry
from rules.folding.refs import refs
from rules.key import Key, SubjectKind
from rules.subject import Subject
from storage.outgoing import Outgoing
from storage.reader import Snapshot
from storage.record import Record, Wanted


class Saved(NamedTuple):
    """A subject as it shall stand."""

    subject: Subject
    is_open: bool


class Moved(NamedTuple):
    """What is queued for a person and waits for `held` goes out at `at` instead."""

    person: str
    held: datetime
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A journal entry that is not written yet."""

    seq: int
    entry: Entry
    cause: int | None
    version: int
    refs: tuple[str, ...]


class Head(NamedTuple):
    """A site's revision, of which each unit that is written makes a new one, and its journal's end."""

    revision: int
    seq: int
    hash: str


class Unit:
    """A `Reader` that sees its own changes; they are kept in memory and written together when the unit ends.

    So the database is locked for the writing alone, not while capture and rules think.
    """

    def __init__(self, snapshot: Snapshot, *, now: datetime, source: str, head: Head) -> None:
        self.now = now
        self.source = source
        self.site = snapshot.site
        self.workspace = snapshot.workspace
        self.saved: dict[Key, Saved] = {}
        self.drafts: list[Draft] = []
        self.wakes: dict[Key, datetime | None] = {}
        self.outgoing: list[tuple[Outgoing, datetime]] = []
        self.moved: list[Moved] = []
        self.rulebooks: dict[str, dict[str, str]] = {}
        self.snapshot = snapshot
        self._read: dict[Key, Subject | None] = {}
        self.revision, self.head_seq, self.head_hash = head

    def save(self, subject: Subject, *, is_open: bool = True) -> None:
        """Let the subject stand like this; nothing is written where it stands so already."""
        self.saved[subject.key] = Saved(subject, is_open)

    def journal(self, entry: Entry, *, cause: int | None = None) -> int:
        """Append an entry to the site's journal, at this unit's `now`; gives its `seq`."""
        seq = self.head_seq + len(self.drafts) + 1
        found = tuple(sorted(set(refs(entry))))
        self.drafts.append(Draft(seq=seq, entry=entry, cause=cause, version=VERSION, refs=found))
        return seq

    def send(self, outgoing: Outgoing, *, not_before: datetime | None = None) -> None:
        """Have something shown in Slack, not before an instant; a key that this site has sent already is sent no more."""
        self.outgoing.append((outgoing, not_before or self.now))

    def move(self, person: str, held: datetime, at: datetime) -> None:
        """Let what earlier units sent to a person, and what waits for `held`, go out at `at` instead."""
        self.moved.append(Moved(person, held, at))

    def wake(self, key: Key, at: datetime | None) -> None:
        """Have the subject looked at again at this instant instead of any other that was stored for it; None: at none."""
        self.wakes[key] = at

    def keep_rulebook(self, version: str, sources: Mapping[str, str]) -> None:
        """Keep a rulebook's sources, so that decisions made by it can be explained for ever."""
        self.rulebooks[version] = dict(sources)

    def get(self, key: Key) -> Subject | None:
        """The subject of this name as this unit leaves it; None where there is none."""
        if key in self.saved:
            return self.saved[key].subject
        if key not in self._read:
            self._read[key] = self.snapshot.get(key)
        return self._read[key]

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """The subjects of a kind in order of their ids, as this unit leaves them; `open_only`: those saved as open."""
        stored = self.snapshot.all(kind, open_only=open_only)
        own = [(key, saved) for key, saved in self.saved.items() if key.kind == kind]
        if not own:
            return stored
        found = {one.key: one for one in stored}
        for key, (subject, is_open) in own:
            if is_open or not open_only:
                found[key] = subject
            else:
                found.pop(key, None)
        return (found[key] for key in sorted(found, key=lambda key: key.id.encode()))

    def posted(self, target: str) -> tuple[str, str] | None:
        """(channel, ts) at which the living message stands now; None where it stands nowhere."""
        return self.snapshot.posted(target)

    def target_at(self, channel: str, ts: str) -> str | None:
        """The living message of this site that stands, or stood, at this place; None where none did."""
        return self.snapshot.target_at(channel, ts)

    def is_elsewhere(self, person: str) -> bool:
        """Whether another site of the workspace knows this person as well."""
        return self.snapshot.is_elsewhere(person)

    def records(
        self,
        *,
        ref: str | None = None,
        kinds: Collection[str] = (),
        since: datetime | None = None,
        before_seq: int | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Record]:
        """The journal's records in order of `seq`, this unit's own among them."""
        wanted = Wanted(
            ref=ref, kinds=kinds, since=since, before_seq=before_seq, newest_first=newest_first, limit=limit
        )
        own = [
            record
            for draft in self.drafts
            if wanted.holds(record := self._as_record(draft), draft.entry.kind, draft.refs)
        ]
        stored = self.snapshot.find(wanted)
        return list(islice([*reversed(own), *stored] if newest_first else [*stored, *own], limit))

    def record(self, seq: int) -> Record | None:
        """The record with this number."""
        own = (draft for draft in self.drafts if draft.seq == seq)
        return next(map(self._as_record, own), None) or self.snapshot.record(seq)

    def rulebook(self, version: str) -> dict[str, str] | None:
        """The sources of a rulebook that was kept, by file name."""
        return self.rulebooks.get(version) or self.snapshot.rulebook(version)

    def _as_record(self, draft: Draft) -> Record:
        return Record(seq=draft.seq, at=self.now, entry=draft.entry, cause=draft.cause, source=self.source)
