"""Messages and replies whose meaning is known, as what the hints are fitted to: their grams, and the heads that they tell."""

import json
import random
import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.capture.answering.likely import NO_CAUSE, REFUSING, read_as
from bot.capture.by_field import OPTIONAL, TOLD
from bot.capture.command import shape
from bot.capture.hints import grams
from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader, Thread
from bot.capture.slack_text import plain
from tests.bench.unseen import (
    CASES,
    SEED,
    SITES,
    TOLD_AT,
    messages_at,
    planned_at,
    reader_without_hints,
    thinned,
    thread_of,
    writer,
)

HIDDEN = (0.12, 0.25)  # of the lexicons' phrases
IDLE, NO_ANSWER = "idle", "none"
TELLING: Mapping[str, tuple[str, ...]] = {
    "progress": ("status",),
    "blocker": ("cause",),
    "cleared": ("cause",),
    "request": ("need",),
    "delivery": ("status",),
    "safety": ("class", "category"),
    "quality": ("result",),
    "weather": ("condition",),
    "forecast": (),
    "headcount": (),
    "cost": (),
}
_LINES = ("told_*.txt", "crews_*.txt", "idle_*.txt", "wide_*.txt")


@dataclass(frozen=True, slots=True)
class Told:
    """A message's grams, the heads that it tells, who wrote it, and whether it is known which fields it tells."""

    grams: tuple[str, ...]
    heads: frozenset[str]
    writer: str
    by_field: bool = False


def told_messages() -> list[Told]:
    """All messages whose meaning is known, each as read with two thinner lexicons: they know the messages too well."""
    return [
        one
        for words in _lexicons()
        for by in (reader_without_hints(words),)
        for some in (_of_cases(by), _of_lines(by), _of_sites(words))
        for one in some
    ]


def told_replies() -> list[Told]:
    """All replies in the thread of an action whose answer is known, likewise."""
    return [
        one
        for by in map(reader_without_hints, _lexicons())
        for some in (_replies_of_cases(by), _replies_of_lines(by))
        for one in some
    ]


def _lexicons() -> Iterator[Lexicons]:
    dice = random.Random(SEED)
    return (thinned(hidden, dice) for hidden in HIDDEN)


def _annotated() -> Iterator[tuple[Path, Mapping[str, object]]]:
    for path in sorted([*CASES.glob("cases_*.jsonl"), *CASES.glob("independent/learn*.jsonl")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path, json.loads(line)


def _of_cases(by: Reader) -> Iterator[Told]:
    return (_of_message(message, by, writer(path.stem)) for path, message in _annotated())


def _of_sites(lexicons: Lexicons) -> Iterator[Told]:
    for site in SITES:
        by = reader_without_hints(lexicons, planned_at(site))
        yield from (_of_message(message, by, writer(site)) for message in messages_at(site))


def _of_message(message: Mapping[str, object], by: Reader, who: str) -> Told:
    text, at = plain(str(message["text"])), datetime.fromisoformat(str(message["ts"]))
    _, traits = by.weighed(text, at=at, thread=thread_of(message))
    heads = frozenset(head for signal in _gold(message) for head in _heads(signal))
    return Told(_interned(text, traits), heads, who, by_field=True)


def _gold(message: Mapping[str, object]) -> list[Mapping[str, object]]:
    gold = message["gold"]
    return gold if isinstance(gold, list) else []


def _interned(text: str, traits: Set[str]) -> tuple[str, ...]:
    return tuple(map(sys.intern, grams(text, traits)))


def _heads(signal: Mapping[str, object]) -> Iterator[str]:
    kind = str(signal["kind"])
    if kind not in TELLING:
        return
    yield kind
    yield from (f"{kind}:{name}:{signal[name]}" for name in TELLING[kind] if signal.get(name) is not None)
    yield from _optional(signal)


def _optional(signal: Mapping[str, object]) -> Iterator[str]:
    kind = signal["kind"]
    names = OPTIONAL.get(kind, ())  # type: ignore[call-overload]
    return (f"{kind}:{TOLD}:{name}" for name in names if signal.get(name) is not None)


def _of_lines(by: Reader) -> Iterator[Told]:
    """Sentences of which only the kinds are known, with one value each, and those that tell nothing."""
    for path in sorted(path for name in _LINES for path in CASES.glob(name)):
        for line in path.read_text(encoding="utf-8").splitlines():
            want, _, text = line.rpartition("|")
            idle = "idle" in path.stem or want.strip() == IDLE
            heads = set() if idle else {h for one in want.split("+") for h in _of_line(one.strip())}
            if idle or heads:
                _, traits = by.weighed(text.strip(), at=TOLD_AT)
                yield Told(_interned(text.strip(), traits), frozenset(heads), writer(path.stem))


def _of_line(want: str) -> Iterator[str]:
    """The heads of `delivery:late`, of `headcount`, or of `safety:hazard/fall`, which has two values."""
    kind, _, values = want.partition(":")
    if kind in TELLING:
        yield kind
        named = zip(TELLING[kind], filter(None, values.split("/")), strict=False)
        yield from (f"{kind}:{name}:{value}" for name, value in named)


def _replies_of_cases(by: Reader) -> Iterator[Told]:
    for path, message in _annotated():
        thread = thread_of(message)
        if thread is not None:
            text, at = plain(str(message["text"])), datetime.fromisoformat(str(message["ts"]))
            answer = next((signal for signal in _gold(message) if signal["kind"] == "response"), None)
            yield _reply(by, text, at, thread, _answers(answer), writer(path.stem), by_field=True)


def _answers(signal: Mapping[str, object] | None) -> frozenset[str]:
    if signal is None:
        return frozenset()
    return _reply_heads(str(signal["answer"]), signal.get("cause")) | frozenset(_optional(signal))


def _reply_heads(answer: str, cause: object) -> frozenset[str]:
    why = {f"response:cause:{cause or NO_CAUSE}"} if answer in REFUSING else set()
    return frozenset({"response", f"response:answer:{answer}"} | why)


def _replies_of_lines(by: Reader) -> Iterator[Told]:
    """Replies of which only the answer is known, and its cause: `not_done:material | what was asked | what was said`."""
    for path in sorted(CASES.glob("replies_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            want, action, text = (part.strip() for part in line.split("|"))
            answer, _, cause = want.partition(":")
            heads = frozenset[str]() if answer == NO_ANSWER else _reply_heads(answer, cause)
            thread = Thread(action=action, task=None, due=None)
            yield _reply(by, text, TOLD_AT, thread, heads, writer(path.stem))


def _reply(
    by: Reader,
    text: str,
    at: datetime,
    thread: Thread,
    heads: frozenset[str],
    writer_: str,
    by_field: bool = False,
) -> Told:
    weighed, traits = by.weighed(text, at=at, thread=thread)
    read = next((shape(signal) for signal, _ in weighed if signal.kind == "response"), None)
    return Told(_interned(text, traits | read_as(read)), heads, writer_, by_field)
