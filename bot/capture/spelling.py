"""Misspelt words of the trade, read as what they stand for: "formwrk", "compelte"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.capture.lexicons import Lexicons
from bot.capture.text import Token, accent_key, folded_word

_SHORTEST = 6
_MEMORY = 5000
_TONAL = "vi"


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ENDINGS = "ds"
_DROPPED = "in"  # of an "-ing" as it is spoken
_WORN = {
    "ao": "ado",
    "aos": "ados",
}  # endings of Spanish participles as they are spoken: "parao", "terminaos"
_SPANISH = (
    "ar",
    "er",
    "ir",
    "ado",
    "ada",
    "ico",
    "ica",
    "cion",
    "mente",
    "ando",
    "endo",
)  # endings of no English word
_VOWELS = frozenset("aeiouy")


def _slip(word: str, meant: str) -> bool:
    """Whether a word of the same length could be a slip: letters swapped, vowels mixed up or keys beside each other.

    "stocked" is no slip of "shocked", nor "expire" of "expired": they are other words and forms.
    """
    if len(word) != len(meant):
        return not (meant[:-1] == word and meant[-1] in _ENDINGS)
    wrong = [(a, b) for a, b in zip(word, meant, strict=True) if a != b]
    swapped = len(wrong) == 2 and wrong[0] == wrong[1][::-1]
    return swapped or all({a, b} <= _VOWELS or _beside(a, b) for a, b in wrong)


def _least(word: str) -> int:
    """The length from which a word is corrected."""
    return _SHORTEST - 1 if word.endswith((_DROPPED, *_WORN)) else _SHORTEST


def _beside(a: str, b: str) -> bool:
    places = {key: (row, column) for row, keys in enumerate(_KEYS) for column, key in enumerate(keys)}
    if a not in places or b not in places:
        return False
    (row, column), (other, beside) = sorted((places[a], places[b]))
    return (row == other and beside - column == 1) or (other - row == 1 and column - beside in (0, 1))


def written_out(tokens: Sequence[Token], lexicons: Lexicons, langs: Sequence[str]) -> list[Token]:
    """The tokens with what the message's first language shortens, or says otherwise in some parts, written out: "d" is "de",
    "abt" is "about", "chừ" is "giờ"."""
    short = lexicons.short[langs[0]]
    return [
        replace(t, text=folded_word(short[word]), key=accent_key(short[word]))
        if t.kind == "word" and (word := _shortened(t, langs[0])) in short
        else t
        for t in tokens
    ]


def _shortened(token: Token, lang: str) -> str:
    """A word as the lexicon's shortenings name it: those of Vietnamese by its accents, without which it is another word."""
    return token.key if lang == _TONAL else token.text


@lru_cache(maxsize=4)
def _by_look(words: frozenset[str]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Words by first letter and length; the lexicons' are the same for every site."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in words:
        if word.isalpha() and len(word) >= _SHORTEST - 1:
            found[word[0], len(word)].append(word)
    return {look: tuple(some) for look, some in found.items()}


class Speller:
    """Corrects by one slip (two in long words), never the first letter, never a word that any lexicon knows."""

    def __init__(self, lexicons: Lexicons, task_words: Iterable[str]) -> None:
        own = frozenset(task_words) - lexicons.vocabulary
        self._known = lexicons.vocabulary.union(own, *lexicons.function_words.values())
        self._near = _by_look(lexicons.vocabulary), _by_look(own)
        self._words = lexicons.words
        self._seen: dict[tuple[str, str], str] = {}

    def corrected(self, tokens: Sequence[Token], langs: Sequence[str]) -> list[Token]:
        """The tokens with slips mended; positions stay those of the text."""
        first = langs[0]
        return [
            self._one(t, first) if t.kind == "word" and len(t.text) >= _least(t.text) else t for t in tokens
        ]

    def _one(self, token: Token, lang: str) -> Token:
        word = token.text
        spoken = self._spoken(word, lang) or self._unworn(word, lang) != ""
        if not word.isalpha() or not word.isascii() or (word in self._known and not spoken):
            return token
        if (word, lang) not in self._seen:
            if len(self._seen) > _MEMORY:
                self._seen.clear()
            self._seen[word, lang] = self._meant(word, lang)
        meant = self._seen[word, lang]
        return token if meant == word else replace(token, text=meant, key=meant + "|")

    def _spoken(self, word: str, lang: str) -> bool:
        """ "movin", "layin": also where a phrase of the lexicon is written so."""
        return lang == "en" and word.endswith(_DROPPED) and word + "g" in self._known

    def _meant(self, word: str, lang: str) -> str:
        if word.endswith("s") and word[:-1] in self._known:
            return word[:-1]
        if self._spoken(word, lang):
            return word + "g"
        whole = self._unworn(word, lang)
        if whole or len(word) < _SHORTEST:
            return whole or word
        slips = 2 if len(word) >= 9 else 1
        best, least = word, (slips + 1, False)
        for length in range(len(word) - 1, len(word) + 2):
            for candidate in self._alike(word[0], length):
                if lang == "es" and word.endswith(_SPANISH) and candidate not in self._words["es"]:
                    continue  # "certificar" is no slip of "certificate"
                distance = OSA.distance(word, candidate, score_cutoff=least[0])
                rank = (
                    distance,
                    candidate not in self._words[lang],
                )  # of two as near, the message's language is meant
                if distance <= slips and rank < least and _slip(word, candidate):
                    best, least = candidate, rank
        return best

    def _unworn(self, word: str, lang: str) -> str:
        """The participle whose ending is spoken away; empty where there is none."""
        ends = (word.removesuffix(worn) + full for worn, full in _WORN.items() if word.endswith(worn))
        return next((one for one in ends if lang == "es" and one in self._known), "")

    def _alike(self, first: str, length: int) -> list[str]:
        return sorted(one for words in self._near for one in words.get((first, length), ()))
