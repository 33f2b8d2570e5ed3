"""Why somebody's step of an action is not taken, in words for them: what it stands at now, and what they can do instead."""

from bot.cards import is_with, status_line
from bot.view import SiteView
from rules.life.action import life
from rules.life.who import Refusal, may_approve, refusal_of
from rules.subject import ActionState, Step

_KEPT = "News of the work that you write in its thread is kept."


def refusal_words(view: SiteView, action: ActionState, step: Step) -> str:
    """The words; empty where the step is taken."""
    refusal = refusal_of(action, step, view.site)
    if refusal == "not_theirs" and step.kind == "dropped":
        return _only_dropped_by(action, view, step.by or "")
    if refusal == "proposed":
        return _only_proposed(action, view, step.by or "")
    return _words(refusal, action, view)


def _only_proposed(action: ActionState, view: SiteView, person: str) -> str:
    name, stands = action.asked.id, status_line(action, view)
    lead = f"{name} is not asked of anybody yet. {stands}"
    if may_approve(action.asked, view.site, person):
        return f"{lead}: Approve, Edit or Refuse it."
    return f"{lead}, or of another manager of the site. Tell them what you know of it. Nothing was changed."


def _only_dropped_by(action: ActionState, view: SiteView, person: str) -> str:
    asker, name = action.asked.asked_by, action.asked.id
    instead = "Press Not done and say why it need not be done." if is_with(action, person) else _KEPT
    who = (
        f"{view.name(asker)}, who asked for it, or one of the site's managers"
        if asker
        else "One of the site's managers"
    )
    return f"{who} can drop {name}. {instead}"


def _words(refusal: Refusal, action: ActionState, view: SiteView) -> str:
    name, stands = action.asked.id, status_line(action, view)
    match refusal:
        case "":
            return ""
        case "closed":
            return f"{name} is closed already. {stands}. Nothing was changed."
        case "waits":
            return f"{name} is reported already. {stands}. Nothing was changed."
        case "no_wish":
            return f"Nobody asks for another time for {name} any more. {stands}. Nothing was changed."
        case "own_word":
            return f"You reported {name} yourself, so somebody else has to confirm it. {stands}."
        case "not_theirs":
            found = life(action)
            whose = (
                f"{view.name(found.verifier)}'s to confirm"
                if found.verifier
                else f"{view.name(found.owner)}'s to answer"
            )
            return f"{name} is {whose}. {_KEPT}"
        case _:
            return f"That cannot be done with {name} now. {stands}. Nothing was changed."
