"""Goals from Slack: the buttons and the command that open their form, and the form."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.aiming import MANAGERS_ONLY
from bot.body import Body
from bot.commands.guide import no_site_answer
from bot.commands.words import did_you_mean, may_manage
from bot.desk import Desk
from bot.forms.fields import About, View, notice, read_fields
from bot.forms.goals import goal_form
from bot.forms.times import wrong_with_time
from bot.goal_words import goal_of_fields
from bot.happening import Submitted
from bot.listeners.opening import channel_of
from bot.listeners.reply import open_form, tell
from bot.mrkdwn import said
from bot.view import SiteView
from rules.plan.goal import GoalError
from rules.read import goal_of
from rules.subject import GoalState
from storage.reader import Reader

Payload = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons of `/site goals` and to the form behind them."""

    def opened(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        open_goal(desk, client, body, action.get("value") or "", body["user"]["id"])
        ack()

    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        _submit(desk, ack, view, body["user"]["id"])

    for name in ("goal_add", "goal_change"):
        app.action(name)(opened)
    app.view("goal")(submitted)


def open_goal(desk: Desk, client: WebClient, body: Payload, name: str, user: str) -> None:
    """The form of a goal by its id (empty: a new one); for managers."""
    channel = channel_of(body)
    site = desk.routes.to_ask(channel, user)
    if site is None:
        tell(client, body, no_site_answer())
        return
    with desk.reading(site) as reader:
        shown = _form(reader, name, user, About(about=name, site=site, channel=channel))
    if isinstance(shown, Body):
        tell(client, body, shown)
    else:
        open_form(client, body, shown)


def _form(reader: Reader, name: str, user: str, about: About) -> View | Body:
    if not may_manage(SiteView(reader).site, user):
        return Body(text=MANAGERS_ONLY)
    found = goal_of(reader, name) if name else None
    if name and found is None:
        known = [one.goal.id for one in reader.all("goal") if isinstance(one, GoalState)]
        return Body(text=f"There is no goal “{said(name, 60)}”.{did_you_mean(name, known)}")
    return goal_form(found.goal if found else None, about)


def _submit(desk: Desk, ack: Ack, view: Mapping[str, Any], user: str) -> None:
    about = About.from_metadata(view["private_metadata"])
    with desk.reading(about.site) as reader:
        here = SiteView(reader)
        fields, managed = read_fields(view, here.calendar), may_manage(here.site, user)
        wrong = _wrong(about.about, fields) or _past(reader, about.about, fields, desk.clock.now())
    if not managed:
        ack(response_action="update", view=notice("Not taken", MANAGERS_ONLY))
    elif wrong:
        ack(response_action="errors", errors=wrong)
    else:
        form = Submitted(
            form="goal", about=about.about, fields=fields, user=user, view=view["id"], channel=about.channel
        )
        desk.take(form, about.site)
        ack()


def _past(reader: Reader, about: str, fields: Mapping[str, Any], now: datetime) -> dict[str, str]:
    """What is wrong with days that are over, by field: nothing to aim at. A day that the goal has already may stay, for whoever
    changes something else, or retires it."""
    goal, known = goal_of_fields(about, fields, ()), goal_of(reader, about)
    before, view = (known.goal.target, known.goal.until) if known else (), SiteView(reader)
    aims = {"target": goal.target, "until": goal.until}
    days = {name: day for name, day in aims.items() if isinstance(day, date) and day not in before}
    wrong = {name: wrong_with_time(day.isoformat(), view, now) for name, day in days.items()}
    return {name: words for name, words in wrong.items() if words}


def _wrong(about: str, fields: Mapping[str, Any]) -> dict[str, str]:
    """What makes no goal, told below the field that it is about."""
    try:
        goal_of_fields(about, {**fields, "until": ""}, ())
    except GoalError as error:
        return {"target": said(str(error), 150)}
    try:
        goal_of_fields(about, fields, ())
    except GoalError as error:
        return {"until": said(str(error), 150)}
    return {}
