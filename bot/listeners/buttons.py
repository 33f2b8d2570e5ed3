"""Buttons: those that answer go to the inbox, those that need a form open it, those that only ask are answered."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.cards import CORRECT, CORRECT_LISTED
from bot.cards.buttons import MORE
from bot.commands import SITELESS, answer, siteless_answer, split
from bot.commands.guide import no_site_answer
from bot.desk import Desk
from bot.happening import Pressed
from bot.heard.reasons import SAY_WHY
from bot.home import site_of_block
from bot.listeners.opening import (
    channel_of,
    open_action_form,
    open_assign_form,
    open_correction,
    open_handover_form,
    open_setup,
)
from bot.listeners.reply import tell

FORMS = ("not_done", "not_mine", "help", "answer", "edit", "refuse", "send_back")
SHOWN = ("status", "tasks", "actions", "mine", "waiting", "overdue", "help", "loop")
Payload = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to every button; one that is not known here answers something, and the pipeline knows what."""

    def why(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        _answer(desk, client, body, f"why {action['value']}", _site(desk, body, action))
        ack()

    def show(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        site = desk.routes.to_ask(channel_of(body), body["user"]["id"])
        name = {"page_on": "actions"}.get(action["action_id"], action["action_id"].removeprefix("show_"))
        _answer(desk, client, body, f"{name} {action.get('value') or ''}".strip(), site)
        ack()

    def setup(ack: Ack, body: Payload, client: WebClient) -> None:
        open_setup(desk, client, body, body["user"]["id"])
        ack()

    def assign(ack: Ack, body: Payload, client: WebClient) -> None:
        user = body["user"]["id"]
        site = desk.routes.to_ask(channel_of(body), user)
        if site is None:
            tell(client, body, no_site_answer())
        else:
            open_assign_form(desk, client, body, site, user)
        ack()

    def correct(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        user, site = body["user"]["id"], _site(desk, body, action)
        in_place = action["action_id"] == CORRECT
        open_correction(desk, client, body, action["value"], site, user, in_place=in_place)
        ack()

    def press(ack: Ack, body: Payload, action: Payload) -> None:
        if action["type"] == "button" and not action.get("url"):
            desk.take(read_press(body, action), _site(desk, body, action))
        ack()

    _register_forms(app, desk)
    for name in SHOWN:
        app.action(f"show_{name}")(show)
    app.action("page_on")(show)
    app.action("show_setup")(setup)
    app.action("show_assign")(assign)
    app.action("why")(why)
    for name in (CORRECT, CORRECT_LISTED):
        app.action(name)(correct)
    app.action(re.compile(".*"))(press)


def _register_forms(app: App, desk: Desk) -> None:
    """Listen to what opens a form about an action: its buttons, and the menu behind three dots."""

    def open_form(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        open_action_form(desk, client, body, action["action_id"], action["value"], _site(desk, body, action))
        ack()

    def more(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        form, _, name = action["selected_option"]["value"].partition(":")
        open_action_form(desk, client, body, form, name, _site(desk, body, action))
        ack()

    def handover(ack: Ack, body: Payload, client: WebClient) -> None:
        user = body["user"]["id"]
        open_handover_form(desk, client, body, desk.routes.to_ask(channel_of(body), user), user)
        ack()

    def say_why(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        site = _site(desk, body, action)
        open_action_form(desk, client, body, "not_done", action["value"], site, in_place=True)
        ack()

    for name in FORMS:
        app.action(name)(open_form)
    app.action(SAY_WHY)(say_why)
    app.action("handover")(handover)
    app.action(MORE)(more)


def read_press(body: Payload, action: Payload) -> Pressed:
    """What a button's press tells."""
    return Pressed(
        name=action["action_id"],
        value=action.get("value") or "",
        user=body["user"]["id"],
        channel=channel_of(body),
        ts=(body.get("container") or {}).get("message_ts", ""),
        pressed_ts=action["action_ts"],
        response_url=body.get("response_url") or "",
    )


def _site(desk: Desk, body: Payload, action: Payload) -> int:
    """On the home tab the block tells the site, elsewhere the message."""
    at_home = (
        site_of_block(action.get("block_id", "")) if (body.get("view") or {}).get("type") == "home" else None
    )
    ts = (body.get("container") or {}).get("message_ts", "")
    return at_home or desk.routes.pressed_at(channel_of(body), body["user"]["id"], ts)


def _answer(desk: Desk, client: WebClient, body: Payload, command: str, site: int | None) -> None:
    if site is None:
        name, rest = split(command)
        tell(client, body, siteless_answer(name, rest) if name in SITELESS else no_site_answer())
        return
    with desk.reading(site) as reader:
        told = answer(command, reader, desk.clock.now(), body["user"]["id"])
    tell(client, body, told)
