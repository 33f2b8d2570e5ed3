"""The living card of an action in its site's channel, and the direct message about it to one person."""

from collections.abc import Callable, Mapping
from typing import Literal

from bot.body import Block, Body, context, section
from bot.cards.asked import asks, cases, evidence, unled, unplanned, where
from bot.cards.buttons import buttons, hint
from bot.cards.clearing import expectations
from bot.cards.photos import photo_blocks, photos_of
from bot.cards.proposal import proposal_card
from bot.cards.steps import history
from bot.cards.story import SEVERITY, owner_reason, status_line
from bot.cards.waiting import unanswered
from bot.mrkdwn import said
from bot.view import SiteView
from rules.life.action import Life, life
from rules.subject import ActionState, ReminderKind

_WHOLE_STORY = 12  # steps that somebody reads who did not live through them

Nudge = (
    ReminderKind
    | Literal["assigned", "escalated", "proposed", "forgotten", "returned", "wish", "allowed", "denied"]
)
_MOST_PHOTOS = 2


def action_card(action: ActionState, view: SiteView) -> Body:
    """What is asked of whom until when, on what words, where it stands, and the buttons while it is open.

    What is low and nothing has come of yet takes little room among what people say to each other; its text tells all the same.
    """
    found = life(action)
    if action.asked.severity == "low" and found.is_open and not action.steps and not action.unsure:
        return Body(text=_as_text(action, found, view), blocks=_short(action, found, view))
    blocks = [
        section(_title(action, found, view)),
        section(where(action, view), fields=_fields(action, found, view)),
    ]
    if quotes := view.quotes(evidence(action)):
        blocks.append(section("\n".join(f">{quote}" for quote in quotes)))
    blocks += photo_blocks(photos_of(action, view, _MOST_PHOTOS))
    told = (
        f"*{status_line(action, view)}*",
        f"Why: {_because(action)}",
        f"Severity: {action.asked.severity}",
    )
    blocks.append(context(*told))
    blocks += map(context, [*unanswered(action, view), *_beside(action, view)])
    if action.steps:
        blocks.append(context(history(action, view)))
    if found.is_open:
        blocks.append(buttons(action, view))
    return Body(text=_as_text(action, found, view), blocks=tuple(blocks))


def _beside(action: ActionState, view: SiteView) -> list[str]:
    """What else is to be known of it: when it is expected to be clear, that nobody leads its trade, that its task has left."""
    return [*expectations(action, view), *unled(action), *unplanned(action, view)]


def nudge_card(action: ActionState, kind: Nudge, view: SiteView, to: str = "") -> Body:
    """The direct message to one person (`to`, its owner if empty): why now, what, until when, and the same buttons."""
    if kind == "proposed":
        return proposal_card(action, view)
    found = life(action)
    if not found.is_open:
        return _closed_nudge(action, found, view)
    lead = _LEAD[kind](action, found, view)
    blocks = [section(f"{lead}\n{_title(action, found, view)}"), section(where(action, view))]
    blocks.append(context(f"*Due* {view.when(found.due)}", f"*Because* {_because(action)}"))
    quotes = view.quotes(evidence(action), limit=2)
    if quotes:
        blocks.append(section("\n".join(f">{quote}" for quote in quotes)))
    blocks += photo_blocks(photos_of(action, view, 1))
    story = (
        [history(action, view, most=_WHOLE_STORY)] if kind in ("escalated", "verify") and action.steps else []
    )
    blocks += map(context, story)
    person = to or found.owner
    waits = [f"{status_line(action, view)}."] if found.wish is not None and person == found.owner else []
    waits += [*unled(action), *([] if kind == "needed" else unplanned(action, view))]
    blocks += map(context, waits)
    blocks += [buttons(action, view, person=person), context(hint(action, person))]
    text = "\n".join(
        [
            f"{_unmarked(lead)} {_heading(action, view)}",
            *waits,
            f"Due {view.when(found.due)}. {where(action, view)}.",
            _ground(action, person, view),
            *quotes,
            *story,
            hint(action, person),
        ]
    )
    return Body(text=text, blocks=tuple(blocks))


def passed_card(action: ActionState, view: SiteView, lead: str) -> Body:
    """The message of one of whom nothing is asked any more: why (`lead`), where it stands, and nothing to press."""
    line = f"{lead} {status_line(action, view)}"
    blocks = (section(_title(action, life(action), view)), context(f"*{line}*", where(action, view)))
    return Body(text=f"{_heading(action, view)}\n{line}", blocks=blocks)


def _short(action: ActionState, found: Life, view: SiteView) -> tuple[Block, ...]:
    asked = f"Asked of {view.who(found.owner)} · due {view.when(found.due)} · {where(action, view)}"
    return section(_title(action, found, view)), context(asked), buttons(action, view)


def _title(action: ActionState, found: Life, view: SiteView) -> str:
    mark = SEVERITY[action.asked.severity] if found.is_open else "✅" if found.status == "done" else "☑️"
    text = asks(action, view)
    return "\n".join(
        [f"{mark} *{action.asked.id}* {text if found.is_open else f'~{text}~'}", *cases(action, view)]
    )


def _heading(action: ActionState, view: SiteView) -> str:
    return "\n".join([f"{action.asked.id}: {asks(action, view)}", *cases(action, view)])


def _fields(action: ActionState, found: Life, view: SiteView) -> list[str]:
    """Due first: on a phone the columns stand below each other."""
    due = [f"*{'Due' if found.is_open else 'Was due'}*\n{view.when(found.due)}"]
    who = [f"*Asked of*\n{view.who(found.owner)}, {owner_reason(action, found.owner)}"]
    if found.helpers:
        who.append(f"*Escalated to*\n{view.names(found.helpers)}")
    return [*due, *who]


def _because(action: ActionState) -> str:
    return said(action.asked.why, 300) or "somebody asked for it"


def _ground(action: ActionState, person: str, view: SiteView) -> str:
    """Why they and why at all; who was asked by a colleague knows both from that."""
    if action.asked.asked_by and person == life(action).owner:
        return f"{_because(action)}."
    return f"Asked of {view.name(person)}: {owner_reason(action, person)}. {_because(action)}"


def _as_text(action: ActionState, found: Life, view: SiteView) -> str:
    asked = action.asked
    lines = [
        _heading(action, view),
        f"{where(action, view)}. Asked of {view.who(found.owner)}, {owner_reason(action, found.owner)}. "
        f"{'Due' if found.is_open else 'Was due'} {view.when(found.due)}. Severity: {asked.severity}.",
        f"Why: {_because(action)}",
        *view.quotes(evidence(action)),
        f"Status: {status_line(action, view)}",
        *unanswered(action, view),
        *_beside(action, view),
    ]
    return "\n".join([*lines, history(action, view)] if action.steps else lines)


def _closed_nudge(action: ActionState, found: Life, view: SiteView) -> Body:
    line = status_line(action, view)
    return Body(
        text=f"{_heading(action, view)}\n{line}",
        blocks=(section(_title(action, found, view)), context(f"*{line}*", where(action, view))),
    )


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
    last = found.last_answer
    if last is not None and last.answer == "help":
        needed = next((one for one in last.signals if one.kind in ("request", "blocker")), None)
        words = f": {view.said(needed.what or needed.words, 160)}" if needed else ""
        return f"*Escalated to you: {view.name(last.by)} asks for help{words}.*"
    if found.status == "promised":
        return f"*Escalated to you. {status_line(action, view)}.*"
    asked = tuple(dict.fromkeys((*found.former, found.owner)))
    if len(asked) > 1:
        return f"*Escalated to you: it was asked of {view.names(asked)}, and is still open.*"
    return f"*Escalated to you: {view.names(asked)} was asked first and it is still open.*"


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
        return f"*{status_line(action, view)}.*"
    why = f": “{view.said(wish.note, 160)}”" if wish.note else ""
    until = f"until {view.when(wish.wish)} instead of {view.when(found.due)}"
    still = "*This waits for your word.* " if found.wish_checked else ""
    return f"{still}*{view.name(wish.by)} asks for more time, {until}*{why}"


def _allowed(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*You have until {view.when(found.due)}.*"


def _denied(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*It stays at {view.when(found.due)}.* Say what you need, if it cannot be done."


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


def _unmarked(text: str) -> str:
    return text.replace("*", "")


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
