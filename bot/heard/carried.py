"""What was passed on before it was heard where it was written: it stays one report, which goes on with the original."""

from datetime import datetime

from bot.happening import Wrote
from bot.heard.asking import ask
from bot.heard.marking import mark
from bot.heard.readers import Readers
from bot.heard.wordsread import read_words
from bot.stamps import SKEW, instant_of_ts
from bot.turn import Turn
from rules.folding.entry import Deleted, Said
from rules.read import as_heard, message_of
from rules.subject import MessageState


def passed_on(turn: Turn, author: str, said: datetime) -> MessageState | None:
    """What somebody passed on of a message; of one whose share was deleted nothing is left, what somebody withdrew stays out."""
    for record in turn.records(kinds=("said",), since=said - SKEW):
        entry = record.entry
        if isinstance(entry, Said) and entry.relayed_by and (entry.by, entry.said) == (author, said):
            found = message_of(turn, entry.message)
            if found is not None and (not found.withdrawn or _withdrawn_by(turn, found)):
                return found
    return None


def carried(turn: Turn, wrote: Wrote, before: MessageState | None) -> MessageState | None:
    """What somebody passed on of this message and it was heard as, also where its writer withdrew that; None where it counts
    itself."""
    if before is not None and not before.heard_as:
        return None
    at = instant_of_ts(wrote.ts)
    found = message_of(turn, before.heard_as) if before is not None else passed_on(turn, wrote.user, at)
    if found is None or not found.withdrawn or _withdrawn_by(turn, found) == found.by:
        return found
    return None


def drop_carried(turn: Turn, copy: MessageState | None) -> None:
    """Let what was passed on go, as its original says something else, or is to be read no more."""
    if copy is not None and not copy.withdrawn:
        turn.record(Deleted(message=copy.id))


def is_heard_itself(turn: Turn, copy: MessageState) -> bool:
    """Whether what was passed on was heard where it was written as well, and stands there still."""
    entries = (record.entry for record in turn.records(ref=f"message:{copy.id}", kinds=("said",)))
    heard = (message_of(turn, one.message) for one in entries if isinstance(one, Said) and one.heard_as)
    return any(one is not None and one.heard_as == copy.id and not one.withdrawn for one in heard)


def follow(turn: Turn, readers: Readers, original: Said, copy: MessageState) -> None:
    """Record the original beside what was passed on of it, which reads by now as the original does."""
    was_heard = message_of(turn, original.message) is not None
    turn.record(original)
    if original.text != copy.text:
        turn.record(
            Said(
                message=copy.id,
                revision=max(original.revision, copy.revision + 1),
                channel=copy.channel,
                by=copy.by,
                said=copy.at,
                text=original.text,
                signals=read_words(turn, readers, original.text, by=copy.by, at=copy.at).signals,
                relayed_by=copy.relayed_by,
            )
        )
        ask(turn, readers, copy.id, copy.channel)
    now = as_heard(turn, original.message)
    mark(turn, original.message, had=was_heard and bool(copy.live), has=now is not None and bool(now.live))


def _withdrawn_by(turn: Turn, message: MessageState) -> str:
    """Who took it back themselves; empty where nobody did."""
    gone = (record.entry for record in turn.records(ref=f"message:{message.id}", kinds=("deleted",)))
    return next((one.by for one in gone if isinstance(one, Deleted) and one.by), "")
