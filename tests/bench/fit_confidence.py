"""Fits capture's confidence: `python -m tests.bench.fit_confidence [--write] [FILE.jsonl …]`.

The messages are read with the whole lexicons and, so that mistakes on words never seen are seen here, again with a part of their
phrases hidden. What is right is what agrees with the annotation in every field. A logistic regression with a penalty is fitted;
figures come from messages that were left out (five folds). `--write` stores the weights for the reader.
"""

import csv
import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ruamel.yaml import YAML

import bot.capture
from bot.capture.command import shape
from bot.capture.lexicons import LANGUAGES, compiled, read_source
from bot.capture.reader import Reader, Thread
from bot.capture.slack_text import plain
from rules.schedule import Task
from tests.bot.capture.scorer import fields, paired

CASES = Path(__file__).parents[1] / "bot" / "capture"
TARGET = Path(bot.capture.__file__).parent / "lexicon" / "confidence.yml"
HIDDEN = (0.0, 0.06, 0.06, 0.12, 0.12)
FOLDS, ROUNDS, STEP, PENALTY = 5, 500, 1.5, 0.001
# A question costs a person's attention and holds an action up; a wrong reading is mended by "Not right?".
WRONG_AT_MOST, SHARE_AT_LEAST = 0.07, 0.70
SEED = 20260310


@dataclass(frozen=True, slots=True)
class Case:
    """One captured signal: its evidence, whether it was wholly right, its message, whether it asks anyway, what was hidden."""

    found: Mapping[str, float]
    right: bool
    message: str
    hedged: bool
    hidden: float


def tasks() -> list[Task]:
    """The schedule that the messages talk about."""
    rows = csv.DictReader((CASES / "cases_tasks.csv").read_text(encoding="utf-8").splitlines())
    return [
        Task(
            id=r["id"],
            name=r["name"],
            zone=r["zone"],
            trade=r["trade"],
            start=date.fromisoformat(r["start"]),
            finish=date.fromisoformat(r["finish"]),
        )
        for r in rows
    ]


def reader(hidden: float, dice: random.Random) -> Reader:
    """A reader whose lexicons lack that share of their phrases."""
    sources = {language: dict(read_source(language)) for language in LANGUAGES}
    for source in sources.values():
        for section in ("classes", "concepts", "cues"):
            source[section] = _thinned(source[section], hidden, dice)
    return Reader(compiled(sources), tasks())


def _thinned(section: object, hidden: float, dice: random.Random) -> object:
    """The same section with words and phrases left out by chance."""
    if isinstance(section, Mapping):
        return {name: _thinned(inner, hidden, dice) for name, inner in section.items()}
    if not isinstance(section, list):
        return section
    kept = []
    for phrase in map(str, section):
        words = phrase.split()
        if len(words) == 1:
            left = [w for w in phrase.split("|") if dice.random() >= hidden]
            kept += ["|".join(left)] if left else []
        elif dice.random() >= hidden:
            kept.append(phrase)
    return kept


def cases(paths: Sequence[Path]) -> list[Case]:
    """Every signal captured in the files' messages by every reader."""
    dice = random.Random(SEED)
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    out: list[Case] = []
    for hidden in HIDDEN:
        by = reader(hidden, dice)
        for line in lines:
            out.extend(_of_message(json.loads(line), by, hidden))
    return out


def _of_message(message: Mapping[str, object], by: Reader, hidden: float) -> Iterable[Case]:
    thread = message["thread"]
    inside = None
    if isinstance(thread, dict):
        inside = Thread(
            action=thread["action"], task=thread["task"], due=thread["due"], options=tuple(thread["options"])
        )
    at = datetime.fromisoformat(str(message["ts"]))
    weighed = by.weighed(plain(str(message["text"])), at=at, thread=inside)
    shapes = [shape(signal) for signal, _ in weighed]
    gold = message["gold"]
    pairs = paired(gold if isinstance(gold, list) else [], shapes)
    right = {id(found) for wanted, found in pairs if fields(wanted) == fields(found)}
    for (signal, found), shown in zip(weighed, shapes, strict=True):
        yield Case(found, id(shown) in right, str(message["id"]), signal.hedged, hidden)


def fitted(some: Sequence[Case]) -> dict[str, float]:
    """Weights by name (the bias is named ""), by gradient descent from zero: the same cases give the same weights."""
    weights: defaultdict[str, float] = defaultdict(float)
    weights[""] = 1.0
    for _ in range(ROUNDS):
        slope: defaultdict[str, float] = defaultdict(float)
        for case in some:
            error = case.right - chance(weights, case.found)
            slope[""] += error
            for name, value in case.found.items():
                slope[name] += error * value
        for name, value in slope.items():
            penalty = PENALTY * weights[name] if name else 0.0
            weights[name] += STEP * (value / len(some) - penalty)
    return dict(weights)


def chance(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """The chance that a signal with this evidence is right."""
    odds = weights[""] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def left_out(some: Sequence[Case]) -> list[tuple[float, Case]]:
    """Each case with its chance by weights that were fitted without its message."""
    names = sorted({case.message for case in some})
    random.Random(SEED).shuffle(names)
    fold = {name: i % FOLDS for i, name in enumerate(names)}
    out: list[tuple[float, Case]] = []
    for number in range(FOLDS):
        weights = fitted([c for c in some if fold[c.message] != number])
        out += [(chance(weights, c.found), c) for c in some if fold[c.message] == number]
    return out


def at_threshold(rated: Sequence[tuple[float, Case]], threshold: float) -> tuple[float, float]:
    """Share stored without asking, and the share of those that is wrong."""
    auto = [case for sure, case in rated if sure >= threshold and not case.hedged]
    return len(auto) / max(len(rated), 1), sum(not c.right for c in auto) / max(len(auto), 1)


def chosen(rated: Sequence[tuple[float, Case]]) -> float:
    """The lowest threshold that keeps few enough wrong; the share asked for goes before it."""
    best = 0.5
    for percent in range(50, 99):
        share, wrong = at_threshold(rated, percent / 100)
        if share < SHARE_AT_LEAST:
            break
        best = percent / 100
        if wrong <= WRONG_AT_MOST:
            break
    return best


def main() -> None:
    """Fit, print the curve, and store the weights where asked to."""
    given = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    paths = [*sorted(CASES.glob("cases_*.jsonl")), *given]
    some = cases(paths)
    rated = left_out(some)
    out = sys.stdout
    out.write(
        f"{len({c.message for c in some})} messages, {len(some)} signals, {sum(not c.right for c in some)} wrong\n"
    )
    threshold = chosen(rated)
    out.write("ask below   all readers: auto wrong   whole lexicons: auto wrong\n")
    for percent in sorted({*range(50, 100, 5), round(threshold * 100), 98}):
        every = at_threshold(rated, percent / 100)
        whole = at_threshold([r for r in rated if not r[1].hidden], percent / 100)
        mark = " <" if percent == round(threshold * 100) else ""
        out.write(
            f"{percent / 100:9.2f}{every[0]:20.3f} {every[1]:.3f}{whole[0]:22.3f} {whole[1]:.3f}{mark}\n"
        )
    weights = fitted(some)
    for name, value in sorted(weights.items(), key=lambda w: w[1]):
        out.write(f"{value:+.2f} {name or 'bias'}\n")
    if "--write" in sys.argv:
        _write(weights, threshold)


def _write(weights: Mapping[str, float], threshold: float) -> None:
    named = {name: round(value, 2) for name, value in sorted(weights.items()) if name and abs(value) >= 0.01}
    yaml = YAML()
    with TARGET.open("w", encoding="utf-8") as file:
        file.write("# Fitted by `python -m tests.bench.fit_confidence --write`; do not edit by hand.\n")
        yaml.dump({"bias": round(weights[""], 2), "ask_below": threshold, "weights": named}, file)


if __name__ == "__main__":
    main()
