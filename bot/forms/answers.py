"""The forms behind an action's buttons, and the form that asks something of somebody."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.body import Block, section
from bot.cards.asked import asks, cases
from bot.forms.fields import (
    About,
    View,
    choice,
    field,
    form,
    menu,
    moment_picker,
    note_field,
    person_menu,
    text_box,
)
from bot.forms.times import wrong_with_time
from bot.phrases import CAUSES
from bot.view import SiteView
from rules.life.action import life
from rules.subject import ActionState

_QUARTER = timedelta(minutes=15)


def not_done_form(action: ActionState, view: SiteView, now: datetime, about: About) -> View:
    """Why not, and until when then: both are needed, since both are data."""
    offered = view.calendar.add_working(max(now, life(action).due), view.calendar.working_hours_per_day)
    causes = [choice(value, label[:1].upper() + label[1:]) for value, label in CAUSES.items()]
    blocks = [
        _reminder(action, view),
        field("reason", "What is in the way?", menu(causes)),
        field(
            "when",
            "When will it be done?",
            moment_picker(rounded(offered)),
            hint=zone_hint(view),
        ),
        note_field(),
    ]
    return form("not_done", "Not done", "Tell", blocks, about)


def not_mine_form(action: ActionState, view: SiteView, about: About) -> View:
    """Whose is it? Nobody has to know."""
    blocks = [
        _reminder(action, view),
        field("to", "Whose is it?", person_menu(), optional=True, hint="Leave it empty if you do not know."),
        note_field("Why?"),
    ]
    return form("not_mine", "Not mine", "Hand over", blocks, about)


def check_not_mine(action: ActionState, fields: Mapping[str, Any], view: SiteView) -> dict[str, str]:
    """What is wrong with whom they named."""
    owner = life(action).owner
    if fields.get("to") != owner:
        return {}
    return {"to": f"It is with {view.name(owner)} already. Choose somebody else."}


def send_back_form(action: ActionState, view: SiteView, about: About) -> View:
    """What is not done yet of what was reported: its owner is told."""
    placeholder = "The guard rail on the east side is still missing"
    blocks = [
        _reminder(action, view),
        field("why", "What is not done?", text_box(multiline=True, placeholder=placeholder, most=300)),
    ]
    return form("send_back", "It is not done", "Send back", blocks, about)


def drop_form(action: ActionState, view: SiteView, about: About) -> View:
    """Why it need not be done any more."""
    placeholder = "The client has changed the drawing"
    blocks = [
        _reminder(action, view),
        field("why", "Why drop it?", text_box(multiline=True, placeholder=placeholder, most=300)),
    ]
    return form("drop", f"Drop {action.asked.id}", "Drop it", blocks, about)


def check_why(fields: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a form that asks for a reason."""
    return {} if fields.get("why") else {"why": "Say why, in a few words: whoever it concerns reads it."}


def assign_form(view: SiteView, now: datetime, about: About, text: str = "", task: str = "") -> View:
    """Ask something of somebody; `text` and `task` stand there at first."""
    offered = view.calendar.add_working(now, view.calendar.working_hours_per_day)
    blocks = [
        field("to", "Who shall do it?", person_menu()),
        field(
            "text", "What?", text_box(text, multiline=True, placeholder="Get the pump inspected", most=500)
        ),
        field("when", "Until when?", moment_picker(rounded(offered)), hint=zone_hint(view)),
        field("task", "For which task?", text_box(task, placeholder="A-310", most=100), optional=True),
    ]
    return form("assign", "Ask somebody", "Ask", blocks, about)


def check_when(fields: Mapping[str, Any], view: SiteView, now: datetime) -> dict[str, str]:
    """What is wrong with a form's time."""
    if "when" not in fields:
        return {"when": "Choose a day and a time."}
    wrong = wrong_with_time(fields["when"], view, now)
    return {"when": wrong} if wrong else {}


def check_not_done(fields: Mapping[str, Any], view: SiteView, now: datetime) -> dict[str, str]:
    """What is wrong with the reason or the new time."""
    missing = {} if fields.get("reason") in CAUSES else {"reason": "Choose what is in the way."}
    return {**missing, **check_when(fields, view, now)}


def zone_hint(view: SiteView) -> str:
    """Whose clock a time is read by."""
    return f"In your own time zone; the site's is {view.calendar.timezone.replace('_', ' ')}."


def _reminder(action: ActionState, view: SiteView) -> Block:
    return section("\n".join([f"*{action.asked.id}* {asks(action, view)}", *cases(action, view)]))


def rounded(instant: datetime) -> datetime:
    """Up to the next quarter of an hour."""
    seconds = (instant.minute * 60 + instant.second) % _QUARTER.seconds
    whole = instant.replace(second=0, microsecond=0) - timedelta(minutes=instant.minute % 15)
    return whole + _QUARTER if seconds else whole
