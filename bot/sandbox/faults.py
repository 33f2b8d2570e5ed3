"""Faults on demand, so that a test sees what happens when Slack or the network fails."""

from collections import deque
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that goes wrong with a Web API call.

    `error` answers with that error; `status` with that HTTP status and no JSON; `retry_after` with 429;
    `drop` closes the connection, with `after_effect` only once the call has been carried out.
    """

    error: str | None = None
    status: int | None = None
    retry_after: int | None = None
    drop: bool = False
    after_effect: bool = False


class Faults:
    """The faults that wait for their method to be called."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[str, deque[Fault]] = {}

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of `method` go wrong."""
        with self._lock:
            self._waiting.setdefault(method, deque()).extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """Return the next fault of a method, if one waits."""
        with self._lock:
            waiting = self._waiting.get(method)
            return waiting.popleft() if waiting else None
