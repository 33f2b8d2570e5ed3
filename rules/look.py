"""A look: what the rules conclude about all that was touched, and about what their conclusions touch in turn.

Running live, replaying a journal and trying another rulebook all look through this one function.
"""

from datetime import datetime
from typing import Protocol

from rules.case import Cases
from rules.decide import Book, decide
from rules.entry import Assigned, Decided, Entry, Stepped
from rules.key import Key
from rules.read import Reader
from rules.resolve import resolved
from rules.statement import reached
from rules.subject import Step
from rules.wake import wakes_of

# A decision can be the ground of another one; a rulebook in which that goes on for ever is cut off here.
_ROUNDS = 6


class Ledger(Reader, Protocol):
    """A site's state while it is looked at: what is recorded is folded in at once."""

    def record(self, entry: Entry, *, cause: int | None = None) -> int:
        """Put an entry in the journal and fold it in; gives its number, which another entry can name as its cause."""

    def take_touched(self) -> tuple[Key, ...]:
        """The subjects that have to be looked at since this was asked last, in the order in which they were touched."""


def look(ledger: Ledger, book: Book, now: datetime) -> dict[Key, datetime | None]:
    """Record what the rules conclude; gives when each subject that was looked at has to be looked at again (None: never)."""
    looked: dict[Key, None] = {}
    fresh = Cases(ledger, now)  # those of the state as it is; every record makes them stale
    for _ in range(_ROUNDS):
        keys = reached(ledger, ledger.take_touched())
        if not keys:
            break
        looked.update(dict.fromkeys(keys))
        for action, why in resolved(ledger, keys, book, now, fresh):
            step = Step(id=f"resolved:{action}", kind="closed", at=now, note=why)
            ledger.record(Stepped(action=action, step=step))
            fresh = Cases(ledger, now)
        for conclusion in decide(ledger, keys, book, now, fresh):
            seq = ledger.record(Decided(decision=conclusion.decision))
            for asked in conclusion.asked:
                ledger.record(Assigned(asked=asked), cause=seq)
            fresh = Cases(ledger, now)
    return wakes_of(ledger, looked, book, now, fresh)
