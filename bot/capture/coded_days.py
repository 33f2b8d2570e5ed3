"""Days of the week that are written as levels are: "t6" is the sixth floor, or the sixth day, by what stands around it."""

from collections.abc import Mapping, Sequence

from bot.capture.text import Token

_FEW = 3  # tokens between what moves a day and the day
_CLOSES = ("punct", "break")


def is_day(tokens: Sequence[Token], i: int, grammar: Mapping[str, frozenset[str]]) -> bool:
    """Whether the token is a code for a day of the week and is meant as one.

    "sáng t7", "dời qua t4", "t6 mới đổ", "8h t5" tell of days; "sàn t3", "t3 được 60%" and "xong t2" of levels.
    """
    if tokens[i].text not in grammar["coded_days"]:
        return False
    if _follows(tokens, i, grammar):
        return True
    opens = i == 0 or tokens[i - 1].kind in _CLOSES or tokens[i - 1].text in grammar["before_day_or_level"]
    placed = _beside_level(tokens, i) or (i > 1 and tokens[i - 1].text in grammar["sides"])
    told_of = _text(tokens, i + 1) in grammar["after_coded_day"] and (opens or placed)
    return told_of and not _is_over(tokens, i, grammar)


def _text(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


def _follows(tokens: Sequence[Token], i: int, grammar: Mapping[str, frozenset[str]]) -> bool:
    """Whether what stands before it calls for a day: a part of the day, an hour, a promise, what moves a date."""
    before = _text(tokens, i - 1)
    if before in grammar["before_coded_day"]:
        return True
    if before in grammar["hour_signs"]:  # "8 giờ t5"; "ống gió t3" is a duct
        return i > 1 and tokens[i - 2].kind == "num"
    if before not in grammar["to_day_or_level"]:
        return False
    moved = any(_text(tokens, p) in grammar["moves_a_day"] for p in range(i - 1 - _FEW, i - 1))
    return moved or _text(tokens, i + 1) in grammar["only_then"]


def _beside_level(tokens: Sequence[Token], i: int) -> bool:
    """ "thang 1 t2 lắp", "sàn tầng 3 t6 mới đổ": a place with a number stands right before it already."""
    before = tokens[i - 1]
    return before.kind == "num" or any(c.isdigit() for c in before.text)


def _is_over(tokens: Sequence[Token], i: int, grammar: Mapping[str, frozenset[str]]) -> bool:
    """Whether the clause tells of what is done already or how far it is, which is said of a level."""
    for token in tokens[i + 1 :]:
        if token.kind in _CLOSES:
            return False
        if token.text in grammar["already"] or token.text == "%":
            return True
    return False
