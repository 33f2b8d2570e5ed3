"""The JSON that Slack's Web API and events show of messages and views.

Shapes follow the samples published with Slack's Java SDK (json-logs/samples).
"""

from datetime import datetime

from .records import Json, Message, User, View
from .typed_text import rich_text
from .wire_objects import file_json
from .workspace import Workspace


def message_json(ws: Workspace, message: Message, *, metadata: bool = False, counts: bool = True) -> Json:
    """A message as history shows it; `counts` adds what is known of its thread, `metadata` the app's own."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    shown["team"] = ws.team_id
    if message.subtype:
        shown["subtype"] = message.subtype
    author = ws.users.get(message.user)
    if author and author.is_bot and message.subtype != "channel_join":
        profile = bot_profile(ws, author)
        shown |= {"bot_id": profile["id"], "app_id": profile["app_id"], "bot_profile": profile}
    if message.client_msg_id:
        shown["client_msg_id"] = message.client_msg_id
    if message.blocks:
        shown["blocks"] = list(message.blocks)
    elif message.client_msg_id and message.text:
        shown["blocks"] = [_composed(message)]
    if message.attachments:
        shown["attachments"] = list(message.attachments)
    if message.edited:
        shown["edited"] = message.edited
    if message.files:
        files = [file_json(ws, ws.files[id]) for id in message.files]
        shown |= {"files": files, "upload": False, "display_as_bot": False}
    if message.metadata and metadata:
        shown["metadata"] = message.metadata
    return shown | _thread(ws, message, counts) | _reactions(message, counts)


def _composed(message: Message) -> Json:
    section = {"type": "rich_text_section", "elements": rich_text(message.text)}
    return {"type": "rich_text", "block_id": message.ts[-5:], "elements": [section]}


def _thread(ws: Workspace, message: Message, counts: bool) -> Json:
    channel = ws.channels[message.channel]
    if message.thread_ts and message.thread_ts != message.ts:
        root = channel.messages.get(message.thread_ts)
        return {"thread_ts": message.thread_ts} | ({"parent_user_id": root.user} if root else {})
    replies = channel.replies(message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    known: Json = {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users,
        "is_locked": False,
        "subscribed": False,
    }
    return known if counts else {"thread_ts": message.ts}


def _reactions(message: Message, counts: bool) -> Json:
    if not message.reactions or not counts:
        return {}
    return {
        "reactions": [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    }


def bot_profile(ws: Workspace, bot: User) -> Json:
    """The `bot_profile` beside a bot's message, the app's own or another's."""
    own = bot.id == ws.app.bot_user
    return {
        "id": ws.app.bot_id if own else f"B{bot.id[1:]}",
        "app_id": ws.app.app_id if own else f"A{bot.id[1:]}",
        "user_id": bot.id,
        "name": bot.real_name,
        "deleted": False,
        "updated": 0,
        "team_id": ws.team_id,
    }


def view_json(ws: Workspace, view: View, state: Json | None = None) -> Json:
    """A view as `views.open` answers and interaction payloads carry it, with the fields' present content."""
    content = view.content
    return {
        "id": view.id,
        "team_id": ws.team_id,
        "type": view.kind,
        "blocks": view.blocks,
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "state": {"values": state or {}},
        "hash": view.hash,
        "title": _title(content.get("title"), "View Title"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "close": _title(content.get("close"), None),
        "submit": _title(content.get("submit"), None),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id,
        "app_id": ws.app.app_id,
        "external_id": content.get("external_id", ""),
        "app_installed_team_id": ws.team_id,
        "bot_id": ws.app.bot_id,
    }


def _title(text: Json | None, default: str | None) -> Json | None:
    if text is None:
        return {"type": "plain_text", "text": default, "emoji": True} if default else None
    return {"emoji": True} | text


def permalink(ws: Workspace, channel: str, ts: str, thread_ts: str | None = None) -> str:
    """The address of a message, on the sandbox itself so that it can be followed."""
    suffix = f"?thread_ts={thread_ts}&cid={channel}" if thread_ts and thread_ts != ts else ""
    return f"{ws.base_url}/archives/{channel}/p{ts.replace('.', '')}{suffix}"


def iso(instant: datetime) -> str:
    """An instant as ISO 8601 in UTC with a Z."""
    return instant.isoformat().replace("+00:00", "Z")
