"""Workers: threads that live through what is due at the sites and deliver what is to be shown; or one call that does it all."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import OperationalError

from bot.desk import Clock
from bot.processes import is_gone, worker_name
from bot.sending.delivery import Delivery
from bot.woken import Woken
from storage.due import Due
from storage.errors import LeaseLost
from storage.store import Claim, Store, Unit

log = logging.getLogger(__name__)

Take = Callable[[Unit, Due], None]
Work = Callable[[threading.Event], bool]

_LEASE = timedelta(minutes=2)
_TICK_SECONDS = 1
_NOW_AND_THEN_SECONDS = 5
_AT_ONCE = 50  # of one site, before others have their turn


class Bell:
    """Wakes those who wait for work."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._rung = 0

    def ring(self) -> None:
        """There may be work."""
        with self._condition:
            self._rung += 1
            self._condition.notify_all()

    @property
    def rung(self) -> int:
        """How often it rang; to be read before looking for work, so that no ring is missed."""
        return self._rung

    def wait(self, rung: int) -> None:
        """Wait until it rings once more than this."""
        with self._condition:
            self._condition.wait_for(lambda: self._rung != rung)


class Workers:
    """Works off inbox, wakes and outbox: in threads between `start` and `stop`, or by `drain`, in the caller's own.

    `take` lives through one entry of a site (`bot.pipeline`), `now_and_then` is called every few seconds while the threads run.
    The database is the schedule: the scheduler only ticks.
    """

    def __init__(
        self,
        store: Store,
        take: Take,
        delivery: Delivery,
        clock: Clock,
        *,
        sites: int = 2,
        senders: int = 2,
        now_and_then: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._take = take
        self._delivery = delivery
        self._clock = clock
        self.now_and_then = now_and_then
        self._roles: tuple[tuple[str, Work, int], ...] = (
            ("site", self._work_one_site, sites),
            ("delivery", lambda _: self._send(trials=False), senders),
            ("trial", lambda _: self._send(trials=True), 1),  # it takes long, and shall hold up no message
        )
        self._bell = Bell()
        self._woken = Woken()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._ticks: BackgroundScheduler | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> Self:
        """Start the threads; what a process before this one left half done on this machine is taken up at once."""
        self._stopping = threading.Event()
        self._store.abandon(is_gone)
        self._store.forget_troubles(is_gone)
        self._unsubscribe = self._store.subscribe(self._bell.ring)
        for role, work, number in self._roles:
            for turn in range(number):
                thread = threading.Thread(
                    target=self._run, args=(work, self._stopping), name=f"{role}-{turn}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
        self._ticks = BackgroundScheduler(timezone="UTC")
        self._ticks.add_job(
            self._bell.ring, "interval", seconds=_TICK_SECONDS, coalesce=True, misfire_grace_time=None
        )
        self._ticks.add_job(self.now_and_then, "interval", seconds=_NOW_AND_THEN_SECONDS, coalesce=True)
        self._ticks.start()
        return self

    def stop(self, timeout: float = 30.0) -> None:
        """Let every thread end what it is at, waiting for this many seconds at most; what is left is taken up later.

        `drain` still works: it is the caller's own thread.
        """
        self._stopping.set()
        self._unsubscribe()
        if self._ticks is not None:
            self._ticks.shutdown(wait=False)
            self._ticks = None
        self._bell.ring()
        for thread in self._threads:
            thread.join(timeout)
        self._threads.clear()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def notice(self) -> None:
        """Look for work now: the clock was moved."""
        self._bell.ring()

    def next_due(self) -> datetime | None:
        """The earliest instant at which something is to be lived through or sent; None: at none."""
        found = (self._store.next_due(), self._store.next_outgoing())
        return min((instant for instant in found if instant is not None), default=None)

    def drain(self, wait_until: Callable[[datetime], None]) -> None:
        """Work off everything that is due until all is quiet.

        Where Slack's pace or a failure asks for a pause, `wait_until` has to bring the clock there.
        """
        while True:
            self.work_one_site()
            while self.deliver_one():
                pass
            instant = self._store.next_try(self._clock.now())
            if instant is None:
                return
            wait_until(instant)

    def deliver_one(self) -> bool:
        """Send one thing, if one is to be sent."""
        return self._send(trials=None)

    def _send(self, *, trials: bool | None) -> bool:
        return self._delivery.deliver_one(self._clock.now(), trials=trials)

    def work_one_site(self) -> bool:
        """Live through what is due at one site, up to a fair share of it; False where nothing is due anywhere."""
        return self._work_one_site(threading.Event())

    def _work_one_site(self, stopping: threading.Event) -> bool:
        claim = self._store.claim(self._clock.now(), worker=worker_name(), lease=_LEASE)
        if claim is None:
            return False
        with claim:
            for _ in range(_AT_ONCE):
                due = claim.next(self._clock.now())
                if due is None or stopping.is_set() or not self._live(claim, due):
                    break
        return True

    def _live(self, claim: Claim, due: Due) -> bool:
        """Live through one entry; False where the site is no longer ours."""
        fields = {"site": claim.site, "key": due.key, "kind": due.kind}
        try:
            self._woken.count(claim.site, due)
            with claim.unit(due) as unit:
                self._take(unit, due)
        except LeaseLost:
            log.warning("a site was taken over by another worker", extra=fields)
            return False
        except OperationalError:
            raise  # the database's failure, not the entry's
        except Exception as error:
            log.exception("an entry could not be worked in", extra=fields)
            claim.failed(due, f"{type(error).__name__}: {error}", self._clock.now())
        return True

    def _run(self, work: Work, stopping: threading.Event) -> None:
        while not stopping.is_set():
            rung = self._bell.rung
            try:
                if work(stopping):
                    continue
            except Exception:
                log.exception("a worker stumbled; it goes on with the next tick")
            if not stopping.is_set():
                self._bell.wait(rung)
