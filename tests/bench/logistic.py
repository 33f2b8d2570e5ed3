"""Logistic regression with a penalty on the squares of its weights, over sparse rows of named values."""

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

_ROUNDS, _CLOSE = 500, 1e-4


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


def fit(rows: Sequence[Row], *, penalty: float) -> Fitted:
    """The best weights, the same for the same rows.

    `penalty` is of each weight's square against the sum of all rows' losses, half of it, as usual.
    """
    names = sorted({name for row in rows for name, _ in row.values})
    place = {name: i for i, name in enumerate(names)}
    starts, columns, values = array("i", [0]), array("i"), array("d")
    for row in rows:
        columns.extend(place[name] for name, _ in row.values)
        values.extend(value for _, value in row.values)
        starts.append(len(columns))
    table = csr_matrix((values, columns, starts), shape=(len(rows), len(names)))
    model = LogisticRegression(C=1 / penalty, solver="lbfgs", max_iter=_ROUNDS, tol=_CLOSE)
    model.fit(table, [row.true for row in rows], sample_weight=[row.weight for row in rows])
    return Fitted(float(model.intercept_[0]), dict(zip(names, model.coef_[0].tolist(), strict=True)))


def chance(odds: float) -> float:
    """The chance that log-odds stand for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
