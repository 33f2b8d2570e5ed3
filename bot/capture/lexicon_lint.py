"""Finds phrases in a lexicon that cannot mean what was written.

In `a|b c|d` the bars bind single words, so "good|in place|back" is read as three places in a row: (good or in), (place or back).
Whether two neighbouring choices were meant that way only language tells; this finds those that betray themselves.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

_SECTIONS = ("amounts", "moments", "classes", "concepts", "cues")


def slips(source: Mapping[str, Any]) -> Iterator[str]:
    """`section tag: phrase (why)` for each phrase that is surely a slip, in the order of the file."""
    phrases = [
        (where, phrase) for name in _SECTIONS for where, phrase in _phrases(source.get(name, {}), name)
    ]
    pairs = {
        (a, b)
        for _, phrase in phrases
        for a, b in pairwise(phrase.split())
        if "|" not in a and "|" not in b and a.isalpha() and b.isalpha()
    }
    for where, phrase in phrases:
        why = _why(phrase.removeprefix("^").removesuffix("$").split(), pairs)
        if why:
            yield f"{where}: {phrase} ({why})"


def _why(places: list[str], pairs: set[tuple[str, str]]) -> str:
    for place in places:
        if place not in ("..", "...", "|") and any(not form for form in place.removesuffix("?").split("|")):
            return "an empty choice"
    for left, right in pairwise(places):
        first, second = left.removesuffix("?").split("|"), right.removesuffix("?").split("|")
        if len(first) < 3 or len(second) < 2:
            continue
        if set(first) & set(second) and len(set(first) & set(second)) < min(len(first), len(second)):
            return f"{sorted(set(first) & set(second))[0]!r} on both sides"
        if (first[-1], second[0]) in pairs and not any(
            (a, b) in pairs for a in first[:-1] for b in second[1:]
        ):
            return f"{first[-1]} {second[0]!s} looks like one choice of two words"
    return ""


def _phrases(section: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(section, Mapping):
        for name, inner in section.items():
            yield from _phrases(inner, f"{where} {name}")
    elif isinstance(section, list):
        yield from ((where, str(phrase)) for phrase in section)
