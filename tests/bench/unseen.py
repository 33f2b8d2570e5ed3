"""Captured signals with their evidence and whether they are right, of messages read as if for the first time.

A lexicon knows the messages that it was grown on, so its mistakes on them say nothing of what is to come. Each file is
therefore read with the lexicons of the commit before it was learned from (git must know it), by today's code; and again by
today's lexicons with a part of their phrases hidden, which weighs less. The hints of each reading were fitted without all that
its writer wrote; but plain reports are also read as they will be, with hints that know them, which weighs nothing.
"""

import json
import random
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from bot.capture.at_hand import by_plan
from bot.capture.command import shape
from bot.capture.hints import Hints
from bot.capture.lexicons import LANGUAGES, Lexicons, compiled, read_source
from bot.capture.reader import Reader, Thread
from bot.capture.slack_text import plain
from rules.plan.schedule import Task
from tests.bench.fit_telling import Message
from tests.bot.capture.schedule import tasks_in, tower_tasks
from tests.bot.capture.scorer import fields, paired

CASES = Path(__file__).parents[1] / "bot" / "capture"
# The commit whose lexicons had not learned from these files.
BEFORE = (
    ("dbe31e1", ("independent/learn_en.jsonl", "independent/learn_es_vi.jsonl")),
    ("75675fb", ("independent/learn2_en.jsonl", "independent/learn2_es_vi.jsonl", "cases_voices.jsonl")),
    (
        "80f98b2",
        tuple(
            f"independent/learn{n}_{lang}.jsonl" for n in ("_more", "2_more", "3") for lang in ("en", "es_vi")
        ),
    ),
    ("b8e6a4d", ("independent/learn3_more_en.jsonl", "independent/learn3_more_es_vi.jsonl")),
    ("8654ddb", ("independent/learn4_en.jsonl", "independent/learn4_es_vi.jsonl")),
    ("16d5517", ("independent/learn5_en.jsonl", "independent/learn5_es_vi.jsonl")),
    ("291e5ae", ("independent/learn6_en.jsonl", "independent/learn6_es_vi.jsonl")),
    ("15bffc4", tuple(f"independent/learn{n}_{lang}.jsonl" for n in (7, 8) for lang in ("en", "es_vi"))),
    (
        "cab4ae6",
        tuple(f"independent/learn{n}_{lang}.jsonl" for n in ("4_more", "9") for lang in ("en", "es_vi")),
    ),
    ("fccc8e3", ("independent/learn10_en.jsonl", "independent/learn10_es_vi.jsonl")),
    ("ef3de47", ("independent/learn11_en.jsonl", "independent/learn11_es_vi.jsonl")),
    ("c427f4e", ("independent/learn12_en.jsonl", "independent/learn12_es_vi.jsonl")),
    ("d63595c", ("independent/learn13_en.jsonl", "independent/learn13_es_vi.jsonl")),
)
HIDDEN = (0.0, 0.1)
LIGHT = 0.3  # what a message weighs that the lexicon knows
# What has to be stored at once at any site, so that it weighs more than what was read unseen.
PLAIN = ("cases_site.jsonl", "cases_several.jsonl")
HEAVY = 3.5
# Reports of other sites than the tower, each with its own schedule: where their words link to a task, and where not.
SITES = tuple(sorted(path.stem for path in (CASES / "sites").glob("*.csv")))
OF_SITES = 1.5
UNWEIGHED = 0.0  # what is only looked at
SEED = 20260310
TOLD = "told "  # begins the name of a message of which only the kind is known
TOLD_AT = datetime(2026, 3, 17, 13, 30)  # noqa: DTZ001 - a writer's local time
NOBODY = ""  # whose hints were fitted to what everybody wrote
_NONE = Hints({}, {}, {}, {}, {})  # those that ship are fitted to these messages
_GUESSED = "told:hinted"
_SIGNED = (
    "learn"  # whose messages have the name of whoever may write them; in our own it is always the same one
)
_WORDS = ("classes", "concepts", "cues", "macros", "function_words")


@dataclass(frozen=True, slots=True)
class Case:
    """One captured signal: its evidence, whether it was wholly right, whether there was anything to capture, its message and the
    number of that reading, who wrote it, whether it asks anyway, whether the message says nothing, its weight, whether it was
    read unseen, and whether as it will be."""

    found: Mapping[str, float]
    right: bool
    real: bool
    message: str
    reading: int
    writer: str
    hedged: bool
    empty: bool
    weight: float
    unseen: bool
    today: bool = False


Planned = Mapping[str, Task]
TOWER: Planned = {task.id: task for task in tower_tasks()}


@dataclass(slots=True)
class Readings:
    """All readings of the messages, and every signal captured in them; `gold` counts what the unseen files hold."""

    messages: list[Message] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    gold: int = 0
    empty: int = 0


class Opinion(NamedTuple):
    """Hints for messages, and for replies."""

    messages: Hints = _NONE
    replies: Hints = _NONE


def readings(opinions: Mapping[str, Opinion]) -> Readings:
    """The messages as read unseen, then with today's lexicons, whole and thinned; by an opinion that knows not its writer."""
    out = Readings()
    for commit, names in BEFORE:
        _add(out, [CASES / name for name in names], _as_of(commit), opinions, 1.0)
    dice = random.Random(SEED)
    plain_reports = [CASES / name for name in PLAIN]
    every = [
        *sorted(CASES.glob("cases_*.jsonl")),
        *(CASES / n for _, names in BEFORE for n in names if "/" in n),
    ]
    for hidden in HIDDEN:
        words = thinned(hidden, dice)
        _add(out, every, words, opinions, LIGHT)
        _add(out, plain_reports, words, opinions, HEAVY)
        for site in SITES:
            _add_site(out, site, words, opinions)
        _add_told(out, _reader(words, opinions[writer("told_")]))
    known = dict.fromkeys(opinions, opinions[NOBODY])
    _add(out, plain_reports, thinned(0.0, dice), known, UNWEIGHED, today=True)
    return out


def _reader(lexicons: Lexicons, opinion: Opinion, planned: Planned = TOWER) -> Reader:
    return Reader(lexicons, planned.values(), hints=opinion.messages, reply_hints=opinion.replies)


def _add_told(out: Readings, by: Reader) -> None:
    """Sentences of which only the kind is known: that they tell something, and that a signal of that kind is there."""
    for path in sorted(CASES.glob("told_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            want, text = line.split("|", 1)
            weighed, traits = by.weighed(text.strip(), at=TOLD_AT)
            number, kind = len(out.messages), want.strip().split(":")[0]
            out.messages.append(Message(text.strip(), traits, True, writer(path.stem), LIGHT))
            for signal, found in weighed:
                real, name = signal.kind == kind, f"{TOLD}{path.stem}:{number}"
                asks = signal.hedged or _GUESSED in found
                one = Case(found, real, real, name, number, writer(path.stem), asks, False, LIGHT, False)
                out.cases.append(one)


def writers_of_cases() -> list[str]:
    """All who wrote a file that is read here."""
    read = [*CASES.glob("cases_*.jsonl"), *(CASES / name for _, names in BEFORE for name in names)]
    return sorted({writer(path.stem) for path in read})


def writer(file: str) -> str:
    """Who wrote a file: those who wrote one to learn from wrote one to measure by, in the same way."""
    numbered = re.match(r"learn(\d*)_", file)
    return (
        f"writer {numbered.group(1) or 1}"
        if numbered
        else file
        if file.startswith(("cases_voices", "wide", "replies"))
        else "our own"
    )


def _as_of(commit: str) -> Lexicons:
    """Lexicons with the words of that commit; how numbers and times are read is today's."""
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
    return compiled(sources)


def reader_without_hints(lexicons: Lexicons, planned: Planned = TOWER) -> Reader:
    """A reader of that schedule that goes by words alone."""
    return _reader(lexicons, Opinion(), planned)


def planned_at(site: str) -> Planned:
    """The tasks of one of the other sites, by id."""
    return {task.id: task for task in tasks_in(CASES / "sites" / f"{site}.csv")}


def messages_at(site: str) -> list[Mapping[str, object]]:
    """The reports of one of the other sites."""
    lines = (CASES / "sites" / f"{site}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def thinned(hidden: float, dice: random.Random) -> Lexicons:
    """Lexicons that lack that share of their phrases."""
    sources = {language: dict(read_source(language)) for language in LANGUAGES}
    for source in sources.values():
        for section in ("classes", "concepts", "cues"):
            source[section] = _thinned(source[section], hidden, dice)
    return compiled(sources)


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


def _add(
    out: Readings,
    paths: Sequence[Path],
    lexicons: Lexicons,
    opinions: Mapping[str, Opinion],
    weight: float,
    today: bool = False,
) -> None:
    readers = {name: _reader(lexicons, opinion) for name, opinion in opinions.items()}
    for path in paths:
        by = readers[writer(path.stem)]
        for line in path.read_text(encoding="utf-8").splitlines():
            _add_message(out, json.loads(line), by, TOWER, weight, path.stem, today)


def _add_site(out: Readings, site: str, lexicons: Lexicons, opinions: Mapping[str, Opinion]) -> None:
    planned = planned_at(site)
    by = _reader(lexicons, opinions[writer(site)], planned)
    for message in messages_at(site):
        _add_message(out, message, by, planned, OF_SITES, site, False)


def thread_of(message: Mapping[str, object]) -> Thread | None:
    """The action in whose thread it was written."""
    thread = message["thread"]
    if not isinstance(thread, dict):
        return None
    return Thread(
        action=thread["action"], task=thread["task"], due=thread["due"], options=tuple(thread["options"])
    )


def _add_message(
    out: Readings,
    message: Mapping[str, object],
    by: Reader,
    planned: Planned,
    weight: float,
    file: str,
    today: bool,
) -> None:
    gold, text = message["gold"], plain(str(message["text"]))
    wanted = gold if isinstance(gold, list) else []
    at = datetime.fromisoformat(str(message["ts"]))
    near = by_plan(planned, at.date())
    weighed, traits = by.weighed(text, at=at, thread=thread_of(message), at_hand=near)
    if weight == 1.0:
        out.gold += len(wanted)
        out.empty += not wanted
    number = len(out.messages)
    out.messages.append(Message(text, traits, bool(wanted), writer(file), weight))
    shapes = [shape(signal) for signal, _ in weighed]
    pairs = paired(wanted, shapes)
    right = {id(found) for one, found in pairs if fields(one) == fields(found)}
    real = {id(found) for _, found in pairs}
    for (signal, found), shown in zip(weighed, shapes, strict=True):
        out.cases.append(
            Case(
                found,
                id(shown) in right,
                id(shown) in real,
                f"{file}:{message['id']}",
                number,
                writer(file),
                signal.hedged or _GUESSED in found,
                not wanted,
                weight,
                weight == 1.0,
                today,
            )
        )
