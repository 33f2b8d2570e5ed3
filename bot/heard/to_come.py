"""A time in a reply that is over, or that no calendar has, is none: whoever said it is asked for one to come."""

from collections.abc import Sequence

from bot.capture.reader import Misplaced
from bot.forms.times import wrong_with_time
from bot.happening import Wrote
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.stamps import instant_of_ts
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView
from rules.life.action import life
from rules.life.who import may_answer
from rules.read import site_of
from rules.signal import Signal
from rules.subject import ActionState
from rules.worktime.reachable import night_of

_ASKS = "Say by when {name} will be done, such as “by 4pm”, or “no rebar until Thursday”."


def ask_to_come(
    turn: Turn,
    readers: Readers,
    action: ActionState | None,
    signals: Sequence[Signal],
    wrote: Wrote,
    text: str,
) -> bool:
    """Tell the writer, where it is their answer and the words promise nothing else; whether they were told."""
    if action is None or not life(action).is_open or not may_answer(action, site_of(turn), wrote.user):
        return False
    word = next((one for one in signals if one.kind == "response"), None)
    if signals and (word is None or word.values.get("answer") not in ("not_done", "eta")):
        return False
    at = instant_of_ts(wrote.ts)
    local, night = site_of(turn).calendar.local(at), night_of(turn, wrote.user, at)
    found = readers.of(turn).misplaced(text, at=local, night=night)
    if found is None or (found.local is not None and word is not None and "when" in word.values):
        return False
    told = f"{_wrong(turn, found, wrote)} {_ASKS.format(name=action.asked.id)}"
    tell(turn, wrote.user, wrote.channel, told, thread_ts=wrote.thread_ts)
    return True


def _wrong(turn: Turn, found: Misplaced, wrote: Wrote) -> str:
    words = f"“{said(found.words, 40)}”"
    if found.local is None:
        return f"I cannot read {words} as a time."
    return f"{words}: {wrong_with_time(found.local, SiteView(turn), instant_of_ts(wrote.ts))}"
