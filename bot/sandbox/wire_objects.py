"""The JSON that Slack shows of users, channels and files.

Shapes follow the samples published with Slack's Java SDK (json-logs/samples).
"""

from zoneinfo import ZoneInfo

from .records import Channel, Json, SlackFile, User
from .workspace import Workspace

PREVIEW = 160  # characters of a transcript that come with the file itself


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
        "deleted": user.deleted,
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
    return (
        _preview(ws, file, path)
        | _clip(ws, file, path)
        | {
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
            "media_display_type": "audio" if file.clip else "unknown",
            "file_access": "visible",
        }
    )


def _preview(ws: Workspace, file: SlackFile, path: str) -> Json:
    """Slack's thumbnails of a picture, which it makes in the sizes that are named after their longer side."""
    if not file.mimetype.startswith("image/"):
        return {}
    sizes = ("64", "80", "160", "360", "480", "720")
    addresses = {f"thumb_{size}": f"{ws.base_url}/files-pri/{path}/{file.name}" for size in sizes}
    return {**addresses, "thumb_360_w": 360, "thumb_360_h": 270, "original_w": 1200, "original_h": 900}


def _clip(ws: Workspace, file: SlackFile, path: str) -> Json:
    """What Slack tells of a voice clip; of a long transcript only its beginning, and the whole as subtitles."""
    if not file.clip:
        return {}
    told: Json = {"subtype": "slack_audio", "duration_ms": 4000, "audio_wave_samples": [12, 40, 90, 33]}
    if file.transcript is None:
        return told | {"transcription": {"status": "processing"}}
    preview = {
        "content": file.transcript[:PREVIEW].strip(),
        "has_more": len(file.transcript) > PREVIEW,
    }
    heard = {"status": "complete", "locale": "en-US", "preview": preview}
    return told | {"transcription": heard, "vtt": f"{ws.base_url}/files-pri/{path}/file.vtt"}


def shares_json(ws: Workspace, file: SlackFile) -> Json:
    """Where it was shared: messages by channel, those of public channels apart."""
    found: Json = {}
    for channel, ts in file.shared_in.items():
        place = "public" if ws.channels[channel].kind == "channel" else "private"
        found.setdefault(place, {})[channel] = [{"ts": ts, "reply_users": [], "reply_count": 0}]
    return found
