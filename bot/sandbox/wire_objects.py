"""The JSON that Slack shows of users, channels and files.

Shapes follow the samples published with Slack's Java SDK (json-logs/samples).
"""

from zoneinfo import ZoneInfo

from .records import Channel, Json, SlackFile, User
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
        own = user.id == ws.app.bot_user
        profile["api_app_id"] = ws.app.app_id if own else f"A{user.id[1:]}"
        profile["bot_id"] = ws.app.bot_id if own else f"B{user.id[1:]}"
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
