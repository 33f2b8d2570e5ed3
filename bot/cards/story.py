"""Where an action stands, in sentences; cards, `why` and the home tab all tell it this way."""

from bot.cards.steps import data_words, is_of_several
from bot.mrkdwn import said
from bot.phrases import cause_words
from bot.view import SiteView
from rules.life.action import Life, life
from rules.life.table import TODO
from rules.life.verification import NOBODY
from rules.subject import ActionState, Step

_LETS_GO = ("reassign", "declined", "not_done", "help")
_STICKS = ("help", "not_done", "reassign", "declined", "returned", "lapsed")  # after which it may be stuck
SEVERITY = {"low": "▫️", "medium": "🔷", "high": "🔶", "safety": "🛑"}


def status_line(action: ActionState, view: SiteView) -> str:
    """Where it stands: `Waiting for Diego Ramos`, `Promised by Diego Ramos for Thu 12 Mar 15:00, moved twice`."""
    found = life(action)
    wish = found.wish.wish if found.wish and found.is_open else None
    asks = (
        f", asks {view.name(found.wish.to)} for time until {view.when(wish)}" if found.wish and wish else ""
    )
    asks += ", asked whether it is still needed" if found.doubted and found.status in TODO else ""
    return f"{_stands(action, found, view)}{asks}{_unheard(found, view) if found.wish and wish else ''}"


def _unheard(found: Life, view: SiteView) -> str:
    """How far the question for more time has come."""
    silent = f" ({view.names(found.wish_silent)} said nothing)" if found.wish_silent else ""
    return f"{silent}{', who was reminded' if found.wish_checked else ''}"


def _stands(action: ActionState, found: Life, view: SiteView) -> str:
    name = view.name(found.owner)
    match found.status:
        case "proposed":
            return f"Proposed: waiting for the word of {view.name(found.put_to[-1])}"
        case "assigned":
            return f"Waiting for {name}"
        case "accepted":
            names = _takers(action, found)
            return f"{view.names(names)} {'are' if len(names) > 1 else 'is'} on it"
        case "in_hand":
            return f"In hand, {view.names(_takers(action, found))}"
        case "reported":
            return _reported(action, found, view)
        case "promised":
            return f"Promised by {view.name(_promiser(found))} for {view.when(found.due)}{_moved(found)}"
        case "stuck":
            return _stuck(action, found, view)
        case _:
            return _end(action, found, view)


def _takers(action: ActionState, found: Life) -> tuple[str, ...]:
    """Those who say that they are on it, since it was last with nobody; a superintendent can say so beside its owner."""
    takers: list[str] = []
    for step in action.steps:
        if step.kind == "forgotten" or step.answer in _LETS_GO:
            takers = []
        elif step.kind == "answered" and step.answer in ("accepted", "started") and step.by:
            takers.append(step.by)
    return tuple(dict.fromkeys(takers)) or (found.owner,)


def _promiser(found: Life) -> str:
    """Whose word the time in force is."""
    words = (step for step in reversed(found.answers) if found.due in (step.due, step.wish))
    return next((step.by for step in words if step.by), found.owner)


def _reported(action: ActionState, found: Life, view: SiteView) -> str:
    """Who said that it is done, and what is waited for to be sure of it."""
    verify = action.asked.verify
    waits = [f"{view.name(found.verifier)} to confirm it"] if found.verifier else []
    waits += ["a photo"] if verify and verify.photo else []
    waits += ["the data to show it"] if verify and verify.data else []
    by = view.name(found.reported.by if found.reported else found.owner)
    return f"Reported done by {by}, waits for {' or '.join(waits)}"


def _moved(found: Life) -> str:
    return (
        f", moved {'twice' if found.promises == 2 else f'{found.promises} times'}"
        if found.promises > 1
        else ""
    )


def _stuck(action: ActionState, found: Life, view: SiteView) -> str:
    last = next((one for one in reversed(action.steps) if (one.answer or one.kind) in _STICKS), None)
    if last is None or last.answer == "help":
        return f"{view.name(last.by if last else found.owner)} needs help"
    if last.kind in ("returned", "lapsed"):
        return (
            f"{view.name(last.by)} says that it is not done" if last.by else "Nothing shows that it is done"
        )
    if last.answer != "not_done":
        return f"{view.name(last.by)} says it is not theirs, and nobody else has it"
    reason = f": {cause_words(last.cause)}" if last.cause else ""
    return f"Not done{reason}, no new time"


def _sure(action: ActionState, found: Life, view: SiteView) -> str:
    """What made sure of it."""
    if action.asked.verify is None or found.reported is None:
        return ""
    if found.confirmed is None:
        return f", {NOBODY}"
    if found.confirmed.via == "photo":
        return ", shown by a photo"
    if found.confirmed.by is None:
        return ", and the data shows it"
    own = found.confirmed.by == found.reported.by
    return "" if own else f", confirmed by {view.name(found.confirmed.by)}"


def _end(action: ActionState, found: Life, view: SiteView) -> str:
    when = f" {view.when(found.closed)}" if found.closed else ""
    last = found.last_answer
    if found.status == "done":
        word = "Answered" if action.asked.expects else "Done"
        by = found.reported or last
        end = f"{word}, {view.name(by.by if by else found.owner)}{when}"
        return f"{end}{_told_so(action, last, view)}{_sure(action, found, view)}"
    reason = f": {said(found.closed_why, 200)}" if found.closed_why else ""
    if found.refused:
        return f"Refused, {view.name(found.refused.by)}{when}{reason}"
    if found.dropped:
        return f"Dropped, {view.name(found.dropped.by)}{when}{reason}"
    return f"{'Dropped' if found.status == 'dropped' else 'Settled'}{when}{reason}"


def _told_so(action: ActionState, answer: Step | None, view: SiteView) -> str:
    """What a question was answered."""
    told = data_words(answer, view, named=is_of_several(action.steps)) if answer else ""
    return f": {told}" if told else ""


def owner_reason(action: ActionState, person: str) -> str:
    """Why it is asked of them: the ladder's reason, a manager's choice, or that it was handed over."""
    approved = life(action).approved
    if approved is not None and approved.to == person:
        return "chosen by who approved it"
    rung = next((rung for rung in action.asked.ladder if rung.person == person), None)
    return said(rung.reason, 120) if rung else "it was handed over"
