"""A message's text as tokens: folded for matching, with the characters that each came from."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "word",
    "num",
    "ordinal",
    "slash",
    "percent",
    "fraction",
    "share",
    "money",
    "qty",
    "measure",
    "dur",
    "time",
    "level",
    "ref",
    "task",
    "url",
    "mention",
    "emoji",
    "punct",
    "break",
]


Accented = Literal["any", "likely", "exact"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: `text` is lower case without accents, `key` keeps the accents apart, `value` is what a
    typed token means (a number, a unit, a time); `start` and `end` are half-open in the plain text; `opened`: its accents were
    left out, so that it may be any word that is spelt so but for those by `unlikely` keys."""

    text: str
    key: str
    start: int
    end: int
    kind: Kind = "word"
    value: object = None
    opened: bool = False
    unlikely: frozenset[str] = frozenset()

    def may_be(self, keys: frozenset[str], accents: Accented) -> bool:
        """Whether it can be a word of these accented forms, of which it is already known that they are spelt so without."""
        if accents == "exact" and not self.opened:
            return self.key in keys
        return accents == "any" or not keys <= self.unlikely


_SPELLED = {
    "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-", "‑": "-",
    "đ": "d", "ß": "s", "ø": "o", "ł": "l", "²": "2", "³": "3", "…": ".",
}  # fmt: skip
_VIETNAMESE = frozenset("ăâđêôơư")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_ONLY_VIETNAMESE = frozenset("\u0309\u0323\u0302\u0306\u031b")

_TOKEN = re.compile(
    r"""(?P<break>\n)
    |(?P<url>(?:https?://|www\.)[^\s<>|]+)
    |(?P<mention>@[a-z0-9][\w.\-]*\w|@[a-z])
    |(?P<channel>\#[a-z][\w\-]+)
    |(?P<emoji>:(?:[a-z][a-z0-9_+\-]*|\+1|-1)(?::skin-tone-\d)?:|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\u2705\u231A-\u23FF])
    |(?P<station>\d+\+\d{2}\b)
    |(?P<iso>\d{4}-\d{2}-\d{2}\b)
    |(?P<sign>(?<![a-z0-9])(?:(?:us|rd|mx|ar|cl|co|c|b|r|u)\$|u\$s|[bs]/\.?|(?:bs|gs|lps)\.?)(?=\ ?\d)
        |(?<![a-z0-9])[ql]\.?(?=\ ?\d{1,3}(?:,\d{3})+(?!\d)))
    |(?P<clock>\d{1,2}:\d{2}(?!\d))
    |(?P<slash>\d{1,4}/\d{1,4}(?:/\d{2,4})?(?![\d/]))
    |(?P<ampm>(?:a\.\ ?m|p\.\ ?m)(?![a-z0-9])\.?)
    |(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b
        |\d{1,2}(?:er|ra|do|da|to|ta|mo|ma|vo|va)(?=\ (?:nivel|piso|planta|losa|techo|placa|entrepiso|forjado|sotano)\b))
    |(?P<rand>(?<![a-z0-9])r(?=\d{1,3}(?:[ ,]\d{3})+(?!\d)|\d{3,}(?![\d/a-z])))
    |(?P<number>(?<=r)\d{1,3}(?:\ \d{3})+(?!\d)|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?|[½¼¾⅓⅔])
    |(?P<code>(?<!\d)[a-z]{1,4}-?\d+[a-z0-9]*(?:-\d+)*)
    |(?P<squared>(?<=\d)(?:m|ft|yd)[23](?![\da-z]))
    |(?P<with>w/o?(?![a-z0-9])|b/c\b|w/(?=[a-z]))
    |(?P<clitic>(?<=[\da-z])'s(?![^\W_]))
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)
    |(?P<punct>[^\s])""",
    re.VERBOSE,
)
_CLITIC = re.compile(r"^(.+?)'(s|re|ll|ve|m|d)$")
_STOPPED = ("in", "cu", "sq", "lin")  # units that are written with a full stop
_COUNTING = ("nos", "pcs")  # the same, where the next word is no beginning
_SHORT = {"w/": "with", "w/o": "without", "b/c": "because", "&": "and", "@": "at", "n": "and"}


def fold(char: str) -> str:
    """One character in lower case without accents; empty for a combining mark, a space for a control character."""
    if char == "\n":
        return char
    lowered = char.lower()[:1]
    if lowered in _SPELLED:
        return _SPELLED[lowered]
    if lowered.isascii():
        return lowered if lowered.isprintable() else " "
    if unicodedata.combining(lowered) or unicodedata.category(lowered) in {"Cf", "Cs", "Mn"}:
        return ""
    return unicodedata.normalize("NFD", lowered)[:1] or " "


def folded_word(word: str) -> str:
    """A word as tokens are compared: lower case, no accents."""
    if word.isascii() and word.isprintable() and "`" not in word:  # most words, for which `fold` does no more
        return word.lower()
    return "".join(fold(c) for c in word)


def accent_key(word: str) -> str:
    """A word with its accents in fixed order, so that both ways of placing a tone mark are one word."""
    if word.isascii():
        return folded_word(word) + "|"
    decomposed = unicodedata.normalize("NFD", word.lower())
    marks = sorted(c for c in decomposed if c in _TONES)
    return folded_word(word) + "|" + "".join(marks) + ("-" if "đ" in decomposed else "")


def is_accented(text: str) -> bool:
    """Whether the text is written with Vietnamese accents, so that a bare syllable is meant as it stands."""
    lowered = text.lower()
    if any(c in _VIETNAMESE for c in lowered):
        return True
    return any(c in _ONLY_VIETNAMESE for c in unicodedata.normalize("NFD", lowered))


def accents_asked(lang: str, exact: bool) -> Accented:
    """How far the accents of a language's words must agree; `exact` where the text is accented."""
    return "any" if lang != "vi" else "exact" if exact else "likely"


def tokenise(text: str) -> list[Token]:
    """The tokens of a plain text, in order."""
    norm: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text):
        piece = fold(char)
        if piece:
            norm.append(piece)
            at.append(index)
    at.append(len(text))
    tokens: list[Token] = []
    for match in _TOKEN.finditer("".join(norm)):
        start, end = at[match.start()], at[match.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        tokens.extend(_pieces(match, text, start, end))
    return _joined(tokens, text)


def _pieces(match: re.Match[str], text: str, start: int, end: int) -> list[Token]:
    group, found = match.lastgroup, match.group()
    if group == "word":
        return _words(found, text, start, end)
    if group == "ampm":
        return [Token(found[0] + "m", found[0] + "m|", start, end)]
    kinds: dict[str | None, Kind] = {
        "break": "break", "url": "url", "mention": "mention", "channel": "mention", "emoji": "emoji", "station": "ref",
        "iso": "word", "clock": "word", "slash": "slash", "ordinal": "ordinal", "number": "num", "code": "word",
        "squared": "word",
    }  # fmt: skip
    if group == "sign":
        return [Token(found.rstrip("."), found.rstrip(".") + "|", start, end, "punct")]
    if group == "with" or (group == "punct" and found in _SHORT):
        return [Token(_SHORT.get(found, "with"), _SHORT.get(found, "with") + "|", start, end)]
    if group == "number":
        return [Token(found.replace(" ", ","), found + "|", start, end, "num")]  # "R86 400"
    if group == "emoji":
        found = found.strip(":").split("::")[0]
    return [Token(found, found + "|", start, end, kinds.get(group, "punct"))]


def _words(found: str, text: str, start: int, end: int) -> list[Token]:
    clitic = _CLITIC.match(found)
    if clitic:
        middle = start + len(clitic.group(1))
        tail = "'" + clitic.group(2)
        return [*_words(clitic.group(1), text, start, middle), Token(tail, tail + "|", middle, end)]
    word = found.replace("'", "")
    word = _SHORT.get(word, word)
    return [Token(word, accent_key(text[start:end].replace("'", "").replace("’", "")), start, end)]


def _joined(tokens: list[Token], text: str) -> list[Token]:
    """Without hyphens inside compounds ("rough-in" reads as "rough in") and the stop of an abbreviated unit."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        inside = (
            token.text == "-"
            and 0 < index < len(tokens) - 1
            and tokens[index - 1].end == token.start
            and tokens[index + 1].start == token.end
            and tokens[index + 1].kind == "word"
        )
        if not inside and not _abbreviates(tokens, index, text):
            kept.append(token)
    return kept


def _abbreviates(tokens: list[Token], index: int, text: str) -> bool:
    """The full stop of "1.5 in. out" and "2 nos. tower lights", which ends no sentence."""
    if tokens[index].text != "." or not 1 < index < len(tokens) - 1:
        return False
    unit, after = tokens[index - 1].text, tokens[index + 1]
    goes_on = unit in _STOPPED or (unit in _COUNTING and text[after.start].islower())
    return goes_on and tokens[index - 2].kind == "num" and after.kind == "word"


def merged(tokens: Sequence[Token], kind: Kind, value: object) -> Token:
    """One typed token in place of several."""
    if len(tokens) == 1:
        return typed(tokens[0], kind, value)
    first, last = tokens[0], tokens[-1]
    text = " ".join(t.text for t in tokens)
    return Token(text, text + "|", first.start, last.end, kind, value)


def extent(tokens: Sequence[Token]) -> tuple[int, int]:
    """The characters of these tokens, at least one; one that was corrected stands where its right value does."""
    return min(token.start for token in tokens), max(token.end for token in tokens)


def typed(token: Token, kind: Kind, value: object) -> Token:
    """The same token with a meaning."""
    return replace(token, kind=kind, value=value)


def number_of(token: Token) -> float:
    """The value of a `num`, `percent` or `fraction` token.

    Raises:
        TypeError: the token is of another kind.
    """
    if not isinstance(token.value, int | float):
        raise TypeError(f"{token.text!r} is no number but a {token.kind}")
    return float(token.value)
