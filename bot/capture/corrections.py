"""Corrections inside a message ("sorry, 70 not 80"): only what is right stays."""

from collections.abc import Sequence
from dataclasses import replace

from bot.capture.measures import Quantity
from bot.capture.pattern import Found
from bot.capture.text import Token

_VALUES = ("num", "percent", "qty", "dur", "time", "level", "money", "fraction")


def corrected(tokens: Sequence[Token], cues: Sequence[Found], denials: frozenset[str]) -> list[Token]:
    """The tokens with each value that is taken back replaced, and the words of the correction left out."""
    out = list(tokens)
    for cue in sorted((c for c in cues if c.tag == "fix"), key=lambda c: -c.start):
        new = _new_value(out, cue.end, denials)
        old = _old_value(out, cue.start, out[new[0]]) if new else None
        if new is None or old is None:
            continue
        out[old] = _replaced(out[old], out[new[0]])
        del out[cue.start : new[1]]
    return out


def _new_value(tokens: Sequence[Token], start: int, denials: frozenset[str]) -> tuple[int, int] | None:
    """The value that holds, and the end of the correction."""
    chosen: int | None = None
    for i in range(start, min(start + 8, len(tokens))):
        token = tokens[i]
        if token.kind == "break" or token.text in (".", ";"):
            break
        if token.kind in _VALUES and tokens[i - 1].text not in denials and chosen is None:
            chosen = i
    if chosen is None:
        return None
    end = chosen + 1
    if end + 1 < len(tokens) and tokens[end].text in (",",) and tokens[end + 1].text in denials:
        end += 1
    if end + 1 < len(tokens) and tokens[end].text in denials and tokens[end + 1].kind in _VALUES:
        end += 2
    return chosen, end


def _old_value(tokens: Sequence[Token], end: int, new: Token) -> int | None:
    for i in range(end - 1, -1, -1):
        same = tokens[i].kind == new.kind
        loose = new.kind == "num" and tokens[i].kind in ("percent", "qty", "num")
        if same or loose:
            return i
    return None


def _replaced(old: Token, new: Token) -> Token:
    value = new.value
    if (
        new.kind == "num"
        and old.kind == "qty"
        and isinstance(old.value, Quantity)
        and isinstance(value, float)
    ):
        value = Quantity(value, old.value.unit)
    return replace(old, value=value, start=new.start, end=new.end)
