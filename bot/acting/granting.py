"""A yes or no in words to what waits for somebody's leave: a proposal, or another time; and taking it back."""

from dataclasses import replace

from bot.acting.answering import take_answer
from bot.acting.approving import take_word
from bot.acting.taking_back import tell_taken_back
from bot.capture.answering.plain_answers import PlainAnswer, plain_answer
from bot.happening import Wrote
from bot.stamps import revision_of
from bot.telling import tell
from bot.turn import Turn
from bot.view import message_id
from rules.folding.entry import Stepped
from rules.life.action import life
from rules.life.asked import asks_of
from rules.life.word import YES
from rules.read import action_of, site_of
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
    step = Step(id=_place(wrote), kind=kind, at=turn.now, by=wrote.user, note=plain.rest, via="thread")
    if kind in ("approved", "refused"):
        take_word(turn, action, step, wrote.channel)
    else:
        take_answer(turn, action, step, wrote.channel)


def change_word(turn: Turn, action_id: str, word: Step, wrote: Wrote, text: str) -> None:
    """Their words were edited and recorded: the same word holds as it was given, another takes its place where it still can."""
    action, plain = action_of(turn, action_id), plain_answer(text, decides=True)
    means = plain.means if plain is not None else ""
    stays = action is not None and word in action.steps
    is_same = means == ("yes" if word.kind in YES else "no")
    if action is None or (is_same and stays):
        return
    if is_same and plain is not None:
        same = replace(word, id=_place(wrote), note=plain.rest)
        turn.record(Stepped(action=action_id, step=same))
        return
    tell_taken_back(turn, action_id, word, wrote.channel)
    if not stays and (found := word_in(turn, action, wrote.user, text)) is not None:
        give_word(turn, action, found, wrote)


def _place(wrote: Wrote) -> str:
    return f"{message_id(wrote.channel, wrote.ts)}#word{revision_of(wrote.edited)}"
