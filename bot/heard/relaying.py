"""Messages that are passed on: what somebody said elsewhere is read as theirs, relayed by who shared it."""

from bot.body import Body
from bot.capture.slack_text import plain
from bot.cards import understood
from bot.happening import Relayed, Wrote
from bot.heard.asking import ask
from bot.heard.carried import is_heard_itself, passed_on
from bot.heard.marking import mark
from bot.heard.nothing import answer_nothing
from bot.heard.readers import Readers
from bot.heard.wordsread import read_words
from bot.stamps import instant_of_ts
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView, message_id
from rules.folding.entry import Deleted, Said
from rules.read import as_heard, message_of
from rules.subject import MessageState

_MARK = "~"
_KNOWN = "That is recorded already, thank you:"
_TAKEN_BACK = "That was taken back, so I record nothing of it."


def relay(turn: Turn, readers: Readers, happening: Wrote) -> None:
    """Read each message that this one shares, unless it was heard where it was written, or was passed on before."""
    message = message_id(happening.channel, happening.ts)
    for place, relayed in enumerate(happening.relayed):
        name = f"{message}{_MARK}{place}"
        if message_of(turn, name) is not None:
            continue  # this is an edit of what shares it
        known = _known(turn, relayed)
        if known is None:
            _read(turn, readers, happening, relayed, name)
        elif happening.direct:
            tell(turn, happening.user, happening.channel, _of_known(turn, known))


def forget_relayed(turn: Turn, message: str) -> None:
    """With the message that shared them go those that it shared, unless they were heard where they were written as well."""
    place = 0
    while (found := message_of(turn, f"{message}{_MARK}{place}")) is not None:
        if not (found.withdrawn or is_heard_itself(turn, found)):
            turn.record(Deleted(message=found.id))
        place += 1


def _known(turn: Turn, relayed: Relayed) -> MessageState | None:
    """The message as it was heard before: by itself, or because somebody passed it on.

    One whose share was deleted can be shared anew; what somebody withdrew stays out.
    """
    original = as_heard(turn, message_id(relayed.channel, relayed.ts))
    return original if original is not None else passed_on(turn, relayed.author, instant_of_ts(relayed.ts))


def _of_known(turn: Turn, known: MessageState) -> Body | str:
    if known.withdrawn:
        return _TAKEN_BACK
    signals = [live.signal for live in known.live]
    return understood(known.id, signals, SiteView(turn), _KNOWN if signals else "")


def _read(turn: Turn, readers: Readers, happening: Wrote, relayed: Relayed, name: str) -> None:
    """By its author, at the time at which they wrote it; toward Siteloop it is told what was read."""
    said, text = instant_of_ts(relayed.ts), plain(relayed.text)
    had = message_of(turn, message_id(happening.channel, happening.ts))
    signals = read_words(turn, readers, text, by=relayed.author, at=said).signals
    if not signals:
        if had is None:
            answer_nothing(turn, readers, happening, text)
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
    mark(turn, message_id(happening.channel, happening.ts), had=had is not None and bool(had.live), has=True)
    if happening.direct:
        tell(turn, happening.user, happening.channel, understood(name, signals, SiteView(turn)))
    ask(turn, readers, name, happening.channel)
