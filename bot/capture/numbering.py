"""How a schedule numbers things, and what it calls them: a noun and its number or letter."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.capture.lexicons import Lexicons
from bot.capture.text import Accented, Token, accents_asked
from bot.capture.trades import Noun

CODE = re.compile(r"([a-z])(\d{1,4})")
LEVEL_INITIALS = frozenset("lnb")  # L3, N3 and B1 are levels
_HIGHEST = 9999
_LEAST_NUMBERED = 2  # of a noun that no lexicon knows, unless a whole zone is called so
_SHORTEST = 3
_CALLED = (("#",), ("no", "."), ("no",), ("so",), ("num", "."), ("numero",), ("number",), ("and", "°"))


class Label(NamedTuple):
    """What a noun is numbered with, and the position after it."""

    text: str
    end: int


class Learnt(NamedTuple):
    """The name of each thing that is numbered with the one that stands for it, and all their nouns."""

    names: Mapping[str, str]
    nouns: Sequence[Noun]


def learnt(
    said: Sequence[tuple[list[Token], list[Token]]], lexicons: Lexicons, measures: frozenset[str]
) -> Learnt:
    """What a schedule numbers, by the tokens of each task's name and zone. A word that no lexicon knows as a noun is one where
    the schedule numbers it twice, or calls a whole zone so."""
    known = by_first(lexicons.trades.nouns)
    names: dict[str, str] = {}
    strange: dict[str, set[str]] = defaultdict(set)
    zones: set[str] = set()
    for is_zone, tokens in ((n, tokens) for both in said for n, tokens in enumerate(both)):
        for i, token in enumerate(tokens):
            numbered = _numbered(known.get(token.text, ()), tokens, i, measures)
            own = label_at(tokens, i + 1, measures) if _is_strange(token, lexicons) else None
            if numbered:
                same = next((names[n] for n in numbered if n in names), numbered[0])
                names.update((n, same) for n in numbered if n not in names)
            elif own:
                strange[token.text].add(own.text)
                zones |= {token.text} if is_zone and not i and own.end == len(tokens) else set()
    new = sorted(w for w, labels in strange.items() if w in zones or len(labels) >= _LEAST_NUMBERED)
    names.update((word, word) for word in new)
    nouns = [n for n in lexicons.trades.nouns if n.name in names]
    return Learnt(names, [*nouns, *(Noun(word, "", (word,), ()) for word in new)])


def by_first(nouns: Iterable[Noun]) -> Mapping[str, Sequence[Noun]]:
    """The nouns by their first word, the longest first."""
    found: dict[str, list[Noun]] = defaultdict(list)
    for noun in sorted(nouns, key=lambda one: -len(one.words)):
        found[noun.words[0]].append(noun)
    return found


def spelt(noun: Noun, tokens: Sequence[Token], i: int, accents: Accented) -> bool:
    """Whether the noun stands at this position."""
    some = tokens[i : i + len(noun.words)]
    if tuple(t.text for t in some) != noun.words:
        return False
    return all(t.may_be(keys, accents) for t, keys in zip(some, noun.keys, strict=False))


def label_at(tokens: Sequence[Token], start: int, measures: frozenset[str]) -> Label | None:
    """The number or letter at this position, by which nothing is counted or measured."""
    for lead in _CALLED:
        if tuple(t.text for t in tokens[start : start + len(lead)]) == lead:
            start += len(lead)
            break
    if start >= len(tokens):
        return None
    token, after = tokens[start], tokens[start + 1] if start + 1 < len(tokens) else None
    if token.kind == "num":
        measured = after is not None and (after.text == "%" or after.text in measures)
        return None if measured else _figure(token, after, start)
    coded = token.kind == "word" and CODE.fullmatch(token.text) and token.text[0] not in LEVEL_INITIALS
    lone = token.kind == "word" and len(token.text) == 1 and token.text.isalpha()
    return Label(token.text, start + 1) if coded or lone else None


def _figure(token: Token, after: Token | None, start: int) -> Label | None:
    """ "7", "12b"."""
    if not isinstance(token.value, float) or not token.value.is_integer() or not 0 < token.value <= _HIGHEST:
        return None
    letter = (
        after.text
        if after and after.start == token.end and len(after.text) == 1 and after.text.isalpha()
        else ""
    )
    return Label(f"{int(token.value)}{letter}", start + 1 + len(letter))


def _numbered(nouns: Sequence[Noun], tokens: Sequence[Token], i: int, measures: frozenset[str]) -> list[str]:
    """The names of those nouns that stand at this position with a number. Who reads a schedule does not know its language, so
    that accents must agree: "Day 2" is no "dãy"."""
    here = [n for n in nouns if spelt(n, tokens, i, accents_asked(n.lang, True))]
    return [n.name for n in here if label_at(tokens, i + len(n.words), measures)]


def _is_strange(token: Token, lexicons: Lexicons) -> bool:
    """Whether a word may be a noun of the site's own: no level, no stair, and none of those that hold sentences together."""
    if token.kind != "word" or not token.text.isalpha() or len(token.text) < _SHORTEST:
        return False
    taken = any(
        token.text in known.level | known.stair | known.level_after for known in lexicons.places.values()
    )
    return not taken and not any(token.text in some for some in lexicons.function_words.values())
