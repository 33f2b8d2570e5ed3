"""Works that only some sites have, and things that sites number; they count only where the schedule names them.

`lexicon/trades.yml` has them, with what each is called in every language: a trade more is data. What every schedule may speak of,
levels and stairs among it, is in the lexicons of the languages themselves. Only what a site names is compiled for it.
"""

from collections.abc import Container, Iterator, Mapping, Set
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
class Works:
    """Some works: how they are found, and every word that they are called by, folded."""

    matcher: Matcher
    words: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Trades:
    """The phrases of each work as the file has them, with their language; and the nouns that numbers stand after."""

    phrases: Mapping[str, tuple[tuple[str, str], ...]]
    macros: Mapping[str, Mapping[str, str]]
    nouns: tuple[Noun, ...]

    def called(self, words: Set[str]) -> Matcher:
        """Finds the works of which some word is among these, folded: those that a schedule may name."""
        return Matcher(
            pattern
            for tag, some in self.phrases.items()
            for lang, phrase in some
            if not words.isdisjoint(_words(phrase))
            for pattern in self._compiled(tag, lang, phrase)
        )

    def works(self, tags: Container[str]) -> Works:
        """The works of these tags, by whatever they are called."""
        named = {tag: some for tag, some in self.phrases.items() if tag in tags}
        patterns = [
            p
            for tag, some in named.items()
            for lang, phrase in some
            for p in self._compiled(tag, lang, phrase)
        ]
        words = frozenset(w for p in patterns for one in p.elements for w in one.words)
        return Works(matcher=Matcher(patterns), words=words)

    def _compiled(self, tag: str, lang: str, phrase: str) -> Iterator[Pattern]:
        return compile_phrase(phrase, tag, OF_TRADE, lang, self.macros[lang])


def trades_of(source: Mapping[str, Any], macros: Mapping[str, Mapping[str, str]]) -> Trades:
    """The trades of the file's sections, in the languages that have `macros`, which may stand in the phrases."""
    return Trades(
        phrases={
            str(tag): tuple((lang, str(phrase)) for lang in macros for phrase in called.get(lang, ()))
            for tag, called in source.get("works", {}).items()
        },
        macros=macros,
        nouns=tuple(n for lang in macros for n in _nouns(source.get("numbered", {}), lang)),
    )


def _words(phrase: str) -> set[str]:
    return {folded_word(word.strip("^$?")) for place in phrase.split() for word in place.split("|")}


def _nouns(section: Mapping[str, Any], lang: str) -> Iterator[Noun]:
    for name, called in section.items():
        for phrase in called.get(lang, ()):
            words = str(phrase).split()
            keys = tuple(frozenset((accent_key(word),)) for word in words)
            yield Noun(str(name), lang, tuple(folded_word(word) for word in words), keys)
