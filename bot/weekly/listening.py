"""The buttons, the command and the forms of weekly promises: opened at once, checked, and put into the inbox."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.body import Body
from bot.commands.guide import no_site_answer
from bot.desk import Desk
from bot.forms.fields import About, View, notice, read_fields
from bot.happening import Submitted
from bot.home import site_of_block
from bot.listeners.opening import channel_of
from bot.listeners.reply import open_form, tell
from bot.view import SiteView
from bot.weekly.forms import check_promise, promise_form, review_form
from bot.weekly.messages import PROMISE, REVIEW
from bot.weekly.words import week_words
from rules.facts.scene import Scene
from rules.read import site_of
from rules.weekly.outcome import of_week
from rules.weekly.rounds import is_planned, week_meant
from storage.reader import Reader

Payload = Mapping[str, Any]
_NOT_PLANNED = Body(
    text="This site plans no weeks yet. It needs a schedule, and `/site setup` says when promises are asked for."
)


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons of the weekly messages and to the forms behind them."""

    def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        _open(desk, client, body, action["action_id"], action.get("value") or "", action)
        ack()

    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        _submit(desk, ack, view, body["user"]["id"])

    for name in (PROMISE, REVIEW):
        app.action(name)(opened)
        app.view(name)(submitted)


def open_promise(desk: Desk, client: WebClient, body: Payload, rest: str) -> None:
    """`/site promise`: the week that is planned now, or runs; `/site promise next`: the one after."""
    user, channel = body["user_id"], channel_of(body)
    site = desk.routes.to_ask(channel, user)
    if site is None:
        tell(client, body, no_site_answer())
        return
    with desk.reading(site) as reader:
        shown = _wanted(reader, desk.clock.now(), user, rest, About(about="", site=site, channel=channel))
    _show(client, body, shown)


def _wanted(reader: Reader, now: datetime, user: str, rest: str, about: About) -> View | Body:
    site = site_of(reader)
    if not is_planned(site):
        return _NOT_PLANNED
    week = week_meant(site, now, after=rest.casefold() == "next")
    return _promise(reader, now, user, week, about)


def _open(
    desk: Desk, client: WebClient, body: Payload, name: str, value: str, action: Mapping[str, Any]
) -> None:
    user, channel = body["user"]["id"], channel_of(body)
    ts = (body.get("container") or {}).get("message_ts", "")
    site = site_of_block(action.get("block_id", "")) or desk.routes.pressed_at(channel, user, ts)
    about = About(about=value, site=site, channel=channel)
    with desk.reading(site) as reader:
        week = date.fromisoformat(value)
        made = _promise if name == PROMISE else _review
        shown = made(reader, desk.clock.now(), user, week, about)
    _show(client, body, shown)


def _promise(reader: Reader, now: datetime, user: str, week: date, about: About) -> View | Body:
    site, view = site_of(reader), SiteView(reader)
    judged, closed = site.rounds.get("judging"), site.rounds.get("cutoff")
    if judged is not None and week <= judged:
        return Body(text=f"The promises for {week_words(week, view)} have been judged already.")
    about = About(about=week.isoformat(), site=about.site, channel=about.channel)
    is_closed = closed is not None and week <= closed
    return promise_form(Scene(reader, now), week, user, is_closed, view, about)


def _review(reader: Reader, now: datetime, user: str, week: date, about: About) -> View | Body:
    view = SiteView(reader)
    mine = [one for one in of_week(reader, week) if one.promise.by == user]
    said = [one for one in mine if not one.verdict.kept or one.promise.word is not None]
    judged = site_of(reader).rounds.get("judging")
    is_judged = judged is not None and week <= judged
    unknown = [one for one in said if not (is_judged and one.verdict.kept)]
    if not unknown:
        return Body(text=f"All of your promises for {week_words(week, view)} show as kept. Thank you.")
    return review_form(week, unknown, is_judged, view, about)


def _submit(desk: Desk, ack: Ack, view: Mapping[str, Any], user: str) -> None:
    about = About.from_metadata(view["private_metadata"])
    week, form = date.fromisoformat(about.about), view["callback_id"]
    with desk.reading(about.site) as reader:
        here, judged = SiteView(reader), site_of(reader).rounds.get("judging")
        fields = read_fields(view, here.calendar)
        scene = Scene(reader, desk.clock.now())
        wrong = check_promise(fields, scene, week, user, here) if form == PROMISE else {}
    if form == PROMISE and judged is not None and week <= judged:
        ack(response_action="update", view=notice("Not taken", "That week has been judged already."))
    elif wrong:
        ack(response_action="errors", errors=wrong)
    else:
        told = Submitted(
            form=form, about=about.about, fields=fields, user=user, view=view["id"], channel=about.channel
        )
        desk.take(told, about.site)
        ack()


def _show(client: WebClient, body: Payload, shown: View | Body) -> None:
    if isinstance(shown, Body):
        tell(client, body, shown)
    else:
        open_form(client, body, shown)
