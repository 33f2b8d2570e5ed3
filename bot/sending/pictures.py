"""Pictures in messages: a chart is drawn and handed to Slack, and the message that is shown with it names it.

A picture is handed over without a channel, so nobody sees one whose message was never sent; the message itself is found again
by its name like any other. Words are worth more than a picture: where there can be none, they are sent without.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.request import Request, urlopen

from slack_sdk import WebClient

from bot.body import Block, context, image
from bot.charts.chart import picture_of
from bot.sending.posting import Receipt
from bot.sending.slack import NotReached, Refused, SlackError, asking
from storage.outbox import Pending

log = logging.getLogger(__name__)

NO_SCOPE = "_There is a picture of this, but Siteloop may not show it: whoever runs Siteloop grants it the scope_ `files:write`."
_PATIENCE = 4  # tries, after which the words go out without the picture
Keep = Callable[[Pending, Mapping[str, Any]], None]
Show = Callable[[WebClient, Pending], Receipt]


def illustrated(client: WebClient, pending: Pending, keep: Keep, show: Show) -> Receipt:
    """Show the message with its picture; without, where Slack will not show it.

    `keep` remembers the body once the picture is there, so that a later try does not hand it over again.

    Raises:
        RateLimited, NotReached: Slack could not take it now, or has not worked off the picture yet.
        Refused: it will not take the message.
    """
    shown = _with_picture(client, pending, keep)
    try:
        return show(client, shown)
    except Refused as refused:
        if "invalid_blocks" not in refused.code or not _images(shown):
            raise
    if "picture" in pending.outgoing.body and pending.attempts < _PATIENCE:
        raise NotReached("Slack has not worked off the picture yet", uncertain=False, network=False)
    log.warning("Slack will not show an image; its message goes without", extra={"key": pending.outgoing.key})
    words = [block for block in shown.outgoing.body["blocks"] if block["type"] != "image"]
    return show(client, _with_body(shown, {**shown.outgoing.body, "blocks": words}))


def _with_picture(client: WebClient, pending: Pending, keep: Keep) -> Pending:
    """The message as it is sent: what it says of its picture is a picture at Slack, or gone."""
    body = dict(pending.outgoing.body)
    picture = body.pop("picture", None)
    if picture is None:
        return pending
    file, told = picture.get("file"), ""
    if file is None:
        file, told = _handed_over(client, picture, patient=pending.attempts < _PATIENCE)
        if file is not None:
            keep(pending, {**body, "picture": {**picture, "file": file}})
    shown = image(file, picture["alt"], picture["title"]) if file else context(told) if told else None
    return _with_body(pending, body | {"blocks": _before_buttons(body.get("blocks") or (), shown)})


def _images(pending: Pending) -> bool:
    return any(block["type"] == "image" for block in pending.outgoing.body.get("blocks") or ())


def _with_body(pending: Pending, body: Mapping[str, Any]) -> Pending:
    return replace(pending, outgoing=replace(pending.outgoing, body=body))


def _before_buttons(blocks: Sequence[Block], shown: Block | None) -> list[Block]:
    if shown is None:
        return list(blocks)
    last = len(blocks) - bool(blocks and blocks[-1]["type"] == "actions")
    return [*blocks[:last], shown, *blocks[last:]]


def _handed_over(client: WebClient, picture: Mapping[str, Any], *, patient: bool) -> tuple[str | None, str]:
    """The file's id; or None and what is said of that, if anything."""
    try:
        return _upload(client, picture), ""
    except Refused as refused:
        log.warning("a picture was refused: %s", refused.code)
        return None, NO_SCOPE if refused.code == "missing_scope" else ""
    except SlackError:
        if patient:
            raise
    except Exception:
        log.exception("a picture could not be drawn")
    return None, ""


def _upload(client: WebClient, picture: Mapping[str, Any]) -> str:
    content, name = picture_of(picture["chart"]), f"{picture['chart']['kind']}.png"
    with asking():
        place = client.files_getUploadURLExternal(
            filename=name, length=len(content), alt_txt=picture["alt"][:1000]
        )
    request = Request(str(place["upload_url"]), data=content, method="POST")  # noqa: S310 - Slack's own answer
    request.add_header("Content-Type", "application/octet-stream")
    with asking(), urlopen(request, timeout=client.timeout):  # noqa: S310 - as above
        pass
    with asking():
        done = client.files_completeUploadExternal(
            files=[{"id": str(place["file_id"]), "title": picture["title"]}]
        )
    return str(done["files"][0]["id"])
