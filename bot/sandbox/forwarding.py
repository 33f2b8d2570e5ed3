"""A message passed on: the attachment that Slack makes of it.

The shape follows messages that Slack's clients forward: `is_share`, the author, the text, and the original's own blocks.
"""

from .records import Channel, Json, Message
from .wire import message_json, permalink
from .workspace import Workspace


def attachment(ws: Workspace, channel: Channel, message: Message) -> Json:
    """What a message that shares this one carries."""
    author = ws.users[message.user]
    original = message_json(ws, message)
    link = permalink(ws, channel.id, message.ts, message.thread_ts)
    date = f"{message.at:%B} {message.at.day}, {message.at.year} {message.at:%I:%M %p}"
    shared: Json = {
        "id": 1,
        "ts": message.ts,
        "channel_id": channel.id,
        "channel_team": ws.team_id,
        "is_msg_unfurl": True,
        "is_share": True,
        "from_url": link,
        "original_url": link,
        "author_name": author.real_name,
        "author_subname": author.real_name,
        "author_link": f"{ws.base_url}/team/{author.id}",
        "author_icon": "",
        "text": message.text,
        "fallback": f"[{date}] {author.name}: {message.text}",
        "footer": f"Posted in #{channel.name}" if channel.name else "Posted in a direct message",
        "mrkdwn_in": ["text"],
        "message_blocks": [
            {
                "team": ws.team_id,
                "channel": channel.id,
                "ts": message.ts,
                "message": {"blocks": original.get("blocks", [])},
            }
        ],
    }
    if author.is_bot:
        return shared | {"bot_id": ws.app.bot_id if author.id == ws.app.bot_user else f"B{author.id[1:]}"}
    shared["author_id"] = author.id
    return shared | ({"files": original["files"]} if message.files else {})
