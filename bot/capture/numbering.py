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
    """The name of each thing that is numbered with the one that stands for it, their nouns, and how the schedule writes them."""

    names: Mapping[str, str]
    nouns: Sequence[Noun]
    written: Mapping[str, frozenset[str]]


def learnt(
    said: Sequence[tuple[list[Token], list[Token]]], lexicons: Lexicons, measures: frozenset[str]
) -> Learnt:
    """What a schedule numbers, by the tokens of each task's name and zone. A word that no lexicon knows as a noun is one where
    the schedule numbers it twice, or calls a whole zone so."""
    known = by_first(lexicons.trades.nouns)
    called: dict[tuple[str, ...], set[str]] = {}  # by what a noun may name: the words that are written for it
    strange: dict[str, set[str]] = defaultdict(set)
    zones: set[str] = set()
    for is_zone, tokens in ((n, tokens) for both in said for n, tokens in enumerate(both)):
        for i, token in enumerate(tokens):
            numbered = _numbered(known.get(token.text, ()), tokens, i, measures)
            own = label_at(tokens, i + 1, measures) if _is_strange(token, lexicons) else None
            if numbered:
                called.setdefault(tuple(dict.fromkeys(numbered)), set()).add(token.text)
            elif own:
                strange[token.text].add(own.text)
                zones |= {token.text} if is_zone and not i and own.end == len(tokens) else set()
    new = sorted(w for w, labels in strange.items() if w in zones or len(labels) >= _LEAST_NUMBERED)
    names = _names(tuple(called)) | {word: word for word in new}
    written = {names[some[0]]: frozenset(words) for some, words in called.items()}
    written |= {word: frozenset((word,)) for word in new}
    nouns = [n for n in lexicons.trades.nouns if n.name in names]
    own_nouns = [Noun(word, "", (form,), ()) for word in new for form in _forms(word)]
    return Learnt(names, [*nouns, *own_nouns], written)


def _names(called: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Every name of what is numbered with the one that stands for it. A noun with several meanings ("tramo": a section or a span)
    stands for them all, but for what another noun of the schedule stands for ("claro": a span)."""
    names: dict[str, str] = {}
    for some in sorted(called, key=len):
        first = next((name for name in some if name not in names.values()), some[0])
        names[first] = first
    for some in called:
        own = next(name for name in some if names.get(name) == name)
        names.update((name, own) for name in some if name not in names)
    return names


def _forms(word: str) -> tuple[str, ...]:
    """ "caseta", "casetas": a word that no lexicon knows, as one and as several."""
    one = word[:-1] if word.endswith("s") and len(word) > _SHORTEST else word
    return one, f"{one}s", f"{one}es"


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
