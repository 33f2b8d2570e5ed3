"""A yes or no in words to what waits for somebody's leave: a proposal, or another time."""

from bot.acting.answering import take_answer
from bot.acting.approving import take_word
from bot.capture.plain_answers import PlainAnswer, plain_answer
from bot.happening import Wrote
from bot.stamps import revision_of
from bot.telling import tell
from bot.turn import Turn
from bot.view import message_id
from rules.life.action import life
from rules.life.asked import asks_of
from rules.read import site_of
from rules.subject import ActionState, Step, StepKind

_NEEDED = ("leave", "approval")


def word_in(turn: Turn, action: ActionState | None, person: str, text: str) -> PlainAnswer | None:
    """Their yes or no, where the action waits for one of theirs; None for any other words."""
    if action is None or asks_of(action, site_of(turn), person) not in _NEEDED:
        return None
    plain = plain_answer(text, decides=True)
    return plain if plain is not None and plain.means in ("yes", "no") else None


def give_word(turn: Turn, action: ActionState, plain: PlainAnswer, wrote: Wrote) -> None:
    """Do what they said; a proposal is refused with a reason only."""
    is_yes, name = plain.means == "yes", action.asked.id
    kind: StepKind = "approved" if is_yes else "refused"
    if life(action).status != "proposed":
        kind = "allowed" if is_yes else "denied"
    if kind == "refused" and not plain.rest:
        why = f"Why not? Say “no, the truck is here”, or press Refuse. Until then {name} waits."
        tell(turn, wrote.user, wrote.channel, why)
        return
    place = f"{message_id(wrote.channel, wrote.ts)}#word{revision_of(wrote.edited)}"
    step = Step(id=place, kind=kind, at=turn.now, by=wrote.user, note=plain.rest, via="thread")
    if kind in ("approved", "refused"):
        take_word(turn, action, step, wrote.channel)
    else:
        take_answer(turn, action, step, wrote.channel)
