"""A yes or no in words to what waits for one: a proposal, another time, whether it is needed still; and taking it back."""

import re
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
from rules.life.planning import let_go, may_let_go
from rules.life.word import WORDS, is_yes, place_of
from rules.read import action_of, site_of
from rules.subject import ActionState, Step, StepKind

_LEAVE = ("leave", "approval")
_STILL = re.compile(
    r"\W*(?:(?:we|i|it'?s|it\s+is|this\s+is)\s+)?(?:still\s+need(?:ed)?(?:\s+(?:it|this))?|need\s+(?:it|this)\s+still)\W*",
    re.I,
)
_NO_MORE = re.compile(
    r"^\W*(?:it'?s\s+|this\s+is\s+|it\s+is\s+)?(?:not|no\s+longer)\s+needed\b(?:\s+any\s?more)?",
    re.IGNORECASE,
)


def word_in(turn: Turn, action: ActionState | None, person: str, text: str) -> PlainAnswer | None:
    """Their yes or no, where the action waits for one of theirs; None for any other words."""
    asks = asks_of(action, site_of(turn), person) if action else ""
    if action is not None and asks not in _LEAVE and may_let_go(life(action), person):
        return _needed(text, asks=asks == "needed")
    plain = plain_answer(text, decides=True) if asks in _LEAVE else None
    return plain if plain is not None and plain.means in ("yes", "no") else None


def _needed(text: str, *, asks: bool) -> PlainAnswer | None:
    """Whether it is needed still; a yes that says more is an answer like any other. A yes or no alone only where that was what
    they were asked last."""
    if found := _NO_MORE.match(text):
        return PlainAnswer(means="no", end=found.end(), rest=text[found.end() :].strip(" .,;:!"))
    plain = plain_answer(text, decides=True)
    if _STILL.fullmatch(plain.rest if plain is not None and plain.rest else text):
        return PlainAnswer(means="yes", end=len(text))
    is_word = (
        asks and plain is not None and (plain.means == "no" or (plain.means == "yes" and not plain.rest))
    )
    return plain if is_word else None


def give_word(turn: Turn, action: ActionState, plain: PlainAnswer, wrote: Wrote) -> None:
    """Do what they said; a proposal is refused with a reason only."""
    is_yes, name = plain.means == "yes", action.asked.id
    kind: StepKind = "approved" if is_yes else "refused"
    is_leave = asks_of(action, site_of(turn), wrote.user) in _LEAVE
    if not is_leave and may_let_go(life(action), wrote.user):
        _say_needed(turn, action, plain, wrote)
        return
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


def _say_needed(turn: Turn, action: ActionState, plain: PlainAnswer, wrote: Wrote) -> None:
    """It is needed, so it is theirs; or it is not."""
    step = Step(id=_place(wrote), kind="answered", at=turn.now, by=wrote.user, note=plain.rest, via="thread")
    word = replace(step, answer="accepted") if plain.means == "yes" else let_go(step, life(action))
    take_answer(turn, action, word, wrote.channel)


def change_word(turn: Turn, action_id: str, word: Step, wrote: Wrote, text: str) -> None:
    """Their words were edited and recorded: the same word holds as it was given, another takes its place where it still can."""
    action, asks = action_of(turn, action_id), word.kind not in WORDS
    plain = _needed(text, asks=True) if asks else plain_answer(text, decides=True)
    means = plain.means if plain is not None else ""
    stays = action is not None and word in action.steps
    is_same = means == ("yes" if is_yes(word) else "no")
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
    return place_of(message_id(wrote.channel, wrote.ts), revision_of(wrote.edited))
