"""Works that only some sites have, and things that sites number; they count only where the schedule names them.

`lexicon/trades.yml` has them, with what each is called in every language: a trade more is data. What every schedule may speak of,
levels and stairs among it, is in the lexicons of the languages themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.capture.pattern import Matcher, Pattern, compile_phrase
from bot.capture.text import accent_key, folded_word

OF_TRADE = "trade"  # the value of a phrase for a work that only some sites have


@dataclass(frozen=True, slots=True)
class Noun:
    """What a numbered thing is called in a language, word by word, and the accents that each word has to have."""

    name: str
    lang: str
    words: tuple[str, ...]
    keys: tuple[frozenset[str], ...]


@dataclass(frozen=True, kw_only=True)
class Trades:
    """The phrases for each work, the words that it is called by, and the nouns that numbers stand after."""

    works: Matcher
    words: Mapping[str, frozenset[str]]
    nouns: tuple[Noun, ...]


def trades_of(source: Mapping[str, Any], macros: Mapping[str, Mapping[str, str]]) -> Trades:
    """The trades of the file's sections, in the languages that have `macros`, which may stand in the phrases."""
    patterns = [p for lang, own in macros.items() for p in _works(source.get("works", {}), lang, own)]
    words: dict[str, set[str]] = {}
    for pattern in patterns:
        words.setdefault(pattern.tag, set()).update(w for one in pattern.elements for w in one.words)
    return Trades(
        works=Matcher(patterns),
        words={tag: frozenset(some) for tag, some in words.items()},
        nouns=tuple(n for lang in macros for n in _nouns(source.get("numbered", {}), lang)),
    )


def _works(section: Mapping[str, Any], lang: str, macros: Mapping[str, str]) -> Iterator[Pattern]:
    for tag, called in section.items():
        for phrase in called.get(lang, ()):
            yield from compile_phrase(str(phrase), str(tag), OF_TRADE, lang, macros)


def _nouns(section: Mapping[str, Any], lang: str) -> Iterator[Noun]:
    for name, called in section.items():
        for phrase in called.get(lang, ()):
            words = str(phrase).split()
            keys = tuple(frozenset((accent_key(word),)) for word in words)
            yield Noun(str(name), lang, tuple(folded_word(word) for word in words), keys)
