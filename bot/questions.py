"""What a question is told, by its form, a quick button, or words in its thread, as the signals that it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rules.schedule import Task
from rules.signal import Signal
from rules.subject import Assignment


def told_percent(asked: Assignment, percent: int, note: str = "") -> Signal:
    """How far the question's task is."""
    status = "done" if percent >= 100 else "in_progress"
    words = _words(f"{percent} %", note)
    return Signal(
        kind="progress", task=asked.task, values={"status": status, "percent": percent}, words=words
    )


def told_form(asked: Assignment, task: Task | None, fields: Mapping[str, str]) -> Signal:
    """What the form of a question says; its fields were checked."""
    note = fields.get("note", "")
    match asked.expects:
        case "finish":
            when = fields["day"]
            return Signal(kind="forecast", task=asked.task, values={"when": when}, words=_words(when, note))
        case "people":
            count = int(fields["people"])
            said = Signal(
                kind="headcount", task=asked.task, values={"count": count}, words=_words(f"{count}", note)
            )
            trade = {"trade": task.trade} if task is not None and task.trade else {}
            return replace(said, values={**trade, **said.values})
        case _:
            return told_percent(asked, int(fields["percent"]), note)


def told_words(asked: Assignment, signals: Sequence[Signal], text: str) -> tuple[Signal, ...]:
    """What words in the thread say as an answer to its question: "done" is all of it, "Friday" is when it will be finished,
    a bare number is the number that was asked for."""
    if not signals and (number := _BARE.fullmatch(text.strip())):
        return tuple(_told_number(asked, int(number[1]), text))
    return tuple(one for signal in signals for one in _told_word(asked, signal))


_BARE = re.compile(r"(?:\D{0,12}\s)?(\d{1,4})\s*%?\W*")


def _told_number(asked: Assignment, number: int, text: str) -> Iterator[Signal]:
    if asked.expects == "percent" and number <= 100:
        yield replace(told_percent(asked, number), words=text)
    if asked.expects == "people":
        yield Signal(kind="headcount", task=asked.task, values={"count": number}, words=text)


def _told_word(asked: Assignment, signal: Signal) -> Iterator[Signal]:
    is_done = signal.kind == "response" and signal.values.get("answer") == "done"
    when = signal.values.get("when") if signal.kind == "response" else None
    if is_done and asked.expects in ("percent", "finish"):
        yield replace(told_percent(asked, 100), words=signal.words)
    if asked.expects == "finish" and isinstance(when, str) and not is_done:
        values = {"when": when.partition("T")[0]}
        yield replace(signal, kind="forecast", task=asked.task, values=values, spans={})
    elif not (is_done and asked.expects == "percent"):
        yield signal


def _words(told: str, note: str) -> str:
    return f"{told}, {note}" if note else told
