"""Where an action stands and how it came there, in sentences; cards, `why` and the home tab all tell it this way."""

from collections.abc import Iterable
from itertools import groupby

from bot.mrkdwn import cut, said
from bot.phrases import answer_words, cause_words, fact_words, signal_words
from bot.view import SiteView, counted, listed
from rules.action import Life, is_edited, life
from rules.subject import ActionState, Step

SEVERITY = {"low": "▫️", "medium": "🔷", "high": "🔶", "safety": "🛑"}
SPARED = "in their next digest: they had enough messages for the day"
_REMINDED = {
    "before": "before it is due",
    "due": "as it fell due",
    "after": "after it was due",
    "settled": "since it seems settled",
}
_CASES = {"joined": "Added", "left": "Settled"}


def status_line(action: ActionState, view: SiteView) -> str:
    """Where it stands: `Waiting for Diego Ramos`, `Promised by Diego Ramos for Thu 12 Mar 15:00, moved twice`."""
    found = life(action)
    name = view.name(found.owner)
    match found.status:
        case "proposed":
            return f"Proposed: waiting for the word of {view.name(action.asked.proposed_to[0])}"
        case "assigned":
            return f"Waiting for {name}"
        case "accepted":
            return f"{name} is on it"
        case "promised":
            return f"Promised by {name} for {view.when(found.due)}{_moved(found)}"
        case "stuck":
            return _stuck(found, view)
        case _:
            return _end(action, found, view)


def _moved(found: Life) -> str:
    return (
        f", moved {'twice' if found.promises == 2 else f'{found.promises} times'}"
        if found.promises > 1
        else ""
    )


def _stuck(found: Life, view: SiteView) -> str:
    last = found.last_answer
    if last is None or last.answer == "help":
        return f"{view.name(last.by if last else found.owner)} needs help"
    reason = f": {cause_words(last.cause)}" if last.cause else ""
    return f"Not done{reason}, no new time"


def _end(action: ActionState, found: Life, view: SiteView) -> str:
    when = f" {view.when(found.closed)}" if found.closed else ""
    last = found.last_answer
    if found.status == "done":
        word = "Answered" if action.asked.expects else "Done"
        return f"{word}, {view.name(last.by if last else found.owner)}{when}{_told_so(action, last, view)}"
    reason = f": {said(found.closed_why, 200)}" if found.closed_why else ""
    if found.refused:
        return f"Refused, {view.name(found.refused.by)}{when}{reason}"
    return f"{'Dropped' if found.status == 'dropped' else 'Settled'}{when}{reason}"


def _told_so(action: ActionState, answer: Step | None, view: SiteView) -> str:
    """What a question was answered."""
    told = _data_words(answer, view, named=_is_of_several(action.steps)) if answer else ""
    return f": {told}" if told else ""


def _is_of_several(steps: Iterable[Step]) -> bool:
    return any(step.kind == "joined" for step in steps)


def _data_words(step: Step, view: SiteView, *, named: bool) -> str:
    """What an answer told as data, with the tasks' names where it was asked about several; empty where it told none."""
    words = signal_words if named else fact_words
    return ", ".join(words(one, view) for one in step.signals if one.kind != "response")


def step_lines(steps: Iterable[Step], view: SiteView) -> list[str]:
    """One line for each step; cases that were added at one time, or were settled, share one."""
    steps = list(steps)
    named, found = _is_of_several(steps), []
    for _, group in groupby(steps, key=lambda step: (step.kind, step.at) if step.member else step.id):
        alike = list(group)
        found.append(step_line(alike[0], view, named=named) if len(alike) == 1 else _cases_line(alike, view))
    return found


def step_line(step: Step, view: SiteView, *, named: bool = False) -> str:
    """One step: `10 Mar 14:00 Reminded Diego Ramos before it is due`."""
    return f"{view.at(step.at)} {_told(step, view, named=named)}"


def _spared(step: Step) -> str:
    """Why nobody's telephone rang."""
    return f", {SPARED}" if step.held else ""


def _told(step: Step, view: SiteView, *, named: bool) -> str:
    to = view.name(step.to) if step.to else ""
    match step.kind:
        case "reminded":
            told = f"Reminded {to or 'its owner'} {_REMINDED.get(step.reminder or '', '')}".rstrip()
            return f"{told}{_spared(step)}"
        case "escalated":
            return f"Escalated to {to}" + (f": {said(step.note, 120)}" if step.note else "") + _spared(step)
        case "closed":
            return f"Closed{f': {said(step.note, 120)}' if step.note else ''}"
        case "approved":
            return f"{view.name(step.by)} approved it{_changed(step, view)}"
        case "refused":
            return f"{view.name(step.by)} refused it" + (f": {said(step.note, 120)}" if step.note else "")
        case "joined" | "left":
            return f"{_CASES[step.kind]}: {view.said(step.member.text if step.member else '', 120)}"
        case "answered":
            return _answer(step, view, named=named)


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
        words = _data_words(step, view, named=named) or answer_words(step.answer or "")
    reason = f", {cause_words(step.cause)}" if step.cause else ""
    new_time = f", promised for {view.when(step.due)}" if step.due else ""
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


def owner_reason(action: ActionState, person: str) -> str:
    """Why it is asked of them: the ladder's reason, a manager's choice, or that it was handed over."""
    approved = life(action).approved
    if approved is not None and approved.to == person:
        return "chosen by who approved it"
    rung = next((rung for rung in action.asked.ladder if rung.person == person), None)
    return said(rung.reason, 120) if rung else "it was handed over"
