"""The JSON of the page's API, from one person's point of view."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ..clock import MovableClock
from ..records import Change, Channel, Json, Message, SlackFile, User, View
from ..shown import message_text
from ..wire import iso, message_json, view_json
from ..workspace import Workspace


def local(ws: Workspace, at: datetime) -> str:
    """An instant in the workspace's time zone, without offset."""
    return at.astimezone(ZoneInfo(ws.tz)).replace(tzinfo=None).isoformat(timespec="seconds")


def clock(ws: Workspace) -> Json:
    """The clock, and where a move that is under way takes it."""
    now = ws.clock.now()
    running = ws.clock.running if isinstance(ws.clock, MovableClock) else True
    moving_to = local(ws, ws.move.to) if ws.move else None
    return {"now": iso(now), "local": local(ws, now), "tz": ws.tz, "running": running, "moving_to": moving_to}


def user(person: User) -> Json:
    """A user."""
    names = ("id", "name", "real_name", "title", "tz", "is_bot", "deleted")
    return {name: getattr(person, name) for name in names}


def file(one: SlackFile) -> Json:
    """A file with its address on the page's API."""
    return {
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "mimetype": one.mimetype,
        "filetype": one.filetype,
        "size": len(one.content),
        "user": one.user,
        "url": f"/ui/file/{one.id}",
    }


def message(ws: Workspace, one: Message) -> Json:
    """A message as Slack's, with when it was written and its plain text."""
    shown = message_json(ws, one)
    if not one.blocks:
        shown.pop("blocks", None)  # the composer's rich_text only repeats the text
    shown |= {"at": iso(one.at), "local": local(ws, one.at), "plain": message_text(ws, one)}
    if one.files:
        shown["files"] = [file(ws.files[id]) for id in one.files]
    if one.recipient:
        shown["is_ephemeral"] = True
    return shown


def channel(ws: Workspace, one: Channel, me: User) -> Json:
    """A channel as one of its members sees it."""
    latest = max(one.messages, key=_order, default=None)
    read = one.last_read.get(me.id, "0")
    unread = [m for m in one.messages.values() if m.user != me.id and _order(m.ts) > _order(read)]
    mentions = [m for m in unread if one.kind == "dm" or f"<@{me.id}" in m.text]
    counted = [m for m in unread if m.thread_ts in (None, m.ts) or m.broadcast or m in mentions]
    others = [member for member in one.members if member != me.id] or one.members
    return {
        "id": one.id,
        "name": ws.users[others[0]].name if one.kind == "dm" else one.name,
        "kind": one.kind,
        "user": others[0] if one.kind == "dm" else None,
        "topic": one.topic,
        "members": list(one.members),
        "latest": latest,
        "last_read": read,
        "unread": len(counted),
        "mentions": len(mentions),
    }


def state(ws: Workspace, me: User) -> Json:
    """Everything that the page starts from."""
    mine = [c for c in ws.channels.values() if me.id in c.members]
    ordered = sorted(mine, key=lambda c: (c.kind == "dm", c.name))
    return {
        "workspace": workspace(ws),
        "clock": clock(ws),
        "me": user(me),
        "users": [user(person) for person in ws.users.values()],
        "app": app(ws),
        "channels": [channel(ws, one, me) for one in ordered],
        "joinable": [{"id": c.id, "name": c.name} for c in ws.channels.values() if _is_joinable(c, me)],
        "views": views(ws, me),
        "last_event": ws.feed.last,
    }


def _is_joinable(channel: Channel, me: User) -> bool:
    return channel.kind == "channel" and me.id not in channel.members and not channel.archived


def workspace(ws: Workspace) -> Json:
    """The workspace's name and zone."""
    return {"id": ws.team_id, "name": ws.name, "tz": ws.tz}


def app(ws: Workspace) -> Json:
    """The app, with its commands and shortcuts."""
    return {
        "id": ws.app.app_id,
        "name": ws.app.name,
        "user": ws.app.bot_user,
        "commands": [
            {"command": c.command, "description": c.description, "usage_hint": c.usage_hint}
            for c in ws.app.commands
        ],
        "shortcuts": [
            {"type": s.type, "callback_id": s.callback_id, "name": s.name, "description": s.description}
            for s in ws.app.shortcuts
        ],
    }


def messages(ws: Workspace, where: Channel, me: User, thread: str | None) -> list[Json]:
    """A channel's messages, or a thread's, with the person's own ephemeral ones, oldest first."""
    everything = [*where.messages.values(), *where.ephemerals.values()]
    shown = [
        m
        for m in everything
        if m.recipient in (None, me.id)
        and (thread in (m.ts, m.thread_ts) if thread else m.thread_ts in (None, m.ts) or m.broadcast)
    ]
    return [message(ws, m) for m in sorted(shown, key=lambda m: _order(m.ts))]


def view(ws: Workspace, one: View | None) -> Json | None:
    """A modal or home tab."""
    return view_json(ws, one) | {"type": one.kind} if one else None


def views(ws: Workspace, me: User) -> list[Json]:
    """A person's open modals, bottom first."""
    return [view_json(ws, one) for one in ws.modals.get(me.id, [])]


def change(ws: Workspace, one: Change, me: User) -> Json | None:
    """A change as the stream tells it to one person; None if it is none of theirs."""
    if one.message is not None:
        return _message_change(ws, one, one.message, me)
    if one.kind == "clock":
        return {"type": "clock", "clock": clock(ws)}
    if one.kind == "channel":
        where = ws.channels[one.channel or ""]
        seen = me.id in where.members and one.user in (None, me.id)
        return {"type": "channel", "channel": channel(ws, where, me)} if seen else None
    if one.user != me.id:
        return None
    if one.kind == "views":
        return {"type": "views", "views": views(ws, me)}
    if one.kind == "view_errors" and one.view:
        return {"type": "view_errors", "view_id": one.view.id, "errors": dict(one.errors)}
    if one.kind == "home":
        return {"type": "home", "view": view(ws, one.view)}
    return {"type": "notice", "text": one.text, "channel": one.channel}


def _message_change(ws: Workspace, one: Change, changed: Message, me: User) -> Json | None:
    if me.id not in ws.channels[changed.channel].members or changed.recipient not in (None, me.id):
        return None
    kind = one.kind.replace("ephemeral_", "message_")
    told: Json = {"type": kind, "channel": changed.channel, "thread": _thread(changed)}
    if kind == "message_deleted":
        return told | {"ts": changed.ts}
    return told | {"message": message(ws, changed)}


def _thread(one: Message) -> str | None:
    return one.thread_ts if one.thread_ts != one.ts else None


def _order(ts: str) -> tuple[int, int]:
    seconds, _, micros = ts.partition(".")
    return int(seconds), int(micros or 0)
