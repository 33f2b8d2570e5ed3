"""The living card of an action in its site's channel, and the direct message about it to one person."""

from bot.body import Block, Body, context, section
from bot.cards.asked import asks, cases, evidence, unled, unplanned, where
from bot.cards.buttons import buttons, hint
from bot.cards.clearing import expectations
from bot.cards.leads import Nudge, lead_of
from bot.cards.photos import photo_blocks, photos_of
from bot.cards.proposal import proposal_card
from bot.cards.steps import history
from bot.cards.story import SEVERITY, owner_reason, status_line
from bot.cards.waiting import unanswered
from bot.mrkdwn import said
from bot.view import SiteView
from rules.life.action import Life, life
from rules.subject import ActionState

_WHOLE_STORY = 12  # steps that somebody reads who did not live through them

_WITH_STORY = ("escalated", "verify", "wish")
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
    lead = lead_of(action, kind, view)
    blocks = [section(f"{lead}\n{_title(action, found, view)}"), section(where(action, view))]
    blocks.append(context(f"*Due* {view.when(found.due)}", f"*Because* {_because(action)}"))
    quotes = view.quotes(evidence(action), limit=2)
    if quotes:
        blocks.append(section("\n".join(f">{quote}" for quote in quotes)))
    blocks += photo_blocks(photos_of(action, view, 1))
    story = [history(action, view, most=_WHOLE_STORY)] if kind in _WITH_STORY and action.steps else []
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


def _unmarked(text: str) -> str:
    return text.replace("*", "")
