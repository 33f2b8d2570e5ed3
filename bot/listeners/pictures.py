"""Pictures that follow an answer's words: the words come at once, pictures are handed to Slack in their turn."""

from collections.abc import Mapping
from typing import Any

from bot.commands.log import photographed
from bot.commands.photos import PHOTOS
from bot.commands.picture import Picture
from bot.desk import Desk
from bot.happening import Commanded
from bot.listeners.opening import channel_of
from bot.weekly.report import WEEKS

_OF_WEEK = ("week", "weeks")


def take_pictures(desk: Desk, body: Mapping[str, Any], name: str, rest: str) -> None:
    """Put into the inbox what pictures belong to the answer of `/site week` or to a page of `/site log`, if any do."""
    user = body.get("user_id") or body["user"]["id"]
    channel = channel_of(body)
    if name not in (*_OF_WEEK, "log") or (name in _OF_WEEK and rest.casefold() not in WEEKS):
        return
    site = desk.routes.to_ask(channel, user)
    if site is None:
        return
    if name == "log":
        with desk.reading(site) as reader:
            rest = " ".join(photographed(Picture(reader, desk.clock.now()), rest))
        if not rest:
            return
    asked = Commanded(
        name=PHOTOS if name == "log" else "week",
        rest=rest,
        user=user,
        channel=channel,
        trigger=body["trigger_id"],
        response_url=body.get("response_url") or "",
    )
    desk.take(asked, site)
