"""Claims and units of work: order, exclusiveness, all or nothing."""

from datetime import timedelta

import pytest

from rules.folding.entry import Woke
from rules.key import SITE, Key
from rules.subject import PersonState, SiteState
from storage.errors import EndlessWake, LeaseLost
from storage.store import Store, Unit
from storage.tables import journal, outbox, subject, wake
from tests.storage.conftest import START, Wall
from tests.storage.steps import LEASE, claim, count, happen, let, message, work

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
TASK = Key("task", "A-1")


def nothing(*_: object) -> None:
    """Takes what is due and leaves it at that."""


def everything(unit: Unit) -> None:
    """One of everything that a unit can do."""
    unit.save(SiteState(name="Tower A"))
    unit.save(PersonState(id="U1", handle="ana", name="Ana"), is_open=False)
    unit.journal(Woke(subject=SITE))
    unit.journal(Woke(subject=TASK), cause=1)
    unit.send(message("o1", target="card"))
    unit.wake(TASK, START + HOUR)
    unit.keep_rulebook("v1", {"first.yml": "rules: []"})


def test_what_a_unit_did_is_there_for_everybody(store: Store) -> None:
    """State, journal, wakes, outgoing messages and rulebooks of a unit are there when it has ended."""
    site = store.open_site("T1", "C1")
    let(store, site, everything)
    with store.reading(site) as reader:
        assert reader.get(SITE) == SiteState(name="Tower A")
        assert [one.key.id for one in reader.all("person")] == ["U1"]
        assert [record.entry for record in reader.records()] == [Woke(subject=SITE), Woke(subject=TASK)]
        assert reader.rulebook("v1") == {"first.yml": "rules: []"}
    assert store.next_due() == START + HOUR
    assert store.next_outgoing() == START


def test_a_unit_that_raises_leaves_nothing(store: Store) -> None:
    """An exception takes everything back, and what was due is due still."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1")
    with claim(store) as mine:
        due = mine.next(START)
        assert due is not None
        with pytest.raises(RuntimeError), mine.unit(due) as unit:
            everything(unit)
            raise RuntimeError("the worker stumbled")
        assert mine.next(START) == due
    assert [count(store, table) for table in (journal, outbox, subject, wake)] == [0, 0, 0, 0]


def test_happenings_are_taken_in_the_order_of_their_arrival(store: Store) -> None:
    """A site's inbox is a queue."""
    site = store.open_site("T1", "C1")
    for name in ("k1", "k2", "k3"):
        happen(store, site, name)
    assert [due.key for due in work(store, nothing)] == ["k1", "k2", "k3"]
    assert work(store, nothing) == []


def test_a_wake_comes_before_what_happened_after_it(store: Store) -> None:
    """Wakes and happenings are lived through in order of time, each wake at its own, also when nobody was there then."""
    site = store.open_site("T1", "C1")
    let(store, site, lambda unit: unit.wake(TASK, START + HOUR))
    let(store, site, lambda unit: unit.wake(Key("task", "A-2"), START + 3 * HOUR))
    happen(store, site, "k1", START + 2 * HOUR)
    lived = work(store, nothing, START + 5 * HOUR)
    assert [(due.subject or due.key, due.now) for due in lived] == [
        (TASK, START + HOUR),
        ("k1", START + 2 * HOUR),
        (Key("task", "A-2"), START + 3 * HOUR),
    ]


def test_wakes_of_the_same_instant_come_in_the_order_of_their_names(store: Store) -> None:
    """The order is the same on every database and in every locale."""
    site = store.open_site("T1", "C1")

    def many(unit: Unit) -> None:
        for name in ("b", "A-10", "a", "A-9", "Á", "_", "B"):
            unit.wake(Key("task", name), START + HOUR)

    let(store, site, many)
    lived = [due.subject.id for due in work(store, nothing, START + HOUR) if due.subject]
    assert lived == ["A-10", "A-9", "B", "_", "a", "b", "Á"]


def test_a_wake_is_not_taken_before_its_time(store: Store) -> None:
    """Until the clock reaches it, a wake is nothing that is due."""
    let(store, store.open_site("T1", "C1"), lambda unit: unit.wake(TASK, START + HOUR))
    assert store.claim(START + HOUR - SECOND, worker="w", lease=LEASE) is None
    assert store.quiet(START + HOUR - SECOND)
    assert not store.quiet(START + HOUR)


def test_a_subject_has_one_wake(store: Store) -> None:
    """A new wake replaces the old one, none takes it away, and a wake may be asked for while one is taken."""
    site = store.open_site("T1", "C1")
    let(store, site, lambda unit: unit.wake(TASK, START + HOUR))
    let(store, site, lambda unit: unit.wake(TASK, START + 2 * HOUR))
    assert store.next_due() == START + 2 * HOUR
    work(store, lambda unit, _: unit.wake(TASK, unit.now + HOUR), START + 2 * HOUR)
    assert store.next_due() == START + 3 * HOUR
    let(store, site, lambda unit: unit.wake(TASK, None))
    assert store.next_due() is None


def test_time_never_runs_back_at_a_site(store: Store) -> None:
    """What came late, or asks to be woken in the past, is lived through at the last instant that the site knows."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1", START + HOUR)
    happen(store, site, "k2", START)
    lived = work(store, lambda unit, due: unit.wake(TASK, START) if due.key == "k1" else None, START + HOUR)
    assert [(due.subject or due.key, due.now) for due in lived] == [
        ("k1", START + HOUR),
        (TASK, START + HOUR),
        ("k2", START + HOUR),
    ]


def test_a_wake_that_asks_for_itself_again_is_refused(store: Store) -> None:
    """A subject that would be looked at for ever at one instant is an error, not an endless loop."""
    let(store, store.open_site("T1", "C1"), lambda unit: unit.wake(TASK, START + HOUR))
    with claim(store, START + HOUR) as mine:
        due = mine.next(START + HOUR) or pytest.fail("the wake is due")
        with pytest.raises(EndlessWake, match="task:A-1"), mine.unit(due) as unit:
            unit.wake(TASK, START + HOUR)


def test_nobody_else_gets_a_site_that_is_claimed(store: Store) -> None:
    """A site has one worker at a time; another worker gets another site."""
    first, second = store.open_site("T1", "C1"), store.open_site("T1", "C2")
    happen(store, first, "k1")
    happen(store, second, "k2")
    with claim(store) as one, claim(store) as other:
        assert {one.site, other.site} == {first, second}
        assert store.claim(START, worker="w", lease=LEASE) is None
    assert claim(store).site in (first, second)


def test_what_another_lived_through_meanwhile_is_not_lived_through_again(store: Store, wall: Wall) -> None:
    """Between looking and claiming another worker may have had the site: its time has gone on then, or it waits."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1", START + HOUR)

    def live_on() -> None:
        work(store, nothing, START + HOUR)
        happen(store, site, "k2", START)

    wall.meanwhile = [lambda: None, live_on]
    with claim(store, START + HOUR) as mine:
        due = mine.next(START + HOUR) or pytest.fail("the second is due")
        assert (due.key, due.now) == ("k2", START + HOUR)

    def stumble() -> None:
        with claim(store, START + HOUR) as theirs:
            theirs.failed(theirs.next(START + HOUR) or pytest.fail("it is due"), "it failed", START + HOUR)

    wall.meanwhile = [lambda: None, stumble]
    assert store.claim(START + HOUR, worker="w", lease=LEASE) is None


def test_the_site_that_waited_longest_is_claimed_first(store: Store, wall: Wall) -> None:
    """A busy site does not keep the others waiting."""
    sites = [store.open_site("T1", name) for name in ("C1", "C2", "C3")]
    for turn, site in enumerate(sites * 2):
        happen(store, site, f"k{turn}")
    claimed = []
    for _ in range(6):
        wall.pass_by(seconds=1)
        with claim(store) as mine:
            claimed.append(mine.site)
    assert claimed == sites * 2


def test_a_worker_that_fell_silent_loses_its_site(store: Store, wall: Wall) -> None:
    """After its lease a site is given to another worker, and what the silent one was at is done once."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1")
    silent = claim(store)
    due = silent.next(START)
    assert due is not None
    with pytest.raises(LeaseLost), silent.unit(due) as unit:
        everything(unit)
        wall.pass_by(minutes=2)
        let(store, site, everything)
    with pytest.raises(LeaseLost):
        silent.failed(due, "too late", START)
    assert count(store, journal) == 2  # by the worker that had the lease
    silent.release()
    assert store.verify(site).ok


def test_each_unit_prolongs_the_lease(store: Store, wall: Wall) -> None:
    """A worker that makes progress keeps its site for as long as it takes."""
    site = store.open_site("T1", "C1")
    for name in ("k1", "k2", "k3", "k4"):
        happen(store, site, name)
    with claim(store) as mine:
        while (due := mine.next(START)) is not None:
            with mine.unit(due):
                wall.pass_by(seconds=40)
                assert store.claim(START, worker="other", lease=LEASE) is None


def test_leases_of_workers_that_are_gone_can_be_ended(store: Store) -> None:
    """After a restart nobody waits for the leases of the process before."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1")
    claim(store, worker="host:12:a/1")
    assert store.abandon(lambda worker: worker == "host:13:a/1") == 0
    assert store.claim(START, worker="w", lease=LEASE) is None
    assert store.abandon(lambda worker: worker == "host:12:a/1") == 1
    assert claim(store).site == site


def test_what_fails_blocks_its_site_for_a_while_and_is_set_aside_at_the_fifth_time(store: Store) -> None:
    """Order is kept while something fails; then the site goes on, and an operator sees what failed and why."""
    site = store.open_site("T1", "C1")
    happen(store, site, "bad")
    happen(store, site, "good")
    now, waited = START, []
    for attempt in range(5):
        with claim(store, now) as mine:
            due = mine.next(now)
            assert due is not None and (due.key, due.attempts) == ("bad", attempt)
            mine.failed(due, f"error {attempt}", now)
            next_key = (following := mine.next(now)) and following.key
            assert next_key == (None if attempt < 4 else "good")
        if attempt < 4:
            assert store.claim(now, worker="w", lease=LEASE) is None
            again = store.next_due()
            assert again is not None
            waited.append((again - now).total_seconds())
            now = again
    assert waited == [1, 2, 4, 8]
    assert [due.key for due in work(store, nothing, now)] == ["good"]
    aside = store.aside()
    assert [(one.key, one.error, one.attempts, one.site) for one in aside] == [("bad", "error 4", 5, site)]
    assert store.quiet(now)
    assert store.retry(aside[0].id) and not store.retry(aside[0].id)
    assert [due.key for due in work(store, nothing, now)] == ["bad"]
    assert store.aside() == []


def test_a_wake_that_fails_is_set_aside_too(store: Store) -> None:
    """A wake counts its failures as a happening does; a new wake of its subject starts afresh."""
    site = store.open_site("T1", "C1")
    let(store, site, lambda unit: unit.wake(TASK, START + HOUR))
    now = START + HOUR
    for _ in range(5):
        with claim(store, now) as mine:
            due = mine.next(now)
            assert due is not None
            mine.failed(due, "no", now)
        now = store.next_due() or now
    assert [one.id for one in store.aside()] == [f"wake:{site}:task:A-1"]
    let(store, site, lambda unit: unit.wake(TASK, now + HOUR), now)
    assert store.aside() == []
    assert store.next_due() == now + HOUR


def test_those_who_wait_for_work_are_told(store: Store) -> None:
    """A subscriber hears of what happened and of what is to be sent, until it ends its subscription."""
    heard: list[int] = []
    site = store.open_site("T1", "C1")
    end = store.subscribe(lambda: heard.append(1))
    happen(store, site, "k1")
    assert heard
    assert not happen(store, site, "k1")
    told = len(heard)
    end()
    happen(store, site, "k2")
    assert len(heard) == told
