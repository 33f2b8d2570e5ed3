"""One turn of a site: an entry is recorded, folded in, looked at by the rules, and shown; all in one transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from rules.book import Book
from rules.deciding.look import look
from rules.folding.entry import Away, Entry, Notified, Roster, Ruled, Tuned, Unsilenced
from rules.folding.fold import apply
from rules.folding.state import is_open
from rules.key import Key, SubjectKind
from rules.life.follow import followed
from rules.past.journal import Recorded
from rules.read import Reader, action_of, site_of
from rules.subject import ActionState, Subject
from storage.outgoing import Outgoing

# They have every subject looked at anew and change no action, so that no card has to be shown again.
_LOOKED_AT_ANEW = (Ruled, Tuned, Unsilenced, Away, Roster)


class Keeping(Reader, Protocol):
    """What a turn is worked out on: a unit of work of storage, or memory where a timeline is lived through."""

    workspace: str
    site: int
    source: str

    def journal(self, entry: Entry, *, cause: int | None = None) -> int:
        """Append an entry to the site's journal; gives its number."""
        ...

    def save(self, subject: Subject, *, is_open: bool = True) -> None:
        """Let the subject stand like this."""
        ...

    def send(self, outgoing: Outgoing, *, not_before: datetime | None = None) -> None:
        """Have something shown in Slack."""
        ...

    def move(self, person: str, held: datetime, at: datetime) -> None:
        """Let what is queued for a person and waits for `held` go out at `at` instead."""
        ...

    def wake(self, key: Key, at: datetime | None) -> None:
        """Have the subject looked at again at this instant; None: at none."""
        ...

    def keep_rulebook(self, version: str, sources: Mapping[str, str]) -> None:
        """Keep a rulebook's sources."""
        ...

    def target_at(self, channel: str, ts: str) -> str | None:
        """Which living message stands there."""
        ...

    def is_elsewhere(self, person: str) -> bool:
        """Whether another site of the workspace knows this person as well."""
        ...

    def records(
        self, *, ref: str | None = None, kinds: Collection[str] = (), since: datetime | None = None
    ) -> Sequence[Recorded]:
        """The journal's records in order."""
        ...


class Turn:
    """What a stage of the pipeline works with: the state as it stands, the time, and a way to record what happened."""

    def __init__(self, unit: Keeping, book: Book, now: datetime) -> None:
        self.now = now
        self.book = book
        self._unit = unit
        self._touched: dict[Key, None] = {}
        self._before: dict[str, ActionState | None] = {}
        self._root: int | None = None
        self._sent = 0
        self.recorded: list[Entry] = []

    @property
    def workspace(self) -> str:
        """The Slack workspace of the site."""
        return self._unit.workspace

    @property
    def site(self) -> int:
        """The site's number in storage."""
        return self._unit.site

    def get(self, key: Key) -> Subject | None:
        """A subject as it stands now."""
        return self._unit.get(key)

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """Every subject of a kind."""
        return self._unit.all(kind, open_only=open_only)

    def target_at(self, channel: str, ts: str) -> str | None:
        """Which living message stands there."""
        return self._unit.target_at(channel, ts)

    def is_elsewhere(self, person: str) -> bool:
        """Whether another site of the workspace knows this person as well."""
        return self._unit.is_elsewhere(person)

    def records(
        self, *, ref: str | None = None, kinds: Collection[str] = (), since: datetime | None = None
    ) -> Sequence[Recorded]:
        """The journal's records under a name, of these kinds, not before an instant, in order."""
        return self._unit.records(ref=ref, kinds=kinds, since=since)

    def record(self, entry: Entry, *, cause: int | None = None) -> int:
        """Put an entry in the journal and fold it in, with the steps that its answers lead to at once.

        What follows in this turn is caused by the first.
        """
        changed = apply(self._unit, entry, self.now)
        for key in changed:
            if key.kind == "action" and not isinstance(entry, _LOOKED_AT_ANEW):
                self._before.setdefault(key.id, action_of(self._unit, key.id))
        self.recorded.append(entry)
        seq = self._unit.journal(entry, cause=cause if cause is not None else self._root)
        self._root = seq if self._root is None else self._root
        for subject in changed.values():
            self._unit.save(subject, is_open=is_open(subject))
        self._touched.update(dict.fromkeys(changed))
        for step in followed(self, entry, self.now):
            self.record(step)
        return seq

    def touch(self, *subjects: Key) -> None:
        """Have the rules look at subjects that no entry changed: their time has come."""
        self._touched.update(dict.fromkeys(subjects))

    def take_touched(self) -> tuple[Key, ...]:
        """The subjects that have to be looked at since this was asked last."""
        touched, self._touched = tuple(self._touched), {}
        return touched

    def send(self, outgoing: Outgoing, *, not_before: datetime | None = None) -> None:
        """Have something shown in Slack once this turn is committed."""
        self._unit.send(outgoing, not_before=not_before)

    def move(self, person: str, held: datetime, at: datetime) -> None:
        """Let what is queued for a person and waits for `held` go out at `at` instead, once this turn is committed."""
        self._unit.move(person, held, at)

    def key(self, name: str) -> str:
        """A key for something to be sent that is this turn's own and the same when the turn is taken again.

        A turn is known by what it came from, and, since a subject may wake twice at one instant, by its first entry.
        """
        self._sent += 1
        return f"{name}@{self._unit.source}/{self._root or 0}.{self._sent}"

    def adopt(self, sources: Mapping[str, str]) -> None:
        """Put the rulebook in force on this site, where it is another than before, and keep its sources."""
        version = self.book.rulebook.version
        if site_of(self).rulebook != version:
            self._unit.keep_rulebook(version, sources)
            self.record(Ruled(rulebook=version))
            self._root = None

    def look(self) -> None:
        """Let the rules decide about all that was touched, and about what their decisions touch in turn."""
        for key, at in look(self, self.book, self.now).items():
            self._unit.wake(key, at)

    def notices(self) -> tuple[Notified, ...]:
        """What rules told in this turn."""
        return tuple(entry for entry in self.recorded if isinstance(entry, Notified))

    def changed_actions(self) -> list[tuple[ActionState | None, ActionState]]:
        """Every action that this turn changed, as it was before (None: it is new) and as it is."""
        found = ((before, action_of(self, action)) for action, before in self._before.items())
        return [(before, after) for before, after in found if after is not None]
