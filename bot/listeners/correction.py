"""The form that puts right what was understood: changed as a kind is chosen, checked field by field, put into the inbox."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.commands.words import did_you_mean, may_manage
from bot.desk import Desk
from bot.forms.correction import correction_form, lacks_fields, number_of
from bot.forms.fields import About, View, notice, read_fields
from bot.forms.row_times import check_times
from bot.forms.signal_inputs import KIND, MISSED, block_name
from bot.happening import Submitted
from bot.heard.amending import Row, check_row, rows_of
from bot.mrkdwn import said
from bot.view import SiteView
from rules.read import tasks
from rules.subject import MessageState
from storage.reader import Reader

_LOG = logging.getLogger(__name__)
_GONE = "*That message is gone.*\nThere is nothing to correct any more."
_EDITED = "*The message was edited in the meantime.*\nNothing was changed. Open “What was understood?” in its menu again."
_NOT_THEIRS = "*Only its writer and the managers of this site can correct it.*\nNothing was changed."


def register(app: App, desk: Desk) -> None:
    """Listen to the form's menus of kinds, and to the form."""

    def chose(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        _reshape(desk, client, body["view"])
        ack()

    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        _submit(desk, ack, view, body["user"]["id"])

    for name in (KIND, MISSED):
        app.action(name)(chose)
    app.view("correct")(submitted)


def _reshape(desk: Desk, client: WebClient, shown: View) -> None:
    """Show the fields of the kinds that are chosen by now; what was filled in stays."""
    about = About.from_metadata(shown["private_metadata"])
    with desk.reading(about.site) as reader:
        form = _form(reader, shown, about)
    try:
        client.views_update(view_id=shown["id"], hash=shown["hash"], view=form)
    except SlackApiError as error:  # somebody chose again meanwhile, or closed the form
        _LOG.info("A form was not changed", extra={"error": str(error.response.get("error"))})


def _form(reader: Reader, shown: View, about: About) -> View:
    here = SiteView(reader)
    message = here.message(about.about)
    if message is None or message.withdrawn:
        return notice("Not taken", _GONE)
    return correction_form(message, here, about, rows_of(read_fields(shown, here.calendar)))


def _submit(desk: Desk, ack: Ack, view: View, user: str) -> None:
    about = About.from_metadata(view["private_metadata"])
    with desk.reading(about.site) as reader:
        here = SiteView(reader)
        fields = read_fields(view, here.calendar)
        rows = rows_of(fields)
        message = here.message(about.about)
        refusal = _refusal(here, message, about, user)
        wrong = _wrong(rows, reader, message, desk.clock.now()) if message and not refusal else {}
        again = None if refusal or not lacks_fields(view, rows) else _form(reader, view, about)
    if refusal:
        ack(response_action="update", view=notice("Not taken", refusal))
    elif again is not None:
        ack(response_action="update", view=again)
    elif wrong:
        ack(response_action="errors", errors=wrong)
    else:
        form = Submitted(
            form="correct",
            about=about.about,
            fields=fields,
            user=user,
            view=view["id"],
            channel=about.channel,
            thread_ts=about.thread_ts,
            response_url=about.answers_at(desk.clock.now()),
        )
        desk.take(form, about.site)
        ack()


def _refusal(here: SiteView, message: MessageState | None, about: About, user: str) -> str:
    if message is None or message.withdrawn:
        return _GONE
    if user not in (message.by, message.relayed_by) and not may_manage(here.site, user):
        return _NOT_THEIRS
    return _EDITED if message.revision != about.revision else ""


def _wrong(rows: Mapping[str, Row], reader: Reader, message: MessageState, now: datetime) -> dict[str, str]:
    found: dict[str, str] = {}
    view, known = SiteView(reader), [one.plan.id for one in tasks(reader)]
    before = {number_of(live): live for live in message.live}
    for name, row in rows.items():
        if row.told:
            found |= check_row(row, name) | _wrong_task(row, name, known)
            found |= check_times(row, name, before.get(name), view, now)
    return found


def _wrong_task(row: Row, name: str, known: list[str]) -> dict[str, str]:
    given = row.values.get("task", "")
    if not given or given.casefold() in {one.casefold() for one in known}:
        return {}
    told = f"The schedule has no task {said(given, 60)}.{did_you_mean(given, known)}"
    return {block_name("task", name): told}
