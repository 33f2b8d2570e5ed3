"""Submitted forms: checked against the site as it stands, refused field by field, else put into the inbox."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App

from bot.acting.negotiating import FORMS as NEGOTIATED
from bot.cards.proposal import no_word
from bot.cards.story import status_line
from bot.commands.words import did_you_mean, may_manage
from bot.desk import Desk
from bot.forms.answers import check_not_done, check_not_mine, check_when, check_why
from bot.forms.fields import About, notice, read_fields
from bot.forms.negotiation import check_negotiation
from bot.forms.proposals import check_proposal
from bot.forms.question import check_answer
from bot.forms.setup import check_setup
from bot.happening import Submitted
from bot.listeners.opening import MANAGERS_ONLY
from bot.view import SiteView
from rules.life.action import life
from rules.read import task_called, tasks
from storage.reader import Reader

FORMS = (
    "not_done",
    "not_mine",
    "answer",
    "send_back",
    "drop",
    *NEGOTIATED,
    "handover",
    "edit",
    "refuse",
    "assign",
    "setup",
)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """The form can no longer be taken; `why` replaces it."""

    why: str


def register(app: App, desk: Desk) -> None:
    """Listen to the forms that Siteloop opens; any other is closed."""

    def submit(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        _submit(desk, ack, view, body["user"]["id"])

    def close(ack: Ack) -> None:
        ack()

    for name in FORMS:
        app.view(name)(submit)
    app.view(re.compile(".*"))(close)
    app.view_closed(re.compile(".*"))(close)


def _submit(desk: Desk, ack: Ack, view: Mapping[str, Any], user: str) -> None:
    about = About.from_metadata(view["private_metadata"])
    site = about.site or desk.routes.of(about.channel, user)
    with desk.reading(site) as reader:
        here = SiteView(reader)
        fields = read_fields(view, here.calendar)
        if view["callback_id"] == "setup" and not here.site.channel:
            fields["channel"] = about.channel
        wrong = _checked(view["callback_id"], about, fields, reader, desk.clock.now(), user)
    if isinstance(wrong, Refusal):
        ack(response_action="update", view=notice("Not taken", wrong.why))
    elif wrong:
        ack(response_action="errors", errors=wrong)
    else:
        desk.take(_read_form(view, about, fields, user, desk.clock.now()), site)
        ack()


def _read_form(
    view: Mapping[str, Any], about: About, fields: Mapping[str, Any], user: str, now: datetime
) -> Submitted:
    return Submitted(
        form=view["callback_id"],
        about=about.about,
        fields=fields,
        user=user,
        view=view["id"],
        channel=about.channel,
        thread_ts=about.thread_ts,
        response_url=about.answers_at(now),
    )


def _checked(
    form: str, about: About, fields: Mapping[str, Any], reader: Reader, now: datetime, user: str
) -> Refusal | dict[str, str]:
    """What is wrong: nothing (empty), some fields, or the whole form."""
    here = SiteView(reader)
    match form:
        case "not_done" | "not_mine" | "answer" | "send_back" | "drop":
            return _gone(about, here) or _check_answer(form, about, fields, here, now)
        case form if form in NEGOTIATED:
            return _gone(about, here) or {
                **check_negotiation(form, fields, here, now),
                **(_check_other(about, fields, here) if form == "split" else {}),
            }
        case "handover":
            stranger = not here.is_here(str(fields.get("to", "")))
            unknown = {"to": "They are not of this site. Choose a person of its channel."} if stranger else {}
            own = {"to": "That is you. Choose somebody else."} if fields.get("to") == user else {}
            return {**check_negotiation(form, fields, here, now), **unknown, **own}
        case "edit" | "refuse":
            return _no_word(about, here, user) or check_proposal(form, fields, here, now)
        case "assign":
            return _managed(here, user) or {
                **check_when(fields, here, now),
                **_check_task(fields, reader),
            }
        case _:
            return _managed(here, user) or check_setup(fields)


def _gone(about: About, here: SiteView) -> Refusal | None:
    """An action may be closed while somebody fills its form in."""
    action = here.action(about.about)
    if action is not None and life(action).is_open:
        return None
    end = f" {status_line(action, here)}." if action else ""
    return Refusal(why=f"*{about.about} was closed in the meantime.*{end}\nNothing was changed.")


def _check_answer(
    form: str, about: About, fields: Mapping[str, Any], here: SiteView, now: datetime
) -> dict[str, str]:
    if form in ("send_back", "drop"):
        return check_why(fields)
    action = here.action(about.about)
    if form == "answer" and action is not None:
        return check_answer(action, fields, here, now)
    if form == "not_mine" and action is not None:
        return check_not_mine(action, fields, here)
    return check_not_done(fields, here, now) if form == "not_done" else {}


def _check_other(about: About, fields: Mapping[str, Any], here: SiteView) -> dict[str, str]:
    action = here.action(about.about)
    return check_not_mine(action, fields, here) if action is not None else {}


def _no_word(about: About, here: SiteView, user: str) -> Refusal | None:
    """Another manager may have said yes or no while this one wrote."""
    action = here.action(about.about)
    refusal = no_word(action, user, here) if action else f"There is no {about.about} any more."
    return Refusal(why=refusal) if refusal else None


def _managed(here: SiteView, user: str) -> Refusal | None:
    return None if may_manage(here.site, user) else Refusal(why=MANAGERS_ONLY.text)


def _check_task(fields: Mapping[str, Any], reader: Reader) -> dict[str, str]:
    given = str(fields.get("task") or "")
    if not given or task_called(reader, given) is not None:
        return {}
    known = [one.plan.id for one in tasks(reader)]
    return {"task": f"The schedule has no task {given}.{did_you_mean(given, known)}"}
