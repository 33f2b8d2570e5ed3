"""Why somebody's step of an action is not taken, in words for them: what it stands at now, and what they can do instead."""

from bot.cards import status_line
from bot.view import SiteView
from rules.life.action import life
from rules.life.who import Refusal, refusal_of
from rules.subject import ActionState, Step


def refusal_words(view: SiteView, action: ActionState, step: Step) -> str:
    """The words; empty where the step is taken."""
    return _words(refusal_of(action, step, view.site), action, view)


def _words(refusal: Refusal, action: ActionState, view: SiteView) -> str:
    name, stands = action.asked.id, status_line(action, view)
    match refusal:
        case "":
            return ""
        case "closed":
            return f"{name} is closed already. {stands}. Nothing was changed."
        case "proposed":
            return f"{name} is not asked of anybody yet. {stands}: Approve, Edit or Refuse it."
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
            return f"{name} is {whose}. Write what you know in its thread, and it will be kept."
        case _:
            return f"That cannot be done with {name} now. {stands}. Nothing was changed."
