"""Rules from Slack: `/site rules …`, the buttons of a rule that open a form, and the forms themselves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.body import Body
from bot.commands.guide import no_site_answer
from bot.commands.rulebook import book_of
from bot.desk import Desk
from bot.forms.fields import About, View, notice, read_fields
from bot.forms.rules import force_form, mode_form, numbers_form, off_form, silence_form, silence_until
from bot.happening import Submitted
from bot.listeners.opening import channel_of
from bot.listeners.reply import open_form, tell
from bot.mrkdwn import said
from bot.routing import is_direct
from bot.ruling.changes import Wish, wish_of, wish_of_form
from bot.ruling.orders import unknown_rule
from bot.ruling.tuning import FORMS, refusal
from bot.ruling.words import change_words
from bot.view import SiteView, listed
from rules.book import Book
from rules.deciding.tuning import changed
from rules.errors import SiteloopError
from rules.language.thresholds import thresholds
from rules.rule import Rule
from rules.subject import Tuning
from storage.reader import Reader

BUTTONS = ("rule_mode", "rule_off", "rule_silence", "rule_numbers", "rule_try", "rule_force")
Payload = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons of a rule and to their forms, before those who listen to any button and any form."""

    def opened(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        _open(desk, client, body, action["action_id"], action.get("value") or "")
        ack()

    def submitted(ack: Ack, body: Payload, view: Payload) -> None:
        _submit(desk, ack, view, body["user"]["id"])

    for name in BUTTONS:
        app.action(name)(opened)
    for name in FORMS:
        app.view(name)(submitted)


def _open(desk: Desk, client: WebClient, body: Payload, button: str, value: str) -> None:
    user, channel = body["user"]["id"], channel_of(body)
    site = _site(desk, body, channel, user)
    if site is None:
        tell(client, body, no_site_answer())
        return
    with desk.reading(site) as reader:
        about = About(about=value, site=site, channel=channel)
        shown = _form(desk, reader, button, value, user, about)
    if isinstance(shown, Body):
        tell(client, body, shown)
    else:
        open_form(client, body, shown)


def _site(desk: Desk, body: Payload, channel: str, user: str) -> int | None:
    """Of a direct message its own site; elsewhere the one that was asked about."""
    if is_direct(channel):
        return desk.routes.of(channel, user, (body.get("container") or {}).get("message_ts", ""))
    return desk.routes.to_ask(channel, user)


def _form(desk: Desk, reader: Reader, button: str, value: str, user: str, about: About) -> View | Body:
    view, forced = SiteView(reader), button == "rule_force"
    try:
        declared = book_of(reader)
        rule = _rule(declared.at(view.site), wish_of(value).rule if forced else value)
    except SiteloopError as error:
        return Body(text=said(str(error), 600))
    if refused := refusal(view, rule, user, tries=button == "rule_try"):
        return Body(text=refused)
    if forced:
        try:
            return _force(desk, reader, declared, wish_of(value), about)
        except SiteloopError as error:  # it was put in force already, or is none any more
            return Body(text=said(str(error), 600))
    return _change_form(button, declared, rule, view, desk.clock.now(), about)


def _change_form(
    button: str, declared: Book, rule: Rule, view: SiteView, now: datetime, about: About
) -> View:
    book = declared.at(view.site)
    match button:
        case "rule_mode":
            return mode_form(book, rule, about)
        case "rule_off":
            return off_form(rule, about)
        case "rule_silence":
            return silence_form(rule, view, now, about)
        case _ if not thresholds(rule):
            return mode_form(book, rule, about)
        case _:
            numbers = thresholds(_rule(declared, rule.id))
            return numbers_form(book, rule, numbers, about, tries=button == "rule_try")


def _force(desk: Desk, reader: Reader, declared: Book, wish: Wish, about: About) -> View:
    view, rule = SiteView(reader), _rule(declared, wish.rule)
    before = view.site.tuning.get(rule.id, Tuning(rule=rule.id))
    after = changed(rule, before, wish.change, desk.clock.now())
    return force_form(rule, listed(change_words(rule, before, after, view)), "Tried on the past", about)


def _rule(book: Book, name: str) -> Rule:
    rule = book.rule(name)
    if rule is None:
        raise unknown_rule(name, {one.id: one for one in book.rulebook.rules})
    return rule


def _submit(desk: Desk, ack: Ack, view: Mapping[str, Any], user: str) -> None:
    about = About.from_metadata(view["private_metadata"])
    with desk.reading(about.site) as reader:
        here, name = SiteView(reader), view["callback_id"]
        fields = read_fields(view, here.calendar)
        if name == "rule_silence":
            fields = silence_until(fields, here, desk.clock.now())
        refused = _refused(reader, name, about.about, fields, user)
        wrong = "" if refused else _wrong(desk, reader, name, about.about, fields)
    if refused:
        ack(response_action="update", view=notice("Not taken", refused))
    elif wrong:
        ack(response_action="errors", errors={_blamed(name, fields): wrong})
    else:
        form = Submitted(
            form=name, about=about.about, fields=fields, user=user, view=view["id"], channel=about.channel
        )
        desk.take(form, about.site)
        ack()


def _refused(reader: Reader, form: str, about: str, fields: Mapping[str, Any], user: str) -> str:
    rule = book_of(reader).rule(wish_of(about).rule if form == "rule_force" else about)
    tries = fields.get("then") == "try"
    return (
        refusal(SiteView(reader), rule, user, tries=tries) if rule else ""
    )  # `_wrong` tells of one that is gone


def _wrong(desk: Desk, reader: Reader, form: str, about: str, fields: Mapping[str, Any]) -> str:
    """Why the change cannot be made, in words; empty where it can."""
    here = SiteView(reader)
    try:
        wish = wish_of_form(form, about, fields, here.calendar)
        rule = _rule(book_of(reader), wish.rule)
        changed(rule, here.site.tuning.get(rule.id), wish.change, desk.clock.now())
    except SiteloopError as error:
        return said(str(error), 150)
    return ""


def _blamed(form: str, fields: Mapping[str, Any]) -> str:
    """The field below which what is wrong is told."""
    numbers = [name for name in fields if name.startswith("number:")]
    return {"rule_mode": "mode", "rule_silence": "until"}.get(form, numbers[0] if numbers else "why")
