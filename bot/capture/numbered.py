"""What a site numbers besides its levels: houses, piers, blocks, apartments. They are places, and their numbers count nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.capture.lexicons import Lexicons
from bot.capture.numbering import CODE, LEVEL_INITIALS, Label, by_first, label_at, learnt, spelt
from bot.capture.place_sorts import expanded
from bot.capture.text import Token, accents_asked, merged, typed

_WORDS_TOO = frozenset("aeiouyn")  # letters that are words of some language
_ARTICLES = frozenset(("la", "las", "el", "los", "lo"))  # after the "a" that leads to them
_ROW = 3  # tokens of "301-320"
_TO = frozenset(("-", "to", "al", "a", "den", "thru", "through"))
_DIGITS = 3  # of a number that stands for its place alone
_AND = frozenset((",", "/"))


class _Alone(NamedTuple):
    """A place of which only the number is said, and how many tokens that takes."""

    place: str
    length: int


class Numbered:
    """The nouns that a schedule numbers, with every word that they are called by, and the places that it names with them."""

    def __init__(self, lexicons: Lexicons, said: Sequence[tuple[list[Token], list[Token]]]) -> None:
        """Of the tokens of each task's name and zone, numbers among them."""
        self._lexicons = lexicons
        self._measures = frozenset().union(*(known.measures for known in lexicons.places.values()))
        self.places: frozenset[str] = frozenset()
        self._by_label: Mapping[str, str] = {}
        self._names, nouns, written = learnt(said, lexicons, self._measures)
        self._by_first = by_first(nouns)
        self._initials = _initials(written)
        self._said = frozenset(t.text for both in said for tokens in both for t in tokens if t.kind == "word")
        self.words = frozenset(word for noun in nouns for word in noun.words)
        langs = lexicons.languages
        named = [
            t
            for both in said
            for tokens in both
            for t in self.read(tokens, langs, False)
            if t.kind == "level"
        ]
        self.places = frozenset(place for token in named for place in expanded(str(token.value)))
        self._by_label = _by_label(self.places)

    def read(self, tokens: Sequence[Token], langs: Sequence[str], exact: bool) -> list[Token]:
        """The tokens with each numbered thing as one `level` (values "house7", "block-a", "house1-6")."""
        if not self._by_first:
            return list(tokens)
        out: list[Token] = []
        i = 0
        while i < len(tokens):
            alone = self._without_noun(tokens, i, langs)
            name, end = ("", i) if alone else self._noun(tokens, i, langs, exact)
            label = label_at(tokens, end, self._measures) if name else None
            if label and self._is_letter_of(name, label, tokens):
                out.append(merged(tokens[i : label.end], "level", _place(name, label.text)))
                i = self._listed(tokens, name, label.end, out)
            else:
                some = tokens[i : i + (alone.length if alone else 1)]
                out.append(merged(some, "level", alone.place) if alone else tokens[i])
                i += len(some)
        return out

    def _noun(self, tokens: Sequence[Token], i: int, langs: Sequence[str], exact: bool) -> tuple[str, int]:
        """The name of the noun that begins at `i` and the position after it; none is empty. The longest goes first."""
        for noun in self._by_first.get(tokens[i].text, ()):
            spoken = noun.lang in langs or noun.lang != "vi"  # the others' nouns are said in every language
            if spoken and spelt(noun, tokens, i, accents_asked(noun.lang, exact)):
                return self._names[noun.name], i + len(noun.words)
        return "", i

    def _without_noun(self, tokens: Sequence[Token], i: int, langs: Sequence[str]) -> _Alone | None:
        """ "H7", "301-320", "102": what is said short of a place that there is, by the first letter of the only noun that begins
        so, or by a number that only one noun has."""
        token, row = tokens[i], tokens[i : i + _ROW]
        code = CODE.fullmatch(token.text) if token.kind == "word" else None
        if code:
            place = f"{self._initials.get(code.group(1), '')}{int(code.group(2))}"
            return _Alone(place, 1) if place in self.places else None
        if [t.kind for t in row] == ["num", "punct", "num"] and row[1].text == "-":
            place = self._by_label.get(f"{row[0].text}-{row[2].text}", "")
            return _Alone(place, _ROW) if place else None
        if token.kind != "num" or len(token.text) < _DIGITS or not self._stands_alone(tokens, i, langs):
            return None
        place = self._by_label.get(token.text, "")
        return _Alone(place, 1) if place else None

    def _stands_alone(self, tokens: Sequence[Token], i: int, langs: Sequence[str]) -> bool:
        """ "tiling in 102 is done", "102 kitchen": a number after a little word, or at the start before a word of a task."""
        label = label_at(tokens, i, self._measures)
        if label is None or label.end != i + 1:
            return False
        before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
        if before is None or before.kind in ("punct", "break"):
            return after is not None and after.text in self._said
        return any(before.text in self._lexicons.function_words[lang] for lang in langs)

    def _is_letter_of(self, name: str, label: Label, tokens: Sequence[Token]) -> bool:
        """Whether a label that may be a word ("bloque a las 8") numbers the noun."""
        after = tokens[label.end].text if label.end < len(tokens) else ""
        return label.text not in _WORDS_TOO or (
            after not in _ARTICLES and (not self.places or _place(name, label.text) in self.places)
        )

    def _listed(self, tokens: Sequence[Token], name: str, start: int, out: list[Token]) -> int:
        """The position after all that is numbered with the same noun: "houses 7 and 8", "houses 1-6"."""
        lists = self._lexicons.grammar["lists"] | _AND
        while start + 1 < len(tokens):
            joined, label = tokens[start], label_at(tokens, start + 1, self._measures)
            first, place = str(out[-1].value), _place(name, label.text) if label else ""
            through = f"{first}-{label.text}" if label else ""
            known = place in self.places or not self.places  # as while the schedule itself is read
            runs = through in self.places or (known and _rises(first, place))
            if label and joined.text in _TO and (joined.text == "-" or runs):
                whole = Token(f"{out[-1].text} - {label.text}", "|", out[-1].start, tokens[label.end - 1].end)
                out[-1] = typed(whole, "level", through)
            elif label and joined.text in lists and place in self.places:
                out += [joined, merged(tokens[start + 1 : label.end], "level", place)]
            else:
                break
            start = label.end
        return start


def _place(name: str, label: str) -> str:
    return f"{name}{label}" if label[0].isdigit() else f"{name}-{label}"


def _rises(first: str, last: str) -> bool:
    """ "houses 1 to 6": whether the second number is the higher one."""
    low, high = (re.sub(r"\D", "", place) for place in (first, last))
    return bool(low and high) and int(low) < int(high)


def _by_label(places: Iterable[str]) -> Mapping[str, str]:
    """The place for each number that only one noun has."""
    found: dict[str, set[str]] = defaultdict(set)
    for place in places:
        found[re.sub(r"^\D+", "", place)].add(place)
    return {label: some.pop() for label, some in found.items() if label and len(some) == 1}


def _initials(written: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """The name for each letter that only one of the nouns begins with, as the schedule writes them."""
    names: dict[str, set[str]] = defaultdict(set)
    for name, words in written.items():
        for word in words:
            names[word[0]].add(name)
    return {
        letter: some.pop()
        for letter, some in names.items()
        if len(some) == 1 and letter not in LEVEL_INITIALS
    }
