"""The form behind a question's button: one typed field, and room for words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.body import Block, section
from bot.cards.asked import asks
from bot.forms.fields import About, View, day_picker, field, form, note_field, number_box
from bot.view import SiteView
from rules.subject import ActionState

_MOST_PEOPLE = 9_999


def answer_form(action: ActionState, view: SiteView, about: About) -> View:
    """What was asked, and the field that its kind of answer needs."""
    asked = section(f"*{action.asked.id}* {asks(action, view)}")
    return form("answer", "Answer", "Tell", [asked, _typed(action), note_field()], about)


def check_answer(
    action: ActionState, fields: Mapping[str, Any], view: SiteView, now: datetime
) -> dict[str, str]:
    """What is wrong with the answer, at its field."""
    match action.asked.expects:
        case "finish":
            today = view.calendar.local_date(now)
            given = fields.get("day")
            return {} if given and date.fromisoformat(given) >= today else {"day": _NOT_PAST}
        case "people":
            whole = _is_whole(fields.get("people"), _MOST_PEOPLE)
            return {} if whole else {"people": "Write a whole number, such as 6."}
        case _:
            whole = _is_whole(fields.get("percent"), 100)
            return {} if whole else {"percent": "Write a whole number from 0 to 100."}


_NOT_PAST = "Choose today or a day to come. Is it finished? Then tell it in the thread: “done”."


def _typed(action: ActionState) -> Block:
    match action.asked.expects:
        case "finish":
            return field("day", "On which day will it be finished?", day_picker())
        case "people":
            return field("people", "How many people?", number_box(0, _MOST_PEOPLE))
        case _:
            return field("percent", "How far is it, in percent?", number_box(0, 100))


def _is_whole(given: object, most: int) -> bool:
    text = str(given or "")
    return text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most
