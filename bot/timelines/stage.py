"""A site in memory that lives as a running one: what happens goes through the bot's own stages, and every wake is taken."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot import pipeline
from bot.acting.taking_back import drop_unsaid
from bot.heard.readers import Readers
from bot.timelines.words import LAST
from bot.turn import Turn
from rules.book import Book
from rules.deciding.decision import Decision
from rules.errors import SiteloopError
from rules.folding.entry import Assigned, Decided, Entry, Notified, Said, Stepped
from rules.folding.state import Memory
from rules.key import Key, SubjectKind
from rules.past.journal import Recorded
from rules.past.sheet import Wakes
from rules.read import action_of, person_of, site_of
from rules.subject import Assignment, Step, Subject
from rules.worktime.calendar import WorkCalendar
from storage.outgoing import Outgoing

CHANNEL = "C0SITE"


class CannotHappen(SiteloopError):
    """A step that cannot be done as the site stands then."""


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A decision, and the entries that it led to."""

    at: datetime
    decision: Decision
    led_to: tuple[Entry, ...] = ()

    @property
    def asked(self) -> tuple[Assignment, ...]:
        """The actions that it asked for."""
        return tuple(entry.asked for entry in self.led_to if isinstance(entry, Assigned))

    @property
    def told(self) -> tuple[Notified, ...]:
        """What it told people, or the channel."""
        return tuple(entry for entry in self.led_to if isinstance(entry, Notified))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it said to anybody."""
        return (*(asked.text for asked in self.asked), *(entry.text for entry in self.told))


@dataclass(frozen=True, kw_only=True)
class OwnStep:
    """A step that an action took by itself: a reminder, an escalation, or its end."""

    at: datetime
    action: str
    step: Step


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message, with what was read from it."""

    at: datetime
    said: Said


@dataclass(frozen=True, kw_only=True)
class Told:
    """Words for one person alone: a refusal, or a question about what was not clear."""

    at: datetime
    person: str
    text: str


Came = Ruling | OwnStep | Heard | Told


class Stage:
    """The state, the clock and what came of it so far; `number` tells stages apart, that readers are kept for."""

    def __init__(self, book: Book, readers: Readers, now: datetime, number: int) -> None:
        self.book = book
        self.readers = readers
        self.now = now
        self.memory = Memory()
        self.came: list[Came] = []
        self.messages: dict[str, str] = {}
        self._wakes = Wakes()
        self._number = number
        self._turns = 0
        self._stamps: set[str] = set()

    @property
    def calendar(self) -> WorkCalendar:
        """The site's working time as it is set now."""
        return site_of(self.memory).calendar

    def take(self, happen: Callable[[Turn], None]) -> None:
        """One turn: something happens, and the rules look at all that it touched."""
        self._turns += 1
        unit = _Unit(self.memory, site=self._number, source=f"step:{self._turns}")
        turn = Turn(unit, self.book, self.now)
        happen(turn)
        drop_unsaid(turn)
        turn.look()
        for key, at in unit.wakes.items():
            self._wakes.put(key, at)
        self.came += _came(unit, self.now)

    def record(self, entry: Entry) -> None:
        """The same, of something that is one entry."""

        def happen(turn: Turn) -> None:
            turn.record(entry)

        self.take(happen)

    def wait(self, until: datetime) -> None:
        """Live through every wake up to an instant, that one included."""
        while (first := self._wakes.first()) is not None and first[0] <= until:
            at, key = first
            self.now = max(at, self.now)
            self._wakes.put(key, None)
            self.take(lambda turn, key=key: pipeline.wake(turn, self.readers, key))  # type: ignore[misc]

    def stamp(self) -> str:
        """A Slack timestamp of now that nothing else has."""
        micros = round(self.now.timestamp() * 1_000_000)
        while (found := f"{micros // 1_000_000}.{micros % 1_000_000:06}") in self._stamps:
            micros += 1
        self._stamps.add(found)
        return found

    def action(self, name: str) -> str:
        """The id of an action: the one of that name, or the newest.

        Raises:
            CannotHappen: there is none.
        """
        known = [key.id for key in self.memory.subjects if key.kind == "action"]
        newest = max(known, key=lambda one: int(one.rpartition("-")[2]), default="")
        found = newest if name == LAST else name
        if action_of(self.memory, found) is None:
            raise CannotHappen(f"There is no {name if name != LAST else 'action'} by then.")
        return found

    def handle(self, person: str | None) -> str:
        """What a person is called."""
        found = person_of(self.memory, person)
        return found.handle if found else str(person)


@dataclass
class _Unit:
    """Keeps a turn's changes in the memory itself, and its entries beside."""

    memory: Memory
    site: int
    source: str
    workspace: str = "timelines"
    entries: list[tuple[Entry, int | None]] = field(default_factory=list)
    sent: list[Outgoing] = field(default_factory=list)
    wakes: dict[Key, datetime | None] = field(default_factory=dict)

    def get(self, key: Key) -> Subject | None:
        return self.memory.get(key)

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        return self.memory.all(kind, open_only=open_only)

    def journal(self, entry: Entry, *, cause: int | None = None) -> int:
        self.entries.append((entry, cause))
        return len(self.entries)

    def save(self, subject: Subject, *, is_open: bool = True) -> None:
        self.memory.put(subject)

    def send(self, outgoing: Outgoing, *, not_before: datetime | None = None) -> None:
        self.sent.append(outgoing)

    def move(self, person: str, held: datetime, at: datetime) -> None:
        """What is sent has arrived at once here."""

    def wake(self, key: Key, at: datetime | None) -> None:
        self.wakes[key] = at

    def keep_rulebook(self, version: str, sources: Mapping[str, str]) -> None:
        """A timeline is lived through by one rulebook, which is at hand."""

    def records(
        self, *, ref: str | None = None, kinds: Collection[str] = (), since: datetime | None = None
    ) -> Sequence[Recorded]:
        """A timeline keeps no journal to look back into."""
        return ()

    def target_at(self, channel: str, ts: str) -> str | None:
        """A step names the living message itself where Slack would give its timestamp."""
        return ts

    def is_elsewhere(self, person: str) -> bool:
        """A timeline is of one site alone."""
        return False


def _came(unit: _Unit, now: datetime) -> Iterator[Came]:
    for seq, (entry, _) in enumerate(unit.entries, 1):
        match entry:
            case Decided(decision=decision):
                led_to = tuple(following for following, cause in unit.entries[seq:] if cause == seq)
                yield Ruling(at=now, decision=decision, led_to=led_to)
            case Stepped(step=step) if step.by is None:
                yield OwnStep(at=now, action=entry.action, step=step)
            case Said():
                yield Heard(at=now, said=entry)
    for one in unit.sent:
        alone = one.kind in ("ephemeral", "say") and (one.user or one.channel != CHANNEL)
        if alone and not one.target.startswith("digest:"):
            yield Told(at=now, person=one.user or one.channel, text=str(one.body.get("text", "")))
