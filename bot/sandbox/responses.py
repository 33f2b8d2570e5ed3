"""What the app sends to a response_url, or answers a command with."""

from dataclasses import replace

from . import posting
from .blocks import check_blocks
from .blocks.fill import filled
from .images import check_images
from .interactions import ResponseUrl
from .records import Json, Message
from .workspace import Workspace

_KNOWN = frozenset(
    [
        "text",
        "blocks",
        "attachments",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "mrkdwn",
        "metadata",
        "unfurl_links",
        "unfurl_media",
    ]
)


class ResponseRefused(Exception):
    """The app's response is not one Slack takes; `code` is Slack's error."""

    def __init__(self, code: str, problems: list[str] | None = None) -> None:
        super().__init__(f"{code}: {'; '.join(problems or [])}")
        self.code = code
        self.problems = problems or []


def respond(ws: Workspace, response: ResponseUrl, content: Json) -> None:
    """Carry out one response: a new message, ephemeral unless told otherwise, or a change of its source."""
    unknown = sorted(set(content) - _KNOWN)
    if unknown:
        raise ResponseRefused("invalid_arguments", [f"unknown field: {name}" for name in unknown])
    blocks = content.get("blocks") or []
    problems = check_blocks(blocks, "message") or check_images(ws, blocks)
    if problems:
        raise ResponseRefused("invalid_blocks", problems)
    with ws.lock:
        if content.get("delete_original") or content.get("replace_original"):
            _change_source(ws, response, content)
            return
        if not (content.get("text") or content.get("blocks") or content.get("attachments")):
            raise ResponseRefused("no_text")
        _new_message(ws, response, content)


def _change_source(ws: Workspace, response: ResponseUrl, content: Json) -> None:
    channel = ws.channels[response.channel]
    source = channel.messages.get(response.source or "") or channel.ephemerals.get(response.source or "")
    if source is None:
        raise ResponseRefused("message_not_found")
    if content.get("delete_original"):
        posting.remove(ws, channel, source)
        return
    updated = replace(
        source,
        text=str(content.get("text") or ""),
        blocks=filled(content.get("blocks") or []),
        attachments=tuple(content.get("attachments") or ()),
        edited=source.edited if source.recipient else posting.edited_by(ws, ws.app.bot_user),
    )
    posting.change(ws, channel, source, updated)


def _new_message(ws: Workspace, response: ResponseUrl, content: Json) -> None:
    channel = ws.channels[response.channel]
    public = content.get("response_type") == "in_channel"
    draft = Message(
        channel=channel.id,
        ts="",
        user=ws.app.bot_user,
        text=str(content.get("text") or ""),
        at=ws.clock.now(),
        blocks=filled(content.get("blocks") or []),
        attachments=tuple(content.get("attachments") or ()),
        thread_ts=content.get("thread_ts") or (None if public else response.thread_ts),
        by_app=True,
        recipient=None if public else response.user,
        metadata=content.get("metadata"),
    )
    if public:
        posting.post(ws, channel, draft)
    else:
        posting.whisper(ws, channel, draft)
