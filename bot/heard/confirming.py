"""The answer in words to a question about what somebody has just said: “yes”, “no”, or the task that they meant."""

from datetime import datetime, timedelta

from bot.acting.answering import last_asked
from bot.capture.answering.plain_answers import plain_answer
from bot.happening import Wrote
from bot.heard.asking import TASK, asked_this_morning, none_of, tasks_offered, unsure_of
from bot.heard.correcting import settle
from bot.heard.picking import picked
from bot.heard.readers import Readers
from bot.telling import tell
from bot.turn import Turn
from rules.folding.entry import Said
from rules.read import message_of, site_of
from rules.subject import Live

_IN_CHANNEL, _DIRECT = timedelta(minutes=5), timedelta(hours=2)
_FEW = 6  # words that name a task, and tell nothing else


def confirmed(turn: Turn, readers: Readers, wrote: Wrote) -> bool:
    """Take it as the answer; False where no question stands open, or it answers none.

    Among others a “yes” may be for anybody, so it counts for minutes only; toward Siteloop for as long as it asked nothing else.
    """
    if wrote.thread_ts or wrote.edited or wrote.files or len(wrote.text.split()) > _FEW:
        return False
    asked = _asked(turn, wrote)
    chosen = _chosen(turn, readers, wrote, asked) if asked else ""
    if asked is None or not chosen:
        return False
    tell(turn, wrote.user, wrote.channel, settle(turn, readers, f"{asked.id}|{chosen}", wrote.user))
    return True


def _asked(turn: Turn, wrote: Wrote) -> Live | None:
    """What their last message here left open, or their digest brought up again, unless they were asked something else since."""
    since = turn.now - (_DIRECT if wrote.direct else _IN_CHANNEL)
    said = [r.entry for r in turn.records(kinds=("said",), since=since) if isinstance(r.entry, Said)]
    here = [one for one in said if one.by == wrote.user and one.channel == wrote.channel]
    # What is said in an action's thread of a channel is asked about there.
    if mine := [one for one in here if wrote.direct or not one.action]:
        found = message_of(turn, mine[-1].message)
        unsure = unsure_of(found)
        return unsure[0] if found is not None and unsure and _is_last(turn, wrote, found.at) else None
    again = asked_this_morning(turn, wrote.user, since) if wrote.direct else None
    if again is None or len(again[1]) != 1:
        return None  # which of several they mean is told by their buttons
    return again[1][0] if _is_last(turn, wrote, again[0]) else None


def _is_last(turn: Turn, wrote: Wrote, asked: datetime) -> bool:
    """Whether nothing else was asked of them since."""
    other: datetime | None = last_asked(turn, wrote.user) if wrote.direct else None
    return other is None or other <= asked


def _chosen(turn: Turn, readers: Readers, wrote: Wrote, asked: Live) -> str:
    if offered := tasks_offered(turn, readers, asked):
        return picked(wrote.text, offered, none_of(asked)) or _named(turn, readers, wrote.text, asked)
    plain = plain_answer(wrote.text)
    return plain.means if plain and not plain.rest and plain.means in ("yes", "no") else ""


def _named(turn: Turn, readers: Readers, text: str, asked: Live) -> str:
    """The task that the words name, by themselves or with those that were asked about: “L4” to “penthouse rebar 30%”."""
    reader, at = readers.of(turn), site_of(turn).calendar.local(turn.now)
    if reader.read(text, at=at).signals:
        return ""
    task = reader.task_in(text)
    if task is None and reader.task_in(asked.signal.words) is None:
        task = reader.task_in(f"{asked.signal.words} {text}")
    return f"{TASK}{task}" if task else ""
