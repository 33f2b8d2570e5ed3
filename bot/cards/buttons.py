"""The buttons of an action, by where it stands and what it asks for, and the words that do the same."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.body import Block, Style, actions, button
from bot.questions import tasks_of
from bot.view import SiteView
from rules.action import life
from rules.progress import facts
from rules.subject import ActionState, Assignment, Expects

PERCENT = "percent_"
_STEPS = (25, 50, 75, 100)
_LABELS: Mapping[str, str] = {
    "done": "Done",
    "accept": "On it",
    "not_done": "Not done",
    "help": "Need help",
    "not_mine": "Not mine",
    "answer": "Answer",
    "approve": "Approve",
    "edit": "Edit",
    "refuse": "Refuse",
    "why": "Why?",
}
_FIRST = ("done", "answer", "approve")
_HINTS: Mapping[Expects, str] = {
    "": "Or just answer in words: “done”, “not done, no rebar until Thursday”, “on it”, “need a hand”.",
    "percent": "Or just answer in words: “60 %”, “done”, “stopped, no rebar”.",
    "finish": "Or just answer in words: “Friday”, “will be done by 16 March”.",
    "people": "Or just answer in words: “6 people”, “only 4 carpenters today”.",
}
_TASKS_HINTS: Mapping[Expects, str] = {
    "": "Or just answer in words: “all done”, “A-310 done”, “on it”, “need a hand”.",
    "percent": "Or just answer in words, by their ids: “A-310 60 %, A-320 done”, or “all 80 %”.",
    "finish": "Or just answer in words, by their ids: “A-310 Friday, A-320 done”, or “all by 16 March”.",
    "people": "Or just answer in words, by their ids: “A-310 6 people”, or “4 each”.",
}


def hint(action: ActionState) -> str:
    """How it can be answered without a button."""
    several = _TASKS_HINTS if len(tasks_of(action)) > 1 else _HINTS
    return several[action.asked.expects]


def buttons(action: ActionState, view: SiteView, block_id: str = "") -> Block:
    """What can be said to the action as it stands, as buttons that carry its id."""
    asked, found = action.asked, life(action)
    if found.status == "proposed":
        names = ["approve", "edit", "refuse"]
    elif asked.expects:
        names = ["answer", *_quick(action, view), *_offered(action, ("help", "not_mine"))]
    else:
        on_it = ("accept",) if found.status in ("assigned", "stuck") else ()
        names = [*_offered(action, ("done", *on_it, "not_done", "help", "not_mine"))]
    row = [_button(name, asked) for name in (*names, "why")]
    return actions(row, block_id or f"answers:{asked.id}")


def percent_of(name: str) -> int | None:
    """The percent that a quick button tells; None where it is another button."""
    number = name.removeprefix(PERCENT)
    return int(number) if name != number and number.isdigit() and int(number) in _STEPS else None


def _offered(action: ActionState, names: tuple[str, ...]) -> Iterator[str]:
    """Those that the action takes."""
    answers = {"not_mine": "reassign"}
    always = ("accept",)
    yield from (name for name in names if name in always or answers.get(name, name) in action.asked.answers)


def _quick(action: ActionState, view: SiteView) -> list[str]:
    """How far it is, with one tap of a gloved hand: the quarters beyond what is known already."""
    tasks = tasks_of(action)
    if action.asked.expects != "percent" or len(tasks) > 1:
        return []
    task = view.task(tasks[0] or "")
    known = facts(task, view.calendar).percent if task else 0.0
    return [f"{PERCENT}{step}" for step in _STEPS if step > known]


def _button(name: str, asked: Assignment) -> dict[str, Any]:
    percent = percent_of(name)
    label = f"{percent} %" if percent is not None else _LABELS[name]
    if name == "done" and asked.done_means == "started":
        label = "Started"
    style: Style = "primary" if name in _FIRST else ""
    return button(name, label, asked.id, style=style, says=f"{label}: {asked.id}")
