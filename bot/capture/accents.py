"""Which accents a writer of Vietnamese left out: "cho" is wait, give or place, and the words beside it tell which.

How often each word stands by itself and after another was counted in accented messages (`python -m tests.bench.fit_accents`).
Nothing takes the place of what was written: a bare word only loses the meanings that its neighbours make unlikely.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from bot.capture.packaged import packaged
from bot.capture.text import Token, accent_key

_FILE = "accents.json"
_LEAST = 0.08  # the chance below which a bare word is not taken for an accented one
_FEWEST = 3  # bare words that tell of one another
_UNSEEN = 0.5  # how often a word was seen that was not
_EDGE, _NUMBER = ".", "0"  # what stands beside a word where no word does


@dataclass(frozen=True, slots=True)
class Accents:
    """How often each word was seen, and each word after each, by `accent_key`; `forms`: the words that are spelt alike without
    accents, `followed` how often anything came after each, and `seen` how many words were seen in all."""

    alone: Mapping[str, int]
    after: Mapping[str, Mapping[str, int]]
    forms: Mapping[str, tuple[str, ...]]
    followed: Mapping[str, int]
    seen: int

    def chance(self, before: str, word: str) -> float:
        """How likely a word is after another."""
        alone = self.alone.get(word, _UNSEEN) / self.seen
        following = self.after.get(before)
        if not following:
            return alone
        kinds = len(following)
        return (following.get(word, 0) + kinds * alone) / (self.followed[before] + kinds)


def without_unlikely(tokens: Sequence[Token], accents: Accents) -> list[Token]:
    """The tokens, of which each `opened` one knows the accented words that it is not; of a few nothing is sure."""
    if sum(token.opened for token in tokens) < _FEWEST:
        return list(tokens)
    places = [_forms(token, accents) for token in tokens]
    ahead = _shares(places, accents.chance)
    behind = _shares(places[::-1], lambda after, word: accents.chance(word, after))[::-1]
    return [
        replace(token, unlikely=_unlikely(before, beyond)) if len(forms) > 1 else token
        for token, forms, before, beyond in zip(tokens, places, ahead, behind, strict=True)
    ]


def symbol(token: Token) -> str:
    """The token as it is counted: a word by its `accent_key`, any number and any mark as one."""
    return token.key if token.kind == "word" else _NUMBER if token.kind in ("num", "slash") else _EDGE


def counted(texts: Sequence[Sequence[Token]]) -> tuple[Mapping[str, int], Mapping[str, Mapping[str, int]]]:
    """How often each word stands in the texts, and after which; a text begins and ends as at a mark."""
    alone: dict[str, int] = defaultdict(int)
    after: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for tokens in texts:
        words = [_EDGE, *map(symbol, tokens), _EDGE]
        for before, word in pairwise(words):
            alone[word] += 1
            after[before][word] += 1
    return alone, after


def accents_of(alone: Mapping[str, int], after: Mapping[str, Mapping[str, int]]) -> Accents:
    """What was counted, by `accent_key`."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in alone:
        forms[word.split("|")[0]].append(word)
    return Accents(
        alone=alone,
        after=after,
        forms={bare: tuple(some) for bare, some in forms.items()},
        followed={before: sum(some.values()) for before, some in after.items()},
        seen=sum(alone.values()),
    )


@cache
def load_accents() -> Accents:
    """The packaged counts; read once in a process, since they do not change while it runs.

    Raises:
        LexiconError: the file is missing or not in its form.
    """
    return packaged(_FILE, _accents)


def _accents(loaded: Mapping[str, Any]) -> Accents:
    keys = {word: _key(word) for word in loaded["alone"]}
    alone = {keys[word]: int(often) for word, often in loaded["alone"].items()}
    after = {
        keys[before]: {keys[word]: int(often) for word, often in some.items()}
        for before, some in loaded["after"].items()
    }
    return accents_of(alone, after)


def _key(word: str) -> str:
    return word if word in (_EDGE, _NUMBER) else accent_key(word)


def _forms(token: Token, accents: Accents) -> tuple[str, ...]:
    own = symbol(token)
    return accents.forms.get(token.text, (own,)) if token.kind == "word" and token.opened else (own,)


def _shares(
    places: Sequence[tuple[str, ...]], chance: Callable[[str, str], float]
) -> list[Mapping[str, float]]:
    """For each form at each place its share of what is likely by all that stands on one side of it."""
    shares: list[Mapping[str, float]] = []
    before: Mapping[str, float] = {_EDGE: 1.0}
    for forms in places:
        here = {form: sum(share * chance(one, form) for one, share in before.items()) for form in forms}
        whole = sum(here.values())
        before = {form: share / whole for form, share in here.items()}
        shares.append(before)
    return shares


def _unlikely(before: Mapping[str, float], beyond: Mapping[str, float]) -> frozenset[str]:
    both = {form: share * beyond[form] for form, share in before.items()}
    whole = sum(both.values())
    return frozenset(form for form, share in both.items() if share < _LEAST * whole)
