"""Who comes to a channel, Siteloop included, who leaves it or the workspace, and the app being taken away."""

from typing import Any

from slack_bolt import App

from bot.desk import Desk
from bot.happening import Joined, Left, Uninstalled


def register(app: App, desk: Desk) -> None:
    """Listen to joins and leaves, and to the two events that tell of an uninstall, which come in any order."""

    def take_join(event: dict[str, Any]) -> None:
        joined = Joined(
            channel=event["channel"],
            user=event["user"],
            is_bot=event["user"] == desk.bot_user,
            joined_ts=event["event_ts"],
        )
        desk.take(joined, desk.routes.of(joined.channel, joined.user))

    def take_leave(event: dict[str, Any]) -> None:
        left = Left(channel=event["channel"], user=event["user"], left_ts=event["event_ts"])
        desk.take(left, desk.routes.of(left.channel, left.user))

    def take_change(event: dict[str, Any]) -> None:
        """Of what changes about a person only their deactivation matters here."""
        user = event["user"]
        for site in desk.routes.all_of(user["id"]) if user.get("deleted") else ():
            desk.take(Left(channel="", user=user["id"], left_ts=event["event_ts"], site=site), site)

    def take_uninstall(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return  # a person's own token; the bot's still holds
        at_ts = event.get("event_ts") or str(body.get("event_time", ""))
        desk.take(Uninstalled(at_ts=at_ts), desk.routes.lobby())

    app.event("member_joined_channel")(take_join)
    app.event("member_left_channel")(take_leave)
    app.event("user_change")(take_change)
    app.event("app_uninstalled")(take_uninstall)
    app.event("tokens_revoked")(take_uninstall)
