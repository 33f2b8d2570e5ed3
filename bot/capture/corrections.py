"""Corrections inside a message ("sorry, 70 not 80"): only what is right stays."""

from collections.abc import Sequence
from dataclasses import replace

from bot.capture.measures import Quantity
from bot.capture.pattern import Found
from bot.capture.text import Token

_VALUES = ("num", "percent", "qty", "dur", "time", "level", "money", "fraction", "share")


def corrected(tokens: Sequence[Token], cues: Sequence[Found], denials: frozenset[str]) -> list[Token]:
    """The tokens with each value that is taken back replaced, and the words of the correction left out."""
    out = list(tokens)
    for cue in sorted((c for c in cues if c.tag == "fix"), key=lambda c: -c.start):
        new = _new_value(out, cue.end, denials)
        old = _old_value(out, cue.start, out[new[0]]) if new else None
        if new is None or old is None:
            continue
        out[old] = _replaced(out[old], out[new[0]])
        asked = cue.start > 0 and out[cue.start - 1].text == "?"  # "55? no wait, 75"
        del out[cue.start - asked : new[1]]
    return _without_denied(out, denials)


def _without_denied(tokens: Sequence[Token], denials: frozenset[str]) -> list[Token]:
    """ "45%, not 54%", "35 no 53 por ciento": without the value that is denied after the one that holds."""
    out = list(tokens)
    for i in range(len(out) - 2, 0, -1):
        if i + 1 >= len(out):
            continue
        first = i - 1 if out[i - 1].text != "," else i - 2
        if out[i].text not in denials or first < 0:
            continue
        holds, denied = out[first], out[i + 1]
        measured = holds.kind == "num" and denied.kind in ("percent", "qty")
        if holds.kind in _VALUES and (measured or (holds.kind == denied.kind and holds.kind != "num")):
            out[first] = (
                replace(denied, value=holds.value, start=holds.start, end=holds.end) if measured else holds
            )
            if measured and isinstance(denied.value, Quantity) and isinstance(holds.value, float):
                out[first] = replace(out[first], value=Quantity(holds.value, denied.value.unit))
            del out[first + 1 : i + 2]
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
        kinds = {new.kind, tokens[i].kind}
        loose = kinds <= {"percent", "qty", "num"} and "num" in kinds
        loose = loose or kinds <= {"percent", "fraction", "num"}  # "al 70, perdón, 60 por ciento"
        if same or loose:
            return i
    return None


def _replaced(old: Token, new: Token) -> Token:
    value = new.value
    if old.kind == "num" or (old.kind == "fraction" and new.kind == "percent"):
        return new
    if (
        new.kind == "num"
        and old.kind == "qty"
        and isinstance(old.value, Quantity)
        and isinstance(value, float)
    ):
        value = Quantity(value, old.value.unit)
    return replace(old, value=value, start=new.start, end=new.end)
