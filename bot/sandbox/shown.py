"""What Slack shows, as lines: who sees it, where, and the full plain text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from .blocks.plain_text import blocks_text, view_text
from .records import Change, Channel, Json, Message
from .workspace import Workspace

ShownKind = Literal["message", "update", "delete", "ephemeral", "home", "view", "file", "reaction"]
_EPHEMERAL: dict[str, ShownKind] = {
    "ephemeral": "ephemeral",
    "ephemeral_changed": "update",
    "ephemeral_deleted": "delete",
}
_KINDS: dict[str, ShownKind] = {
    "message": "message",
    "message_changed": "update",
    "message_deleted": "delete",
    "reaction": "reaction",
    **_EPHEMERAL,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One visible change.

    `to` is the channel ("#tower-a") or the person ("@diego") who sees it; `channel` the place of an ephemeral
    message; `user` the handle of who did it; `channel_id` Slack's id of the conversation, if it has one.
    """

    at: datetime
    to: str
    kind: ShownKind
    text: str
    channel: str | None = None
    thread: str | None = None
    ts: str | None = None
    blocks: tuple[Json, ...] = ()
    user: str | None = None
    channel_id: str | None = None

    def as_json(self, tz: str) -> Json:
        """Return the line that `demo --play` prints; `at` is local in the zone `tz`, without offset."""
        local = self.at.astimezone(ZoneInfo(tz)).replace(tzinfo=None)
        return {
            "at": local.isoformat(timespec="seconds"),
            "to": self.to,
            "in": self.channel,
            "kind": self.kind,
            "thread": self.thread,
            "ts": self.ts,
            "text": self.text,
            "blocks": list(self.blocks),
        }


def watch_shown(ws: Workspace, watcher: Callable[[Shown], None]) -> Callable[[], None]:
    """Call `watcher` for all that becomes visible from now on; the returned function ends that."""

    def on_change(change: Change) -> None:
        shown = shown_of(ws, change)
        if shown:
            watcher(shown)

    return ws.feed.watch(on_change)


def shown_of(ws: Workspace, change: Change) -> Shown | None:
    """Return what one change shows, or None if people see nothing new."""
    if change.kind in ("home", "views", "view_errors"):
        return _view(ws, change)
    if change.kind == "notice" and change.user:
        person, place = f"@{ws.users[change.user].name}", ws.channels.get(change.channel or "")
        where = _place(ws, place) if place else None
        return Shown(at=change.at, to=person, channel=where, kind="ephemeral", text=change.text)
    if change.message is None or change.text == "thread":  # only the number of replies changed
        return None
    return _message(ws, change, change.message)


def message_text(ws: Workspace, message: Message) -> str:
    """Return the full plain text of a message: its own, else what its blocks, attachments and files say."""
    stored = message.text or blocks_text(message.blocks)
    if not stored:
        stored = "\n".join(
            str(a.get("text") or a.get("fallback") or blocks_text(a.get("blocks") or []))
            for a in message.attachments
        )
    names = ", ".join(ws.files[id].name for id in message.files)
    return "\n".join(part for part in (ws.readable(stored), f"[{names}]" if names else "") if part)


def _message(ws: Workspace, change: Change, message: Message) -> Shown:
    channel = ws.channels[message.channel]
    kind = _KINDS[change.kind]
    text = message_text(ws, message)
    actor = change.user if kind == "reaction" else message.user
    if kind == "reaction":
        text = f":{change.text}:" if actor in message.reactions.get(change.text, ()) else f"-:{change.text}:"
    elif kind == "message" and message.files:
        kind = "file"
    whispered = message.recipient is not None
    return Shown(
        at=change.at,
        to=f"@{ws.users[message.recipient].name}" if message.recipient else _place(ws, channel),
        channel=_place(ws, channel) if whispered else None,
        kind=kind,
        thread=message.thread_ts,
        ts=message.ts,
        text=text,
        blocks=message.blocks,
        user=ws.users[actor].name if actor in ws.users else None,
        channel_id=channel.id,
    )


def _view(ws: Workspace, change: Change) -> Shown | None:
    if change.view is None or change.user is None:
        return None
    text = ws.readable(view_text(change.view.content))
    refusals = "\n".join(f"{block}: {words}" for block, words in change.errors.items())
    return Shown(
        at=change.at,
        to=f"@{ws.users[change.user].name}",
        kind="home" if change.kind == "home" else "view",
        text="\n".join(part for part in (text, refusals) if part),
        blocks=tuple(change.view.blocks),
        user=ws.app.handle,
    )


def _place(ws: Workspace, channel: Channel) -> str:
    """Return "#tower-a", or for a direct conversation the person the bot has it with."""
    if channel.kind != "dm":
        return f"#{channel.name}"
    people = [m for m in channel.members if m != ws.app.bot_user] or channel.members
    return "@" + ",".join(ws.users[m].name for m in people)
