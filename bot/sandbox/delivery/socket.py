"""Socket Mode: envelopes over the app's own websocket, acknowledged by their id."""

import threading
import uuid
from collections.abc import Callable
from itertools import count

from ..records import Json
from .http import DEADLINE
from .transport import Answer, Outgoing, TransportFailed

MOST_CONNECTIONS = 10
_TYPES = {"event": "events_api", "command": "slash_commands", "interactive": "interactive"}


class SocketTransport:
    """Sends to one of the app's open connections, in turn; Slack picks any of at most ten."""

    def __init__(self, *, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        self._lock = threading.Lock()
        self._connected = threading.Event()
        self._connections: dict[str, Callable[[Json], None]] = {}
        self._waiting: dict[str, tuple[threading.Event, list[Json]]] = {}
        self._turn = count()

    @property
    def connections(self) -> int:
        """How many websockets are open."""
        return len(self._connections)

    def wait_connected(self, timeout: float) -> bool:
        """Wait until the app has a connection open; tell whether it came within `timeout` seconds."""
        return self._connected.wait(timeout)

    def connect(self, send: Callable[[Json], None]) -> str | None:
        """Add a connection and return its id; None if there are ten already."""
        with self._lock:
            if len(self._connections) >= MOST_CONNECTIONS:
                return None
            id = str(uuid.uuid4())
            self._connections[id] = send
            self._connected.set()
            return id

    def disconnect(self, id: str) -> None:
        """Forget a closed connection."""
        with self._lock:
            self._connections.pop(id, None)
            if not self._connections:
                self._connected.clear()

    def acknowledge(self, message: Json) -> None:
        """Take the app's `{"envelope_id", "payload"?}`."""
        with self._lock:
            waiting = self._waiting.get(str(message.get("envelope_id")))
        if waiting:
            waiting[1].append(message.get("payload") or {})
            waiting[0].set()

    def send(self, outgoing: Outgoing) -> Answer:
        """Send one envelope and wait for its acknowledgement, three seconds at most."""
        with self._lock:
            senders = list(self._connections.values())
        if not senders:
            raise TransportFailed("connection_failed", "The app has no Socket Mode connection open.")
        id = str(uuid.uuid4())
        acknowledged, payloads = threading.Event(), list[Json]()
        with self._lock:
            self._waiting[id] = (acknowledged, payloads)
        try:
            senders[next(self._turn) % len(senders)](_envelope(id, outgoing))
            if not acknowledged.wait(self._deadline):
                raise TransportFailed("timeout", f"No acknowledgement in {self._deadline} s.")
        finally:
            with self._lock:
                del self._waiting[id]
        return Answer(status=200, body=payloads[0] or "")


def _envelope(id: str, outgoing: Outgoing) -> Json:
    envelope: Json = {
        "envelope_id": id,
        "type": _TYPES[outgoing.kind],
        "payload": outgoing.content,
        "accepts_response_payload": outgoing.kind != "event",
    }
    if outgoing.kind == "event":
        envelope |= {"retry_attempt": outgoing.retry_num, "retry_reason": outgoing.retry_reason}
    return envelope
