"""Turning the pages of a list that somebody asked for: the next page stands in its place."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.commands import answer
from bot.commands.guide import no_site_answer
from bot.desk import Desk
from bot.listeners.opening import channel_of
from bot.listeners.pictures import take_pictures
from bot.listeners.reply import tell

LISTS = ("log", "me", "words")


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons below each list, which carry what was asked for and the page."""

    def listen(name: str) -> None:
        def turned(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
            user = body["user"]["id"]
            site = desk.routes.to_ask(channel_of(body), user)
            if site is None:
                tell(client, body, no_site_answer())
            else:
                with desk.reading(site) as reader:
                    told = answer(f"{name} {action['value']}", reader, desk.clock.now(), user)
                tell(client, body, told, in_place=True)
                take_pictures(desk, body, name, action["value"])
            ack()

        app.action(f"{name}_newer")(turned)
        app.action(f"{name}_older")(turned)

    for name in LISTS:
        listen(name)
