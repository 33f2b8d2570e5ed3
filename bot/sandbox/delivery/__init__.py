"""How Slack tells the app: signed requests or Socket Mode, acknowledged within three seconds, retried."""

from .dispatcher import Attempt, Delivery, Dispatcher
from .envelope import challenge, event_envelope
from .http import HttpTransport
from .socket import SocketTransport
from .transport import Answer, Outgoing, Transport, TransportFailed

__all__ = [
    "Answer",
    "Attempt",
    "Delivery",
    "Dispatcher",
    "HttpTransport",
    "Outgoing",
    "SocketTransport",
    "Transport",
    "TransportFailed",
    "challenge",
    "event_envelope",
]
