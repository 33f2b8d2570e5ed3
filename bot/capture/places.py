"""Levels, stairs and numbered things, so that their numbers count nothing: "L3", "lvl 3", "3rd floor", "tầng 3"."""

import re
from collections.abc import Sequence

from bot.capture.coded_days import is_day
from bot.capture.lexicons import Lexicons, PlaceWords
from bot.capture.text import Token, merged, typed

_LEVEL_CODE = re.compile(r"^(?:l|lv|lvl|n|niv|lev)(\d{1,2})$")
_BASEMENT_CODE = re.compile(r"^b(\d)$")
_TASK_CODE = re.compile(r"^(?![ln]-)[a-z]{1,4}-\d{1,6}[a-z]?$")
_HIGHEST = 99
_THE, _OF_THE, _IN = "la", "del", "en"
_HIGHEST_BARE = 9  # a higher number after a work is how much of it
_SHORT = 3  # letters of a word that is hardly a thing


def with_places(tokens: Sequence[Token], lexicons: Lexicons, langs: Sequence[str]) -> list[Token]:
    """The tokens with levels and stairs as `level` (values "l3", "b1", "stair1") and other numbered things as `ref`."""
    words = [lexicons.places[lang] for lang in langs]
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        if is_day(tokens, i, lexicons.grammar):
            out.append(tokens[i])
            i += 1
            continue
        read = _place(tokens, i, words) or _same_elsewhere(tokens, i, words, out)
        if read is None:
            out.append(_reference(tokens, i, words))
            i += 1
            continue
        token, length = read
        out.append(token)
        i += length
        for more in _same_list(tokens, i, token, lexicons, langs):
            out.append(more)
            i += 1
    return out


def _place(tokens: Sequence[Token], i: int, words: Sequence[PlaceWords]) -> tuple[Token, int] | None:
    token = tokens[i]
    code = _LEVEL_CODE.match(token.text) or _BASEMENT_CODE.match(token.text)
    axis = i > 0 and any(known.says(tokens[i - 1], known.axes) for known in words)  # "trục B2"
    if code and not axis:
        sort = "b" if token.text.startswith("b") else "l"
        return typed(token, "level", f"{sort}{int(code.group(1))}"), 1
    if token.kind not in ("word", "ordinal", "num"):
        return None
    for known in words:
        read = _by_words(tokens, i, known)
        if read:
            return read
    return None


def _by_words(tokens: Sequence[Token], i: int, known: PlaceWords) -> tuple[Token, int] | None:
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.text in known.named:
        code = _BASEMENT_CODE.match(following.text) if following else None
        extra = 1 if code else 0
        return merged(tokens[i : i + 1 + extra], "level", known.named[token.text]), 1 + extra
    number = _whole(following) if not _is_share(tokens, i + 2) else None
    if token.kind == "word" and number and known.says(token, known.level):
        return merged(tokens[i : i + 2], "level", f"l{number}"), 2
    stair = _stair(tokens, i, known)
    if stair:
        return stair
    nth = known.ordinals.get(token.text) or (int(token.text[:-2]) if token.kind == "ordinal" else None)
    if nth and following and following.text in known.level_after:
        return merged(tokens[i : i + 2], "level", f"l{nth}"), 2
    if number and i and _of_a_work(tokens, i, known) and _bare(tokens, i + 2, known):
        return merged(tokens[i + 1 : i + 2], "level", f"l{number}"), 2
    storey = (
        known.ordinals.get(following.text) if following and not known.says(following, known.refs) else None
    )
    if storey and i and _of_a_work(tokens, i, known) and _bare(tokens, i + 2, known):
        return merged(tokens[i + 1 : i + 2], "level", f"l{storey}"), 2  # "la plomería del primero"
    own = _whole(token)
    if (
        own
        and own <= _HIGHEST_BARE
        and i
        and tokens[i - 1].text in known.numbered_works
        and _alone(tokens, i + 1, known)
    ):
        return typed(token, "level", f"l{own}"), 1
    return None


def _stair(tokens: Sequence[Token], i: int, known: PlaceWords) -> tuple[Token, int] | None:
    """ "thang 2", "cầu thang số 2": a stair and its number."""
    dated = i > 0 and tokens[i - 1].kind == "num"  # "ngay 20 thang 4" without accents is a date
    if dated or tokens[i].kind != "word" or not known.says(tokens[i], known.stair):
        return None
    leads = i + 1 < len(tokens) and known.says(tokens[i + 1], known.numbering)
    at = i + 2 if leads else i + 1
    number = _whole(tokens[at]) if at < len(tokens) and not _is_share(tokens, at + 1) else None
    return (merged(tokens[i : at + 1], "level", f"stair{number}"), at + 1 - i) if number else None


def _is_share(tokens: Sequence[Token], i: int) -> bool:
    """ "sắt sàn 35%": the number before is how far the slab is, and no level."""
    return i < len(tokens) and tokens[i].text == "%"


def _alone(tokens: Sequence[Token], i: int, known: PlaceWords) -> bool:
    """ "pilares 4 al 60", "Columnas 4: …": a number right after a work, by which nothing is counted, as in "columnas 4 de 12"."""
    following = tokens[i].text if i < len(tokens) else ""
    more = tokens[i + 1] if i + 1 < len(tokens) else None
    counts = (
        following in ("de", "a", "x", "/", "-", ".") and more is not None and more.kind in ("num", "slash")
    )
    roll = following == "," and [t.kind for t in tokens[i + 1 : i + 3]] == [
        "word",
        "num",
    ]  # "fierro 8, cimbra 12"
    return not (counts or roll) and _bare(tokens, i, known)


def _same_elsewhere(
    tokens: Sequence[Token], i: int, words: Sequence[PlaceWords], before: Sequence[Token]
) -> tuple[Token, int] | None:
    """ "listo el del 3, empezado el de la 4": after a level was said, "the one of" and a number is the same on another."""
    number, last = _whole(tokens[i]), next((t for t in reversed(before) if t.kind == "level"), None)
    if number is None or last is None:
        return None
    said = tuple(t.text for t in tokens[max(0, i - 3) : i])
    sort = str(last.value).rstrip("0123456789")
    for known in words:
        of_it = any(said[-len(lead) :] == lead for lead in known.the_one_of)
        # "la escalera 1 ya quedó y la 2 la arrancamos"; "y el 4" is a date as often.
        she = last.text.split()[0] in known.shes
        of_it = of_it or (she and any(said[-len(lead) :] == lead for lead in known.and_the))
        if of_it and _bare(tokens, i + 1, known):
            return typed(tokens[i], "level", f"{sort}{number}"), 1
    return None


def _of_a_work(tokens: Sequence[Token], i: int, known: PlaceWords) -> bool:
    """Whether the link at `i` leads from a work, or from what was done to several things, to its level.

    "cimbra del 5", "cimbra de la 5", "7 columnas coladas del 4", "tendidos en el 1"; "los muros en el 75" are so far.
    """
    lead = tokens[i - 1].text if tokens[i - 1].text in known.level_leads else ""
    said = tokens[i - 2].text if lead and i > 1 else tokens[i - 1].text
    if tokens[i].text not in known.level_links and not (lead and tokens[i].text == _THE):
        return False
    done = tuple(ending for ending in known.said_of_level if ending.endswith("s"))
    if done and said.endswith(done) and (lead or tokens[i].text == _OF_THE):
        return True
    return said in known.of_level and lead != _IN


def _bare(tokens: Sequence[Token], i: int, known: PlaceWords) -> bool:
    """Whether the number before stands alone, counting nothing: what follows is no noun."""
    word = tokens[i].text if i < len(tokens) else ""
    if word == "%" or (word == "por" and i + 1 < len(tokens) and tokens[i + 1].text == "ciento"):
        return False  # "hormigonado el 60 %"
    if not word or tokens[i].kind != "word" or len(word) <= _SHORT:
        return True
    return word in known.after_level or word.endswith(tuple(known.said_of_level))


def _whole(token: Token | None) -> int | None:
    if token is None or token.kind != "num" or not isinstance(token.value, float):
        return None
    return int(token.value) if token.value == int(token.value) and 1 <= token.value <= _HIGHEST else None


def _same_list(
    tokens: Sequence[Token], i: int, first: Token, lexicons: Lexicons, langs: Sequence[str]
) -> list[Token]:
    """ "levels 3 and 4", "L3/4": the number after belongs to the list."""
    number = _whole(tokens[i + 1]) if i + 1 < len(tokens) else None
    digits = re.sub(r"\D", "", str(first.value))
    if number is None or not digits or not 0 < number - int(digits) <= 2:
        return []
    follower = tokens[i + 2] if i + 2 < len(tokens) else None
    ends = follower is None or follower.kind in ("punct", "break")
    ends = ends or (
        follower is not None and any(follower.text in lexicons.function_words[lang] for lang in langs)
    )
    plural = first.text.startswith(("levels", "floors"))
    if tokens[i].text == "/" or (tokens[i].text in lexicons.grammar["lists"] and (ends or plural)):
        return [tokens[i], typed(tokens[i + 1], "level", str(first.value).removesuffix(digits) + str(number))]
    return []


def _reference(tokens: Sequence[Token], i: int, words: Sequence[PlaceWords]) -> Token:
    token = tokens[i]
    if _TASK_CODE.match(token.text):
        return typed(token, "task", token.text.upper())
    if token.kind == "word" and any(c.isdigit() for c in token.text) and not token.text[0].isdigit():
        return (
            typed(token, "ref", token.text) if token.text not in ("m2", "m3", "ft2", "yd3", "yd2") else token
        )
    before = tokens[i - 1] if i else None
    if before is None:
        return token
    numbered = token.kind == "num" or (
        len(token.text) == 1 and token.kind == "word" and token.text not in ("a", "o", "y", "i", "u")
    )
    if before.text == "#" and token.kind == "num":
        return typed(token, "ref", token.text)
    if numbered and before.kind == "word" and any(known.says(before, known.refs) for known in words):
        return typed(token, "ref", token.text) if _unmeasured(tokens, i, words) else token
    return token


def _unmeasured(tokens: Sequence[Token], i: int, words: Sequence[PlaceWords]) -> bool:
    follower = tokens[i + 1] if i + 1 < len(tokens) else None
    if follower is not None and any(known.says(follower, known.measures) for known in words):
        return False
    return follower is None or follower.text not in (
        "%",
        "percent",
        "hrs",
        "hours",
        "days",
        "min",
        "of",
        ":",
        "am",
        "pm",
        "hours",
    )
