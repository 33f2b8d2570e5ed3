"""A look: what the rules conclude about all that was touched, and about what their conclusions touch in turn.

Running live, replaying a journal and trying another rulebook all look through this one function.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from operator import is_
from typing import Protocol

from rules.book import Book
from rules.case import Cases
from rules.decide import decide
from rules.entry import Decided, Entry, Watched
from rules.key import SITE, Key
from rules.read import Reader, goals, open_actions, people, site_of, tasks
from rules.resolve import resolved
from rules.rule import On
from rules.subject import Subject
from rules.tuning import silences_over
from rules.wake import wakes_of
from rules.wanted import wanted_of
from rules.watch import watched

# A decision can be the ground of another one; a rulebook in which that goes on for ever is cut off here.
_ROUNDS = 6
_EVERY: Mapping[On, Callable[[Reader], Iterator[Subject]]] = {
    "task": tasks,
    "action": open_actions,
    "person": people,
    "goal": goals,
}


class Ledger(Reader, Protocol):
    """A site's state while it is looked at: what is recorded is folded in at once."""

    def record(self, entry: Entry, *, cause: int | None = None) -> int:
        """Put an entry in the journal and fold it in; gives its number, which another entry can name as its cause."""

    def touch(self, *subjects: Key) -> None:
        """Have the rules look at subjects that no entry changed."""

    def take_touched(self) -> tuple[Key, ...]:
        """The subjects that have to be looked at since this was asked last, in the order in which they were touched."""


def look(ledger: Ledger, book: Book, now: datetime) -> dict[Key, datetime | None]:
    """Record what the rules conclude; gives when each subject that was looked at has to be looked at again (None: never)."""
    for over in silences_over(site_of(ledger), now):
        ledger.record(over)
    book, looked = book.at(site_of(ledger)), dict[Key, None]()
    wanted = wanted_of(book.rulebook)
    fresh = Cases(ledger, now, wanted)  # those of the state as it is; what changes a fact makes them stale
    for _ in range(_ROUNDS):
        keys = tuple(key for key in ledger.take_touched() if key.kind != "message")
        if not keys:
            break
        looked.update(dict.fromkeys(keys))
        for change in watched(ledger, keys, book, now, fresh):
            before = _read_of(ledger, change.subject)
            ledger.record(change)
            _touch_inhibited(ledger, book, change)
            if not _same(before, _read_of(ledger, change.subject)):
                fresh = Cases(ledger, now, wanted)
        for step in resolved(ledger, keys, book, now, fresh):
            ledger.record(step)
            fresh = Cases(ledger, now, wanted)
        for conclusion in decide(ledger, keys, book, now, fresh):
            seq = ledger.record(Decided(decision=conclusion.decision))
            for entry in conclusion.entries:
                ledger.record(entry, cause=seq)
            fresh = Cases(ledger, now, wanted)
    return wakes_of(ledger, looked, book, now, fresh)


def _read_of(ledger: Ledger, key: Key) -> tuple[object, ...]:
    """All that facts are read from and that a watch of the subject can change: what it stated, and the risks that it raised.

    To build all cases anew takes longer than all else, and most watches only note when something came to hold.
    """
    subject = ledger.get(key)
    parts = () if subject is None else (v for n, v in vars(subject).items() if n not in ("watches", "memory"))
    return (*parts, *goals(ledger))


def _same(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    """Whether they are the very same objects."""
    return len(before) == len(after) and all(map(is_, before, after))


def _touch_inhibited(ledger: Ledger, book: Book, entry: Watched) -> None:
    """A rule about the whole site that no longer holds others back lets them look at their own subjects again."""
    rule = book.rule(entry.rule)
    if entry.subject != SITE or entry.state != "gone" or rule is None:
        return
    freed = {other.on for name in rule.inhibits if (other := book.rule(name)) is not None}
    for kind, every in _EVERY.items():
        if kind in freed:
            ledger.touch(*(subject.key for subject in every(ledger)))
