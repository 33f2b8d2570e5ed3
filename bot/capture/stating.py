"""The mark that stands for "is": "hoist: out of service", "glass - late"."""

from collections.abc import Sequence

from bot.capture.pattern import Found
from bot.capture.text import Token

_MARKS = ("punct", "break", "emoji")
_SHORT_STATE = 5  # tokens: "out of service since 1 pm"


def heads(thing: Found, tokens: Sequence[Token]) -> bool:
    """Whether a mark stands for "is" between a thing that opens a line and its state, in few words; what goes on longer is headed
    by the thing and speaks of it further."""
    opens = thing.start == 0 or tokens[thing.start - 1].kind in _MARKS
    after = tokens[thing.end : thing.end + 2]
    if not opens or len(after) < 2 or after[0].text not in (":", "-") or after[1].kind != "word":
        return False
    state = tokens[thing.end + 1 : thing.end + 2 + _SHORT_STATE]
    return len(state) <= _SHORT_STATE or any(token.kind in _MARKS for token in state)
