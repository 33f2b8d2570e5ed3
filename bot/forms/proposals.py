"""The forms behind a proposal's buttons: to change what would be asked, and to say why it is not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.body import Block, section
from bot.cards.asked import asks, cases
from bot.cards.proposal import given_time
from bot.forms.answers import check_when
from bot.forms.fields import About, View, field, form, moment_picker, person_menu, text_box
from bot.view import SiteView
from rules.life.action import life
from rules.subject import ActionState

_MOST_TEXT = 500


def edit_form(action: ActionState, view: SiteView, about: About) -> View:
    """Text and person as they would be asked; the time only where it shall be another one."""
    found = life(action)
    left = f"Left empty: {given_time(action)} from now, as the rule gives."
    lines = cases(action, view)
    blocks: list[Block] = [
        *([section("\n".join(lines))] if lines else []),
        field("text", "What?", text_box(found.text, multiline=True, most=_MOST_TEXT)),
        field("to", "Who shall do it?", person_menu(found.owner)),
        field("when", "Until when?", moment_picker(), optional=True, hint=left),
    ]
    return form("edit", f"Change {action.asked.id}", "Ask it so", blocks, about)


def refuse_form(action: ActionState, view: SiteView, about: About) -> View:
    """Why not: what the rule's owner learns from."""
    blocks = [
        section("\n".join([f"*{action.asked.id}* {asks(action, view)}", *cases(action, view)])),
        field("why", "Why not?", text_box(multiline=True, placeholder="The truck is here already", most=300)),
    ]
    return form("refuse", f"Refuse {action.asked.id}", "Refuse", blocks, about)


def words_of(action: ActionState, given: str) -> str:
    """The text that a manager gave to a proposal; empty where it is the one that it had."""
    text = " ".join(given.split())
    before = life(action).text[:_MOST_TEXT]
    return "" if text == " ".join(before.split()) else text


def check_proposal(form_id: str, fields: Mapping[str, Any], view: SiteView, now: datetime) -> dict[str, str]:
    """What is wrong with either form, by field."""
    if form_id == "refuse":
        return {} if fields.get("why") else {"why": "Say why, in a few words: the rule is mended by it."}
    wrong = check_when(fields, view, now) if "when" in fields else {}
    if not fields.get("text"):
        wrong["text"] = "Say what shall be done."
    if "to" in fields and not view.is_here(fields["to"]):
        wrong["to"] = "They are not of this site. Choose a person of its channel."
    return wrong
