"""Fits what a message likely tells by its letters and what was read of it, in some minutes.

    pip install -e '.[dev,fit]'
    python -m tests.bench.fit_hints --check|--write

One logistic regression with a penalty for each kind of signal, for each value that tells kinds apart from within, and for each
field that is told or not, on all messages of which that is known. What `--check` prints is of messages rated by weights that were
fitted without all that their writer wrote: how many of those that tell a kind are found, and how many of those found tell it.
`--write` stores the weights.
"""

import json
import math
import sys
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate
from pathlib import Path

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import bot.capture
from bot.capture.by_field import TOLD
from bot.capture.hints import Hints, packed
from tests.bench.told import TELLING, Told, told_messages, told_replies
from tests.bench.unseen import SEED

LEXICON = Path(bot.capture.__file__).parent / "lexicon"
ROUNDS, CLOSE, COST, CPUS = 200, 0.01, 20.0, 2
LEAST_SEEN = 8  # readings that a gram stands in
LEAST_TOLD = 24  # readings that tell a value
STEPS = 127  # that a byte holds on either side of nothing
# From which chance on a kind is likely told: where the signals of messages read unseen were told best (F1).
LEAST: Mapping[str, float] = dict.fromkeys(TELLING, 0.45)


def fitted(some: Sequence[Told]) -> Hints:
    """The weights by which these messages are told apart."""
    seen = Counter(gram for one in some for gram in one.grams)
    rare = {g: math.log((1 + len(some)) / (1 + n)) + 1 for g, n in seen.items() if n >= LEAST_SEEN}
    rows = _rows(some, rare)
    counts = Counter(head for one in some for head in one.heads)
    bias, weights = {}, {}
    for head in sorted(h for h, n in counts.items() if LEAST_TOLD <= n < len(some)):
        chosen = _chosen(head, some)
        if counts[head] > len(chosen) - LEAST_TOLD:
            continue  # nearly always so
        model = LogisticRegression(
            C=COST, solver="liblinear", dual=True, max_iter=ROUNDS, tol=CLOSE, random_state=SEED
        )
        model.fit(rows[chosen], [head in some[n].heads for n in chosen])
        bias[head] = float(model.intercept_[0])
        weights[head] = array("d", model.coef_[0].tolist())
    grams = {gram: (place, how) for place, (gram, how) in enumerate(rare.items())}
    return Hints(bias, LEAST, dict.fromkeys(bias, 1.0), grams, weights)


def _chosen(head: str, some: Sequence[Told]) -> list[int]:
    """The places of those that a head is fitted to: all for a kind; of those that tell the kind for what it may tell besides, and
    for whether it tells a field, where the fields are known."""
    kind, *besides = head.split(":")
    return [
        n
        for n, one in enumerate(some)
        if not besides or (kind in one.heads and (besides[0] != TOLD or one.by_field))
    ]


def _rows(some: Sequence[Told], rare: Mapping[str, float]) -> csr_matrix:
    """One row a message, one column a gram, in the order of `rare`."""
    place = {gram: i for i, gram in enumerate(rare)}
    scaled = [_scaled(one.grams, rare) for one in some]
    starts = [0, *accumulate(map(len, scaled))]
    values = [value for one in scaled for _, value in one]
    columns = [place[gram] for one in scaled for gram, _ in one]
    return csr_matrix((values, columns, starts), shape=(len(some), len(rare)))


def _scaled(found: Sequence[str], rare: Mapping[str, float]) -> list[tuple[str, float]]:
    known = [g for g in found if g in rare]
    length = math.sqrt(sum(rare[g] ** 2 for g in known)) or 1.0
    return [(g, rare[g] / length) for g in known]


def main() -> None:
    """Tell how well it does on what was left out, or write the weights."""
    every = told_messages()
    if "--check" in sys.argv:
        _check(every)
    if "--write" in sys.argv:
        _write(fitted(every), LEXICON / "hints.json")
        _write(fitted(told_replies()), LEXICON / "replies.json")


def left_out(every: Sequence[Told], writers: Sequence[str]) -> dict[str, Hints]:
    """For each of these writers the weights that were fitted without all that they wrote."""
    with ProcessPoolExecutor(CPUS) as pool:
        models = pool.map(fitted, ([o for o in every if o.writer != w] for w in writers))
        return dict(zip(writers, models, strict=True))


def _check(every: Sequence[Told]) -> None:
    models = left_out(every, sorted({one.writer for one in every} - {"our own"}))
    rated = [(one, _rated(models[one.writer], one)) for one in every if one.writer in models]
    sys.stdout.write(f"{'kind':>10}{'least':>7}{'told':>7}{'found':>7}{'right':>7}\n")
    for kind, least in LEAST.items():
        gold = sum(kind in one.heads for one, _ in rated)
        found = [kind in one.heads for one, chances in rated if chances[kind] >= least]
        sys.stdout.write(f"{kind:>10}{least:7.2f}{gold:7}{len(found):7}{sum(found):7}\n")


def _rated(model: Hints, one: Told) -> Mapping[str, float]:
    odds = model.told_by(one.grams)
    return {head: 1 / (1 + math.exp(-max(-30.0, min(30.0, value)))) for head, value in odds.items()}


def _write(hints: Hints, file: Path) -> None:
    """Weights are stored in steps of which the strongest of a head is the last that a byte holds."""
    step = {head: max(map(abs, some)) / STEPS or 1.0 for head, some in hints.weights.items()}
    stored: Mapping[str, Mapping[str, object]] = {
        "bias": {head: round(value, 3) for head, value in hints.bias.items()},
        "least": dict(hints.least),
        "step": {head: float(f"{value:.4g}") for head, value in step.items()},
        "grams": {gram: round(how, 2) for gram, (_, how) in hints.grams.items()},
        "weights": {
            head: packed(round(w / step[head]) for w in some) for head, some in hints.weights.items()
        },
    }
    rows = ",\n".join(f"{json.dumps(name)}: {_lines(part)}" for name, part in stored.items())
    file.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


def _lines(part: Mapping[str, object]) -> str:
    rows = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in part.items())
    return f"{{\n{rows}\n}}"


if __name__ == "__main__":
    main()
