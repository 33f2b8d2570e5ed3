"""Messages: written, edited, deleted. What is not a person's words (other bots, joins, unfurled links) is left alone."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slack_bolt import App

from bot.desk import Desk
from bot.happening import SITELOOP, Erased, Relayed, SharedFile, Wrote
from bot.routing import is_direct

SlackEvent = Mapping[str, Any]
_WORDS = ("", "file_share", "thread_broadcast", "me_message")
_SLACKBOT = "USLACKBOT"
_CLIPS = ("slack_audio", "slack_video")
_IMAGES = ("image/png", "image/jpeg", "image/gif")  # what Slack shows in blocks
_OFF = re.compile(
    r"\[\s*off\s*\]", re.IGNORECASE
)  # whoever writes `[off]` in a message keeps it from being read


def register(app: App, desk: Desk) -> None:
    """Listen to `message` and to `app_mention`, which tells of the same message once more."""

    def take_message(event: dict[str, Any]) -> None:
        found = read_message(event, desk.bot_user)
        if isinstance(found, Wrote):
            desk.take(found, desk.routes.of(found.channel, found.user, found.thread_ts))
        elif isinstance(found, Erased):
            writer = str((event.get("previous_message") or {}).get("user", ""))
            desk.take(
                found, desk.routes.of(found.channel, writer, _thread(event.get("previous_message") or {}))
            )

    app.event("message")(take_message)
    app.event("app_mention")(take_message)


def read_message(event: SlackEvent, bot_user: str) -> Wrote | Erased | None:
    """What a `message` or `app_mention` event tells, None where nobody said anything."""
    match event.get("subtype", ""):
        case "message_changed":
            return _changed(event, bot_user)
        case "message_deleted":
            return (
                None
                if _is_ours(event.get("previous_message") or {}, bot_user)
                else _erased(event, event["deleted_ts"])
            )
        case subtype if subtype in _WORDS and not _is_ours(event, bot_user):
            return _wrote(event, event["channel"], bot_user)
        case _:
            return None


def _changed(event: SlackEvent, bot_user: str) -> Wrote | Erased | None:
    """An edit, if the text is another: links that unfurl and replies that are counted change a message too."""
    message, before = event["message"], event.get("previous_message") or {}
    if _is_ours(message, bot_user):
        return None
    if message.get("subtype") == "tombstone":  # the root of a thread was deleted; Slack keeps its place
        return _erased(event, message["ts"])
    if message.get("subtype", "") not in _WORDS or message.get("text") == before.get("text", object()):
        return None
    revision = (message.get("edited") or {}).get("ts") or event.get("event_ts", "")
    return _wrote(message, event["channel"], bot_user, revision)


def _wrote(message: SlackEvent, channel: str, bot_user: str, edited: str = "") -> Wrote:
    text, to_us = _named(_whole(message.get("text") or ""), bot_user)
    off = is_off(text)
    return Wrote(
        channel=channel,
        ts=message["ts"],
        user=message["user"],
        text="" if off else text,
        thread_ts=_thread(message),
        edited=edited,
        direct=is_direct(channel),
        mentions_bot=to_us,
        off=off,
        files=() if off else tuple(_file(file) for file in message.get("files") or ()),
        relayed=() if off else tuple(_relayed(message)),
    )


def _named(text: str, bot_user: str) -> tuple[str, bool]:
    """With Siteloop's name for its id, which nobody who reads the words on a card could know; and whether it was named."""
    if not bot_user:
        return text, False
    found, times = re.subn(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>", SITELOOP, text)
    return found, times > 0


def is_off(text: str) -> bool:
    """Whether its writer keeps it from being read."""
    return _OFF.search(text) is not None


def _whole(text: str) -> str:
    """Half a surrogate pair, which JSON can carry and no database takes, becomes a replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _thread(message: SlackEvent) -> str:
    """The root's ts of a reply; a root itself carries its own ts once it has replies."""
    root = message.get("thread_ts") or ""
    return "" if root == message.get("ts") else root


def _file(file: SlackEvent) -> SharedFile:
    """A file of another organisation comes with its id alone."""
    told = file.get("transcription") or {}
    preview = told.get("preview") or {}
    is_voice = file.get("subtype") in _CLIPS
    return SharedFile(
        id=file["id"],
        name=file.get("name") or "",
        mimetype=file.get("mimetype") or "",
        link=file.get("permalink") or "",
        is_voice=is_voice,
        transcript=_whole(preview.get("content") or "") if told.get("status") == "complete" else "",
        is_whole=not is_voice or (told.get("status") == "complete" and not preview.get("has_more")),
        is_image=file.get("mimetype") in _IMAGES and file.get("mode") == "hosted" and _is_own(file),
    )


def _is_own(file: SlackEvent) -> bool:
    """Neither kept elsewhere than at Slack, nor of an organisation that shares the channel."""
    return not file.get("is_external") and file.get("file_access", "visible") == "visible"


def _relayed(message: SlackEvent) -> Iterator[Relayed]:
    """What it shares of other people's messages. A link that unfurls is no share, and what an app wrote is nobody's report."""
    for shared in message.get("attachments") or ():
        text = _whole(shared.get("text") or "")
        if shared.get("is_share") and shared.get("author_id") and shared.get("ts") and not _OFF.search(text):
            author, channel = str(shared["author_id"]), str(shared.get("channel_id") or "")
            yield Relayed(author=author, text=text, channel=channel, ts=str(shared["ts"]))


def _erased(event: SlackEvent, ts: str) -> Erased:
    return Erased(channel=event["channel"], ts=ts)


def _is_ours(message: SlackEvent, bot_user: str) -> bool:
    """Ours or another bot's, or nobody's."""
    if message.get("bot_id") or message.get("subtype") == "bot_message":
        return True
    return message.get("subtype") != "tombstone" and message.get("user", "") in ("", bot_user, _SLACKBOT)
