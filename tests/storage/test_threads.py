"""Many threads on one store."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy.exc import IntegrityError

from rules.folding.entry import Woke
from rules.key import SITE
from storage.store import Store
from storage.tables import inbox
from tests.storage.conftest import START
from tests.storage.databases import Fresh
from tests.storage.steps import LEASE, count, happen, message, take

T = TypeVar("T")


def together(number: int, act: Callable[[int], T]) -> list[T]:
    """Have this many threads act at the same time; gives what each gave."""
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(act, range(number)))


def test_one_of_many_that_bring_the_same_is_the_first(store: Store) -> None:
    """Of eight threads that receive the same key, exactly one is told that it is new."""
    site = store.open_site("T1", "C1")

    def bring(key: str, _: int) -> bool:
        return happen(store, site, key)

    for key in ("k1", "k2", "k3"):
        assert Counter(together(8, partial(bring, key))) == {True: 1, False: 7}
    assert count(store, inbox) == 3


def test_each_thread_s_happenings_keep_their_order(store: Store) -> None:
    """Sharing commits mixes threads, never what one thread brought."""
    site = store.open_site("T1", "C1")
    together(6, lambda thread: [happen(store, site, f"{thread}:{number}") for number in range(10)])
    taken: list[str] = []
    with store.claim(START, worker="w", lease=LEASE) or pytest.fail("nothing is due") as mine:
        while (due := mine.next(START)) is not None:
            taken.append(due.key)
            with mine.unit(due):
                pass
    for thread in range(6):
        mine_only = [key for key in taken if key.startswith(f"{thread}:")]
        assert mine_only == [f"{thread}:{number}" for number in range(10)]


def test_a_bad_arrival_does_not_take_the_others_with_it(store: Store) -> None:
    """A happening for a site that is not there fails alone."""
    site = store.open_site("T1", "C1")

    def bring(number: int) -> object:
        try:
            return happen(store, 999 if number == 3 else site, f"k{number}")
        except IntegrityError:
            return "refused"

    assert Counter(together(8, bring)) == {True: 7, "refused": 1}


def test_two_workers_never_have_the_same_site(store: Store) -> None:
    """Six workers on four sites take everything once, and each site's journal stays in order."""
    sites = [store.open_site("T1", f"C{number}") for number in range(4)]
    for number in range(40):
        happen(store, sites[number % 4], f"k{number}", START + timedelta(seconds=number))
    busy: Counter[int] = Counter()

    def labour(_: int) -> int:
        done = 0
        while (mine := store.claim(START, worker="w", lease=LEASE)) is not None:
            with mine:
                busy[mine.site] += 1
                assert busy[mine.site] == 1
                if (due := mine.next(START)) is not None:
                    with mine.unit(due) as unit:
                        unit.journal(Woke(subject=SITE))
                        unit.send(message(f"o{due.key}", channel=f"C{mine.site % 2}"))
                    done += 1
                busy[mine.site] -= 1
        return done

    assert sum(together(6, labour)) == 40
    assert all(store.verify(site).entries == 10 and store.verify(site).ok for site in sites)


def test_two_senders_never_have_the_same_lane(store: Store) -> None:
    """Four senders on three channels send everything once, each channel's in order."""
    site = store.open_site("T1", "C1")
    happen(store, site, "k1")
    with store.claim(START, worker="w", lease=LEASE) or pytest.fail("nothing is due") as mine:
        due = mine.next(START) or pytest.fail("nothing is due")
        with mine.unit(due) as unit:
            for number in range(30):
                unit.send(message(f"o{number}", "say", channel=f"C{number % 3}"))
    sent: list[tuple[str, int]] = []

    def send(_: int) -> None:
        while (pending := take(store)) is not None:
            sent.append((pending.outgoing.channel, int(pending.outgoing.key[1:])))
            store.sent(pending, ts=pending.outgoing.key, channel="C1", free_at=START)

    together(4, send)
    assert len(sent) == 30
    for lane in ("C0", "C1", "C2"):
        numbers = [number for channel, number in sent if channel == lane]
        assert numbers == sorted(numbers)


def test_a_place_is_opened_once(store: Store) -> None:
    """Of many threads that open the same channel's site or the lobby, all get the same one."""
    assert len(set(together(8, lambda _: store.open_site("T1", "C1")))) == 1
    assert len(set(together(8, lambda _: store.lobby("T1")))) == 1
    assert len(store.sites("T1")) == 2


def test_of_several_that_open_an_empty_database_one_makes_its_tables(fresh: Fresh) -> None:
    """Starting many processes on a new database is safe."""
    url = fresh(empty=True)

    def start(_: int) -> object:
        with Store.open(url) as opened:
            return len(opened.sites())

    assert together(3, start) == [0, 0, 0]
