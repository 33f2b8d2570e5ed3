"""Fits whether a message tells of the site at all, by its traits: a logistic regression on how rare each is."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.capture.telling import Telling
from tests.bench.logistic import Row, fit

_PENALTY = 0.05
# Readings, of which a message has up to three, in which a trait is seen to be weighed: a pair of words, and any other.
_LEAST_PAIR, _LEAST_SEEN = 6, 2
_PAIR = "p:"


@dataclass(frozen=True, slots=True)
class Message:
    """One reading of a message: its text, what it is made of, whether it holds anything to capture, who wrote it, its weight."""

    text: str
    traits: frozenset[str]
    holds: bool
    writer: str
    weight: float


def fitted(some: Sequence[Message]) -> Telling:
    """The weights by which these messages are told apart; what holds nothing counts as much, together, as what does."""
    seen = Counter(name for message in some for name in message.traits)
    rare = {
        name: math.log((1 + len(some)) / (1 + count)) + 1
        for name, count in seen.items()
        if count >= (_LEAST_PAIR if name.startswith(_PAIR) else _LEAST_SEEN)
    }
    full = sum(m.weight for m in some if m.holds)
    balance = {True: 1.0, False: full / max(sum(m.weight for m in some if not m.holds), 1e-9)}
    unknown = max(rare.values())
    rows = [Row(_scaled(m, rare, unknown), m.holds, m.weight * balance[m.holds]) for m in some]
    found = fit(rows, penalty=_PENALTY)
    return Telling(
        bias=found.bias,
        unknown=unknown,
        traits={name: (rare[name], found.weights.get(name, 0.0)) for name in sorted(rare)},
    )


def _scaled(message: Message, rare: Mapping[str, float], unknown: float) -> list[tuple[str, float]]:
    known = sorted(name for name in message.traits if name in rare)
    strange = len(message.traits) - len(known)
    length = math.sqrt(sum(rare[name] ** 2 for name in known) + strange * unknown**2) or 1.0
    return [(name, rare[name] / length) for name in known]
