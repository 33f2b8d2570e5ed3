"""Forms, as they are opened: by a button, a command or a shortcut. Each tells instead where it cannot be opened."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.acting.assigning import MANAGERS_ONLY as MANAGERS_ASK
from bot.acting.refusing import refusal_words
from bot.body import Body
from bot.cards.proposal import no_word
from bot.commands.guide import no_site_answer
from bot.commands.words import may_manage
from bot.desk import Desk
from bot.forms.answers import (
    assign_form,
    drop_form,
    not_done_form,
    not_mine_form,
    send_back_form,
)
from bot.forms.correction import correction_form, nothing_notice, understood_notice
from bot.forms.fields import About, View
from bot.forms.negotiation import handover_form, help_form, later_form, snooze_form, split_form
from bot.forms.owners import unmatched_owners
from bot.forms.proposals import edit_form, refuse_form
from bot.forms.question import answer_form
from bot.forms.setup import SetupOffer, setup_form
from bot.listeners.reply import open_form, tell
from bot.routing import is_direct
from bot.view import SiteView
from rules.read import as_heard
from rules.subject import ActionState, MessageState, PersonState, SiteState, Step, TaskState
from storage.reader import Reader

MANAGERS_ONLY = Body(
    text="Only this site's managers can change that. Ask its superintendent or project manager; thank you."
)
_NOT_IN_CHANNEL = Body(
    text="I am not in this channel yet. Invite me with `/invite @Siteloop`, then run `/site setup` again."
)
_NO_CHANNEL = Body(text="Run `/site setup` in the site's own channel.")
WORDS = ("edit", "refuse")
_ANSWERS_FOR = timedelta(minutes=29)  # Slack's own half an hour, less what delivery may take
_ANY = datetime(2000, 1, 1, tzinfo=UTC)
_STEPS: Mapping[str, Step] = {
    "not_done": Step(id="", kind="answered", at=_ANY, answer="not_done"),
    "not_mine": Step(id="", kind="answered", at=_ANY, answer="reassign"),
    "answer": Step(id="", kind="answered", at=_ANY, answer="done"),
    "help": Step(id="", kind="answered", at=_ANY, answer="help"),
    "later": Step(id="", kind="answered", at=_ANY, answer="eta"),
    "snooze": Step(id="", kind="snoozed", at=_ANY),
    "split": Step(id="", kind="split", at=_ANY),
    "send_back": Step(id="", kind="returned", at=_ANY),
    "drop": Step(id="", kind="dropped", at=_ANY),
}
Payload = Mapping[str, Any]


def open_action_form(
    desk: Desk,
    client: WebClient,
    body: Payload,
    form: str,
    action_id: str,
    site: int,
    *,
    in_place: bool = False,
) -> None:
    """The form behind a button of an action, as long as it can be answered so, or of a proposal that waits for their word.
    `in_place`: it was opened from a question, which gives way to what comes of it."""
    with desk.reading(site) as reader:
        view = SiteView(reader)
        action = view.action(action_id)
        about = About(about=action_id, site=site, channel=channel_of(body))
        about = _answering(about, body, desk.clock.now()) if in_place else about
        if action is None:
            shown: View | Body = Body(text="I do not know that action any more.")
        elif refusal := _refusal(form, action, view, body["user"]["id"]):
            shown = Body(text=refusal)
        else:
            shown = _action_form(form, action, view, desk.clock.now(), about)
    _show(client, body, shown)


def _refusal(form: str, action: ActionState, view: SiteView, user: str) -> str:
    """Why the form cannot be filled in as the action stands, or by them."""
    if form in WORDS:
        return no_word(action, user, view)
    return refusal_words(view, action, replace(_STEPS[form], at=action.opened, by=user))


def _action_form(form: str, action: ActionState, view: SiteView, now: datetime, about: About) -> View:
    forms: Mapping[str, Callable[[], View]] = {
        "edit": lambda: edit_form(action, view, about),
        "refuse": lambda: refuse_form(action, view, about),
        "answer": lambda: answer_form(action, view, about),
        "not_mine": lambda: not_mine_form(action, view, about),
        "send_back": lambda: send_back_form(action, view, about),
        "drop": lambda: drop_form(action, view, about),
        "help": lambda: help_form(action, view, about),
        "later": lambda: later_form(action, view, now, about),
        "snooze": lambda: snooze_form(action, view, about),
        "split": lambda: split_form(action, view, about),
    }
    return forms[form]() if form in forms else not_done_form(action, view, now, about)


def open_assign_form(
    desk: Desk, client: WebClient, body: Payload, site: int, user: str, *, about: str = "", text: str = ""
) -> None:
    """The form that asks something of somebody; for managers. `about`: a message, whose `text` it begins with."""
    with desk.reading(site) as reader:
        view = SiteView(reader)
        if may_manage(view.site, user):
            here = About(about=about, site=site, channel=channel_of(body))
            task = desk.readers.of(reader).task_in(text) or ""
            shown: View | Body = assign_form(view, desk.clock.now(), here, text, task)
        else:
            shown = Body(text=MANAGERS_ASK)
    _show(client, body, shown)


def open_handover_form(desk: Desk, client: WebClient, body: Payload, site: int | None, user: str) -> None:
    """The form that hands over what is open with whoever opens it."""
    if site is None:
        tell(client, body, no_site_answer())
        return
    with desk.reading(site) as reader:
        view = SiteView(reader)
        known = view.person(user)
        mine = [one for name in (known.open_actions if known else ()) if (one := view.action(name))]
        about = About(about=user, site=site, channel=channel_of(body))
        nothing = Body(text="Nothing is open with you.")
        shown: View | Body = handover_form(mine, view, about) if mine else nothing
    _show(client, body, shown)


def open_correction(
    desk: Desk,
    client: WebClient,
    body: Payload,
    message: str,
    site: int | None,
    user: str,
    *,
    in_place: bool = False,
) -> None:
    """What was understood of a message: to be put right by its writer and the managers, to be read by all. `in_place`: it was
    opened from a question or a receipt, which gives way to what comes of it."""
    if site is None:
        tell(client, body, no_site_answer())
        return
    with desk.reading(site) as reader:
        view = SiteView(reader)
        found = as_heard(reader, message)
        if found is None or found.withdrawn:
            shown = nothing_notice()
        elif user in (found.by, found.relayed_by) or may_manage(view.site, user):
            about = _about_message(found, site, body)
            about = _answering(about, body, desk.clock.now()) if in_place else about
            shown = correction_form(found, view, about)
        else:
            shown = understood_notice(found, view)
    _show(client, body, shown)


def _about_message(message: MessageState, site: int, body: Payload) -> About:
    """What a form about a message carries."""
    about = About(about=message.id, site=site, channel=channel_of(body), revision=message.revision)
    return replace(about, thread_ts=_thread_of(body))


def _answering(about: About, body: Payload, now: datetime) -> About:
    """With where the answer takes the place of the question whose button was pressed."""
    url, until = str(body.get("response_url") or ""), (now + _ANSWERS_FOR).timestamp()
    return replace(about, thread_ts=_thread_of(body), response_url=url, answers_until=until)


def _thread_of(body: Payload) -> str:
    """The thread in which what was pressed stands; what only one person sees has no message of its own."""
    stood = body.get("message") or body.get("container") or {}
    return str(stood.get("thread_ts") or "")


def open_setup(desk: Desk, client: WebClient, body: Payload, user: str) -> None:
    """The set-up form of the channel's site, or of the site that the channel becomes."""
    channel = channel_of(body)
    if is_direct(channel):
        tell(client, body, _NO_CHANNEL)
        return
    site = desk.routes.bound(channel)
    if site is None:
        _open_first_setup(client, body, channel, user)
        return
    with desk.reading(site) as reader:
        state = SiteView(reader).site
        about = About(about="", site=site, channel=channel)
        shown = (
            _setup(reader, state, _offer(client, body, state, user), about)
            if may_manage(state, user)
            else MANAGERS_ONLY
        )
    _show(client, body, shown)


def channel_of(body: Payload) -> str:
    """The channel of a command, a shortcut or a button; `""` on the home tab."""
    return str(body.get("channel_id") or (body.get("channel") or {}).get("id", ""))


def _open_first_setup(client: WebClient, body: Payload, channel: str, user: str) -> None:
    """Before the first word in a channel there is no site to read; Siteloop has to be a member to become one."""
    try:
        member = bool(client.conversations_info(channel=channel)["channel"].get("is_member"))
    except SlackApiError:
        member = False
    if not member:
        tell(client, body, _NOT_IN_CHANNEL)
        return
    state = SiteState()
    about = About(about="", site=0, channel=channel)
    _show(client, body, setup_form(state, (), (), _offer(client, body, state, user), about))


def _setup(reader: Reader, state: SiteState, offer: SetupOffer, about: About) -> View:
    tasks = [one for one in reader.all("task") if isinstance(one, TaskState)]
    people = [one for one in reader.all("person") if isinstance(one, PersonState)]
    return setup_form(state, unmatched_owners(tasks, state.owners), people, offer, about)


def _offer(client: WebClient, body: Payload, state: SiteState, user: str) -> SetupOffer:
    """What a site begins with: its channel's name and the time zone of whoever sets it up."""
    if state.name:
        return SetupOffer()
    name = str(body.get("channel_name") or (body.get("channel") or {}).get("name", ""))
    try:
        timezone = str(client.users_info(user=user)["user"].get("tz") or "")
    except SlackApiError:
        timezone = ""
    return SetupOffer(name=name, timezone=timezone, opener=user)


def _show(client: WebClient, body: Payload, shown: View | Body) -> None:
    if isinstance(shown, Body):
        tell(client, body, shown)
    else:
        open_form(client, body, shown)
