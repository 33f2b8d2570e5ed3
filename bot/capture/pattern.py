"""The small language of the lexicons' phrases, and the matcher that finds them among tokens.

A phrase is words separated by spaces: `a|b` is either word, `word?` may be missing, `..` skips up to three tokens, `...` seven,
`{material}` is a phrase of that class, `<num>` a token of that kind, `@be` a macro, `^` the start of the clause.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from bot.capture.text import Accented, Token, accent_key, accents_asked, folded_word

_GAPS = {"..": 3, "...": 7}
_TURNS = frozenset(
    ("and", "but", "because", "pero", "porque")
)  # which no gap spans: what follows is said of something else


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase: words with their accented forms, and classes and kinds by name."""

    words: Mapping[str, frozenset[str]]
    names: tuple[str, ...] = ()
    gap: int = 0  # tokens that may be skipped here


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase of one language and what it stands for."""

    tag: str
    value: str
    lang: str
    elements: tuple[Element, ...]
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: the token positions that it used (without those skipped)."""

    tag: str
    value: str
    lang: str
    used: tuple[int, ...]

    @property
    def start(self) -> int:
        """First token."""
        return self.used[0]

    @property
    def end(self) -> int:
        """Past the last token."""
        return self.used[-1] + 1


def compile_phrase(
    phrase: str, tag: str, value: str, lang: str, macros: Mapping[str, str]
) -> Iterator[Pattern]:
    """All patterns that a phrase stands for; optional words make several."""
    anchored = phrase.startswith("^")
    words = phrase.removeprefix("^").split()
    choices: list[list[Element | None]] = []
    for written in words:
        word = written
        optional = word.endswith("?")
        word = word.removesuffix("?")
        word = macros.get(word[1:], word) if word.startswith("@") else word
        choices.append([_element(word), None] if optional else [_element(word)])
    for chosen in product(*choices):
        elements = tuple(e for e in chosen if e is not None)
        if elements:
            yield Pattern(tag, value, lang, elements, anchored)


@cache  # three in four are one of many like it
def _element(word: str) -> Element:
    if word in _GAPS:
        return Element({}, gap=_GAPS[word])
    forms: dict[str, set[str]] = defaultdict(set)
    names = []
    for form in word.split("|"):
        if form[0] in "{<":
            names.append(form)
        else:
            forms[folded_word(form)].add(accent_key(form))
    return Element({folded: frozenset(keys) for folded, keys in forms.items()}, tuple(names))


class Matcher:
    """Finds patterns, indexed by their first place."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._first: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in _distinct(patterns):
            head = pattern.elements[0]
            for start in (*head.words, *head.names):
                self._first[start].append(pattern)

    def find(
        self,
        tokens: Sequence[Token],
        langs: frozenset[str],
        classes: Mapping[tuple[int, str], tuple[int, ...]],
        exact: bool,
    ) -> list[Found]:
        """Every match in the order of the text; `classes` gives the lengths of class phrases by position and name;
        with `exact`, Vietnamese phrases must agree in their accents, but for tokens that are `opened`; these can be any word
        that is spelt so and not unlikely."""
        names: dict[int, list[str]] = defaultdict(list)
        for position, name in classes:
            names[position].append(name)
        found: list[Found] = []
        for i, token in enumerate(tokens):
            heads = [token.text, f"<{token.kind}>", "{any}", *names.get(i, ())]
            for head in heads:
                for pattern in self._first.get(head, ()):
                    if pattern.lang not in langs or (pattern.anchored and not _opens(tokens, i)):
                        continue
                    used = _match(pattern, 0, tokens, i, classes, accents_asked(pattern.lang, exact))
                    if used is not None:
                        found.append(Found(pattern.tag, pattern.value, pattern.lang, used))
        return found


def _distinct(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    seen: set[tuple[object, ...]] = set()
    for p in patterns:
        key = (
            p.tag,
            p.value,
            p.lang,
            p.anchored,
            tuple(map(id, p.elements)),
        )  # the same words are one element
        if key not in seen:
            seen.add(key)
            yield p


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing but a name, a mark or a filler stands before the token in its clause."""
    return i == 0 or tokens[i - 1].kind in ("punct", "break", "emoji", "mention")


def _match(
    pattern: Pattern,
    place: int,
    tokens: Sequence[Token],
    i: int,
    classes: Mapping[tuple[int, str], tuple[int, ...]],
    accents: Accented,
) -> tuple[int, ...] | None:
    if place == len(pattern.elements):
        return ()
    element = pattern.elements[place]
    if element.gap:
        return _after_gap(pattern, place, tokens, i, classes, accents)
    if i >= len(tokens):
        return None
    for length in _lengths(element, tokens[i], i, classes, accents):
        rest = _match(pattern, place + 1, tokens, i + length, classes, accents)
        if rest is not None:
            return (*range(i, i + length), *rest)
    return None


def _after_gap(
    pattern: Pattern,
    place: int,
    tokens: Sequence[Token],
    i: int,
    classes: Mapping[tuple[int, str], tuple[int, ...]],
    accents: Accented,
) -> tuple[int, ...] | None:
    for skipped in range(pattern.elements[place].gap + 1):
        rest = _match(pattern, place + 1, tokens, i + skipped, classes, accents)
        if rest is not None:
            return rest
        if i + skipped >= len(tokens) or _closes(tokens[i + skipped]):
            return None
    return None


def _closes(token: Token) -> bool:
    """Whether what is said before ends here, by a mark or by a word that begins something else."""
    return token.kind in ("punct", "break") or token.text in _TURNS


def _lengths(
    element: Element,
    token: Token,
    i: int,
    classes: Mapping[tuple[int, str], tuple[int, ...]],
    accents: Accented,
) -> tuple[int, ...]:
    for name in element.names:
        if name[0] == "<":
            lengths: tuple[int, ...] = (1,) if name == f"<{token.kind}>" else ()
        elif name == "{any}":
            lengths = () if token.kind in ("punct", "break") else (1,)
        else:
            lengths = classes.get((i, name), ())
        if lengths:
            return lengths
    keys = element.words.get(token.text)
    if keys is None or token.kind not in ("word", "punct", "num", "emoji"):
        return ()
    return (1,) if token.may_be(keys, accents) else ()


def longest(found: Sequence[Found]) -> list[Found]:
    """Without the phrases that stand wholly inside a longer one."""
    sets = [frozenset(f.used) for f in found]
    kept = []
    for i, one in enumerate(sets):
        if not any(len(other) > len(one) and one < other for other in sets):
            kept.append(found[i])
    return kept
