"""Messages of ours in Slack: posting, changing, finding again, taking away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.sending.slack import Refused, asking
from storage.outbox import Pending

EVENT_TYPE = "siteloop"
_LONGEST_UPDATE = 4_000
_SKEW = timedelta(minutes=5)
_PAGES = 10


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Where it stands now (both empty where nothing does); `posted`: as a new message, which Slack wants paced."""

    channel: str = ""
    ts: str = ""
    posted: bool = False


def post(client: WebClient, pending: Pending, channel: str) -> Receipt:
    """Post it, in its thread if it has one; where an earlier try may have arrived, that one is looked for first."""
    thread = pending.outgoing.thread_ts
    if pending.thread is not None:
        channel, thread = pending.thread
    if pending.uncertain and (ts := _find(client, pending, channel, thread)) is not None:
        return Receipt(channel=channel, ts=ts, posted=True)
    try:
        return _post(client, pending, channel, thread)
    except Refused as refused:
        if not thread or refused.code != "thread_not_found":
            raise
    return _post(client, pending, channel, "")  # what it answers is gone; it is still worth saying


def _post(client: WebClient, pending: Pending, channel: str, thread: str) -> Receipt:
    body = pending.outgoing.body
    with asking():
        answer = client.chat_postMessage(
            channel=channel,
            text=body.get("text"),
            blocks=body.get("blocks") or None,
            thread_ts=thread or None,
            metadata={"event_type": EVENT_TYPE, "event_payload": _name(pending)},
            unfurl_links=False,
            unfurl_media=False,
        )
    return Receipt(channel=str(answer["channel"]), ts=str(answer["ts"]), posted=True)


def change(client: WebClient, pending: Pending, stands: tuple[str, str]) -> Receipt | None:
    """Give the message that stands there its new body; None where it stands no more."""
    channel, ts = stands
    body = pending.outgoing.body
    try:
        with asking():
            client.chat_update(
                channel=channel,
                ts=ts,
                text=str(body.get("text", ""))[:_LONGEST_UPDATE],
                blocks=body.get("blocks") or [],
            )
    except Refused as refused:
        if refused.code == "message_not_found":
            return None
        raise
    return Receipt(channel=channel, ts=ts)


def remove(client: WebClient, pending: Pending) -> Receipt:
    """Delete a message; one that is gone already, or cannot be deleted, is none that is left to delete."""
    asked = pending.outgoing
    stands = (asked.channel, asked.ts) if asked.ts else pending.stands
    if stands is None:
        return Receipt()
    channel, ts = stands
    try:
        with asking():
            client.chat_delete(channel=channel, ts=ts)
    except Refused as refused:
        if refused.code not in ("message_not_found", "cant_delete_message"):
            raise
    return Receipt()


def _name(pending: Pending) -> dict[str, Any]:
    return {"site": pending.site, "key": pending.outgoing.key}


def _find(client: WebClient, pending: Pending, channel: str, thread: str) -> str | None:
    """The ts of the message that an earlier try posted, by the name that it carries."""
    name = _name(pending)
    for message in _said_since(client, channel, thread, pending.created_at - _SKEW):
        metadata = message.get("metadata") or {}
        if metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload") == name:
            return str(message["ts"])
    return None


def _said_since(client: WebClient, channel: str, thread: str, since: datetime) -> Iterator[Mapping[str, Any]]:
    wanted: dict[str, Any] = {"channel": channel, "oldest": f"{since.timestamp():.6f}", "limit": 200}
    wanted["include_all_metadata"] = True
    cursor: str | None = None
    for _ in range(_PAGES):
        with asking():
            if thread:
                page = client.conversations_replies(**wanted, ts=thread, cursor=cursor)
            else:
                page = client.conversations_history(**wanted, cursor=cursor)
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
