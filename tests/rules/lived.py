"""A journal as storage would keep it: a site in memory, lived through turn by turn, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from rules.book import Book
from rules.deciding.decision import Decision
from rules.deciding.look import look
from rules.folding.entry import Configured, Decided, Deleted, Entry, Roster, Ruled, Stepped
from rules.folding.state import Memory
from rules.life.action import Life, life
from rules.past.sheet import Sheet, Wakes
from rules.read import action_of
from rules.signal import Signal
from rules.subject import Answer, PersonState, SiteState, Step
from tests.rules.world import CHICAGO, PEOPLE, Whatever, book, local, plan, said, user


@dataclass(frozen=True, kw_only=True)
class Record:
    """One entry of the journal."""

    seq: int
    at: datetime
    entry: Entry | None
    cause: int | None
    source: str


class Lived:
    """Tower A with its people and three tasks, by these rules; `wait` lives through the wakes."""

    def __init__(self, *rules: str, at: str = "03-10 07:30", **settings: Whatever) -> None:
        self.book = book(*rules)
        self.memory, self.wakes = Memory(), Wakes()
        self.records: list[Record] = []
        self.now = local(at)
        self._numbers = 0
        roles = {"superintendent": (user("ana"),), "project_manager": (user("grace"),)}
        owners = {"diego": user("diego"), "minh": user("minh")}
        given = {"name": "Tower", "channel": "C1", "calendar": CHICAGO, "roles": roles, "owners": owners}
        begun = SiteState(**{**given, **settings})
        people = tuple(PersonState(id=user(p), handle=p, name=p.title()) for p in PEOPLE)
        self.take(
            Ruled(rulebook=self.book.rulebook.version), Configured(settings=begun), Roster(people=people)
        )
        self.take(plan())

    @property
    def books(self) -> dict[str, Book]:
        """The rulebook in force, by its version."""
        return {self.book.rulebook.version: self.book}

    def take(self, *entries: Entry, at: str = "") -> None:
        """One happening, and what comes of it."""
        if at:
            self.wait(at)
        self._numbers += 1
        sheet = self._sheet()
        for entry in entries:
            sheet.record(entry)
        self._close(sheet, f"happened:{self._numbers}")

    def say(self, *signals: Signal, at: str = "", by: str = "ana", action: str | None = None) -> str:
        """A message; gives its id."""
        if at:
            self.wait(at)
        name = f"C1:{self._numbers + 1}"
        self.take(said(name, signals, self.now, by=by, action=action))
        return name

    def delete(self, message: str) -> None:
        """A message is gone."""
        self.take(Deleted(message=message))

    def press(
        self, action: str, answer: Answer, *, at: str = "", by: str = "diego", **more: Whatever
    ) -> None:
        """An answer by button."""
        if at:
            self.wait(at)
        name = f"press:{self._numbers + 1}"
        step = Step(id=name, kind="answered", at=self.now, by=user(by), answer=answer, **more)
        self.take(Stepped(action=action, step=step))

    def wait(self, until: str) -> None:
        """Live through every wake up to then."""
        end = local(until)
        while (first := self.wakes.first()) is not None and first[0] <= end:
            at, key = first
            self.now = max(at, self.now)
            self.wakes.put(key, None)
            sheet = self._sheet()
            sheet.wake(key)
            self._close(sheet, f"wake:{key}@{at.isoformat()}")
        self.now = end

    def decisions(self) -> list[Decision]:
        """Every decision."""
        return [r.entry.decision for r in self.records if isinstance(r.entry, Decided)]

    def at_of(self, decision: Decision) -> datetime:
        """When it was made, by the site's clock."""
        at = next(r.at for r in self.records if isinstance(r.entry, Decided) and r.entry.decision is decision)
        return CHICAGO.local(at)

    def life(self, action: str = "ACT-1") -> Life:
        """Where an action stands."""
        found = action_of(self.memory, action)
        assert found is not None
        return life(found)

    def _sheet(self) -> Sheet:
        return Sheet(self.memory, self.now, len(self.records) + 1)

    def _close(self, sheet: Sheet, source: str) -> None:
        for key, at in look(sheet, self.book, self.now).items():
            self.wakes.put(key, at)
        self.records += [
            Record(seq=line.seq, at=self.now, entry=line.entry, cause=line.cause, source=source)
            for line in sheet.lines
        ]


def changed(records: Iterable[Record], seq: int, **what: Whatever) -> list[Record]:
    """The journal with one record otherwise."""
    return [replace(record, **what) if record.seq == seq else record for record in records]


def message_of_day(day: int, hour: int) -> str:
    """An instant in March for `at`."""
    return f"03-{day:02} {hour:02}:00"
