"""Messages that are passed on: what somebody said elsewhere is read as theirs, relayed by who shared it."""

from datetime import UTC, datetime

from bot.capture.slack_text import plain
from bot.happening import Relayed, Wrote
from bot.heard.asking import ask
from bot.heard.marking import mark
from bot.heard.readers import Readers
from bot.heard.wordsread import read_words
from bot.turn import Turn
from bot.view import message_id
from rules.folding.entry import Deleted, Said
from rules.read import message_of

_MARK = "~"


def relay(turn: Turn, readers: Readers, happening: Wrote) -> None:
    """Read each message that this one shares, unless it was heard where it was written."""
    message = message_id(happening.channel, happening.ts)
    for place, relayed in enumerate(happening.relayed):
        original = message_of(turn, message_id(relayed.channel, relayed.ts))
        if original is None and message_of(turn, f"{message}{_MARK}{place}") is None:
            _read(turn, readers, happening, relayed, f"{message}{_MARK}{place}")


def forget_relayed(turn: Turn, message: str) -> None:
    """With the message that shared them go those that it shared."""
    place = 0
    while (found := message_of(turn, f"{message}{_MARK}{place}")) is not None:
        if not found.withdrawn:
            turn.record(Deleted(message=found.id))
        place += 1


def _read(turn: Turn, readers: Readers, happening: Wrote, relayed: Relayed, name: str) -> None:
    """By its author, at the time at which they wrote it."""
    said, text = datetime.fromtimestamp(float(relayed.ts), UTC), plain(relayed.text)
    signals = read_words(turn, readers, text, by=relayed.author, at=said).signals
    if not signals:
        return
    turn.record(
        Said(
            message=name,
            revision=1,
            channel=happening.channel,
            by=relayed.author,
            said=said,
            text=text,
            signals=signals,
            relayed_by=happening.user,
        )
    )
    had = message_of(turn, message_id(happening.channel, happening.ts))
    mark(turn, message_id(happening.channel, happening.ts), had=had is not None and bool(had.live), has=True)
    ask(turn, readers, name, happening.channel)
