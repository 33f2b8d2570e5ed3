"""`siteloop capture`: messages as JSON lines in, signals as JSON lines out."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.capture.at_hand import by_plan
from bot.capture.reader import Reader, Reading, Thread, load_shared
from bot.capture.slack_text import plain
from bot.importers import read_schedule
from rules.errors import SiteloopError
from rules.plan.schedule import Task
from rules.signal import Signal


class CaptureInputError(SiteloopError):
    """A line of the input is not a message; the text names the line and what is wrong."""


def capture(asked: argparse.Namespace) -> int:
    """`siteloop capture`."""
    return run(asked.tasks, sys.stdin, sys.stdout, asked.explain)


def run(tasks_path: Path, stdin: TextIO, stdout: TextIO, explain: bool) -> int:
    """Read every message of `stdin` against the schedule at `tasks_path` and print its signals, one line each.

    Returns 0, or 2 after printing what is wrong with the schedule or a line of the input (the lines before it are printed).
    """
    try:
        schedule = read_schedule(tasks_path.name, _content(tasks_path))
        reader = Reader(load_shared(), schedule.tasks)
        planned = {task.id: task for task in schedule.tasks}
        for number, line in enumerate(stdin, 1):
            if line.strip():
                stdout.write(
                    json.dumps(_answer(reader, planned, line, number, explain), ensure_ascii=False) + "\n"
                )
    except SiteloopError as error:
        stdout.write(f"{error}\n")
        return 2
    return 0


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CaptureInputError(f"cannot read the schedule {path}: {error.strerror}") from error


def _answer(
    reader: Reader, planned: Mapping[str, Task], line: str, number: int, explain: bool
) -> dict[str, object]:
    message = _message(line, number)
    at = _when(message, number)
    reading = reader.read(
        plain(str(message["text"])),
        at=at,
        thread=_thread(message, number),
        at_hand=by_plan(planned, at.date()),
    )
    shown: dict[str, object] = {"id": message["id"], "signals": [shape(s) for s in reading.signals]}
    return {**shown, "lang": reading.lang, "steps": list(reading.steps())} if explain else shown


def _message(line: str, number: int) -> Mapping[str, object]:
    try:
        message = json.loads(line)
    except json.JSONDecodeError as error:
        raise CaptureInputError(f"line {number}: not JSON ({error.msg} at column {error.colno})") from error
    if not isinstance(message, dict):
        raise CaptureInputError(f"line {number}: a message must be an object with id, ts and text")
    for name in ("id", "ts", "text"):
        if not isinstance(message.get(name), str):
            raise CaptureInputError(f"line {number}: {name!r} is missing or no text")
    return message


def _when(message: Mapping[str, object], number: int) -> datetime:
    try:
        return datetime.fromisoformat(str(message["ts"]))
    except ValueError as error:
        raise CaptureInputError(
            f"line {number}: ts {message['ts']!r} is no time like 2026-03-10T09:12:00"
        ) from error


def _thread(message: Mapping[str, object], number: int) -> Thread | None:
    thread = message.get("thread")
    if thread is None:
        return None
    if not isinstance(thread, dict) or not isinstance(thread.get("action"), str):
        raise CaptureInputError(f"line {number}: thread must be null or an object with the action's text")
    options = thread.get("options") or ("done", "not_done")
    return Thread(
        action=thread["action"], task=thread.get("task"), due=thread.get("due"), options=tuple(options)
    )


def shape(signal: Signal) -> dict[str, object]:
    """A signal in the guide's form, with confidence, confirm and spans."""
    shown: dict[str, object] = {"kind": signal.kind}
    if signal.task is not None:
        shown["task"] = signal.task
    shown.update(signal.values)
    if signal.hedged:
        shown["hedged"] = True
    if signal.what:
        shown["what"] = signal.what
    spans = {name: list(span) for name, span in signal.spans.items()}
    return {**shown, "confidence": signal.confidence, "confirm": signal.confirm, "spans": spans}


def explanation(reading: Reading) -> str:
    """How a message was read, for a person."""
    return "\n".join(reading.steps())
