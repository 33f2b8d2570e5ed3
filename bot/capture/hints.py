"""What a message likely tells, by its letters, its words and all that was understood of it: a second opinion on each phrase.

A lexicon knows the ways of saying it that somebody thought of; stretches of a few letters, weighed together, also know a word
again that is bent or put together otherwise, and what stands beside a phrase tells whether it is meant. The weights of
`lexicon/hints.json` are fitted by `python -m tests.bench.fit_hints`; here they are only read.
"""

import json
import math
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations, pairwise

from bot.capture.lexicons import LexiconError
from bot.capture.telling import understood
from bot.capture.text import folded_word

_FILE = "hints.json"
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_LENGTHS = (3, 4, 5)
_MOST_WORDS = 120
_MOST_CUES = 14
_FEWEST_WORDS = 4
_FAR = 30.0  # log-odds that nothing is beyond


@dataclass(frozen=True, slots=True)
class Hints:
    """By gram how rare it is and what it adds to each head, where a head is a kind of signal, or a value of one such as
    `blocker:cause:space`; `bias` is what each head starts from, `least` the chance from which on a kind is likely told."""

    bias: Mapping[str, float]
    least: Mapping[str, float]
    rare: Mapping[str, float]
    weights: Mapping[str, tuple[tuple[str, float], ...]]

    def odds(self, text: str, traits: Set[str]) -> Mapping[str, float]:
        """For each head the log-odds that the text, of which this was read, tells it; none of a text too short to hint at
        anything."""
        if len(_WORD.findall(text)) < _FEWEST_WORDS:
            return {}
        known = [(g, self.rare[g]) for g in grams(text, traits) if g in self.rare]
        length = math.sqrt(sum(rare * rare for _, rare in known)) or 1.0
        odds = dict(self.bias)
        for gram, rare in known:
            for head, weight in self.weights.get(gram, ()):
                odds[head] += weight * rare / length
        return odds

    def likely(self, kind: str, odds: Mapping[str, float]) -> bool:
        """Whether these odds make it likely that a signal of this kind is told."""
        return _chance(odds.get(kind, -_FAR)) >= self.least.get(kind, 1.0)


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, odds))))


def grams(text: str, traits: Set[str] = frozenset()) -> list[str]:
    """The words of a text without accents, each two in a row, the stretches of letters within each, and what was understood of
    it by these traits, each two cues together; in a fixed order."""
    words = [folded_word(w) for w in _WORD.findall(_DIGITS.sub("0", text.lower()))[:_MOST_WORDS]]
    found = dict.fromkeys(words)
    found.update(dict.fromkeys(f"{a} {b}" for a, b in pairwise(words)))
    for word in dict.fromkeys(words):
        padded = f"_{word}_"
        for length in _LENGTHS:
            found.update(
                dict.fromkeys(padded[i : i + length] for i in range(max(1, len(padded) - length + 1)))
            )
    read = understood(traits)
    cues = [name for name in read if name.count(":") == 1 and name.startswith("c:")]
    return [*found, *read, *(f"{a} {b}" for a, b in combinations(cues[:_MOST_CUES], 2))]


@cache
def load_hints() -> Hints:
    """The packaged weights; read once in a process, since they do not change while it runs.

    Raises:
        LexiconError: the file is missing or not in its form.
    """
    try:
        loaded = json.loads((files("bot.capture") / "lexicon" / _FILE).read_text(encoding="utf-8"))
        weights: dict[str, list[tuple[str, float]]] = {}
        for head, some in loaded["weights"].items():
            for gram, weight in some.items():
                weights.setdefault(str(gram), []).append((str(head), float(weight)))
        return Hints(
            least={str(kind): float(chance) for kind, chance in loaded["least"].items()},
            bias={str(head): float(bias) for head, bias in loaded["bias"].items()},
            rare={str(gram): float(rare) for gram, rare in loaded["rare"].items()},
            weights={gram: tuple(some) for gram, some in weights.items()},
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise LexiconError(f"cannot read {_FILE}: {error}; mend it or fit it anew") from error
