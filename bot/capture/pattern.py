"""The small language of the lexicons' phrases, and the matcher that finds them among tokens.

A phrase is words separated by spaces: `a|b` is either word, `word?` may be missing, `..` skips up to three tokens, `...` seven,
`{material}` is a phrase of that class, `<num>` a token of that kind, `@be` a macro, `^` before a phrase the start of the clause,
`$` right behind its last word the end of what is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from bot.capture.text import Accented, Token, accent_key, accents_asked, folded_word

_GAPS = {"..": 3, "...": 7}
_STOPS = frozenset(".!;")
_WORDED = ("word", "punct", "num", "emoji")
_TURNS = frozenset(
    ("and", "but", "because", "pero", "porque", "nhung", "ma")
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
    closing: bool = False


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
    closing = len(words[-1]) > 1 and words[-1].endswith("$")
    words[-1] = words[-1].removesuffix("$") if closing else words[-1]
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
            yield Pattern(tag, value, lang, elements, anchored, closing)


@cache  # three in four are one of many like it
def _element(word: str) -> Element:
    if word in _GAPS:
        return Element({}, gap=_GAPS[word])
    forms: dict[str, frozenset[str]] = {}
    names = []
    for form in word.split("|"):
        if form[0] in "{<":
            names.append(form)
        else:
            folded, key = _spelt(form)
            forms[folded] = forms[folded] | key if folded in forms else key
    return Element(forms, tuple(names))


@cache  # most words stand in many phrases: one copy of each serves them all
def _spelt(form: str) -> tuple[str, frozenset[str]]:
    """A word without its accents, and its accented form."""
    return folded_word(form), frozenset((accent_key(form),))


class _Known(NamedTuple):
    """A pattern, the words that can follow its first and those of which the text has to have one (None: any), and whether it is
    of words alone."""

    pattern: Pattern
    following: Mapping[str, object] | None
    needed: frozenset[str] | None
    is_plain: bool


_NONE: Mapping[str, list[_Known]] = {}


class Matcher:
    """Finds patterns, indexed by their first place."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        # By its first place and its language, each with the words of which one has to follow, where that is known.
        self._first: dict[str, dict[str, list[_Known]]] = defaultdict(dict)
        for pattern in _distinct(patterns):
            head = pattern.elements[0]
            for start in (*head.words, *head.names):
                known = self._first[start].setdefault(pattern.lang, [])
                is_plain = not any(one.gap or one.names for one in pattern.elements)
                known.append(_Known(pattern, _following(pattern), _needed(pattern), is_plain))

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
        words = frozenset(token.text for token in tokens)
        for i, token in enumerate(tokens):
            heads = [token.text, f"<{token.kind}>", "{any}", *names.get(i, ())]
            next_word = tokens[i + 1].text if i + 1 < len(tokens) else ""
            some = (one for head in heads for one in self._first.get(head, _NONE).items() if one[0] in langs)
            for lang, known in some:
                accents = accents_asked(lang, exact)
                for pattern, following, needed, is_plain in known:
                    if following is not None and next_word not in following:
                        continue  # most fail so
                    if needed is not None and needed.isdisjoint(words):
                        continue  # most of the others
                    if pattern.anchored and not _opens(tokens, i):
                        continue
                    used = (
                        _worded(pattern, tokens, i, accents)
                        if is_plain
                        else _match(pattern, 0, tokens, i, classes, accents)
                    )
                    if used is not None and not (pattern.closing and not _ends(tokens, used[-1] + 1)):
                        found.append(Found(pattern.tag, pattern.value, lang, used))
        return found


def _following(pattern: Pattern) -> Mapping[str, object] | None:
    """The words that can stand right after a phrase's first; None where its second place, or the length of its first, is open."""
    first, *rest = pattern.elements
    second = rest[0] if rest else None
    is_open = second is None or second.gap or second.names or first.gap or first.names
    return None if is_open or second is None else second.words


def _needed(pattern: Pattern) -> frozenset[str] | None:
    """The words that a phrase ends in, or that stand nearest to its end; None where all behind its first place are open."""
    closed = (one.words for one in reversed(pattern.elements[1:]) if not one.gap and not one.names)
    words = next(closed, None)
    return None if words is None else frozenset(words)


def _distinct(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    seen: set[tuple[object, ...]] = set()
    for p in patterns:
        key = (
            p.tag,
            p.value,
            p.lang,
            p.anchored,
            p.closing,
            tuple(map(id, p.elements)),
        )  # the same words are one element
        if key not in seen:
            seen.add(key)
            yield p


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing but a name, a mark or a filler stands before the token in its clause."""
    return i == 0 or tokens[i - 1].kind in ("punct", "break", "emoji", "mention")


def _ends(tokens: Sequence[Token], i: int) -> bool:
    """Whether the message, its line or its sentence ends here: a comma leads on."""
    return i >= len(tokens) or tokens[i].kind in ("break", "emoji") or tokens[i].text in _STOPS


def _worded(pattern: Pattern, tokens: Sequence[Token], i: int, accents: Accented) -> tuple[int, ...] | None:
    """`_match` for a pattern of words alone, which most are."""
    end = i + len(pattern.elements)
    if end > len(tokens):
        return None
    for element, token in zip(pattern.elements, tokens[i:end], strict=True):
        if not _is_word(element, token, accents):
            return None
    return tuple(range(i, end))


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
    return (1,) if _is_word(element, token, accents) else ()


def _is_word(element: Element, token: Token, accents: Accented) -> bool:
    keys = element.words.get(token.text)
    worded = token.kind in _WORDED or (token.kind == "level" and token.text.isalpha())  # "roof"
    return keys is not None and worded and token.may_be(keys, accents)


def longest(found: Sequence[Found]) -> list[Found]:
    """Without the phrases that stand wholly inside a longer one."""
    sets = [frozenset(f.used) for f in found]
    kept = []
    for i, one in enumerate(sets):
        if not any(len(other) > len(one) and one < other for other in sets):
            kept.append(found[i])
    return kept
