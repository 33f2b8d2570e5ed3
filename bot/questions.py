"""What a question is told by its form or a quick button, as the signal that it is."""

from collections.abc import Mapping
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


def _words(told: str, note: str) -> str:
    return f"{told}, {note}" if note else told
