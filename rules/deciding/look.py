"""A look: what the rules conclude about all that was touched, and about what their conclusions touch in turn.

Running live, replaying a journal and trying another rulebook all look through this one function.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from operator import is_
from typing import Protocol

from rules.book import Book
from rules.deciding.case import Cases
from rules.deciding.decide import approved, decide
from rules.deciding.resolve import resolved
from rules.deciding.tuning import silences_over
from rules.deciding.wake import wakes_of
from rules.deciding.wanted import wanted_of
from rules.deciding.watch import watched
from rules.folding.entry import Decided, Entry, Watched
from rules.folding.planning import pauses_over
from rules.key import SITE, Key
from rules.life.action import life
from rules.read import Reader, action_of, goals, open_actions, people, resources, site_of, task_of, tasks
from rules.rule import On
from rules.subject import Assignment, Subject

# A decision can be the ground of another one; a rulebook in which that goes on for ever is cut off here. What is cut off goes on
# when work begins next, so that a long chain comes to its end, and an endless one is no flood.
_ROUNDS = 6
_EVERY: Mapping[On, Callable[[Reader], Iterator[Subject]]] = {
    "task": tasks,
    "action": open_actions,
    "person": people,
    "goal": goals,
    "resource": resources,
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
    over: list[Entry] = [*silences_over(site_of(ledger), now), *pauses_over(site_of(ledger), now)]
    for entry in over:
        ledger.record(entry)
    book, looked = book.at(site_of(ledger)), dict[Key, None]()
    wanted = wanted_of(book.rulebook)
    fresh = Cases(ledger, now, wanted)  # those of the state as it is; what changes a fact makes them stale
    for _ in range(_ROUNDS):
        keys = _touched(ledger)
        if not keys:
            break
        looked.update(dict.fromkeys(keys))
        for ended in _ended(ledger, keys):
            _touch_inhibited(ledger, book, ended.rule, ended.subject)
        for change in watched(ledger, keys, book, now, fresh):
            if _changes_facts(ledger, book, change):
                fresh = Cases(ledger, now, wanted)
        for step in resolved(ledger, keys, book, now, fresh):
            ledger.record(step)
            fresh = Cases(ledger, now, wanted)
        for conclude in (approved, decide):
            for conclusion in conclude(ledger, keys, book, now, fresh):
                seq = ledger.record(Decided(decision=conclusion.decision))
                for entry in conclusion.entries:
                    ledger.record(entry, cause=seq)
                fresh = Cases(ledger, now, wanted)
    cut = _touched(ledger)
    found = wakes_of(ledger, {**looked, **dict.fromkeys(cut)}, book, now, fresh)
    opening = site_of(ledger).calendar.next_opening(now)
    return {**found, **{key: min(found[key] or opening, opening) for key in cut}}


def _touched(ledger: Ledger) -> tuple[Key, ...]:
    """What has to be looked at; of a message alone rules say nothing."""
    return tuple(key for key in ledger.take_touched() if key.kind != "message")


def _ended(ledger: Ledger, keys: Iterable[Key]) -> Iterator[Assignment]:
    """What was asked with those of these actions that are closed."""
    for key in keys:
        action = action_of(ledger, key.id) if key.kind == "action" else None
        if action is not None and not life(action).is_open:
            yield action.asked


def _touch_inhibited(ledger: Ledger, book: Book, name: str | None, subject: Key) -> None:
    """A rule that no longer stands lets those that it held back look again: at all their subjects where it stood at the site, at
    its actions where it stood on a task; what it held back on the very subject is looked at with that."""
    rule = book.rule(name)
    freed = {other.on for one in (rule.inhibits if rule else ()) if (other := book.rule(one)) is not None}
    if subject == SITE:
        for kind, every in _EVERY.items():
            if kind in freed:
                ledger.touch(*(one.key for one in every(ledger)))
    elif "action" in freed and (task := task_of(ledger, subject.id)) is not None:
        ledger.touch(*(Key("action", one) for one in task.open_actions))


def _changes_facts(ledger: Ledger, book: Book, change: Watched) -> bool:
    """Record what a watch comes to; whether anything is otherwise by it that facts are read from."""
    before = _read_of(ledger, change.subject)
    ledger.record(change)
    if change.state == "gone":
        _touch_inhibited(ledger, book, change.rule, change.subject)
    return not _same(before, _read_of(ledger, change.subject))


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
