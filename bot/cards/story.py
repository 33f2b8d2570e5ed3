"""Where an action stands and how it came there, in sentences; cards, `why` and the home tab all tell it this way."""

from bot.mrkdwn import said
from bot.phrases import answer_words, cause_words
from bot.view import SiteView, counted
from rules.action import Life, is_edited, life
from rules.subject import ActionState, Step

SEVERITY = {"low": "▫️", "medium": "🔷", "high": "🔶", "safety": "🛑"}
_REMINDED = {
    "before": "before it is due",
    "due": "as it fell due",
    "after": "after it was due",
    "settled": "since it seems settled",
}


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
            return _end(found, view)


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


def _end(found: Life, view: SiteView) -> str:
    when = f" {view.when(found.closed)}" if found.closed else ""
    last = found.last_answer
    if found.status == "done":
        return f"Done, {view.name(last.by if last else found.owner)}{when}"
    reason = f": {said(found.closed_why, 200)}" if found.closed_why else ""
    return f"{'Dropped' if found.status == 'dropped' else 'Settled'}{when}{reason}"


def step_line(step: Step, view: SiteView) -> str:
    """One step: `10 Mar 14:00 Reminded Diego Ramos before it is due`."""
    return f"{view.at(step.at)} {_told(step, view)}"


def _told(step: Step, view: SiteView) -> str:
    to = view.name(step.to) if step.to else ""
    match step.kind:
        case "reminded":
            return f"Reminded {to or 'its owner'} {_REMINDED.get(step.reminder or '', '')}".rstrip()
        case "escalated":
            return f"Escalated to {to}" + (f": {said(step.note, 120)}" if step.note else "")
        case "closed":
            return f"Closed{f': {said(step.note, 120)}' if step.note else ''}"
        case "approved":
            return f"{view.name(step.by)} approved it{', changed' if is_edited(step) else ''}"
        case "refused":
            return f"{view.name(step.by)} refused it" + (f": {said(step.note, 120)}" if step.note else "")
        case "joined" | "left":
            word = "Added" if step.kind == "joined" else "Settled"
            return f"{word}: {said(step.member.text if step.member else '', 120)}"
        case "answered":
            return _answer(step, view)


def _answer(step: Step, view: SiteView) -> str:
    name, to = view.name(step.by), view.name(step.to) if step.to else ""
    if step.answer in ("reassign", "declined"):
        words = f"handed it to {to}" if to else "says it is not theirs"
    else:
        words = answer_words(step.answer or "")
    reason = f", {cause_words(step.cause)}" if step.cause else ""
    new_time = f", promised for {view.when(step.due)}" if step.due else ""
    note = f" “{view.said(step.note, 160)}”" if step.note else ""
    return f"{name}: {words}{reason}{new_time}{note}"


def history(action: ActionState, view: SiteView, most: int = 3) -> str:
    """The last steps on one line each; how many came before them is told."""
    shown = [step_line(step, view) for step in action.steps[-most:]]
    earlier = len(action.steps) - len(shown)
    return "\n".join([f"{counted(earlier, 'earlier step')}", *shown] if earlier else shown)


def owner_reason(action: ActionState, person: str) -> str:
    """Why it is asked of them: the ladder's reason, or that it was handed over."""
    rung = next((rung for rung in action.asked.ladder if rung.person == person), None)
    return said(rung.reason, 120) if rung else "it was handed over"
