"""The forms with which an action is negotiated: another time, later, in two parts, and what is needed for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.acting.questions import is_finish
from bot.body import section
from bot.cards.asked import asks, cases
from bot.forms.answers import check_when, rounded, zone_hint
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
from bot.view import SiteView
from rules.life.action import life
from rules.signal import NEEDS
from rules.subject import ActionState

_NEEDED: Mapping[str, str] = {
    "labour": "People",
    "equipment": "Plant or tools",
    "material": "Material",
    "information": "A drawing or an answer",
    "inspection": "An inspection or a permit",
    "decision": "A decision",
    "access": "Access or space",
    "other": "Something else",
}
_LATER = {"tonight": "Tonight", "tomorrow": "Tomorrow, when the shift begins", "then": "At another time"}
_MOST_TEXT = 500
_MOST_TICKED = 10


def help_form(action: ActionState, view: SiteView, about: About) -> View:
    """What is needed: it goes up the line with it, and is kept as data."""
    needs = [choice(value, _NEEDED[value]) for value in NEEDS]
    stops = [choice("no", "No, it only slows it down"), choice("yes", "Yes, nothing moves without it")]
    blocks = [
        _about(action, view),
        field("need", "What do you need?", menu(needs)),
        field(
            "what",
            "In your words",
            text_box(placeholder="4 carpenters until Thursday", most=300),
            optional=True,
        ),
        field("stops", "Does it stop the work?", menu(stops, "no")),
    ]
    return form("help", "Need help", "Ask for it", blocks, about)


def later_form(action: ActionState, view: SiteView, now: datetime, about: About) -> View:
    """Another time; beyond what they may take by themselves a manager is asked, but for a finish, which is what it is."""
    found, asks_finish = life(action), is_finish(action)
    offered = view.calendar.add_working(max(now, found.due), 2.0)
    free = f"Until {view.when(found.latest)} it is yours to say. " if found.latest and not asks_finish else ""
    asks = "When will it be finished?" if asks_finish else "Until when?"
    blocks = [
        _about(action, view),
        field("when", asks, moment_picker(rounded(offered)), hint=f"{free}{zone_hint(view)}"[:150]),
        note_field("Why?"),
    ]
    return form("later", "Another time", "Say so", blocks, about)


def snooze_form(action: ActionState, view: SiteView, about: About) -> View:
    """When to be reminded again; its own time stays."""
    options = [choice(value, label) for value, label in _LATER.items()]
    blocks = [
        _about(action, view),
        field("again", "Remind me", menu(options, "tonight")),
        field("when", "When, at another time", moment_picker(), optional=True, hint=zone_hint(view)),
    ]
    return form("snooze", "Remind me later", "Remind me", blocks, about)


def split_form(action: ActionState, view: SiteView, about: About) -> View:
    """Two parts for two people."""
    blocks = [
        _about(action, view),
        field(
            "mine", "What stays as it is asked", text_box(life(action).text, multiline=True, most=_MOST_TEXT)
        ),
        field("theirs", "What somebody else does", text_box(multiline=True, most=_MOST_TEXT)),
        field("to", "Who?", person_menu()),
    ]
    return form("split", "Split in two", "Split", blocks, about)


def handover_form(mine: Sequence[ActionState], view: SiteView, about: About) -> View:
    """Which of theirs somebody else shall have."""
    options = [choice(one.asked.id, f"{one.asked.id} {life(one).text}") for one in mine[:_MOST_TICKED]]
    ticks = {"type": "checkboxes", "options": options, "initial_options": options}
    all_of_them = (
        f"{len(options)} of the {len(mine)} that are open with you. /site handover @name hands all over."
    )
    blocks = [
        field("which", "Which?", ticks, hint=all_of_them if len(mine) > len(options) else ""),
        field("to", "To whom?", person_menu()),
    ]
    return form("handover", "Hand over", "Hand over", blocks, about)


def check_negotiation(
    form_id: str, fields: Mapping[str, Any], view: SiteView, now: datetime
) -> dict[str, str]:
    """What is wrong with one of these forms, by field."""
    match form_id:
        case "help":
            return {} if fields.get("need") in NEEDS else {"need": "Choose what you need."}
        case "later":
            return check_when(fields, view, now)
        case "handover":
            return {} if fields.get("which") else {"which": "Tick what shall be theirs."}
        case "snooze":
            return _check_snooze(fields, view, now)
        case _:
            return _check_split(fields, view)


def _check_snooze(fields: Mapping[str, Any], view: SiteView, now: datetime) -> dict[str, str]:
    """A time of their own is not passed over because another choice was left above it."""
    if fields.get("again") == "then":
        return check_when(fields, view, now)
    if not fields.get("when"):
        return {}
    both = f"A time is chosen below as well. Choose “{_LATER['then']}” if you mean that one."
    return check_when(fields, view, now) or {"again": both}


def _check_split(fields: Mapping[str, Any], view: SiteView) -> dict[str, str]:
    wrong = {name: "Say what this part is." for name in ("mine", "theirs") if not fields.get(name)}
    if not view.is_here(str(fields.get("to", ""))):
        wrong["to"] = "They are not of this site. Choose a person of its channel."
    return wrong


def _about(action: ActionState, view: SiteView) -> dict[str, Any]:
    return section("\n".join([f"*{action.asked.id}* {asks(action, view)}", *cases(action, view)]))
