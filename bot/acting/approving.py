"""The word that a proposal gets: approved as it is or changed, or refused with its reason."""

from dataclasses import replace
from typing import Literal

from bot.cards import no_word, status_line
from bot.forms.proposals import words_of
from bot.happening import Pressed, Submitted
from bot.mrkdwn import said
from bot.routing import is_direct
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Stepped
from rules.life.action import life
from rules.life.approval import approval
from rules.life.departure import is_here
from rules.read import action_of, site_of
from rules.resources.spare_machine import why_not_moved
from rules.subject import ActionState, Step
from rules.worktime.reachable import hours_of
from rules.worktime.saidtime import instant_of


def approve(turn: Turn, happening: Pressed) -> None:
    """The button: it is asked as it was proposed."""
    action = action_of(turn, happening.value)
    if action is None:
        tell(turn, happening.user, happening.channel, "I no longer know what this button was for.")
        return
    step = Step(id=happening.key, kind="approved", at=turn.now, by=happening.user, via="button")
    take_word(turn, action, step, happening.channel)


def submit(turn: Turn, happening: Submitted) -> None:
    """A form about a proposal: `edit` (text, to, when: what is left as it was, or empty, stays), `refuse` (why)."""
    action = action_of(turn, happening.about)
    if action is None:
        gone = f"There is no action {said(happening.about, 40)} any more."
        tell(turn, happening.user, happening.channel, gone)
        return
    fields = {name: str(value) for name, value in happening.fields.items() if value}
    kind: Literal["refused", "approved"] = "refused" if happening.form == "refuse" else "approved"
    step = Step(id=happening.key, kind=kind, at=turn.now, by=happening.user, via="form")
    if kind == "refused":
        take_word(turn, action, replace(step, note=fields.get("why", "")), happening.channel)
    elif (to := fields.get("to")) and not is_here(turn, to):
        nobody = f"{SiteView(turn).name(to)} is not of this site, so nothing was asked. Choose a person of its channel."
        tell(turn, happening.user, happening.channel, nobody)
    else:
        due = instant_of(fields["when"], site_of(turn).calendar) if "when" in fields else None
        text = words_of(action, fields.get("text", ""))
        take_word(turn, action, replace(step, text=text, to=to, due=due), happening.channel)


def take_word(turn: Turn, action: ActionState, step: Step, channel: str) -> None:
    """Record the word, unless it comes too late or from somebody whose word it is not."""
    asked, person = action.asked, step.by or ""
    if refusal := no_word(action, person, SiteView(turn)):
        tell(turn, person, channel, refusal)
        return
    if step.kind == "approved" and (over := _impossible(turn, action)):
        tell(turn, person, channel, over)
        return
    if step.kind == "approved":
        step = approval(action, step, hours_of(turn, step.to or life(action).owner))
    turn.record(Stepped(action=asked.id, step=step))
    if channel and (person not in life(action).put_to or not is_direct(channel)):
        _confirm(turn, asked.id, person, channel)


def _impossible(turn: Turn, action: ActionState) -> str:
    """Why what is proposed cannot be done any more; empty where it can."""
    moves = action.asked.moves
    why = why_not_moved(turn, moves, site_of(turn).calendar, turn.now) if moves else ""
    if not why:
        return ""
    return f"{action.asked.id} cannot be done any more: {said(why, 200)}. Nothing was moved; refuse it, or wait for another one."


def _confirm(turn: Turn, action_id: str, person: str, channel: str) -> None:
    """To whoever has no message of their own that would show it, or said it somewhere else, as in a list."""
    action = action_of(turn, action_id)
    if action is not None:
        tell(turn, person, channel, f"{action_id}: {status_line(action, SiteView(turn))}.")
