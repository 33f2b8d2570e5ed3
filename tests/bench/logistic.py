"""Logistic regression with a penalty on the squares of its weights, over sparse rows of named values."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_STEP = 0.4
_STRIDES = (997, 991, 983, 977)


@dataclass(frozen=True, slots=True)
class Row:
    """One example: its values by name, whether it is so, and how much it counts."""

    values: Sequence[tuple[str, float]]
    true: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the sum starts from, and what each name adds to the log-odds for each unit of its value."""

    bias: float
    weights: dict[str, float]


def fit(rows: Sequence[Row], *, penalty: float, rounds: int) -> Fitted:
    """Weights by steps that grow shorter for a name the more they have moved it: the same rows give the same weights.

    `penalty` is of each weight's square against the sum of all rows' losses, half of it, as usual.
    """
    seen = Counter(name for row in rows for name, _ in row.values)
    share = {name: penalty / count for name, count in seen.items()}
    weights, moved = dict.fromkeys(seen, 0.0), dict.fromkeys(seen, 1e-3)
    bias, bias_moved = 0.0, 1e-3
    turns = _turns(rows)
    for _ in range(rounds):
        for row in turns:
            odds = bias + sum(weights[name] * value for name, value in row.values)
            error = (row.true - chance(odds)) * row.weight
            bias_moved += error * error
            bias += _STEP * error / math.sqrt(bias_moved)
            for name, value in row.values:
                slope = error * value - share[name] * weights[name]
                moved[name] += slope * slope
                weights[name] += _STEP * slope / math.sqrt(moved[name])
    return Fitted(bias, weights)


def chance(odds: float) -> float:
    """The chance that log-odds stand for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _turns(rows: Sequence[Row]) -> list[Row]:
    """The rows in an order that mixes them, always the same."""
    stride = next(n for n in _STRIDES if len(rows) % n)
    return [rows[i * stride % len(rows)] for i in range(len(rows))]
