"""The JSON that Slack's Web API and events show of users, channels, messages, files and views.

Shapes follow the samples published with Slack's Java SDK (json-logs/samples).
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from .records import Channel, Json, Message, SlackFile, User, View
from .typed_text import rich_text
from .workspace import Workspace


def user_json(ws: Workspace, user: User) -> Json:
    """A user as `users.info` shows it."""
    offset = ws.clock.now().astimezone(ZoneInfo(user.tz)).utcoffset()
    first, _, last = user.real_name.partition(" ")
    profile: Json = {
        "title": user.title,
        "phone": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": "",
        "status_emoji": "",
        "first_name": first,
        "last_name": last,
        "team": ws.team_id,
    }
    if user.is_bot:
        profile |= {"api_app_id": ws.app.app_id, "bot_id": ws.app.bot_id}
    return {
        "id": user.id,
        "team_id": ws.team_id,
        "name": user.name,
        "deleted": False,
        "color": "4bbe2e",
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz.rpartition("/")[2].replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_email_confirmed": True,
        "updated": 0,
    }


def channel_json(ws: Workspace, channel: Channel) -> Json:
    """A conversation as `conversations.info` shows it to the bot."""
    common: Json = {
        "id": channel.id,
        "created": int(channel.created.timestamp()),
        "is_archived": channel.archived,
        "is_org_shared": False,
        "context_team_id": ws.team_id,
        "updated": int(channel.created.timestamp() * 1000),
    }
    if channel.kind == "dm":
        other = next((m for m in channel.members if m != ws.app.bot_user), channel.members[0])
        return common | {"is_im": True, "user": other, "is_user_deleted": False, "priority": 0}
    private = channel.kind == "private"
    no_purpose = {"value": "", "creator": "", "last_set": 0}
    return common | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not private,
        "is_group": private,
        "is_im": False,
        "is_mpim": False,
        "is_private": private,
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_member": ws.app.bot_user in channel.members,
        "creator": channel.creator,
        "unlinked": 0,
        "topic": {"value": channel.topic, "creator": channel.creator if channel.topic else "", "last_set": 0},
        "purpose": no_purpose,
        "previous_names": [],
        "shared_team_ids": [ws.team_id],
        "pending_shared": [],
        "num_members": len(channel.members),
    }


def file_json(ws: Workspace, file: SlackFile) -> Json:
    """A file as messages and `files.info` show it; its addresses want the bot's token."""
    path = f"{ws.team_id}-{file.id}"
    return {
        "id": file.id,
        "created": int(file.created.timestamp()),
        "timestamp": int(file.created.timestamp()),
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "user": file.user,
        "user_team": ws.team_id,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(not c.startswith("D") for c in file.shared_in),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{ws.base_url}/files-pri/{path}/{file.name}",
        "url_private_download": f"{ws.base_url}/files-pri/{path}/download/{file.name}",
        "permalink": f"{ws.base_url}/files/{file.user}/{file.id}/{file.name}",
        "media_display_type": "unknown",
        "file_access": "visible",
    }


def message_json(ws: Workspace, message: Message, *, metadata: bool = False, counts: bool = True) -> Json:
    """A message as history shows it; `counts` adds what is known of its thread, `metadata` the app's own."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    shown["team"] = ws.team_id
    if message.subtype:
        shown["subtype"] = message.subtype
    if message.by_app:
        shown |= {"bot_id": ws.app.bot_id, "app_id": ws.app.app_id, "bot_profile": bot_profile(ws)}
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


def bot_profile(ws: Workspace) -> Json:
    """The `bot_profile` beside a bot's message."""
    return {
        "id": ws.app.bot_id,
        "app_id": ws.app.app_id,
        "user_id": ws.app.bot_user,
        "name": ws.app.name,
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
