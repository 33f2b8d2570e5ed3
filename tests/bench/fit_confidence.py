"""Fits capture's confidence: `python -m tests.bench.fit_confidence [--write]`.

Two logistic regressions with a penalty, on the signals that `tests.bench.unseen` tells of: that a signal is right in every
field, and that there was anything to capture at all. The curves that are printed are of messages read unseen, each rated by
weights that were fitted without it (five folds by message). `--write` stores the weights for the reader.
"""

import math
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML

import bot.capture
from tests.bench.unseen import SEED, Case, cases

TARGET = Path(bot.capture.__file__).parent / "lexicon" / "confidence.yml"
FOLDS, ROUNDS, STEP, PENALTY = 5, 250, 0.6, 1.5
# A question costs a person's attention and holds an action up; a wrong reading is mended by "Not right?".
WRONG_AT_MOST, SHARE_AT_LEAST = 0.05, 0.83
LOST_AT_MOST = 0.002  # of the right signals, for the sake of silence where nothing was said
LEAST_SEEN = 4  # signals; a rarer piece of evidence is not weighed

Truth = Callable[[Case], bool]
Rated = Sequence[tuple[float, float, Case]]  # chance of right, chance of real, case


def fitted(some: Sequence[Case], truth: Truth) -> dict[str, float]:
    """Weights by name (the bias is named ""), by accelerated descent from zero: the same cases give the same weights."""
    counts: dict[str, int] = {}
    for case in some:
        for name in case.found:
            counts[name] = counts.get(name, 0) + 1
    names = ["", *sorted(name for name, seen in counts.items() if seen >= LEAST_SEEN)]
    place = {name: i for i, name in enumerate(names)}
    rows = [
        ([(0, 1.0), *((place[n], v) for n, v in c.found.items() if n in place)], truth(c), c.weight)
        for c in some
    ]
    total = sum(weight for _, _, weight in rows)
    weights, ahead = [0.0] * len(names), [0.0] * len(names)
    for turn in range(ROUNDS):
        slope = _slope(rows, ahead, total)
        before = weights
        weights = [w + STEP * s for w, s in zip(ahead, slope, strict=True)]
        push = turn / (turn + 3)
        ahead = [w + push * (w - b) for w, b in zip(weights, before, strict=True)]
    return dict(zip(names, weights, strict=True))


def _slope(
    rows: Sequence[tuple[list[tuple[int, float]], bool, float]], weights: Sequence[float], total: float
) -> list[float]:
    slope = [-PENALTY * w for w in weights]
    slope[0] = 0.0
    for row, true, weight in rows:
        error = weight * (true - _chance(sum(weights[i] * v for i, v in row)))
        for i, value in row:
            slope[i] += error * value
    return [s / total for s in slope]


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def chance(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """The chance that these weights give to this evidence."""
    return _chance(weights[""] + sum(weights.get(name, 0.0) * value for name, value in found.items()))


def left_out(some: Sequence[Case]) -> Rated:
    """Each unseen case with its two chances by weights that were fitted without its message."""
    names = sorted({case.message for case in some})
    random.Random(SEED).shuffle(names)
    fold = {name: i % FOLDS for i, name in enumerate(names)}
    out: list[tuple[float, float, Case]] = []
    for number in range(FOLDS):
        others = [c for c in some if fold[c.message] != number]
        right, real = fitted(others, lambda c: c.right), fitted(others, lambda c: c.real)
        mine = [c for c in some if fold[c.message] == number and c.unseen]
        out += [(chance(right, c.found), chance(real, c.found), c) for c in mine]
    return out


def at_threshold(rated: Rated, threshold: float, kept_from: float) -> tuple[float, float]:
    """Of the signals that are not dropped, the share stored without asking, and the share of those that is wrong."""
    kept = [(sure, c) for sure, real, c in rated if real >= kept_from]
    auto = [c for sure, c in kept if sure >= threshold and not c.hedged]
    return len(auto) / max(len(kept), 1), sum(not c.right for c in auto) / max(len(auto), 1)


def dropped(rated: Rated, threshold: float) -> tuple[float, float]:
    """The share of right signals that a threshold would drop, and of what it keeps the messages that say nothing."""
    right = [real for _, real, c in rated if c.right]
    noisy = {c.message for _, real, c in rated if c.empty and real >= threshold}
    return sum(real < threshold for real in right) / len(right), len(noisy)


def chosen(rated: Rated) -> tuple[float, float]:
    """Below which to ask, and below which to drop: few enough wrong, but the share stored goes before it."""
    drop = max(p / 100 for p in range(30, 90) if dropped(rated, p / 100)[0] <= LOST_AT_MOST)
    ask = 0.5
    for percent in range(50, 99):
        share, wrong = at_threshold(rated, percent / 100, drop)
        if share < SHARE_AT_LEAST:
            break
        ask = percent / 100
        if wrong <= WRONG_AT_MOST:
            break
    return ask, drop


def main() -> None:
    """Fit, print both curves, and store the weights where asked to."""
    some = cases()
    rated = left_out(some)
    ask, drop = chosen(rated)
    out = sys.stdout
    wrong = sum(not c.right for _, _, c in rated)
    out.write(
        f"{len({c.message for _, _, c in rated})} messages unseen, {len(rated)} signals, {wrong} wrong\n"
    )
    out.write("drop below   right lost   messages of nothing with a signal\n")
    for percent in sorted({0, 30, 40, 50, 60, 70, 80, round(drop * 100)}):
        lost, noisy = dropped(rated, percent / 100)
        out.write(
            f"{percent / 100:10.2f}{lost:13.3f}{noisy:10}{' <' if percent == round(drop * 100) else ''}\n"
        )
    out.write("ask below   stored   wrong of those\n")
    for percent in sorted({*range(50, 100, 5), round(ask * 100), 98}):
        share, wrong_share = at_threshold(rated, percent / 100, drop)
        mark = " <" if percent == round(ask * 100) else ""
        out.write(f"{percent / 100:9.2f}{share:9.3f}{wrong_share:9.3f}{mark}\n")
    if "--write" in sys.argv:
        _write(fitted(some, lambda c: c.right), fitted(some, lambda c: c.real), ask, drop)


def _write(right: Mapping[str, float], real: Mapping[str, float], ask: float, drop: float) -> None:
    def named(weights: Mapping[str, float]) -> dict[str, float]:
        return {name or "bias": round(v, 2) for name, v in sorted(weights.items()) if abs(v) >= 0.01}

    with TARGET.open("w", encoding="utf-8") as file:
        file.write("# Fitted by `python -m tests.bench.fit_confidence --write`; do not edit by hand.\n")
        found = {"ask_below": ask, "drop_below": drop, "right": named(right), "real": named(real)}
        YAML().dump(found, file)


if __name__ == "__main__":
    main()
