"""Words that tell what stops the work, quoted with the reason that they give: `L3 columns stopped, pump down`."""

import re
from collections.abc import Callable, Iterable

from rules.signal import Signal
from rules.subject import MessageState

FIRST_REVISION = 1  # of a message that is no edit
_OF_WORDS = "#words"  # behind a message's id: all of its words, beside those of its signals (`#0`)
_ENDS = re.compile(r"[;!?\n]|(?<!\d)[,.:]|[,.:](?!\d)")  # `13:30`, `2.5` and `1,000` go on
_SHORT = 200  # characters up to which a message is quoted whole


def of_words(message: str, revision: int) -> str:
    """The name of all the words of a message as they read in one revision: `…#words`, of an edit `…#words1773155100000000`."""
    return f"{message}{_OF_WORDS}{revision if revision > FIRST_REVISION else ''}"


def is_of_words(name: str) -> bool:
    """Whether it names the words of a message, and not one of its signals."""
    return _OF_WORDS in name


def quotable(text: str, signal: Signal | None) -> str:
    """What of a message is quoted for a signal: its words, and all of a short message, since a clause alone reads like half a
    sentence."""
    return text if signal is None or len(text) <= _SHORT else signal.words or text


def with_reason(words: str, live_ids: Iterable[str], message_of: Callable[[str], MessageState | None]) -> str:
    """The words of one of these live signals with what of its message tells the cause; as they are where that is unknown.

    `message_of` gives a message by its id.
    """
    for live_id in live_ids:
        message = message_of(live_id.rpartition("#")[0])
        live = next((one for one in message.live if one.id == live_id), None) if message else None
        if message is not None and live is not None and live.signal.words == words:
            return grounds_in(message.text, live.signal)
    return words


def grounds_in(text: str, signal: Signal) -> str:
    """The stretch of a message that holds the signal's words and its cause, whole clauses of it."""
    words, span = signal.words, signal.spans.get("cause")
    start = text.find(words)
    if span is None or start < 0 or not words or not 0 <= span[0] < span[1] <= len(text):
        return words
    end = start + len(words)
    if span[0] < start:
        start = max((found.end() for found in _ENDS.finditer(text, 0, span[0])), default=0)
    if span[1] > end:
        after = _ENDS.search(text, span[1])
        end = after.start() if after else len(text)
    return text[start:end].strip()
