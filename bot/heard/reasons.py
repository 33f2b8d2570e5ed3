"""A thing that is not done has a reason, which is one of the preconditions: whoever says only that it is not is asked for it."""

from collections.abc import Sequence

from bot.body import Body, actions, button, section
from bot.telling import tell
from bot.turn import Turn
from rules.signal import Signal
from rules.subject import ActionState


def ask_reason(turn: Turn, user: str, channel: str, action: ActionState, signals: Sequence[Signal]) -> None:
    """Ask its writer what is in the way, where words say that it is not done and nothing of why."""
    answers = [one for one in signals if one.kind == "response" and one.values.get("answer") == "not_done"]
    told = any(one.values.get("cause") for one in answers) or any(one.kind == "blocker" for one in signals)
    if not answers or told or action.asked.expects:
        return
    name = action.asked.id
    text = f"What is in the way of {name}? Say it there, such as “no rebar until Thursday”, or choose the reason."
    row = actions((button("not_done", "Choose the reason", name),))
    tell(turn, user, channel, Body(text=text, blocks=(section(text), row)))
