"""A crash at any instant loses nothing and does nothing twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from rules.folding.entry import Woke
from rules.key import SITE, Key
from rules.subject import SiteState
from storage.store import Store, Unit
from storage.tables import inbox, journal, outbox, posted, subject, trace, wake
from tests.storage.conftest import START, Wall
from tests.storage.steps import LEASE, count, happen, message, take, work

ALL = (journal, subject, wake, outbox, posted, trace)


class Crash(Exception):
    """The process ended here."""


@contextmanager
def crash_at(store: Store, statement: int) -> Iterator[list[bool]]:
    """Let the statement of this number be the last one; gives whether it came to that."""
    left, crashed = [statement], list[bool]()

    def before(*_: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own arguments
        left[0] -= 1
        if left[0] < 0:
            crashed.append(True)
            raise Crash

    event.listen(store._database.engine, "before_cursor_execute", before)
    try:
        yield crashed
    finally:
        event.remove(store._database.engine, "before_cursor_execute", before)


def change(unit: Unit, _: object = None) -> None:
    """One of everything that a unit can do."""
    unit.save(SiteState(name=unit.source))
    unit.journal(Woke(subject=SITE))
    unit.wake(Key("task", "A-1"), START + timedelta(hours=1))
    unit.send(message(f"o:{unit.source}", "nudge", target="card"))


def test_a_unit_is_whole_wherever_it_is_cut(store: Store, wall: Wall) -> None:
    """Cut at each of its statements in turn, a unit leaves nothing; after the restart it is done, once."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1")
    work(store, change)
    happen(store, site, "k2")
    before, after = [1, 1, 1, 1, 0, 0], [2, 1, 1, 2, 0, 0]
    assert [count(store, table) for table in ALL] == before
    statement, crashed = 0, [True]
    while crashed:
        with crash_at(store, statement) as crashed:
            try:
                work(store, change)
            except Crash:
                assert crashed
        if crashed:
            assert [count(store, table) for table in ALL] in (before, after)
            wall.pass_by(minutes=2)
        statement += 1
    assert statement > 10
    assert [count(store, table) for table in ALL] == after
    assert store.verify(site).ok
    with store.reading(site) as reader:
        assert reader.get(SITE) == SiteState(name="k2")


def test_receiving_is_whole_wherever_it_is_cut(store: Store) -> None:
    """What was not acknowledged is not there by half, and can be received again."""
    site = store.open_site("T1", "C1")
    for statement in range(2):
        with crash_at(store, statement) as crashed:
            try:
                happen(store, site, "k1")
            except Crash:
                assert crashed
            if crashed:
                crashed.clear()
    happen(store, site, "k1")
    assert count(store, inbox) == 1


def test_noting_what_was_sent_is_whole_wherever_it_is_cut(store: Store, wall: Wall) -> None:
    """A message whose sending could not be noted comes again, as uncertain; the nudge's predecessor is never forgotten."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1")
    work(store, change)
    first = take(store)
    assert first is not None
    store.sent(first, ts="1.1", channel="C1", free_at=START)
    happen(store, site, "k2")
    work(store, change)
    statement, crashed = 0, [True]
    while crashed:
        pending = take(store)
        assert pending is not None
        assert pending.uncertain == (statement > 0)
        assert pending.stands == ("C1", "1.1")
        with crash_at(store, statement) as crashed:
            try:
                store.sent(pending, ts="2.2", channel="C1", free_at=START)
            except Crash:
                assert crashed
        wall.pass_by(minutes=2)
        statement += 1
    assert statement > 3
    old = store.take_outgoing(START, worker="d", lease=LEASE)
    assert old is not None
    assert (old.outgoing.kind, old.outgoing.channel, old.outgoing.ts) == ("remove", "C1", "1.1")
    assert store.place_of_message("T1", "C1", "2.2") == (site, "card")
