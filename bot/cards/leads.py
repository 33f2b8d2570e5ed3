"""Why somebody is written to about an action just now: the first words of the direct message."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from bot.cards.asked import unplanned
from bot.cards.story import status_line
from bot.view import SiteView
from rules.life.action import Life, life
from rules.subject import ActionState, ReminderKind, Step

Nudge = (
    ReminderKind
    | Literal["assigned", "escalated", "proposed", "forgotten", "returned", "wish", "allowed", "denied"]
)


def lead_of(action: ActionState, kind: Nudge, view: SiteView) -> str:
    """The first words of the message of this kind; a proposal has a card of its own."""
    return _LEAD[kind](action, life(action), view)


def _assigned(action: ActionState, found: Life, view: SiteView) -> str:
    if found.answers and found.status != "assigned":
        return f"*{status_line(action, view)}.*"
    if given := _given(action, found, view):
        return given
    asked_by = action.asked.asked_by
    if asked_by:
        return f"*{view.name(asked_by)} asks this of you.*"
    return "*A question for you.*" if action.asked.expects else "*This is yours to do.*"


def _escalated(action: ActionState, found: Life, view: SiteView) -> str:
    """Why it is with them now, and what was asked for on the way and not given: they may be who can give it."""
    last = found.last_answer
    if last is not None and last.answer == "help":
        why = f": {view.name(last.by)} asks for help{_needed_words(last, view)}"
        return f"*Escalated to you{why}.*{_in_vain(action, found.answers[:-1], view)}"
    if found.status == "promised":
        why = f". {status_line(action, view)}"
    else:
        asked = tuple(dict.fromkeys((*found.former, found.owner)))
        names = view.names(asked)
        why = (
            f": it was asked of {names}, and is still open"
            if len(asked) > 1
            else f": {names} was asked first and it is still open"
        )
    return f"*Escalated to you{why}.*{_in_vain(action, found.answers, view)}"


def _before(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*Due soon, {view.when(found.due)}.*"


def _due(action: ActionState, found: Life, view: SiteView) -> str:
    return "*Due now.* What is the answer?" if action.asked.expects else "*Due now. Is it done?*"


def _after(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*Overdue since {view.when(found.due)}.* What is in the way?"


def _again(action: ActionState, found: Life, view: SiteView) -> str:
    times = sum(step.reminder == "again" for step in found.reminded)
    last = " I ask no more after this." if times >= action.asked.plan.at_most else ""
    return f"*Still open, overdue since {view.when(found.due)}.* Do it, say until when, or say what is in the way.{last}"


def _settled(action: ActionState, found: Life, view: SiteView) -> str:
    return "*What it was about seems settled: is it done?*"


def _needed(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*{' '.join(unplanned(action, view))}*"


def _check(action: ActionState, found: Life, view: SiteView) -> str:
    since = f" on {view.when(found.word)}" if found.word else ""
    return f"*You took this on{since}.* How is it going?"


def _forgotten(action: ActionState, found: Life, view: SiteView) -> str:
    since = f" on {view.when(found.word)}" if found.word else ""
    return f"*You took this on{since}, and I heard nothing since.* Is it still yours?"


def _verify(action: ActionState, found: Life, view: SiteView) -> str:
    by = view.name(found.reported.by if found.reported else found.owner)
    if found.verifier:
        return f"*{by} says that this is done. Is it?* One tap is enough."
    if action.asked.verify and action.asked.verify.photo:
        return "*You reported this done.* A photo in its thread closes it."
    return "*You reported this done, and what I know says otherwise so far.* Is it really done?"


def _returned(action: ActionState, found: Life, view: SiteView) -> str:
    back = next((step for step in reversed(action.steps) if step.kind in ("returned", "lapsed")), None)
    if back is None or back.by is None:
        return "*Nothing shows that this is done, so it is open again.*"
    why = f": “{view.said(back.note, 160)}”" if back.note else "."
    return f"*{view.name(back.by)} says that this is not done{why}*"


def _snoozed(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*You wanted to be reminded now.* It is due {view.when(found.due)}."


def _wish(action: ActionState, found: Life, view: SiteView) -> str:
    wish = found.wish
    if wish is None or wish.wish is None:
        return f"*{status_line(action, view)}.*{_in_vain(action, found.answers, view)}"
    note = f" “{view.said(wish.note, 160)}”" if wish.note else ""
    until = f"until {view.when(wish.wish)} instead of {view.when(found.due)}"
    still = "*This waits for your word.* " if found.wish_checked else ""
    asks = f"{still}*{view.name(wish.by)} asks for more time, {until}.*{note}"
    return " ".join([asks, *_helped(found.answers, view)])


def _allowed(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*You have until {view.when(found.due)}.*"


def _denied(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*It stays at {view.when(found.due)}.* Say what you need, if it cannot be done."


def _in_vain(action: ActionState, answers: Iterable[Step], view: SiteView) -> str:
    """What was asked for and not given: help, and more time."""
    told = [*_helped(answers, view), *_denied_time(action, view)]
    return f" {' '.join(told)}" if told else ""


def _helped(answers: Iterable[Step], view: SiteView) -> list[str]:
    """The help that was asked for, each person's last word of it."""
    helped = {one.by: one for one in answers if one.answer == "help"}
    return [f"{view.name(one.by)} asked for help{_needed_words(one, view)}." for one in helped.values()]


def _denied_time(action: ActionState, view: SiteView) -> list[str]:
    """More time that somebody did not give, unless another word on it followed."""
    steps = [step for step in action.steps if step.wish or step.kind in ("allowed", "denied")]
    if len(steps) < 2 or steps[-1].kind != "denied":
        return []
    wish, word = next(step for step in reversed(steps) if step.wish), steps[-1]
    until = f"{view.name(wish.by)} asked for time until {view.when(wish.wish)}" if wish.wish else ""
    return [f"{until}, and {view.name(word.by)} did not give it."]


def _needed_words(answer: Step, view: SiteView) -> str:
    """What they need, where they said it."""
    needed = next((one for one in answer.signals if one.kind in ("request", "blocker")), None)
    return f": {view.said(needed.what or needed.words, 160)}" if needed else ""


def _given(action: ActionState, found: Life, view: SiteView) -> str:
    """Somebody says that it is theirs, or that it is not and passes it back."""
    last = found.last_answer
    if found.giver:
        lead = f"*{view.name(found.giver)} says that this is yours. Is it?*"
    elif last is not None and last.answer in ("reassign", "declined") and last.to == found.owner:
        # Nobody gave it to them where a leave began or ended, or its owner left.
        says = f"{view.name(last.by)} says that it is not theirs, so it is with you"
        lead = f"*{says if last.by else 'This is with you now'}.*"
    else:
        return ""
    return lead + (f" “{view.said(last.note, 160)}”" if last and last.note else "")


_LEAD: Mapping[str, Callable[[ActionState, Life, SiteView], str]] = {
    "assigned": _assigned,
    "escalated": _escalated,
    "before": _before,
    "due": _due,
    "after": _after,
    "again": _again,
    "settled": _settled,
    "needed": _needed,
    "check": _check,
    "verify": _verify,
    "forgotten": _forgotten,
    "returned": _returned,
    "snoozed": _snoozed,
    "wish": _wish,
    "allowed": _allowed,
    "denied": _denied,
}
