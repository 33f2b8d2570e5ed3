"""Files that change: Slack tells so once it has listened to a voice clip."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.desk import Desk
from bot.happening import Transcribed
from bot.routing import is_direct
from bot.sending.fetching import transcript_of
from bot.sending.slack import SlackError, asking

_LOG = logging.getLogger(__name__)


def register(app: App, desk: Desk) -> None:
    """Listen to `file_change`, which tells the file's id alone; where it was shared has to be asked."""

    def changed(event: dict[str, Any], client: WebClient) -> None:
        try:
            with asking():
                file = client.files_info(file=event["file_id"])["file"]
            told = transcript_of(client, file) if file.get("transcription") else ""
        except SlackError as error:  # the clip is looked at once more later, as long as somebody waits for it
            _LOG.warning("A file that changed could not be read", extra={"error": str(error)})
            return
        for channel, ts in _places(file) if told else ():
            if is_direct(channel) or desk.routes.bound(channel) is not None:
                heard = Transcribed(channel=channel, ts=ts, file=file["id"], transcript=told)
                desk.take(heard, desk.routes.of(channel, file.get("user") or ""))

    app.event("file_change")(changed)


def _places(file: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every message that shows it."""
    for shares in (file.get("shares") or {}).values():
        for channel, messages in shares.items():
            yield from ((channel, message["ts"]) for message in messages)
