"""What a message's menu offers: what was understood of it, and recording one that Siteloop did not hear."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.cards.notes import note
from bot.commands.guide import no_site_answer
from bot.desk import Desk
from bot.happening import Wrote
from bot.listeners.messages import read_message
from bot.listeners.opening import channel_of, open_correction
from bot.listeners.reply import tell
from bot.view import SiteView, message_id

UNDERSTOOD, RECORD = "understood", "record"


def register(app: App, desk: Desk) -> None:
    """Listen to the two message shortcuts."""

    def understood(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        channel, user = channel_of(body), body["user"]["id"]
        message = message_id(channel, body["message"]["ts"])
        open_correction(desk, client, body, message, desk.routes.to_ask(channel, user), user)
        ack()

    def record(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        _record(desk, client, body)
        ack()

    def other(ack: Ack) -> None:
        ack()

    app.shortcut(UNDERSTOOD)(understood)
    app.shortcut(RECORD)(record)
    app.shortcut(re.compile(".*"))(other)


def _record(desk: Desk, client: WebClient, body: dict[str, Any]) -> None:
    """Take a message that was written before Siteloop came; one that it heard is shown as it was understood."""
    channel, user = channel_of(body), body["user"]["id"]
    site = desk.routes.to_ask(channel, user)
    if site is None:
        tell(client, body, no_site_answer())
        return
    known = message_id(channel, body["message"]["ts"])
    with desk.reading(site) as reader:
        heard = SiteView(reader).message(known) is not None
    found = read_message({**body["message"], "channel": channel}, desk.bot_user)
    if heard:
        open_correction(desk, client, body, known, site, user)
    elif isinstance(found, Wrote):
        desk.take(found, site)
        tell(client, body, note("Taken. Its menu, “What was understood?”, shows what I read from it."))
    else:
        tell(client, body, note("I record what people write; that was a bot."))
