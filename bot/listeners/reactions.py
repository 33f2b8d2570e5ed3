"""Reactions to Siteloop's messages, which answer them; those among people are theirs."""

from typing import Any

from slack_bolt import App

from bot.desk import Desk
from bot.happening import Reacted


def register(app: App, desk: Desk) -> None:
    """Listen to reactions added and taken away."""

    def take_reaction(event: dict[str, Any]) -> None:
        found = read_reaction(event, desk.bot_user)
        if found is not None:
            desk.take(found, desk.routes.of(found.channel, found.user, found.ts))

    app.event("reaction_added")(take_reaction)
    app.event("reaction_removed")(take_reaction)


def read_reaction(event: dict[str, Any], bot_user: str) -> Reacted | None:
    """A person's reaction to a message of ours; `event["item"]` is Slack's name for what was reacted to."""
    reacted_to = event["item"]
    if reacted_to.get("type") != "message" or event["user"] == bot_user:
        return None
    if event.get("item_user", bot_user) != bot_user:
        return None
    return Reacted(
        channel=reacted_to["channel"],
        ts=reacted_to["ts"],
        user=event["user"],
        name=event["reaction"],
        added=event["type"] == "reaction_added",
        reacted_ts=event["event_ts"],
    )
