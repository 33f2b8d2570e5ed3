"""Deliver events in order with Slack's retries; ask the app about commands and interactions at once."""

import heapq
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from ..clock import Clock
from ..errors import BotFailed
from ..records import Json
from .transport import Answer, Kind, Outgoing, Transport, TransportFailed

RETRY_AFTER = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
_POLL = 0.2  # seconds; how soon a retry is seen to be due on a clock that runs


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One try: `reason` is empty if the app acknowledged, else Slack's retry reason."""

    at: datetime
    status: int | None
    reason: str
    seconds: float


@dataclass(kw_only=True)
class Delivery:
    """One thing the app was told or asked, and how that went."""

    number: int
    kind: Kind
    event_id: str | None
    body: Json
    attempts: list[Attempt] = field(default_factory=list)
    given_up: bool = False

    @property
    def acknowledged(self) -> bool:
        """Whether the app answered in time and without an error."""
        return bool(self.attempts) and not self.attempts[-1].reason


class Dispatcher:
    """One worker thread sends the events; `deliveries` is the log of everything sent."""

    def __init__(self, clock: Clock) -> None:
        self.transport: Transport | None = None
        self.deliveries: list[Delivery] = []
        self._clock = clock
        self._wake = threading.Condition()
        self._queue: list[tuple[datetime, int, Delivery, Outgoing]] = []
        self._numbers = count(1)
        self._busy = False
        self._duplicates = 0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the worker, if it does not run yet."""
        if self._thread is not None:
            return
        self._thread = threading.Thread(target=self._work, name="sandbox-delivery", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the worker after the request under way."""
        with self._wake:
            thread, self._thread = self._thread, None
            self._wake.notify_all()
        if thread:
            thread.join(timeout=10)

    def enqueue(self, envelope: Json) -> None:
        """Queue an event; nothing is sent where the app has no Request URL."""
        if self.transport is None:
            return
        with self._wake:
            delivery = self._logged("event", envelope)
            for _ in range(1 + self._duplicates):
                self._push(self._clock.now(), delivery, Outgoing(kind="event", content=envelope))
            self._duplicates = 0

    def duplicate_next(self, times: int = 1) -> None:
        """Deliver the next event so many times more, under the same event_id, as Slack sometimes does."""
        self._duplicates = times

    def redeliver(self, event_id: str) -> None:
        """Deliver an event once again, under its event_id."""
        with self._wake:
            delivery = next(d for d in self.deliveries if d.event_id == event_id)
            self._push(self._clock.now(), delivery, Outgoing(kind="event", content=delivery.body))

    def ask(self, kind: Kind, content: Json) -> Answer:
        """Send a command or interaction and return the answer; TransportFailed if none comes in time."""
        with self._wake:
            delivery = self._logged(kind, content)
        return self._attempt(delivery, Outgoing(kind=kind, content=content))

    def settle(self, timeout: float = 30.0) -> bool:
        """Wait until everything that is due now has been delivered; tell whether that came in time."""
        deadline = time.monotonic() + timeout
        with self._wake:
            while self._busy or self._next_due():
                if self._thread is None or not self._wake.wait(timeout=deadline - time.monotonic()):
                    return False
        return True

    def clock_moved(self, now: datetime) -> None:
        """Look at the retries again."""
        with self._wake:
            self._wake.notify_all()

    def _logged(self, kind: Kind, content: Json) -> Delivery:
        delivery = Delivery(
            number=len(self.deliveries) + 1, kind=kind, event_id=content.get("event_id"), body=content
        )
        self.deliveries.append(delivery)
        return delivery

    def _push(self, due: datetime, delivery: Delivery, outgoing: Outgoing) -> None:
        heapq.heappush(self._queue, (due, next(self._numbers), delivery, outgoing))
        self._wake.notify_all()

    def _next_due(self) -> bool:
        return bool(self._queue) and self._queue[0][0] <= self._clock.now()

    def _work(self) -> None:
        while True:
            with self._wake:
                while self._thread is not None and not self._next_due():
                    self._wake.wait(timeout=_POLL if self._queue else None)
                if self._thread is None:
                    return
                _, _, delivery, outgoing = heapq.heappop(self._queue)
                self._busy = True
            try:
                self._send_event(delivery, outgoing)
            finally:
                with self._wake:
                    self._busy = False
                    self._wake.notify_all()

    def _send_event(self, delivery: Delivery, outgoing: Outgoing) -> None:
        try:
            answer = self._attempt(delivery, outgoing)
            if answer.ok:
                return
            reason, wanted = "http_error", answer.headers.get("x-slack-no-retry") != "1"
        except TransportFailed as failure:
            reason, wanted = failure.reason, True
        except BotFailed:  # disconnected since it was queued
            reason, wanted = "not_connected", False
        retry = outgoing.retry_num
        if retry >= len(RETRY_AFTER) or not wanted:
            delivery.given_up = True
            return
        with self._wake:
            again = replace(outgoing, retry_num=retry + 1, retry_reason=reason)
            self._push(self._clock.now() + RETRY_AFTER[retry], delivery, again)

    def _attempt(self, delivery: Delivery, outgoing: Outgoing) -> Answer:
        if self.transport is None:
            raise BotFailed("The app is not connected: give the sandbox a Request URL or start Socket Mode.")
        started, at = time.monotonic(), self._clock.now()

        def log(status: int | None, reason: str) -> None:
            seconds = time.monotonic() - started
            delivery.attempts.append(Attempt(at=at, status=status, reason=reason, seconds=seconds))

        try:
            answer = self.transport.send(outgoing)
        except TransportFailed as failure:
            log(None, failure.reason)
            raise
        log(answer.status, "" if answer.ok else "http_error")
        return answer
