"""How an action came to where it stands: its steps, a line for each."""

from collections.abc import Iterable
from itertools import groupby

from bot.mrkdwn import cut, said
from bot.phrases import answer_words, cause_words, fact_words, signal_words
from bot.view import SiteView, counted, listed
from rules.life.action import is_edited
from rules.subject import ActionState, Step

SPARED = "in their next digest: they had enough messages for the day"
_HELD = {"budget": SPARED, "away": "in their digest when they are back: they are away"}
_REMINDED = {
    "before": "before it is due",
    "due": "as it fell due",
    "after": "after it was due",
    "again": "again",
    "settled": "since it seems settled",
    "needed": "whether it is needed",
    "check": "since nothing was heard of it",
    "verify": "that it waits to be made sure of",
    "word": "that it waits for their word",
    "snoozed": "when they wanted to be",
    "wish": "that their word on the time is waited for",
}
_WORDS = {
    "approved": "approved it",
    "refused": "refused it",
    "dropped": "dropped it",
    "shown": "showed a photo",
    "confirmed": "confirmed it",
    "returned": "says that it is not done",
    "allowed": "allowed the time that was asked for",
    "denied": "let its time stand",
    "split": "split it in two",
    "snoozed": "wants to be reminded later",
}
_PRESSED = ("button", "reaction")
_CASES = {"joined": "Added", "left": "Settled"}


def is_of_several(steps: Iterable[Step]) -> bool:
    """Whether they are of an action that came to stand for several cases."""
    return any(step.kind == "joined" for step in steps)


def data_words(step: Step, view: SiteView, *, named: bool) -> str:
    """What an answer told as data, with the tasks' names where it was asked about several; empty where it told none."""
    words = signal_words if named else fact_words
    return ", ".join(words(one, view) for one in step.signals if one.kind != "response")


def step_lines(steps: Iterable[Step], view: SiteView) -> list[str]:
    """One line for each step; cases that were added at one time, or were settled, share one, and an answer that is pressed again
    has none of its own."""
    steps = list(steps)
    named, found = is_of_several(steps), []
    for _, group in groupby(steps, key=_line_of):
        alike = list(group)
        is_many = len(alike) > 1 and alike[0].kind in _CASES
        found.append(_cases_line(alike, view) if is_many else step_line(alike[0], view, named=named))
    return found


def _line_of(step: Step) -> object:
    """Equal for steps next to one another that share a line."""
    if step.kind in _CASES:
        return step.kind, step.at
    is_pressed = step.kind == "answered" and step.via in _PRESSED
    return (step.by, step.answer, step.signals, step.to) if is_pressed else step.id


def step_line(step: Step, view: SiteView, *, named: bool = False) -> str:
    """One step: `10 Mar 14:00 Reminded Diego Ramos before it is due`."""
    return f"{view.at(step.at)} {_told(step, view, named=named)}"


def _told(step: Step, view: SiteView, *, named: bool) -> str:
    if step.kind == "answered":
        return _answer(step, view, named=named)
    if step.kind in _WORDS:
        return _word(step, view)
    return f"{_own(step, view)}{f', {_HELD[step.held]}' if step.held else ''}"


def _word(step: Step, view: SiteView) -> str:
    """What a person said of it, beside answers."""
    note = f": “{view.said(step.note, 160)}”" if step.note and step.kind != "shown" else ""
    until = f", {view.when(step.due)}" if step.kind == "snoozed" and step.due else ""
    return f"{view.name(step.by)} {_WORDS[step.kind]}{until}{_changed(step, view)}{note}"


def _own(step: Step, view: SiteView) -> str:
    """What it did by itself; why nobody's telephone rang is told after it."""
    to = view.name(step.to) if step.to else "its owner"
    member = view.said(step.member.text, 120) if step.member else ""
    asked = f", so {to} was asked whether it is needed" if step.kind == "unplanned" and step.to else ""
    words = {
        "reminded": f"Reminded {to} {_REMINDED.get(step.reminder or '', '')}".rstrip(),
        "escalated": f"Escalated to {to}",
        "closed": "Closed",
        "passed": f"Put to {to}, since no word came" if step.due else f"Asked {to} whether it is done",
        "referred": f"Asked {to} whether it may take longer",
        "lapsed": "Nobody and nothing made sure of it in time",
        "unheard": f"Told {to} that nobody {'said whether it may take longer' if step.reminder else 'takes it on'}",
        "forgotten": "No word followed, so it counts as not taken on",
        "joined": f"Added: {member}",
        "left": f"Left out: {member}" if step.note else f"Settled: {member}",
        "unplanned": f"{_task(step)} left the schedule{asked}",
        "replanned": f"{_task(step)} is back in the schedule",
    }
    return words[step.kind] + (f": {said(step.note, 120)}" if step.note else "")


def _task(step: Step) -> str:
    return said((step.member.task if step.member else None) or "its task", 60)


def _cases_line(steps: list[Step], view: SiteView) -> str:
    texts = "; ".join(view.said(step.member.text, 60) for step in steps if step.member)
    return f"{view.at(steps[0].at)} {_CASES[steps[0].kind]} {counted(len(steps), 'case')}: {cut(texts, 160)}"


def _changed(step: Step, view: SiteView) -> str:
    """What the manager who approved it made of it."""
    words = {
        "text": "in other words",
        "to": f"of {view.name(step.to)}",
        "due": f"until {view.when(step.due)}" if step.due else "until another time",
    }
    return f", changed: asked {listed([words[name] for name in step.changed])}" if is_edited(step) else ""


def _answer(step: Step, view: SiteView, *, named: bool) -> str:
    name, to = view.name(step.by), view.name(step.to) if step.to else ""
    if step.answer in ("reassign", "declined"):
        words = f"handed it to {to}" if to else "says it is not theirs"
    else:
        words = data_words(step, view, named=named) or answer_words(step.answer or "")
    reason = f", {cause_words(step.cause)}" if step.cause else ""
    new_time = f", promised for {view.when(step.due)}" if step.due else ""
    if step.wish:
        words = data_words(step, view, named=named) if step.answer == "eta" else words
        new_time = f"{', ' * bool(words)}asks for time until {view.when(step.wish)}"
    note = f" “{view.said(step.note, 160)}”" if step.note else ""
    proof = view.evidence(step.id) if step.via == "thread" else None
    files = f" {view.files(proof.files)}" if proof and proof.files else ""
    return f"{name}: {words}{reason}{new_time}{note}{files}"


def history(action: ActionState, view: SiteView, most: int = 3) -> str:
    """The last steps on one line each; how many came before them is told."""
    lines = step_lines(action.steps, view)
    shown = lines[-most:]
    earlier = len(lines) - len(shown)
    return "\n".join([f"{counted(earlier, 'earlier step')}", *shown] if earlier else shown)
