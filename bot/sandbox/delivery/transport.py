"""The one thing all ways to reach the app have in common."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ..records import Json

Kind = Literal["event", "command", "interactive", "challenge"]
FailureReason = Literal["http_timeout", "http_error", "connection_failed", "timeout"]


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One request to the app; `content` is the event envelope, the command's form or the payload."""

    kind: Kind
    content: Json
    retry_num: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the app answered; `body` is its JSON, or the text if it is none."""

    status: int
    body: Json | str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, status: int, body: str, headers: Mapping[str, str] | None = None) -> "Answer":
        """Return an answer from the text of its body, which is parsed if it is a JSON object."""
        try:
            value = json.loads(body)
        except ValueError:
            value = body
        lowered = {name.lower(): value for name, value in (headers or {}).items()}
        return cls(status=status, body=value if isinstance(value, dict) else body, headers=lowered)

    @property
    def ok(self) -> bool:
        """Whether Slack takes it for an acknowledgement."""
        return 200 <= self.status < 300


class TransportFailed(Exception):
    """The app could not be reached or did not answer in time; `reason` is Slack's word for it."""

    def __init__(self, reason: FailureReason, detail: str = "") -> None:
        super().__init__(f"The app did not answer: {reason}. {detail}".strip())
        self.reason = reason


class Transport(Protocol):
    """A way to reach the app."""

    def send(self, outgoing: Outgoing) -> Answer:
        """Deliver one request and return the answer; TransportFailed if there is none in time."""
        ...
