"""The living card of an action in its site's channel, and the direct message about it to one person."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from bot.body import Block, Body, actions, button, context, section
from bot.cards.story import SEVERITY, history, owner_reason, status_line
from bot.mrkdwn import said
from bot.view import SiteView
from rules.action import Life, life
from rules.subject import ActionState, ReminderKind

Nudge = ReminderKind | Literal["assigned", "escalated"]

HINT = "Or just answer in words: “done”, “not done, no rebar until Thursday”, “on it”, “need a hand”."


def action_card(action: ActionState, view: SiteView) -> Body:
    """What is asked of whom until when, on what words, where it stands, and the buttons while it is open."""
    found = life(action)
    blocks = [
        section(_title(action, found)),
        section(_where(action, view), fields=_fields(action, found, view)),
    ]
    if quotes := view.quotes(action.asked.evidence):
        blocks.append(section("\n".join(f">{quote}" for quote in quotes)))
    told = (
        f"*{status_line(action, view)}*",
        f"Why: {_because(action)}",
        f"Severity: {action.asked.severity}",
    )
    blocks.append(context(*told))
    if action.steps:
        blocks.append(context(history(action, view)))
    if found.is_open:
        blocks.append(buttons(action))
    return Body(text=_as_text(action, found, view), blocks=tuple(blocks))


def nudge_card(action: ActionState, kind: Nudge, view: SiteView, to: str = "") -> Body:
    """The direct message to one person (`to`, its owner if empty): why now, what, until when, and the same buttons."""
    found = life(action)
    if not found.is_open:
        return _closed_nudge(action, found, view)
    lead = _LEAD[kind](action, found, view)
    blocks = [section(f"{lead}\n{_title(action, found)}"), section(_where(action, view))]
    blocks.append(context(f"*Due* {view.when(found.due)}", f"*Because* {_because(action)}"))
    if quotes := view.quotes(action.asked.evidence, limit=2):
        blocks.append(section("\n".join(f">{quote}" for quote in quotes)))
    if kind == "escalated" and action.steps:
        blocks.append(context(history(action, view)))
    blocks += [buttons(action), context(HINT)]
    person = to or found.owner
    text = "\n".join(
        [
            f"{_unmarked(lead)} {_heading(action)}",
            f"Due {view.when(found.due)}. {_where(action, view)}.",
            _ground(action, person, view),
            *view.quotes(action.asked.evidence, limit=2),
            HINT,
        ]
    )
    return Body(text=text, blocks=tuple(blocks))


def buttons(action: ActionState, block_id: str = "") -> Block:
    """The answers that the action takes, as buttons that carry its id."""
    asked, found = action.asked, life(action)
    offered = [
        _button("done", asked.id) if "done" in asked.answers else None,
        _button("accept", asked.id) if found.status in ("assigned", "stuck") else None,
        _button("not_done", asked.id) if "not_done" in asked.answers else None,
        _button("help", asked.id) if "help" in asked.answers else None,
        _button("not_mine", asked.id) if "reassign" in asked.answers else None,
        _button("why", asked.id),
    ]
    return actions([made for made in offered if made], block_id or f"answers:{asked.id}")


_LABELS: Mapping[str, str] = {
    "done": "Done",
    "accept": "On it",
    "not_done": "Not done",
    "help": "Need help",
    "not_mine": "Not mine",
    "why": "Why?",
}


def _button(name: str, action_id: str) -> dict[str, Any]:
    label = _LABELS[name]
    return button(
        name, label, action_id, style="primary" if name == "done" else "", says=f"{label}: {action_id}"
    )


def _title(action: ActionState, found: Life) -> str:
    mark = SEVERITY[action.asked.severity] if found.is_open else "✅" if found.status == "done" else "☑️"
    text = said(action.asked.text, 600)
    return f"{mark} *{action.asked.id}* {text if found.is_open else f'~{text}~'}"


def _heading(action: ActionState) -> str:
    return f"{action.asked.id}: {said(action.asked.text, 600)}"


def _where(action: ActionState, view: SiteView) -> str:
    asked = action.asked
    if asked.task:
        return view.task_label(asked.task)
    return said(view.site.name, 120) or "The whole site"


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
        _heading(action),
        f"{_where(action, view)}. Asked of {view.who(found.owner)}, {owner_reason(action, found.owner)}. "
        f"{'Due' if found.is_open else 'Was due'} {view.when(found.due)}. Severity: {asked.severity}.",
        f"Why: {_because(action)}",
        *view.quotes(asked.evidence),
        f"Status: {status_line(action, view)}",
    ]
    return "\n".join([*lines, history(action, view)] if action.steps else lines)


def _closed_nudge(action: ActionState, found: Life, view: SiteView) -> Body:
    line = status_line(action, view)
    return Body(
        text=f"{_heading(action)}\n{line}",
        blocks=(section(_title(action, found)), context(f"*{line}*", _where(action, view))),
    )


def _assigned(action: ActionState, found: Life, view: SiteView) -> str:
    if found.answers and found.status != "assigned":
        return f"*{status_line(action, view)}.*"
    asked_by = action.asked.asked_by
    return f"*{view.name(asked_by)} asks this of you.*" if asked_by else "*This is yours to do.*"


def _escalated(action: ActionState, found: Life, view: SiteView) -> str:
    last, owner = found.last_answer, view.name(found.owner)
    if last is not None and last.answer == "help":
        return f"*Escalated to you: {view.name(last.by)} asks for help.*"
    if found.status == "promised":
        return f"*Escalated to you. {status_line(action, view)}.*"
    return f"*Escalated to you: {owner} was asked first and it is still open.*"


def _before(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*Due soon, {view.when(found.due)}.*"


def _due(action: ActionState, found: Life, view: SiteView) -> str:
    return "*Due now. Is it done?*"


def _after(action: ActionState, found: Life, view: SiteView) -> str:
    return f"*Overdue since {view.when(found.due)}.* What is in the way?"


def _unmarked(text: str) -> str:
    return text.replace("*", "")


_LEAD: Mapping[str, Callable[[ActionState, Life, SiteView], str]] = {
    "assigned": _assigned,
    "escalated": _escalated,
    "before": _before,
    "due": _due,
    "after": _after,
}
