"""Fits capture's confidence: `python -m tests.bench.fit_confidence [--write]`, some minutes on two cores.

Three logistic regressions with a penalty, on the signals that `tests.bench.unseen` tells of: that a signal is there at all, that
it is right in every field if it is there, and that its message holds anything to capture. Part of their evidence is whether the
whole message tells anything (`tests.bench.fit_telling`). The curves that are printed are of messages read unseen, each rated by
weights that were fitted without all that its writer wrote. `--write` stores the weights for the reader.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import bot.capture
from bot.capture.confidence import BESIDE, Chances, is_worth
from bot.capture.evidence import KIND, told_by_all
from bot.capture.telling import Telling
from tests.bench import fit_hints, fit_telling
from tests.bench.logistic import Fitted, Row, chance, fit
from tests.bench.told import told_messages, told_replies
from tests.bench.unseen import NOBODY, PLAIN, TOLD, Case, Opinion, Readings, readings, writers_of_cases

LEXICON = Path(bot.capture.__file__).parent / "lexicon"
PENALTY = 20.0
SHARE_AT_LEAST = 0.70
SPOKEN = (frozenset(("en",)), frozenset(("es", "vi")))  # languages that have a threshold together
PLAIN_ASKED = 0.03  # of the plain reports, how many may be asked about
NOISE_AT_MOST = 0.03
LOST_AT_MOST = 0.003  # of F1, for the sake of silence where nothing was said
LEAST_WEIGHT = 0.02  # a lighter one is not written
LEAST_SEEN = 12  # signals; rarer evidence is not weighed
CPUS = 2

Truth = Callable[[Case], bool]
Odds = Mapping[int, float]  # that a message tells anything, by the number of a reading


@dataclass(frozen=True, slots=True)
class Rating:
    """A signal with its chances, by weights that do not know its writer."""

    case: Case
    chances: Chances

    @property
    def stored(self) -> float:
        """The threshold up to which it is stored without asking; what is hedged never is."""
        return 0.0 if self.case.hedged else self.chances.right


Rated = Sequence[Rating]


def telling_odds(read: Readings) -> dict[frozenset[str], Odds]:
    """For each one and each two writers what their messages are rated by weights that were fitted without them."""
    writers = sorted({m.writer for m in read.messages})
    left_out = [frozenset(some) for n in (1, 2) for some in combinations(writers, n)]
    kept = [[m for m in read.messages if m.writer not in out] for out in left_out]
    with ProcessPoolExecutor(CPUS) as pool:
        models = list(pool.map(fit_telling.fitted, kept))
    return {
        out: {i: model.odds(m.traits) for i, m in enumerate(read.messages) if m.writer in out}
        for out, model in zip(left_out, models, strict=True)
    }


def opinions() -> dict[str, Opinion]:
    """For each writer hints that were fitted without all that they wrote, and for `NOBODY` with all."""
    writers = [*writers_of_cases(), NOBODY]
    messages, replies = (fit_hints.left_out(told(), writers) for told in (told_messages, told_replies))
    return {writer: Opinion(messages[writer], replies[writer]) for writer in writers}


def together(found: Mapping[str, float]) -> dict[str, float]:
    """The evidence, and each piece of it for a signal of this kind."""
    kind = next(name for name in found if name.startswith(KIND))
    return {**found, **{f"{kind}{BESIDE}{name}": value for name, value in found.items() if name != kind}}


def evidence_of(case: Case, odds: Odds) -> dict[str, float]:
    """All that is weighed for a signal of a message with these odds."""
    return together({**case.found, **told_by_all(odds[case.reading])})


def fitted(some: Sequence[tuple[Case, Odds]], truth: Truth) -> Fitted:
    """The weights for what is seen often enough; whether it is right, by what is there and known in every field."""
    known = [(c, o) for c, o in some if truth is not _right or (c.real and not c.message.startswith(TOLD))]
    found = [(case, evidence_of(case, odds)) for case, odds in known]
    counts = Counter(name for _, one in found for name, value in one.items() if value)
    rows = [
        Row(
            [(n, v) for n, v in one.items() if v and counts[n] >= LEAST_SEEN],
            truth(case),
            case.weight,
        )
        for case, one in found
    ]
    return fit(rows, penalty=PENALTY)


def _right(case: Case) -> bool:
    return case.right


def _real(case: Case) -> bool:
    return case.real


def _holds(case: Case) -> bool:
    return not case.empty


TRUTHS: tuple[Truth, ...] = (_right, _real, _holds)


def _rated_without(work: tuple[Readings, dict[frozenset[str], Odds], str]) -> list[Rating]:
    read, odds, writer = work
    others = [(c, odds[frozenset((c.writer, writer))]) for c in read.cases if c.writer != writer]
    models = [fitted(others, truth) for truth in TRUTHS]
    told = odds[frozenset((writer,))]
    mine = [(c, evidence_of(c, told)) for c in read.cases if c.writer == writer and c.unseen]
    return [Rating(c, chances(models, found)) for c, found in mine]


def chances(models: Sequence[Fitted], found: Mapping[str, float]) -> Chances:
    """What these weights give to this evidence."""
    right, real, holds = (rate(model, found) for model in models)
    return Chances(right * real, real, holds)


def rate(weights: Fitted, found: Mapping[str, float]) -> float:
    """The chance that these weights give to this evidence."""
    return chance(weights.bias + sum(weights.weights.get(name, 0.0) * value for name, value in found.items()))


def left_out(read: Readings, odds: dict[frozenset[str], Odds]) -> Rated:
    """Each unseen signal with its chances by weights that were fitted without its writer."""
    writers = sorted({c.writer for c in read.cases if c.unseen})
    with ProcessPoolExecutor(CPUS) as pool:
        parts = pool.map(_rated_without, [(read, odds, writer) for writer in writers])
    return [one for part in parts for one in part]


def kept(rated: Rated, drop: float, silent: float) -> list[Rating]:
    """Those that both thresholds leave."""
    return [r for r in rated if is_worth(r.case.found, r.chances, drop, silent)]


def at_threshold(some: Rated, threshold: float) -> tuple[float, float]:
    """Of the signals that are not dropped, the share stored without asking, and the share of those that is wrong."""
    auto = [r.case for r in some if r.stored >= threshold]
    return len(auto) / max(len(some), 1), sum(not c.right for c in auto) / max(len(auto), 1)


def dropping(some: Rated, read: Readings) -> tuple[float, float]:
    """F1 of these signals, and the share of the messages of nothing with any of them."""
    noisy = {r.case.message for r in some if r.case.empty}
    return 2 * sum(r.case.real for r in some) / (read.gold + len(some)), len(noisy) / read.empty


def dropped_below(rated: Rated, read: Readings, real: float, holds: float) -> tuple[float, float]:
    """Below which to drop a signal, and to take a message for talk: silence where nothing is told, at the least loss, with the
    plain reports kept, nearly all of which are so `real` and of messages that so surely `hold` anything."""
    grid = [(d / 100, s / 100) for d in range(30, 65, 5) for s in range(0, 96, 2)]
    grid = [(drop, silent) for drop, silent in grid if drop <= real and silent <= holds]
    steps = {pair: dropping(kept(rated, *pair), read) for pair in grid}
    best = max(f1 for f1, _ in steps.values())
    fair = [pair for pair in grid if best - steps[pair][0] <= LOST_AT_MOST]
    quiet = [pair for pair in fair if steps[pair][1] <= NOISE_AT_MOST]
    return max(quiet, key=lambda p: steps[p][0]) if quiet else min(fair, key=lambda p: steps[p][1])


def asked_below(some: Rated, plain: float) -> float:
    """Below which to ask: with enough stored, and nearly every plain report, the threshold that leaves the fewest wrong."""
    grid = [percent / 100 for percent in range(30, 99) if percent / 100 <= plain]
    enough = [ask for ask in grid if at_threshold(some, ask)[0] >= SHARE_AT_LEAST]
    if not enough:
        raise SystemExit(
            "no threshold stores the plain reports and enough of the rest: mend how they are read"
        )
    return min(enough, key=lambda ask: (at_threshold(some, ask)[1], ask))


def spoken(some: Rated, langs: Set[str]) -> Rated:
    """Those of messages whose first language is one of these."""
    return [r for r in some if any(r.case.found.get(f"lang:{lang}") for lang in langs)]


def _asks(case: Case) -> bool:
    """Whether it may be asked about: what is hedged, and what is of nobody knows which task of this schedule."""
    return case.hedged or bool({"torn", "no_task"} & case.found.keys())


def least_plain(
    read: Readings, odds: Mapping[frozenset[str], Odds], models: Sequence[Fitted]
) -> tuple[float, float, float]:
    """The three chances that nearly all plain reports are given at least, by weights that know them as the reader will."""
    names = tuple(f"{Path(name).stem}:" for name in PLAIN)
    plain = [c for c in read.cases if c.message.startswith(names) and c.right and c.today and not _asks(c)]
    rated = [chances(models, evidence_of(c, odds[frozenset((c.writer,))])) for c in plain]
    right, real, holds = (sorted(some)[int(len(some) * PLAIN_ASKED)] for some in zip(*rated, strict=True))
    return right, real, holds


def main() -> None:
    """Fit, print both curves, and store the weights where asked to."""
    read = readings(opinions())
    odds = telling_odds(read)
    rated = left_out(read, odds)
    models = [fitted([(c, odds[frozenset((c.writer,))]) for c in read.cases], truth) for truth in TRUTHS]
    plain, *least = least_plain(read, odds, models)
    drop, silent = dropped_below(rated, read, *least)
    some = kept(rated, drop, silent)
    asks = {langs: asked_below(spoken(some, langs), plain) for langs in SPOKEN}
    _print_dropping(rated, read, drop, silent)
    for langs, ask in asks.items():
        sys.stdout.write(f"{', '.join(sorted(langs))}:\n")
        _print_asking(spoken(some, langs), ask)
    sys.stdout.write(f"nearly all plain reports are as sure as {plain:.3f}\n")
    if "--write" in sys.argv:
        _write_weights(models, {lang: ask for langs, ask in asks.items() for lang in langs}, drop, silent)
        _write_telling(fit_telling.fitted(read.messages))


def _print_dropping(rated: Rated, read: Readings, drop: float, silent: float) -> None:
    out = sys.stdout
    wrong = sum(not r.case.right for r in rated)
    out.write(
        f"unseen: {read.empty} messages of nothing, {len(rated)} signals captured, {wrong} not wholly right\n"
    )
    out.write(
        f"real from {drop:.2f}; message told from   signal F1   noise (messages of nothing with a signal)\n"
    )
    for percent in sorted({*range(0, 100, 10), round(silent * 100)}):
        f1, noise = dropping(kept(rated, drop, percent / 100), read)
        mark = " <" if percent == round(silent * 100) else ""
        out.write(f"{percent / 100:32.2f}{f1:12.3f}{noise:8.3f}{mark}\n")


def _print_asking(some: Rated, ask: float) -> None:
    sys.stdout.write("ask below   stored   wrong of those\n")
    for percent in sorted({*range(50, 100, 5), round(ask * 100), 98}):
        share, wrong = at_threshold(some, percent / 100)
        mark = " <" if percent == round(ask * 100) else ""
        sys.stdout.write(f"{percent / 100:9.2f}{share:9.3f}{wrong:9.3f}{mark}\n")


def _write_weights(models: Sequence[Fitted], asks: Mapping[str, float], drop: float, silent: float) -> None:
    parts = [
        f'"ask_below": {json.dumps(dict(sorted(asks.items())))},\n"drop_below": {drop},\n"silent_below": {silent}'
    ]
    for name, model in zip(("right", "real", "holds"), models, strict=True):
        weights = {"bias": model.bias, **dict(sorted(model.weights.items()))}
        rows = [
            f"  {json.dumps(n)}: {v:.2f}" for n, v in weights.items() if abs(v) >= LEAST_WEIGHT or n == "bias"
        ]
        parts.append(f'"{name}": {{\n' + ",\n".join(rows) + "\n}")
    (LEXICON / "confidence.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _write_telling(telling: Telling) -> None:
    rows = ",\n".join(
        f"  {json.dumps(name, ensure_ascii=False)}: [{rare:.2f}, {weight:.2f}]"
        for name, (rare, weight) in telling.traits.items()
    )
    head = f'"bias": {telling.bias:.3f},\n"unknown": {telling.unknown:.2f},\n'
    (LEXICON / "telling.json").write_text(f'{{\n{head}"traits": {{\n{rows}\n}}\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
