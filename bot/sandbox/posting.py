"""Every change of messages, whoever makes it: the record, what people see, and what the app is told."""

from dataclasses import replace

from .errors import NotAllowed, NotFound
from .records import Channel, Json, Message
from .wire import message_json
from .workspace import SLACKBOT, Workspace

TOMBSTONE = "This message was deleted."


def post(ws: Workspace, channel: Channel, draft: Message) -> Message:
    """Put a message into its channel and tell everybody; `draft.ts` and `draft.at` are set here."""
    with ws.lock:
        message = replace(draft, ts=ws.next_ts(), at=ws.clock.now())
        channel.messages[message.ts] = message
        if message.thread_ts:
            channel.threads.setdefault(message.thread_ts, []).append(message.ts)
        channel.last_read[message.user] = message.ts
        ws.feed.publish("message", message=message)
        _root_changed(ws, channel, message)
        _tell_posted(ws, channel, message)
        return message


def whisper(ws: Workspace, channel: Channel, draft: Message) -> Message:
    """Show an ephemeral message to `draft.recipient`; no history ever shows it and nothing is told."""
    with ws.lock:
        message = replace(draft, ts=ws.next_ts(), at=ws.clock.now())
        channel.ephemerals[message.ts] = message
        ws.feed.publish("ephemeral", message=message)
        return message


def change(ws: Workspace, channel: Channel, old: Message, new: Message) -> Message:
    """Replace a message by its edited or updated self."""
    with ws.lock:
        if old.recipient:
            channel.ephemerals[old.ts] = new
            ws.feed.publish("ephemeral_changed", message=new)
            return new
        channel.messages[old.ts] = new
        ws.feed.publish("message_changed", message=new)
        _tell_changed(ws, channel, message_json(ws, new), message_json(ws, old))
        return new


def edited_by(ws: Workspace, user: str) -> Json:
    """Return the `edited` mark for a change made now."""
    return {"user": user, "ts": ws.next_ts()}


def remove(ws: Workspace, channel: Channel, message: Message) -> None:
    """Delete a message; a root that has replies leaves Slack's tombstone, which comes as a change."""
    with ws.lock:
        if message.recipient:
            channel.ephemerals.pop(message.ts, None)
            ws.feed.publish("ephemeral_deleted", message=message)
            return
        before = message_json(ws, message)
        if channel.replies(message.ts):
            _bury(ws, channel, message, before)
            return
        del channel.messages[message.ts]
        if message.thread_ts:
            channel.threads[message.thread_ts].remove(message.ts)
        ws.feed.publish("message_deleted", message=message)
        _root_changed(ws, channel, message)
        _tell_deleted(ws, channel, message.ts, before)


def react(ws: Workspace, channel: Channel, message: Message, user: str, name: str) -> None:
    """Add a reaction; NotAllowed if the user has already reacted so."""
    users = message.reactions.get(name, ())
    if user in users:
        raise NotAllowed(f"@{ws.user(user).name} has already reacted with :{name}:.")
    _set_reactions(ws, channel, message, name, (*users, user), user)
    _tell_reaction(ws, channel, message, user, name, "reaction_added")


def unreact(ws: Workspace, channel: Channel, message: Message, user: str, name: str) -> None:
    """Take a reaction away; NotFound if the user had not reacted so."""
    users = message.reactions.get(name, ())
    if user not in users:
        raise NotFound(f"@{ws.user(user).name} has not reacted with :{name}:.")
    _set_reactions(ws, channel, message, name, tuple(u for u in users if u != user), user)
    _tell_reaction(ws, channel, message, user, name, "reaction_removed")


def join(ws: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Make somebody a member; the app is told of it where it is a member itself (it may be the one joining)."""
    with ws.lock:
        if user in channel.members:
            return
        channel.members.append(user)
        ws.feed.publish("channel", channel=channel.id)
        text = f"<@{user}> has joined the channel"
        joined = Message(
            channel=channel.id, ts="", user=user, text=text, at=ws.clock.now(), subtype="channel_join"
        )
        post(ws, channel, joined)
        told: Json = {"type": "member_joined_channel", "user": user, "channel": channel.id}
        told |= {"channel_type": "C" if channel.kind == "channel" else "G", "team": ws.team_id}
        if inviter:
            told["inviter"] = inviter
        ws.tell_app("member_joined_channel", told | {"event_ts": ws.next_ts()}, channel)


def leave(ws: Workspace, channel: Channel, user: str) -> None:
    """Take somebody out of the members; the app is told of it where it stays, and nobody of what the one who left cannot see."""
    with ws.lock:
        if user not in channel.members:
            return
        text = f"<@{user}> has left the channel"
        left = Message(
            channel=channel.id, ts="", user=user, text=text, at=ws.clock.now(), subtype="channel_leave"
        )
        post(ws, channel, left)
        channel.members.remove(user)
        ws.feed.publish("channel", channel=channel.id)
        told: Json = {"type": "member_left_channel", "user": user, "channel": channel.id}
        told |= {"channel_type": "C" if channel.kind == "channel" else "G", "team": ws.team_id}
        ws.tell_app("member_left_channel", told | {"event_ts": ws.next_ts()}, channel)


def _set_reactions(
    ws: Workspace, channel: Channel, message: Message, name: str, users: tuple[str, ...], actor: str
) -> None:
    reactions = {**message.reactions, name: users}
    new = replace(message, reactions={n: u for n, u in reactions.items() if u})
    channel.messages[message.ts] = new
    ws.feed.publish("reaction", message=new, user=actor, text=name)


def _bury(ws: Workspace, channel: Channel, message: Message, before: Json) -> None:
    buried = Message(
        channel=channel.id,
        ts=message.ts,
        user=SLACKBOT.id,
        text=TOMBSTONE,
        at=message.at,
        subtype="tombstone",
        thread_ts=message.ts,
    )
    channel.messages[message.ts] = buried
    ws.feed.publish("message_changed", message=buried)
    _tell_changed(ws, channel, message_json(ws, buried) | {"hidden": True}, before)


def _root_changed(ws: Workspace, channel: Channel, reply: Message) -> None:
    root = channel.messages.get(reply.thread_ts or "")
    if root is not None and root.ts != reply.ts:
        ws.feed.publish("message_changed", message=root, text="thread")


def _tell_posted(ws: Workspace, channel: Channel, message: Message) -> None:
    told = message_json(ws, message, metadata=True, counts=False)
    told |= {"channel": channel.id, "event_ts": message.ts}
    ws.tell_app("message", told | {"channel_type": channel.type}, channel)
    if channel.kind != "dm" and not message.by_app and f"<@{ws.app.bot_user}" in message.text:
        mention = {k: v for k, v in told.items() if k != "subtype"}
        ws.tell_app("app_mention", mention | {"type": "app_mention"}, channel)


def _tell_changed(ws: Workspace, channel: Channel, after: Json, before: Json) -> None:
    source = {"source_team": ws.team_id, "user_team": ws.team_id}
    told = {"type": "message", "subtype": "message_changed", "message": after | source}
    _tell_hidden(ws, channel, told | {"previous_message": before})


def _tell_deleted(ws: Workspace, channel: Channel, ts: str, before: Json) -> None:
    told = {"type": "message", "subtype": "message_deleted", "previous_message": before}
    _tell_hidden(ws, channel, told | {"deleted_ts": ts})


def _tell_hidden(ws: Workspace, channel: Channel, told: Json) -> None:
    ts = ws.next_ts()
    about = {"channel": channel.id, "hidden": True, "ts": ts, "event_ts": ts}
    ws.tell_app("message", told | about | {"channel_type": channel.type}, channel)


def _tell_reaction(
    ws: Workspace, channel: Channel, message: Message, user: str, name: str, kind: str
) -> None:
    told: Json = {"type": kind, "user": user, "reaction": name, "item_user": message.user}
    told["item"] = {"type": "message", "channel": channel.id, "ts": message.ts}
    ws.tell_app(kind, told | {"event_ts": ws.next_ts()}, channel)
