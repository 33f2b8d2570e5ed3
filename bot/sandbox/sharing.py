"""Files become visible: the message that shows them, and the app's `file_shared`."""

from dataclasses import replace

from . import posting
from .records import Channel, Message
from .workspace import Workspace


def share(ws: Workspace, channel: Channel, draft: Message) -> Message:
    """Post a message with `draft.files`, note where each file is shown, and tell the app of each."""
    with ws.lock:
        message = posting.post(ws, channel, draft)
        for id in message.files:
            file = ws.files[id]
            ws.files[id] = replace(file, shared_in={**file.shared_in, channel.id: message.ts})
            told: dict[str, object] = {"type": "file_shared", "file_id": id, "user_id": message.user}
            told |= {"file": {"id": id}, "channel_id": channel.id, "event_ts": ws.next_ts()}
            ws.tell_app("file_shared", told, channel)
        return message
