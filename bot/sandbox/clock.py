"""Time in the sandbox: everything here (ts, rate limits, expiry, retries) asks one clock."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Protocol

from .errors import ClockError


class Clock(Protocol):
    """Whatever tells the time as an aware UTC datetime."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Move:
    """A move of the clock in steps: where it goes, and whether somebody stopped it on the way."""

    def __init__(self, to: datetime) -> None:
        self.to = to
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Let it end after the step at hand."""
        self._stopped.set()

    def stopped(self) -> bool:
        """Tell whether it is to go no further."""
        return self._stopped.is_set()


class MovableClock:
    """A clock that stands still or runs at real speed, and that can be moved forward, never back."""

    def __init__(self, start: datetime, *, running: bool = False) -> None:
        if start.tzinfo is None:
            raise ClockError("The clock's start needs a time zone, for instance datetime(..., tzinfo=UTC).")
        self.running = running
        self._lock = threading.Lock()
        self._base = start.astimezone(UTC)
        self._started = monotonic()
        self._watchers: list[Callable[[datetime], None]] = []

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        with self._lock:
            return self._now()

    def run(self) -> None:
        """Run at real speed from now on."""
        with self._lock:
            self._base, self._started, self.running = self._now(), monotonic(), True

    def advance(self, by: timedelta) -> datetime:
        """Move forward by a duration and return the new instant; a negative one raises ClockError."""
        if by < timedelta(0):
            raise ClockError("The clock only moves forward; give a positive duration.")
        with self._lock:
            self._base += by
            now = self._now()
        self._tell(now)
        return now

    def move_to(self, instant: datetime) -> datetime:
        """Move to an aware instant and return it; one that has passed raises ClockError."""
        if instant.tzinfo is None:
            raise ClockError("The clock moves to an instant with a time zone.")
        with self._lock:
            ahead = instant.astimezone(UTC) - self._now()
            if ahead < timedelta(0):
                raise ClockError(f"The clock only moves forward; it is already {self._now().isoformat()}.")
            self._base += ahead
            now = self._now()
        self._tell(now)
        return now

    def on_move(self, watcher: Callable[[datetime], None]) -> None:
        """Call `watcher(now)` after each move, in the thread that moved the clock."""
        self._watchers.append(watcher)

    def _now(self) -> datetime:
        if not self.running:
            return self._base
        return self._base + timedelta(seconds=monotonic() - self._started)

    def _tell(self, now: datetime) -> None:
        for watcher in list(self._watchers):
            watcher(now)
