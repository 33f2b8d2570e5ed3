"""The answer in words to a question about what somebody has just said: “yes”, “no”, or the task that they meant."""

from datetime import datetime, timedelta

from bot.acting.answering import last_asked
from bot.capture.answering.plain_answers import plain_answer
from bot.happening import Wrote
from bot.heard.asking import TASK, asks_which_task, unsure_of
from bot.heard.correcting import settle
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
    """What their last message here left open, unless they were asked something else since."""
    since = turn.now - (_DIRECT if wrote.direct else _IN_CHANNEL)
    said = [r.entry for r in turn.records(kinds=("said",), since=since) if isinstance(r.entry, Said)]
    mine = [one for one in said if one.by == wrote.user and one.channel == wrote.channel and not one.action]
    found = message_of(turn, mine[-1].message) if mine else None
    unsure = unsure_of(found)
    if found is None or not unsure:
        return None
    other: datetime | None = last_asked(turn, wrote.user) if wrote.direct else None
    return unsure[0] if other is None or other <= found.at else None


def _chosen(turn: Turn, readers: Readers, wrote: Wrote, asked: Live) -> str:
    if asks_which_task(turn, readers, asked):
        reader, at = readers.of(turn), site_of(turn).calendar.local(turn.now)
        task = reader.task_in(wrote.text)
        return f"{TASK}{task}" if task and not reader.read(wrote.text, at=at).signals else ""
    plain = plain_answer(wrote.text)
    return plain.means if plain and not plain.rest and plain.means in ("yes", "no") else ""
