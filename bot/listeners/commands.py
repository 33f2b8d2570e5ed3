"""`/site`: what asks is answered at once and privately, what changes goes to the inbox or opens a form."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.acting.crewing import VERBS
from bot.acting.reaching import CHOICES
from bot.body import Body, paragraphs
from bot.commands import SITELESS, answer, siteless_answer, split
from bot.commands.guide import no_site_answer, strange_words
from bot.commands.words import did_you_mean, may_manage
from bot.desk import Desk
from bot.happening import Commanded
from bot.listeners.goals import open_goal
from bot.listeners.opening import MANAGERS_ONLY, open_assign_form, open_handover_form, open_setup
from bot.listeners.pictures import take_pictures
from bot.listeners.resources import OPENING, open_register
from bot.mrkdwn import MENTION, said
from bot.routing import is_direct
from bot.ruling.orders import is_order
from bot.view import SiteView
from bot.weekly.listening import open_promise
from rules.subject import PersonState
from storage.reader import Reader

COMMAND = "/site"
TAKEN = ("handover", "away", "back", "closed", "open")  # they change something, and the pipeline answers
_TEACH = (
    "Say it like this: `/site assign @diego inspect the pump by 15:00`, or `/site assign` alone for a form."
)
_CHANGING = (*OPENING, "retire", "free")
Payload = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to `/site`."""

    def site_command(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        name, rest = split(body.get("text") or "")
        if strange := strange_words(name, rest):
            _reply(ack, strange)
        elif name == "setup":
            open_setup(desk, client, body, body["user_id"])
            ack()
        elif name in ("promise", "promises"):
            open_promise(desk, client, body, rest)
            ack()
        elif name == "assign":
            _reply(ack, _assign(desk, client, body, rest))
        elif name == "handover" and not rest:
            user = body["user_id"]
            open_handover_form(desk, client, body, desk.routes.to_ask(body["channel_id"], user), user)
            ack()
        elif taken := _taken(name, rest):
            _reply(ack, _take(desk, body, taken, rest))
        elif name in ("goals", "goal") and rest:
            _goal(desk, ack, client, body, rest)
        elif name in ("resources", "resource") and rest.partition(" ")[0].casefold() in _CHANGING:
            _register(desk, ack, client, body, rest)
        elif name in ("pause", "resume"):
            _reply(ack, _pause(desk, body, name, rest))
        else:
            _reply(ack, _ask(desk, body, name, rest))
            take_pictures(desk, body, name, rest)

    def other_command(ack: Ack) -> None:
        ack(response_type="ephemeral", text="I only know `/site`. `/site help` says what it can do.")

    app.command(COMMAND)(site_command)
    app.command(re.compile(".*"))(other_command)


def _ask(desk: Desk, body: Payload, name: str, rest: str) -> Body:
    """The answer to what only asks."""
    if name in SITELESS:
        return siteless_answer(name, rest)
    user = body["user_id"]
    site = desk.routes.to_ask(body["channel_id"], user)
    if site is None:
        return no_site_answer()
    with desk.reading(site) as reader:
        told = answer(body.get("text") or "", reader, desk.clock.now(), user)
        manages = may_manage(SiteView(reader).site, user)
    return _warned(told, desk) if manages and name in ("rules", "rule") else told


def _warned(told: Body, desk: Desk) -> Body:
    """With what managers have to know of the rulebook itself: that its files were refused, or how it is matched."""
    troubles = dict.fromkeys(one.text for one in desk.store.troubles())
    if not troubles:
        return told
    lines = [f"⚠️ *The rulebook:* {said(text, 600)}" for text in troubles]
    return Body(text="\n".join((*lines, told.text)), blocks=(*paragraphs(lines), *told.blocks))


def _assign(desk: Desk, client: WebClient, body: Payload, rest: str) -> Body | None:
    """Put the order into the inbox, or say what it lacks; None where it was taken and the pipeline answers."""
    user = body["user_id"]
    site = desk.routes.to_ask(body["channel_id"], user)
    if site is None:
        return no_site_answer()
    if not rest:
        open_assign_form(desk, client, body, site, user)
        return None
    with desk.reading(site) as reader:
        wrong = _wrong_order(reader, rest, user, desk.bot_user)
    if wrong is not None:
        return wrong
    desk.take(_commanded("assign", rest, body), site)
    return None


def _goal(desk: Desk, ack: Ack, client: WebClient, body: Payload, rest: str) -> None:
    """`add` and `change GOAL` open the form, anything else is the pipeline's to answer."""
    verb, _, name = rest.partition(" ")
    if verb.casefold() in ("add", "change"):
        wanted = name.strip().strip("`").casefold() if verb.casefold() == "change" else ""
        open_goal(desk, client, body, wanted, body["user_id"])
        ack()
    else:
        _reply(ack, _take(desk, body, "goals", rest))


def _register(desk: Desk, ack: Ack, client: WebClient, body: Payload, rest: str) -> None:
    """`add`, `change NAME` and `book NAME` open a form, `retire` and `free` are the pipeline's to answer."""
    verb, _, name = rest.partition(" ")
    if verb.casefold() in OPENING:
        open_register(desk, client, body, verb.casefold(), name, body["user_id"])
        ack()
    else:
        _reply(ack, _take(desk, body, "resources", rest))


def _taken(name: str, rest: str) -> str:
    """The name by which the pipeline knows a command that changes something; empty where it only asks."""
    if name in TAKEN:
        return name
    if name in ("rules", "rule") and is_order(rest):
        return "rules"
    if name in ("words", "word") and rest and not rest.startswith("page"):
        return "words"
    if name == "people" and rest:
        return "people"
    says_how = rest.casefold() in CHOICES or rest.partition(" ")[0].casefold() in VERBS
    return "me" if name == "me" and says_how else ""


def _take(desk: Desk, body: Payload, name: str, rest: str) -> Body | None:
    """Put a change into the inbox; None: the pipeline answers."""
    user = body["user_id"]
    site = desk.routes.to_ask(body["channel_id"], user)
    if site is None:
        return no_site_answer()
    desk.take(_commanded(name, rest, body), site)
    return None


def _pause(desk: Desk, body: Payload, name: str, rest: str) -> Body | None:
    """A channel is paused in the channel, before the eyes of those whom it concerns."""
    site = None if is_direct(body["channel_id"]) else desk.routes.bound(body["channel_id"])
    if site is None:
        return Body(text=f"I read nothing here. Write `/site {name}` in the channel that it is about.")
    desk.take(_commanded(name, rest, body), site)
    return None


def _commanded(name: str, rest: str, body: Payload) -> Commanded:
    return Commanded(
        name=name,
        rest=rest,
        user=body["user_id"],
        channel=body["channel_id"],
        trigger=body["trigger_id"],
        response_url=body.get("response_url") or "",
    )


def _wrong_order(reader: Reader, rest: str, user: str, bot_user: str) -> Body | None:
    """Why this order cannot be taken; whether its time can be read is the pipeline's to say."""
    if not may_manage(SiteView(reader).site, user):
        return MANAGERS_ONLY
    whom, _, text = rest.partition(" ")
    mention = MENTION.fullmatch(whom)
    if mention is None:
        return Body(text=f"{_unknown_person(reader, whom)}{_TEACH}")
    if mention[1] == bot_user:
        return Body(text=f"I cannot be asked to do that myself. {_TEACH}")
    return None if text.strip() else Body(text=f"What shall they do? {_TEACH}")


def _unknown_person(reader: Reader, whom: str) -> str:
    if not whom.startswith("@"):
        return ""
    handles = [f"@{one.handle}" for one in reader.all("person") if isinstance(one, PersonState)]
    return f"I do not know {said(whom, 60)}.{did_you_mean(whom, handles)} "


def _reply(ack: Ack, told: Body | None) -> None:
    if told is None:
        ack()
    else:
        ack(response_type="ephemeral", text=told.text, blocks=list(told.blocks))
