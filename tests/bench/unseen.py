"""Captured signals with their evidence and whether they are right, of messages read as if for the first time.

A lexicon knows the messages that it was grown on, so its mistakes on them say nothing of what is to come. Each file is
therefore read with the lexicons of the commit before it was learned from (git must know it), by today's code; and again by
today's lexicons with a part of their phrases hidden, which weighs less.
"""

import csv
import json
import random
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ruamel.yaml import YAML

from bot.capture.command import shape
from bot.capture.lexicons import LANGUAGES, compiled, read_source
from bot.capture.reader import Reader, Thread
from bot.capture.slack_text import plain
from rules.plan.schedule import Task
from tests.bot.capture.scorer import fields, paired

CASES = Path(__file__).parents[1] / "bot" / "capture"
# The commit whose lexicons had not learned from these files.
BEFORE = (
    ("dbe31e1", ("independent/learn_en.jsonl", "independent/learn_es_vi.jsonl")),
    ("75675fb", ("independent/learn2_en.jsonl", "independent/learn2_es_vi.jsonl", "cases_voices.jsonl")),
)
HIDDEN = (0.0, 0.1)
LIGHT = 0.3  # what a message weighs that the lexicon knows
SEED = 20260310
_WORDS = ("classes", "concepts", "cues", "macros", "function_words")


@dataclass(frozen=True, slots=True)
class Case:
    """One captured signal: its evidence, whether it was wholly right, whether there was anything to capture, its message, whether
    it asks anyway, whether the message says nothing, its weight, and whether it was read unseen."""

    found: Mapping[str, float]
    right: bool
    real: bool
    message: str
    hedged: bool
    empty: bool
    weight: float
    unseen: bool


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


def cases() -> list[Case]:
    """Every signal captured in the messages: unseen first, then with today's lexicons, whole and thinned."""
    out: list[Case] = []
    for commit, names in BEFORE:
        out += _of_files([CASES / name for name in names], _as_of(commit), 1.0)
    dice = random.Random(SEED)
    every = [
        *sorted(CASES.glob("cases_*.jsonl")),
        *(CASES / n for _, names in BEFORE for n in names if "/" in n),
    ]
    for hidden in HIDDEN:
        out += _of_files(every, _thinned_reader(hidden, dice), LIGHT)
    return out


def _as_of(commit: str) -> Reader:
    """A reader with the words of that commit; how numbers and times are read is today's."""
    sources = {}
    for language in LANGUAGES:
        shown = subprocess.run(
            ["git", "show", f"{commit}:bot/capture/lexicon/{language}.yml"],
            cwd=CASES,
            capture_output=True,
            text=True,
            check=True,
        )
        old = YAML(typ="safe").load(shown.stdout)
        sources[language] = {**read_source(language), **{name: old[name] for name in _WORDS if name in old}}
    return Reader(compiled(sources), tasks())


def _thinned_reader(hidden: float, dice: random.Random) -> Reader:
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


def _of_files(paths: Sequence[Path], by: Reader, weight: float) -> Iterator[Case]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from _of_message(json.loads(line), by, weight, path.stem)


def _of_message(message: Mapping[str, object], by: Reader, weight: float, file: str) -> Iterable[Case]:
    thread, gold = message["thread"], message["gold"]
    inside = None
    if isinstance(thread, dict):
        inside = Thread(
            action=thread["action"], task=thread["task"], due=thread["due"], options=tuple(thread["options"])
        )
    wanted = gold if isinstance(gold, list) else []
    weighed = by.weighed(
        plain(str(message["text"])), at=datetime.fromisoformat(str(message["ts"])), thread=inside
    )
    shapes = [shape(signal) for signal, _ in weighed]
    pairs = paired(wanted, shapes)
    right = {id(found) for one, found in pairs if fields(one) == fields(found)}
    real = {id(found) for _, found in pairs}
    for (signal, found), shown in zip(weighed, shapes, strict=True):
        name = f"{file}:{message['id']}"
        yield Case(
            found,
            id(shown) in right,
            id(shown) in real,
            name,
            signal.hedged,
            not wanted,
            weight,
            weight == 1.0,
        )
