"""What a message likely tells, by its letters, its words and all that was understood of it: a second opinion on each phrase.

A lexicon knows the ways of saying it that somebody thought of; stretches of a few letters, weighed together, also know a word
again that is bent or put together otherwise, and what stands beside a phrase tells whether it is meant. The weights of
`lexicon/hints.json` are fitted by `python -m tests.bench.fit_hints`; here they are only read.
"""

import base64
import math
import re
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise
from operator import itemgetter, mul
from typing import Any

from bot.capture.packaged import packaged
from bot.capture.telling import understood
from bot.capture.text import folded_word

GUESSED = "guessed"  # marks a draft with a value that no word gives by itself
_FILE, _OF_REPLIES = "hints.json", "replies.json"
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_LENGTHS = (3, 4, 5)
_MOST_WORDS = 120
_WORDS_KEPT = 4096
_MOST_CUES = 14
_FEWEST_WORDS, _ENOUGH_WORDS = 4, 6
_FAR = 30.0  # log-odds that nothing is beyond


@dataclass(frozen=True, slots=True)
class Hints:
    """What each gram adds to each head, where a head is a kind of signal, or a value of one such as `blocker:cause:space`.

    `grams` are by name their place and how rare they are; `weights` by head one number a place, in steps of `step`; `bias` is
    what each head starts from, `least` the chance from which on a kind is likely told.
    """

    bias: Mapping[str, float]
    least: Mapping[str, float]
    step: Mapping[str, float]
    grams: Mapping[str, tuple[int, float]]
    weights: Mapping[str, Sequence[float]]

    def odds(self, text: str, traits: Set[str]) -> Mapping[str, float]:
        """For each head the log-odds that the text, of which this was read, tells it, where it is long `enough`."""
        return enough(text, self.told_by(grams(text, traits)))

    def told_by(self, some: Iterable[str]) -> Mapping[str, float]:
        """For each head the log-odds that a text of these grams tells it."""
        known = [found for gram in some if (found := self.grams.get(gram)) is not None]
        length = math.sqrt(sum(rare * rare for _, rare in known)) or 1.0
        return Odds(self, [(place, rare / length) for place, rare in known])

    def likely(self, kind: str, odds: Mapping[str, float]) -> bool:
        """Whether these odds make it likely that a signal of this kind is told."""
        return _chance(odds.get(kind, -_FAR)) >= self.least.get(kind, 1.0)


class Odds(Mapping[str, float]):
    """Log-odds by head, each worked out when it is asked for first: few of the many are."""

    def __init__(self, hints: Hints, known: Sequence[tuple[int, float]]) -> None:
        self._hints = hints
        self._known = _picked([place for place, _ in known])
        self._shares = [share for _, share in known]
        self._found: dict[str, float] = {}

    def __getitem__(self, head: str) -> float:
        if head not in self._found:
            bias, weights = self._hints.bias[head], self._hints.weights[head]
            told = sum(map(mul, self._known(weights), self._shares))
            self._found[head] = bias + self._hints.step[head] * told
        return self._found[head]

    def __contains__(self, head: object) -> bool:
        return head in self._hints.bias

    def __iter__(self) -> Iterator[str]:
        return iter(self._hints.bias)

    def __len__(self) -> int:
        return len(self._hints.bias)


def _picked(places: Sequence[int]) -> Callable[[Sequence[float]], tuple[float, ...]]:
    """What takes the weights at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda weights: tuple(weights[place] for place in places)


def enough(text: str, told: Mapping[str, float]) -> Mapping[str, float]:
    """Of a short text only the odds of what is likely, since what its few words do not hint at may be told all the same; of a
    shorter one none."""
    words = len(_WORD.findall(text))
    if words >= _ENOUGH_WORDS:
        return told
    return {head: odds for head, odds in told.items() if odds > 0} if words >= _FEWEST_WORDS else {}


def ranked(prefix: str, odds: Mapping[str, float]) -> list[tuple[float, str]]:
    """The heads that begin so, without that, by their log-odds: the likeliest first."""
    heads = [(odds[head], head.removeprefix(prefix)) for head in odds if head.startswith(prefix)]
    return sorted(heads, key=lambda found: (-found[0], found[1]))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, odds))))


def grams(text: str, traits: Set[str] = frozenset()) -> list[str]:
    """The words of a text without accents, each two in a row, the stretches of letters within each, and what was understood of
    it by these traits, each two cues together; in a fixed order."""
    words = [folded_word(w) for w in _WORD.findall(_DIGITS.sub("0", text.lower()))[:_MOST_WORDS]]
    found = dict.fromkeys(words)
    found.update(dict.fromkeys(f"{a} {b}" for a, b in pairwise(words)))
    for word in dict.fromkeys(words):
        found.update(_stretches(word))
    read = understood(traits)
    cues = [name for name in read if name.count(":") == 1 and name.startswith("c:")]
    return [*found, *read, *(f"{a} {b}" for a, b in combinations(cues[:_MOST_CUES], 2))]


@lru_cache(_WORDS_KEPT)  # a site has its own words, and each message is asked about whole and by its clauses
def _stretches(word: str) -> Mapping[str, None]:
    padded = f"_{word}_"
    starts = ((length, i) for length in _LENGTHS for i in range(max(1, len(padded) - length + 1)))
    return dict.fromkeys(padded[i : i + length] for length, i in starts)


@cache
def load_hints() -> Hints:
    """The packaged weights for messages; read once in a process, since they do not change while it runs.

    Raises:
        LexiconError: the file is missing or not in its form.
    """
    return packaged(_FILE, _hints)


@cache
def load_reply_hints() -> Hints:
    """Those for replies in the thread of an action, likewise.

    Raises:
        LexiconError: the file is missing or not in its form.
    """
    return packaged(_OF_REPLIES, _hints)


def _hints(loaded: Mapping[str, Any]) -> Hints:
    rare = enumerate(loaded["grams"].items())
    return Hints(
        least={str(kind): float(chance) for kind, chance in loaded["least"].items()},
        bias={str(head): float(bias) for head, bias in loaded["bias"].items()},
        step={str(head): float(step) for head, step in loaded["step"].items()},
        grams={str(gram): (place, float(how)) for place, (gram, how) in rare},
        weights={str(head): unpacked(some) for head, some in loaded["weights"].items()},
    )


def packed(weights: Iterable[int]) -> str:
    """Whole weights from -127 to 127, as `unpacked` reads them."""
    return base64.b64encode(zlib.compress(array("b", weights).tobytes(), 9)).decode("ascii")


def unpacked(text: str) -> Sequence[int]:
    """The weights of one head."""
    return array("b", zlib.decompress(base64.b64decode(text)))
