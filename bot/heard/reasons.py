"""A thing that is not done has a reason, which is one of the preconditions: whoever says only that it is not is asked for it."""

from collections.abc import Sequence

from bot.body import Body, actions, button, section
from bot.happening import Wrote
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView
from rules.life.action import life
from rules.read import action_of
from rules.signal import Signal
from rules.subject import ActionState

SAY_WHY = "say_why"


def ask_reason(turn: Turn, action: ActionState | None, signals: Sequence[Signal], wrote: Wrote) -> None:
    """Ask the writer what is in the way, where the words say that it is not done and nothing of why."""
    word = next((one for one in signals if one.kind == "response"), None)
    if action is None or word is None or word.values.get("answer") != "not_done" or action.asked.expects:
        return
    now = action_of(turn, action.asked.id)
    told = word.values.keys() & {"cause", "when"} or any(one.kind == "blocker" for one in signals)
    if now is None or life(now).status != "stuck" or told:
        return
    name = action.asked.id
    if life(action).status == "reported":
        asks = f"Say what is still missing in the thread of {name}."
        tell(turn, wrote.user, wrote.channel, asks, thread_ts=wrote.thread_ts)
        return
    about = SiteView(turn).said(
        action.asked.text, 80
    )  # whoever has several open does not know them by number
    asks = f"What is in the way of {name} ({about})? Say it here, such as “no rebar until Thursday”, or press Say why."
    row = actions((button(SAY_WHY, "Say why", name),))
    body = Body(text=asks, blocks=(section(asks), row))
    tell(turn, wrote.user, wrote.channel, body, thread_ts=wrote.thread_ts)
