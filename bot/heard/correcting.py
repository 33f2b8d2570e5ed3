"""Putting right what was understood of a message: the answer to a question about it, and the form "Not right?"."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.cards import AGAIN, understood
from bot.forms.correction import number_of
from bot.happening import Pressed, Submitted
from bot.heard.amending import Row, amended, is_left_out, rows_of
from bot.heard.asking import TASK
from bot.heard.marking import mark
from bot.heard.readers import Readers
from bot.heard.wording import learned
from bot.telling import replace_question, tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Corrected
from rules.life.who import is_manager
from rules.read import as_heard, message_of, site_of, tasks
from rules.signal import Signal
from rules.subject import MessageState


def choose(turn: Turn, readers: Readers, happening: Pressed) -> None:
    """The answer to a question about one signal: yes keeps it, a task says of which it is, no drops it."""
    _told(turn, happening, settle(turn, readers, happening.value, happening.user))


def settle(turn: Turn, readers: Readers, value: str, user: str) -> str:
    """Record the answer (`<live id>|<chosen>`); gives what to say to whoever gave it."""
    live_id, _, chosen = value.partition("|")
    message = message_of(turn, live_id.rpartition("#")[0])
    live = next((one for one in message.live if one.id == live_id), None) if message else None
    if message is None or message.withdrawn or (live is None and not message.corrected_by):
        return "That message says something else by now; nothing to confirm."
    if live is None or not live.signal.confirm:
        return "That was answered already. “What was understood?” in the message's menu changes it."
    if not may_amend(turn, message, user):
        return "Only its writer or a manager of the site can say that."
    signals = tuple(_chosen(one.signal, chosen) if one is live else one.signal for one in message.live)
    _record(turn, message, tuple(signal for signal in signals if signal is not None), user)
    after = _chosen(live.signal, chosen)
    more = learned(turn, readers, message, live.signal, after, user) if after else ""
    done = "Dropped, thank you." if chosen == "no" else "Recorded, thank you."
    return f"{done} {more}".strip()


def _chosen(signal: Signal, chosen: str) -> Signal | None:
    if chosen == "no":
        return None
    task = chosen.removeprefix(TASK) if chosen.startswith(TASK) else signal.task
    return replace(signal, task=task, confirm=False, hedged=False)


def _told(turn: Turn, happening: Pressed, text: str) -> None:
    """In the question's place, but in a digest, of which it is only a part."""
    if happening.name.startswith(AGAIN):
        tell(turn, happening.user, happening.channel, text)
    else:
        replace_question(turn, happening, text)


def correct(turn: Turn, readers: Readers, happening: Submitted) -> None:
    """The form "Not right?": each signal as its row says it by now, without those that are left out, with those that were missed.

    A signal that the form did not show stays as it is.
    """
    message = as_heard(turn, happening.about)
    if message is None or message.withdrawn:
        replace_question(turn, happening, "That message is gone; there is nothing to correct.")
        return
    if not may_amend(turn, message, happening.user):
        refusal = "Only its writer or a manager of the site can correct it."
        tell(turn, happening.user, happening.channel, refusal, thread_ts=happening.thread_ts)
        return
    pairs = list(_amended(turn, message, rows_of(happening.fields)))
    signals = tuple(after for _, after in pairs)
    _record(turn, message, signals, happening.user)
    told = [learned(turn, readers, message, before, after, happening.user) for before, after in pairs]
    lead = "Thank you, it is put right." if signals else "Thank you, nothing of it is recorded any more."
    lead = " ".join([lead, *dict.fromkeys(filter(None, told))])
    card = understood(message.id, signals, SiteView(turn), lead)
    replace_question(turn, happening, card)


def may_amend(turn: Turn, message: MessageState, person: str) -> bool:
    """Its writer, who relayed it, and the site's managers."""
    return person in (message.by, message.relayed_by) or is_manager(site_of(turn), person)


def _record(turn: Turn, message: MessageState, signals: tuple[Signal, ...], by: str) -> None:
    turn.record(Corrected(message=message.id, by=by, signals=signals))
    mark(turn, message.id, had=bool(message.live), has=bool(signals))


def _amended(
    turn: Turn, message: MessageState, rows: Mapping[str, Row]
) -> Iterator[tuple[Signal | None, Signal]]:
    """Each signal as it is by now, with what it was before (None: it is added)."""
    known = {task.plan.id.casefold(): task.plan.id for task in tasks(turn)}
    shown = {number_of(live): live.signal for live in message.live}
    for name, before in {**shown, **dict.fromkeys(row for row in rows if row not in shown)}.items():
        row = rows.get(name)
        if row is None or _answers_anew(row, before):
            if before is not None:
                yield before, before
        elif not is_left_out(row) and (found := amended(row, before, message.text)) is not None:
            yield before, _linked(found, known)


def _answers_anew(row: Row, before: Signal | None) -> bool:
    """Whether it would make an answer of what was none: whose answer counts was decided when it was said."""
    return row.told == "response" and (before is None or before.kind != "response")


def _linked(signal: Signal, known: Mapping[str, str]) -> Signal:
    """With the task's id as the schedule writes it."""
    return replace(signal, task=known.get(signal.task.casefold())) if signal.task else signal
