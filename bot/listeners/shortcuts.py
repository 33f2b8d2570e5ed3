"""What a message's menu offers (what was understood, an update, an action), and the report that stands in every composer."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.body import Body
from bot.capture.slack_text import plain
from bot.cards.notes import note
from bot.commands.words import may_manage
from bot.desk import Desk
from bot.forms.correction import correction_form, fresh
from bot.forms.fields import About, View
from bot.happening import Wrote
from bot.heard.pausing import pause_of, until_words
from bot.listeners.messages import read_message
from bot.listeners.opening import channel_of, open_assign_form, open_correction
from bot.listeners.reply import open_form, tell
from bot.routing import is_direct
from bot.stamps import instant_of_ts
from bot.view import SiteView, message_id
from rules.subject import MessageState
from storage.reader import Reader

UNDERSTOOD, RECORD, MAKE_ACTION = "understood", "record", "make_action"
_NOT_HERE = (
    "I read only channels that I was invited to. Invite me with `/invite @Siteloop`, or share the message in the site's channel: "
    "then I read it as relayed by you."
)
_OFF = "Its writer keeps that message out with `[off]`. Only they can change that, by editing it."


def register(app: App, desk: Desk) -> None:
    """Listen to the message shortcuts."""

    def understood(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        _understood(desk, client, body)
        ack()

    def record(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        _record(desk, client, body)
        ack()

    def make_action(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        _make_action(desk, client, body)
        ack()

    def other(ack: Ack) -> None:
        ack()

    app.shortcut(UNDERSTOOD)(understood)
    app.shortcut(RECORD)(record)
    app.shortcut(MAKE_ACTION)(make_action)
    app.shortcut(re.compile(".*"))(other)


def _understood(desk: Desk, client: WebClient, body: dict[str, Any]) -> None:
    """What was read from a message; in a channel that Siteloop is not in nothing was."""
    channel, user = channel_of(body), body["user"]["id"]
    if not is_direct(channel) and desk.routes.bound(channel) is None:
        tell(client, body, note(_NOT_HERE))
        return
    message = message_id(channel, body["message"]["ts"])
    open_correction(desk, client, body, message, desk.routes.to_ask(channel, user), user)


def _make_action(desk: Desk, client: WebClient, body: dict[str, Any]) -> None:
    """The form that asks somebody for what a message says; the message is recorded as the ground, unless it is kept out."""
    channel, user = channel_of(body), body["user"]["id"]
    site = desk.routes.of(channel, user) if is_direct(channel) else desk.routes.bound(channel)
    if site is None:
        tell(client, body, note(_NOT_HERE))
        return
    found = read_message({**body["message"], "channel": channel}, desk.bot_user)
    if isinstance(found, Wrote) and found.off:
        tell(client, body, note(_OFF))
        return
    about = ""
    if isinstance(found, Wrote) and not found.direct:
        desk.take(_by_hand(found, user), site)
        about = message_id(channel, found.ts)
    text = plain(str(body["message"].get("text") or ""))
    open_assign_form(desk, client, body, site, user, about=about, text=text)


def _record(desk: Desk, client: WebClient, body: dict[str, Any]) -> None:
    """Take a message that was not recorded, and show what is read from it to be put right; one that was is shown likewise."""
    channel, user = channel_of(body), body["user"]["id"]
    site = desk.routes.of(channel, user) if is_direct(channel) else desk.routes.bound(channel)
    known = message_id(channel, body["message"]["ts"])
    if site is None:
        tell(client, body, note(_NOT_HERE))
        return
    with desk.reading(site) as reader:
        heard = SiteView(reader).message(known)
        found = read_message({**body["message"], "channel": channel}, desk.bot_user)
        shown = _shown(desk, reader, found, user) if heard is None else None
    if heard is not None:
        open_correction(desk, client, body, known, site, user)
    elif not isinstance(found, Wrote) or isinstance(shown, Body):
        tell(
            client,
            body,
            shown if isinstance(shown, Body) else note("I record what people write; that was a bot."),
        )
    else:
        desk.take(_by_hand(found, user), site)
        if shown is None:
            tell(client, body, note("Taken. Its menu, “What was understood?”, shows what I read from it."))
        else:
            open_form(client, body, shown)


def _by_hand(found: Wrote, user: str) -> Wrote:
    return Wrote(**{**vars(found), "recorded_by": user})


def _shown(desk: Desk, reader: Reader, found: object, user: str) -> View | Body | None:
    """The form with what is read from it, for those who may put it right; why it is not taken; None where it is simply taken."""
    if not isinstance(found, Wrote):
        return None
    here = SiteView(reader)
    pause = pause_of(here.site, found.channel, desk.clock.now())
    if found.direct:
        return note(
            _NOT_HERE
        )  # what people write to one another is theirs; what they write to me I have read
    if found.off:
        return note(_OFF)
    if pause is not None:
        return note(
            f"I am paused in this channel {until_words(pause, here)}, so I record nothing that is written here."
        )
    if found.thread_ts or (user != found.user and not may_manage(here.site, user)):
        return None
    return _form(desk, reader, here, found)


def _form(desk: Desk, reader: Reader, here: SiteView, found: Wrote) -> View:
    text, said = plain(found.text), instant_of_ts(found.ts)
    signals = desk.readers.of(reader).read(text, at=here.calendar.local(said)).signals
    name = message_id(found.channel, found.ts)
    message = MessageState(
        id=name, channel=found.channel, by=found.user, at=said, revision=1, text=text, live=fresh(signals)
    )
    return correction_form(
        message, here, About(about=name, site=reader.site, channel=found.channel, revision=1)
    )
