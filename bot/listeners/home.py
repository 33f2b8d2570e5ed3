"""The home tab, drawn anew whenever somebody opens it."""

import logging
from contextlib import ExitStack
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.commands.picture import Picture
from bot.desk import Desk
from bot.forms.fields import View
from bot.home import home_view

_LOG = logging.getLogger(__name__)


def register(app: App, desk: Desk) -> None:
    """Listen to the opening of the home tab."""

    def opened(event: dict[str, Any], client: WebClient) -> None:
        if event.get("tab", "home") != "home":
            return
        try:
            client.views_publish(user_id=event["user"], view=draw(desk, event["user"]))
        except SlackApiError as error:
            _LOG.warning("A home tab could not be shown", extra={"error": str(error.response.get("error"))})

    app.event("app_home_opened")(opened)


def draw(desk: Desk, user: str) -> View:
    """The person's home tab as it is now."""
    now = desk.clock.now()
    with ExitStack() as stack:
        readers = [stack.enter_context(desk.reading(site)) for site in desk.routes.all_of(user)]
        return home_view([(reader, Picture(reader, now)) for reader in readers], user)
