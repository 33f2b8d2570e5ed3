"""The buttons of an action, by where it stands and what it asks for, and the words that do the same."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.acting.questions import tasks_of
from bot.body import Block, Style, actions, button, overflow
from bot.mrkdwn import said
from bot.view import SiteView
from rules.life.action import Life, Status, life
from rules.life.who import is_manager
from rules.progress import facts
from rules.subject import ActionState, Assignment, Expects

PERCENT = "percent_"
_STEPS = (25, 50, 75, 100)
_LABELS: Mapping[str, str] = {
    "done": "Done",
    "accept": "On it",
    "start": "Started",
    "not_done": "Not done",
    "help": "Need help",
    "not_mine": "Not mine",
    "answer": "Answer",
    "confirm": "Confirm",
    "allow": "Allow it",
    "deny": "It stays",
    "send_back": "Not done",
    "approve": "Approve",
    "edit": "Edit",
    "refuse": "Refuse",
    "needed": "Still needed",
    "not_needed": "Not needed",
    "why": "Why?",
}
MORE = "more"
_MORE: Mapping[str, str] = {
    "later": "Another time …",
    "snooze": "Remind me later …",
    "split": "Split in two …",
    "drop": "Drop it …",
}
_FIRST = ("allow", "done", "answer", "approve", "confirm")
_ON_IT: Mapping[Status, tuple[str, ...]] = {
    "assigned": ("accept",),
    "stuck": ("accept",),
    "accepted": ("start",),
}
_HINTS: Mapping[Expects, str] = {
    "": "Or just answer in words: “done”, “not done, no rebar until Thursday”, “on it”, “need a hand”.",
    "percent": "Or just answer in words: “60 %”, “done”, “stopped, no rebar”.",
    "finish": "Or just answer in words: “Friday”, “will be done by 16 March”.",
    "people": "Or just answer in words: “6 people”, “only 4 carpenters today”.",
}
_TASKS_HINTS: Mapping[Expects, str] = {
    "": "Or just answer in words: “all done”, “{0} done”, “on it”, “need a hand”.",
    "percent": "Or just answer in words, by their ids: “{0} 60 %, {1} done”, or “all 80 %”.",
    "finish": "Or just answer in words, by their ids: “{0} Friday, {1} done”, or “all by 16 March”.",
    "people": "Or just answer in words, by their ids: “{0} 6 people”, or “4 each”.",
}


def hint(action: ActionState, person: str = "") -> str:
    """How it can be answered without a button; `person` is who reads it, where it is one."""
    found = life(action)
    if found.wish is not None and person == found.wish.to:
        return "Or just answer in words: “yes”, “no”."
    if found.status == "reported" and found.reported is not None and found.reported.by == person:
        return "Or just answer in words: “not done, the guard rail is still missing”."
    if found.status == "reported":
        return "Or just answer in words: “confirmed”, “not done, the guard rail is still missing”."
    if found.doubted is not None and person in (found.owner, *found.helpers):
        return "Or just answer in words: “yes, still needed”, “not needed any more”."
    tasks = [said(task, 60) for task in tasks_of(action) if task]
    if len(tasks) < 2:
        return _HINTS[action.asked.expects]
    return _TASKS_HINTS[action.asked.expects].format(*tasks)


def buttons(action: ActionState, view: SiteView, block_id: str = "", person: str = "") -> Block:
    """What can be said to the action as it stands, as buttons that carry its id; `person` is who sees them, where it is one."""
    asked, found = action.asked, life(action)
    if found.status == "proposed":
        names = ["approve", "edit", "refuse"]
    elif found.status == "reported":
        is_own = found.reported is not None and found.reported.by == person
        names = ["not_done"] if is_own else ["confirm", "send_back"]
    elif found.wish is not None and person == found.wish.to:
        names = ["allow", "deny"]
    elif found.doubted is not None:
        names = [
            "needed",
            "not_needed",
            *_offered(action, ("answer" if asked.expects else "done", "not_mine")),
        ]
    elif asked.expects:
        names = ["answer", *_quick(action, view), *_offered(action, ("help", "not_mine"))]
    else:
        names = [*_offered(action, ("done", *_on_it(action, found), "not_done", "help", "not_mine"))]
    row = [_button(name, asked, leads=name == names[0]) for name in (*names, "why")]
    if found.status not in ("proposed", "reported"):
        drops = not person or _may_drop(action, view, person)
        row.append(_more(action, found, drops=drops))
    return actions(row, block_id or f"answers:{asked.id}")


def percent_of(name: str) -> int | None:
    """The percent that a quick button tells; None where it is another button."""
    number = name.removeprefix(PERCENT)
    return int(number) if name != number and number.isdigit() and int(number) in _STEPS else None


def _offered(action: ActionState, names: tuple[str, ...]) -> Iterator[str]:
    """Those that the action takes."""
    answers = {"not_mine": "reassign"}
    always = ("accept", "start", "answer")
    yield from (name for name in names if name in always or answers.get(name, name) in action.asked.answers)


def _on_it(action: ActionState, found: Life) -> Iterator[str]:
    """The step before it is done; that it was started is no step where that is all that is asked."""
    is_answer = action.asked.done_means == "started"
    yield from (name for name in _ON_IT.get(found.status, ()) if name != "start" or not is_answer)


def _quick(action: ActionState, view: SiteView) -> list[str]:
    """How far it is, with one tap of a gloved hand: the quarters beyond what is known already."""
    tasks = tasks_of(action)
    if action.asked.expects != "percent" or len(tasks) > 1:
        return []
    task = view.task(tasks[0] or "")
    known = facts(task, view.calendar).percent if task else 0.0
    return [f"{PERCENT}{step}" for step in _STEPS if step > known]


def _may_drop(action: ActionState, view: SiteView, person: str) -> bool:
    """Whether it is theirs to say that it need not be done."""
    return is_manager(view.site, person) or person == action.asked.asked_by


def _more(action: ActionState, found: Life, *, drops: bool) -> dict[str, Any]:
    """What is said more seldom, behind three dots; who cannot drop it is not offered to."""
    is_one = len(found.members) == 1 and not action.asked.expects
    names = ("later", "snooze", *(("split",) if is_one else ()), *(("drop",) if drops else ()))
    return overflow(MORE, {f"{name}:{action.asked.id}": _MORE[name] for name in names})


def _button(name: str, asked: Assignment, *, leads: bool) -> dict[str, Any]:
    percent = percent_of(name)
    label = f"{percent} %" if percent is not None else _LABELS[name]
    if name == "done" and asked.done_means == "started":
        label = "Started"
    # Beside another question that comes first a stressed button would look like the answer to that.
    style: Style = "primary" if leads and name in _FIRST else ""
    return button(name, label, asked.id, style=style, says=f"{label}: {asked.id}")
