"""Trigger ids and response addresses: what lets the app answer a person for a while."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Literal

from .clock import Clock
from .records import SlackFile

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5

TriggerFault = Literal["invalid_trigger_id", "expired_trigger_id", "exchanged_trigger_id"]


@dataclass(kw_only=True)
class Trigger:
    """What a person just did that lets the app open a modal; `view` is the modal it happened in, if any."""

    id: str
    user: str
    at: datetime
    view: str | None = None
    used: bool = False


@dataclass(kw_only=True)
class ResponseUrl:
    """An address that the app may post to, for one person in one channel, `source` being the message used."""

    id: str
    user: str
    channel: str
    at: datetime
    source: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass(kw_only=True)
class _Upload:
    path: str
    file: SlackFile
    length: int
    arrived: bool = False


class Interactions:
    """Hands out triggers, response addresses, tickets and upload addresses, and says why one no longer works."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}
        self._tickets: set[str] = set()
        self._uploads: dict[str, _Upload] = {}

    def trigger(self, user: str, view: str | None = None) -> str:
        """Give out a trigger id, good once within three seconds."""
        now = self._clock.now()
        id = f"{int(now.timestamp())}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        with self._lock:
            self._triggers[id] = Trigger(id=id, user=user, at=now, view=view)
        return id

    def use_trigger(self, id: str) -> Trigger | TriggerFault:
        """Return the trigger and spend it, or Slack's error."""
        with self._lock:
            trigger = self._triggers.get(id)
            if trigger is None:
                return "invalid_trigger_id"
            if trigger.used:
                return "exchanged_trigger_id"
            if self._clock.now() - trigger.at > TRIGGER_LIFE:
                return "expired_trigger_id"
            trigger.used = True
            return trigger

    def response_path(
        self, user: str, channel: str, source: str | None = None, thread_ts: str | None = None
    ) -> str:
        """Give out the path of a response address, good five times within half an hour."""
        id = f"{secrets.randbelow(10**12)}/{secrets.token_urlsafe(18)}"
        with self._lock:
            self._responses[id] = ResponseUrl(
                id=id,
                user=user,
                channel=channel,
                at=self._clock.now(),
                source=source,
                thread_ts=thread_ts,
            )
        return f"/actions/{id}"

    def use_response(self, id: str) -> ResponseUrl | Literal["expired_url", "used_url", "invalid_url"]:
        """Return the response address after counting this use, or Slack's error."""
        with self._lock:
            response = self._responses.get(id)
            if response is None:
                return "invalid_url"
            if self._clock.now() - response.at > RESPONSE_LIFE:
                return "expired_url"
            if response.uses >= RESPONSE_USES:
                return "used_url"
            response.uses += 1
            return response

    def socket_ticket(self) -> str:
        """Give out a ticket for one websocket."""
        ticket = secrets.token_urlsafe(24)
        with self._lock:
            self._tickets.add(ticket)
        return ticket

    def use_ticket(self, ticket: str) -> bool:
        """Spend a ticket; False if it is none."""
        with self._lock:
            known = ticket in self._tickets
            self._tickets.discard(ticket)
            return known

    def upload_path(self, file: SlackFile, length: int) -> str:
        """Give out the path that takes the file's bytes."""
        path = f"/upload/v1/{secrets.token_urlsafe(24)}"
        with self._lock:
            self._uploads[file.id] = _Upload(path=path, file=file, length=length)
        return path

    def receive_upload(self, path: str, content: bytes) -> bool:
        """Take the bytes that were sent to an upload path; False if the path or their length is wrong."""
        with self._lock:
            for upload in self._uploads.values():
                if upload.path == path and upload.length == len(content):
                    upload.file, upload.arrived = replace(upload.file, content=content), True
                    return True
        return False

    def take_upload(self, file_id: str) -> SlackFile | None:
        """Return an uploaded file, once; None if its bytes never came."""
        with self._lock:
            upload = self._uploads.get(file_id)
            if upload is None or not upload.arrived:
                return None
            return self._uploads.pop(file_id).file
