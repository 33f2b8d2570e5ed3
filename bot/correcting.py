"""Putting right what was understood of a message: the answer to a question about it, and the form "Not right?"."""

from dataclasses import replace

from bot.answering import is_manager
from bot.happening import Pressed, Submitted
from bot.telling import replace_question, tell
from bot.turn import Turn
from rules.entry import Corrected
from rules.read import message_of, site_of


def choose(turn: Turn, happening: Pressed) -> None:
    """The answer to a question about one signal: yes keeps it, no drops it."""
    live_id, _, chosen = happening.value.partition("|")
    message = message_of(turn, live_id.rpartition("#")[0])
    if message is None or message.withdrawn or not any(live.id == live_id for live in message.live):
        replace_question(turn, happening, "That message says something else by now; nothing to confirm.")
        return
    signals = tuple(
        replace(live.signal, confirm=False, hedged=False) if live.id == live_id else live.signal
        for live in message.live
        if live.id != live_id or chosen == "yes"
    )
    turn.record(Corrected(message=message.id, by=happening.user, signals=signals))
    replace_question(turn, happening, "Recorded, thank you." if chosen == "yes" else "Dropped, thank you.")


def correct(turn: Turn, happening: Submitted) -> None:
    """The form "Not right?": what remains ticked in `keep` (numbers of signals) stays, the rest is dropped."""
    message = message_of(turn, happening.about)
    if message is None or message.withdrawn:
        tell(turn, happening.user, happening.channel, "That message is gone; there is nothing to correct.")
        return
    if happening.user != message.by and not is_manager(site_of(turn), happening.user):
        tell(
            turn,
            happening.user,
            happening.channel,
            "Only its writer or a manager of the site can correct it.",
        )
        return
    kept = {str(number) for number in happening.fields.get("keep") or ()}
    signals = tuple(
        replace(live.signal, confirm=False, hedged=False)
        for live in message.live
        if live.id.rpartition("#")[2] in kept
    )
    turn.record(Corrected(message=message.id, by=happening.user, signals=signals))
    tell(turn, happening.user, happening.channel, "Thank you, it is put right.")
