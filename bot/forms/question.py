"""The form behind a question's button: a typed field for each task that it asks about, and room for words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.acting.questions import field_of, tasks_of, typed
from bot.body import Block, section
from bot.cards.asked import asks
from bot.forms.fields import About, View, day_picker, field, form, note_field, number_box
from bot.forms.times import wrong_with_time
from bot.view import SiteView
from rules.subject import ActionState, Expects

MOST_TASKS = 10
_MOST_PEOPLE = 9_999
_LABELS: Mapping[Expects, str] = {
    "finish": "On which day will it be finished?",
    "people": "How many people?",
}


def answer_form(action: ActionState, view: SiteView, about: About) -> View:
    """What was asked, and the field that its kind of answer needs; of several tasks one each, and none has to be filled in."""
    expects, tasks = action.asked.expects, tasks_of(action)
    asked = section(f"*{action.asked.id}* {asks(action, view)}")
    if len(tasks) == 1:
        fields = [field(field_of(expects), _label(expects), _typed(expects))]
    else:
        fields = [_field(expects, task, view) for task in tasks[:MOST_TASKS] if task]
    left = len(tasks) - MOST_TASKS
    more = [section(f"… and {left} more: tell them in the thread, by their ids.")] if left > 0 else []
    return form("answer", "Answer", "Tell", [asked, *fields, *more, note_field()], about)


def check_answer(
    action: ActionState, fields: Mapping[str, Any], view: SiteView, now: datetime
) -> dict[str, str]:
    """What is wrong with the answers, each at its field; one of them is needed."""
    expects, tasks = action.asked.expects, tasks_of(action)
    given = typed(expects, fields)
    if not given and len(tasks) > 1:
        return {field_of(expects, tasks[0]): "Answer for at least one of them."}
    given = given or {field_of(expects): ""}
    return {name: wrong for name, value in given.items() if (wrong := _wrong(expects, value, view, now))}


_IS_DONE = "Is it finished? Then tell it in the thread: “done”."


def _wrong(expects: Expects, value: str, view: SiteView, now: datetime) -> str:
    match expects:
        case "finish":
            wrong = wrong_with_time(value, view, now) if value else "Choose today or a day to come."
            return f"{wrong} {_IS_DONE}" if wrong else ""
        case "people":
            return "" if _is_whole(value, _MOST_PEOPLE) else "Write a whole number, such as 6."
        case _:
            return "" if _is_whole(value, 100) else "Write a whole number from 0 to 100."


def _label(expects: Expects) -> str:
    return _LABELS.get(expects, "How far is it, in percent?")


def _field(expects: Expects, task: str, view: SiteView) -> Block:
    """Named as its task is; the heading says what is asked of all."""
    name = f"{view.task_name(task)} ({task})"
    return field(field_of(expects, task), name, _typed(expects), optional=True, hint=_label(expects))


def _typed(expects: Expects) -> Block:
    match expects:
        case "finish":
            return day_picker()
        case "people":
            return number_box(0, _MOST_PEOPLE)
        case _:
            return number_box(0, 100)


def _is_whole(given: object, most: int) -> bool:
    text = str(given or "")
    return text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most
