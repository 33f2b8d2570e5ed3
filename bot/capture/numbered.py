"""What a site numbers besides its levels: houses, piers, blocks, apartments. They are places, and their numbers count nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.capture.lexicons import Lexicons
from bot.capture.numbers import with_numbers
from bot.capture.text import Accented, Token, accents_asked, merged, tokenise, typed
from bot.capture.trades import Noun
from rules.plan.schedule import Task

FLOOR = "floor"
_HIGHEST = 9999
_LEAST_NUMBERED = 2  # of a noun that no lexicon knows, unless a whole zone is called so
_SHORTEST = 3
_CODE = re.compile(r"([a-z])(\d{1,4})")
_LEVEL_INITIALS = frozenset("lnb")  # L3, N3 and B1 are levels
_WORDS_TOO = frozenset("aeiouyn")  # letters that are words of some language
_ARTICLES = frozenset(("la", "las", "el", "los", "lo"))  # after the "a" that leads to them
_CALLED = (("#",), ("no", "."), ("no",), ("so",), ("num", "."), ("numero",), ("number",), ("and", "°"))
_ROW = 3  # tokens of "301-320"
_TO = frozenset(("-", "to", "al", "a", "den", "thru", "through"))
_AND = frozenset((",", "/"))


class _Label(NamedTuple):
    """What a noun is numbered with, and the position after it."""

    text: str
    end: int


def floors(place: str) -> bool:
    """Whether a place is a level of a building, which several works and numbered things share."""
    return place == "roof" or re.fullmatch(r"[lb]\d+", place) is not None


def sort_of(place: str) -> str:
    """What the place is one of: "house" of "house7", "floor" of "l3"."""
    return FLOOR if floors(place) else re.split(r"\d|-", place, maxsplit=1)[0]


def expanded(place: str) -> frozenset[str]:
    """The place, and of "house1-6" each house."""
    ends = re.fullmatch(r"(.*?)(\d+)-(\d+)", place)
    if ends is None:
        return frozenset((place,))
    noun, first, last = ends.group(1), int(ends.group(2)), int(ends.group(3))
    return frozenset((place, *(f"{noun}{n}" for n in range(first, last + 1))))


class Numbered:
    """The nouns that a schedule numbers, with every word that they are called by, and the places that it names with them."""

    def __init__(self, lexicons: Lexicons, tasks: Iterable[Task]) -> None:
        self._lexicons = lexicons
        self._measures = frozenset().union(*(known.measures for known in lexicons.places.values()))
        self.places: frozenset[str] = frozenset()
        said = [(self._plain(task.name), self._plain(task.zone)) for task in tasks]
        self._names, nouns = self._learnt(said)
        self._by_first: Mapping[str, Sequence[Noun]] = _by_first(nouns)
        self._initials = _initials(nouns)
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

    def read(self, tokens: Sequence[Token], langs: Sequence[str], exact: bool) -> list[Token]:
        """The tokens with each numbered thing as one `level` (values "house7", "block-a", "house1-6")."""
        if not self._by_first:
            return list(tokens)
        out: list[Token] = []
        i = 0
        while i < len(tokens):
            bare = self._bare_row(tokens, i)
            if bare:
                out.append(bare)
                i += _ROW
                continue
            code = self._coded(tokens[i])
            name, end = ("", i) if code else self._noun(tokens, i, langs, exact)
            label = _label(tokens, end, self._measures) if name else None
            if label and self._is_letter_of(name, label, tokens):
                out.append(merged(tokens[i : label.end], "level", _place(name, label.text)))
                i = self._listed(tokens, name, label.end, out)
            else:
                out.append(code or tokens[i])
                i += 1
        return out

    def _plain(self, text: str) -> list[Token]:
        return with_numbers(tokenise(text), self._lexicons, self._lexicons.languages, False)

    def _learnt(
        self, said: Sequence[tuple[list[Token], list[Token]]]
    ) -> tuple[Mapping[str, str], list[Noun]]:
        """The names of what is numbered, each with the one that stands for it; and their nouns."""
        known = _by_first(self._lexicons.trades.nouns)
        names: dict[str, str] = {}
        strange: dict[str, set[str]] = defaultdict(set)
        zones: set[str] = set()
        for zone, tokens in ((zone, tokens) for both in said for zone, tokens in enumerate(both)):
            for i, token in enumerate(tokens):
                called = [
                    (n, i + len(n.words)) for n in known.get(token.text, ()) if _spelt(n, tokens, i, "any")
                ]
                numbered = [n.name for n, end in called if _label(tokens, end, self._measures)]
                own = _label(tokens, i + 1, self._measures) if self._is_strange(token) else None
                if numbered:
                    same = next((names[n] for n in numbered if n in names), numbered[0])
                    names.update((n, same) for n in numbered if n not in names)
                elif own:
                    strange[token.text].add(own.text)
                    zones |= {token.text} if zone and own.end == len(tokens) and not i else set()
        new = sorted(w for w, labels in strange.items() if w in zones or len(labels) >= _LEAST_NUMBERED)
        names.update((word, word) for word in new)
        nouns = [n for n in self._lexicons.trades.nouns if n.name in names]
        return names, [*nouns, *(Noun(word, "", (word,), ()) for word in new)]

    def _is_strange(self, token: Token) -> bool:
        """Whether a word may be a noun of the site's own: no level, no stair, and none of those that hold sentences together."""
        if token.kind != "word" or not token.text.isalpha() or len(token.text) < _SHORTEST:
            return False
        places = self._lexicons.places.values()
        taken = any(token.text in known.level | known.stair | known.level_after for known in places)
        return not taken and not any(token.text in some for some in self._lexicons.function_words.values())

    def _noun(self, tokens: Sequence[Token], i: int, langs: Sequence[str], exact: bool) -> tuple[str, int]:
        """The name of the noun that begins at `i` and the position after it; none is empty. The longest goes first."""
        for noun in self._by_first.get(tokens[i].text, ()):
            spoken = noun.lang in langs or noun.lang != "vi"  # the others' nouns are said in every language
            if spoken and _spelt(noun, tokens, i, accents_asked(noun.lang, exact)):
                return self._names[noun.name], i + len(noun.words)
        return "", i

    def _coded(self, token: Token) -> Token | None:
        """ "H7": the first letter of the only noun that begins so, and the number of a place that there is."""
        code = _CODE.fullmatch(token.text) if token.kind == "word" else None
        name = self._initials.get(code.group(1)) if code else None
        place = f"{name}{int(code.group(2))}" if code and name else ""
        return typed(token, "level", place) if place in self.places else None

    def _bare_row(self, tokens: Sequence[Token], i: int) -> Token | None:
        """ "301-320 done, 401-420 at 20%": a row of numbers that only one noun of the site is numbered with."""
        row = tokens[i : i + _ROW]
        if [t.kind for t in row] != ["num", "punct", "num"] or row[1].text != "-":
            return None
        label = f"{row[0].text}-{row[2].text}"
        places = [p for p in self.places if re.fullmatch(rf"[^\d-]+{label}", p)] if label[0].isdigit() else []
        return merged(row, "level", places[0]) if len(places) == 1 else None

    def _is_letter_of(self, name: str, label: _Label, tokens: Sequence[Token]) -> bool:
        """Whether a label that may be a word ("bloque a las 8") numbers the noun."""
        after = tokens[label.end].text if label.end < len(tokens) else ""
        return label.text not in _WORDS_TOO or (
            after not in _ARTICLES and (not self.places or _place(name, label.text) in self.places)
        )

    def _listed(self, tokens: Sequence[Token], name: str, start: int, out: list[Token]) -> int:
        """The position after all that is numbered with the same noun: "houses 7 and 8", "houses 1-6"."""
        lists = self._lexicons.grammar["lists"] | _AND
        while start + 1 < len(tokens):
            joined, label = tokens[start], _label(tokens, start + 1, self._measures)
            first, place = str(out[-1].value), _place(name, label.text) if label else ""
            through = f"{first}-{label.text}" if label else ""
            if label and joined.text in _TO and (joined.text == "-" or through in self.places):
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


def _by_first(nouns: Iterable[Noun]) -> Mapping[str, Sequence[Noun]]:
    found: dict[str, list[Noun]] = defaultdict(list)
    for noun in sorted(nouns, key=lambda one: -len(one.words)):
        found[noun.words[0]].append(noun)
    return found


def _initials(nouns: Iterable[Noun]) -> Mapping[str, str]:
    """The name for each letter that only one of the names begins with."""
    names: dict[str, set[str]] = defaultdict(set)
    for noun in nouns:
        names[noun.name[0]].add(noun.name)
    return {
        letter: some.pop()
        for letter, some in names.items()
        if len(some) == 1 and letter not in _LEVEL_INITIALS
    }


def _spelt(noun: Noun, tokens: Sequence[Token], i: int, accents: Accented) -> bool:
    some = tokens[i : i + len(noun.words)]
    if tuple(t.text for t in some) != noun.words:
        return False
    return all(t.may_be(keys, accents) for t, keys in zip(some, noun.keys, strict=False))


def _label(tokens: Sequence[Token], start: int, measures: frozenset[str]) -> _Label | None:
    """The number or letter at this position, of which nothing is counted or measured."""
    for lead in _CALLED:
        if tuple(t.text for t in tokens[start : start + len(lead)]) == lead:
            start += len(lead)
            break
    if start >= len(tokens):
        return None
    token, after = tokens[start], tokens[start + 1] if start + 1 < len(tokens) else None
    if token.kind == "num" and isinstance(token.value, float) and token.value.is_integer():
        if not 0 < token.value <= _HIGHEST or (
            after is not None and (after.text == "%" or after.text in measures)
        ):
            return None
        lettered = (
            after is not None and after.start == token.end and len(after.text) == 1 and after.text.isalpha()
        )
        return _Label(f"{int(token.value)}{after.text if after and lettered else ''}", start + 1 + lettered)
    coded = token.kind == "word" and _CODE.fullmatch(token.text) and token.text[0] not in _LEVEL_INITIALS
    lone = token.kind == "word" and len(token.text) == 1 and token.text.isalpha()
    return _Label(token.text, start + 1) if coded or lone else None
