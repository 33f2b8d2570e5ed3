"""Workers live through what is due and deliver what is to be shown, in threads or at one call."""

import os
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy.exc import OperationalError

from bot.processes import is_gone, worker_name
from bot.sending.delivery import Delivery
from bot.workers import Take, Workers
from rules.key import Key
from storage.due import Due
from storage.outgoing import Outgoing
from storage.store import Store, Unit
from tests.bot.posts import MORNING

HOUR = timedelta(hours=1)


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = MORNING

    def now(self) -> datetime:
        """The present instant."""
        return self.at

    def move_to(self, instant: datetime) -> None:
        """Move on."""
        self.at = instant


class Channel:
    """A Slack of one channel: what was posted, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.posted = threading.Semaphore(0)

    def chat_postMessage(self, *, text: str, **_: Any) -> dict[str, str]:  # noqa: ANN401 - Slack's name
        """Post."""
        self.texts.append(text)
        self.posted.release()
        return {"channel": "C1", "ts": f"{len(self.texts)}.0"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store on a file."""
    with Store.open(f"sqlite:///{tmp_path}/site.db", durable=False) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    """The site's clock."""
    return HandClock()


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Channel:
    """What Slack shows."""
    made = Channel()
    monkeypatch.setattr("bot.sending.delivery.plain_client", lambda _: made)
    return made


def workers(store: Store, clock: HandClock, take: Take) -> Workers:
    """Workers on this store."""
    client = cast(Any, SimpleNamespace())
    return Workers(store, take, Delivery(store, lambda _: client, clock), clock)


def happen(store: Store, *keys: str, at: datetime = MORNING) -> int:
    """Something happens at the site of C1."""
    site = store.open_site("T1", "C1")
    for key in keys:
        store.receive(workspace="T1", site=site, key=key, kind="x", payload="{}", at=at)
    return site


def echo(unit: Unit, due: Due) -> None:
    """Say what happened."""
    unit.send(Outgoing(key=f"say:{due.key}", kind="say", channel="C1", body={"text": due.key}))


def test_draining_works_everything_off(store: Store, clock: HandClock, channel: Channel) -> None:
    """All that happened is lived through and shown, in order, with the pauses that Slack's pace asks for."""
    happen(store, "k1", "k2", "k3")
    waited: list[datetime] = []

    def wait(instant: datetime) -> None:
        waited.append(instant)
        clock.move_to(instant)

    workers(store, clock, echo).drain(wait)
    assert channel.texts == ["k1", "k2", "k3"]
    assert waited == [MORNING + timedelta(seconds=1), MORNING + timedelta(seconds=2)]
    assert store.quiet(clock.now())


def test_draining_leaves_tomorrow_alone(store: Store, clock: HandClock, channel: Channel) -> None:
    """What is due later does not move the clock; when it comes is known."""

    def plan(unit: Unit, due: Due) -> None:
        if due.subject is None:
            unit.wake(Key("task", "A-1"), MORNING + 3 * HOUR)
            later = Outgoing(key="later", kind="say", channel="C1", body={"text": "later"})
            unit.send(later, not_before=MORNING + 2 * HOUR)

    happen(store, "k1")
    working = workers(store, clock, plan)
    working.drain(clock.move_to)
    assert clock.at == MORNING
    assert working.next_due() == MORNING + 2 * HOUR
    clock.move_to(MORNING + 2 * HOUR)
    working.drain(clock.move_to)
    assert channel.texts == ["later"]
    assert working.next_due() == MORNING + 3 * HOUR
    clock.move_to(MORNING + 3 * HOUR)
    working.drain(clock.move_to)
    assert working.next_due() is None


def test_an_entry_that_fails_is_set_aside_and_the_site_goes_on(
    store: Store, clock: HandClock, channel: Channel
) -> None:
    """Five tries, with pauses; then the next entry, and the operator sees the error."""

    def stumble(unit: Unit, due: Due) -> None:
        if due.key == "bad":
            raise ZeroDivisionError("nothing to divide by")
        echo(unit, due)

    happen(store, "bad", "good")
    workers(store, clock, stumble).drain(clock.move_to)
    assert channel.texts == ["good"]
    assert clock.at == MORNING + timedelta(seconds=15)
    assert [one.error for one in store.aside()] == ["ZeroDivisionError: nothing to divide by"]


def test_what_wakes_one_another_for_ever_is_set_aside(
    store: Store, clock: HandClock, channel: Channel
) -> None:
    """Two subjects that want each other looked at again, at one instant, hold nothing up: one is put before the operator."""
    pair, taken = (Key("task", "A-1"), Key("task", "A-2")), list[str]()

    def take(unit: Unit, due: Due) -> None:
        taken.append(due.key)
        if len(taken) > 200:
            pytest.fail("they go on for ever")
        unit.wake(pair[due.subject == pair[0]], MORNING)
        if due.subject is None:
            echo(unit, due)

    happen(store, "k1", "k2")

    working = workers(store, clock, take)
    working.drain(clock.move_to)
    assert channel.texts == ["k1", "k2"]
    assert [(one.key, one.error.partition(":")[0]) for one in store.aside()] == [("task:A-1", "EndlessWake")]
    assert store.quiet(clock.now())


def test_a_failing_database_is_not_the_entry_s_fault(store: Store, clock: HandClock) -> None:
    """When the database fails, the entry keeps its tries and its site is free again."""

    def fail(_: Unit, __: Due) -> None:
        raise OperationalError("SELECT 1", {}, Exception("disk full"))

    happen(store, "k1")
    with pytest.raises(OperationalError):
        workers(store, clock, fail).work_one_site()
    claim = store.claim(MORNING, worker="w", lease=HOUR)
    assert claim is not None
    due = claim.next(MORNING)
    assert due is not None and due.attempts == 0


def test_threads_take_what_happens_at_once(store: Store, clock: HandClock, channel: Channel) -> None:
    """While the threads run, what is received is shown without anybody asking; stopping ends them."""
    before = threading.active_count()
    with workers(store, clock, echo) as working:
        happen(store, "k1")
        assert channel.posted.acquire(timeout=10)
        clock.move_to(MORNING + timedelta(seconds=1))
        happen(store, "k2")
        working.notice()
        assert channel.posted.acquire(timeout=10)
    assert channel.texts == ["k1", "k2"]
    assert threading.active_count() <= before + 1  # the scheduler's own ends by itself


def test_what_stands_still_can_be_drained_and_started_again(
    store: Store, clock: HandClock, channel: Channel
) -> None:
    """Stopped, the threads leave everything to whoever drains, as a clock that is moved does; started again, they go on."""
    with workers(store, clock, echo) as working:
        working.stop()
        happen(store, "k1")
        working.drain(clock.move_to)
        assert channel.texts == ["k1"]
        working.stop()
        working.start()
        clock.move_to(MORNING + timedelta(minutes=1))
        happen(store, "k2", at=clock.now())
        assert channel.posted.acquire(timeout=10) and channel.posted.acquire(timeout=10)
    assert channel.texts == ["k1", "k2"]


def test_threads_survive_what_stumbles(store: Store, clock: HandClock, channel: Channel) -> None:
    """A worker that meets a failing database goes on when it is back."""
    failures = iter([OperationalError("SELECT 1", {}, Exception("gone"))])

    def take(unit: Unit, due: Due) -> None:
        if (failure := next(failures, None)) is not None:
            raise failure
        echo(unit, due)

    with workers(store, clock, take):
        happen(store, "k1")
        assert channel.posted.acquire(timeout=10)
    assert channel.texts == ["k1"]


def test_a_restart_takes_up_what_a_killed_process_had(
    store: Store, clock: HandClock, channel: Channel
) -> None:
    """Leases of a process of this machine that has ended hold nobody up."""
    with subprocess.Popen(["true"]) as ended:
        pass
    happen(store, "k1")
    assert store.claim(MORNING, worker=f"{socket.gethostname()}:{ended.pid}:abcd", lease=HOUR)
    with workers(store, clock, echo):
        assert channel.posted.acquire(timeout=10)


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        (worker_name(), False),
        (f"{socket.gethostname()}:{os.getpid()}:another life", True),
        (f"{socket.gethostname()}:1:x", False),
        ("elsewhere:1:x", False),
        ("by hand", False),
    ],
    ids=["ourselves", "our number in another life", "somebody here", "somebody elsewhere", "no process"],
)
def test_who_is_gone(name: str, gone: bool) -> None:
    """Our own life is not over, an earlier one with our number is; of other machines nothing is known."""
    assert is_gone(name) is gone


def test_a_busy_site_leaves_others_their_turn(store: Store, clock: HandClock) -> None:
    """One turn takes a fair share of a site, not all of it."""
    first = happen(store, *(f"k{number}" for number in range(60)))
    second = store.open_site("T1", "C2")
    store.receive(workspace="T1", site=second, key="other", kind="x", payload="{}", at=MORNING)
    taken: list[int] = []
    share: Callable[[Unit, Due], None] = lambda unit, _: taken.append(unit.site)  # noqa: E731 - one line of it
    working = workers(store, clock, share)
    while working.work_one_site():
        pass
    assert taken == [first] * 50 + [second] + [first] * 10
