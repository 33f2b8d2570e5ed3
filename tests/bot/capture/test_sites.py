"""Reports of other sites than the tower, each read with its own schedule: what is plain there is stored, and stored right."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from bot.capture.at_hand import by_plan
from bot.capture.command import shape
from bot.capture.lexicons import load_lexicons
from bot.capture.reader import Reader, Thread
from tests.bot.capture.schedule import tasks_in
from tests.bot.capture.scorer import Shape, score

SITES = Path(__file__).with_name("sites")


def answers(site: str) -> list[tuple[Sequence[Shape], Sequence[Shape]]]:
    """Gold and found signals of each report of a site."""
    tasks = tasks_in(SITES / f"{site}.csv")
    reader, planned = Reader(load_lexicons(), tasks), {task.id: task for task in tasks}
    rows: list[tuple[Sequence[Shape], Sequence[Shape]]] = []
    for line in (SITES / f"{site}.jsonl").read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        at, thread = datetime.fromisoformat(message["ts"]), message["thread"]
        inside = thread and Thread(
            action=thread["action"], task=thread["task"], due=thread["due"], options=tuple(thread["options"])
        )
        near = by_plan(planned, at.date())
        reading = reader.read(message["text"], at=at, thread=inside, at_hand=near)
        rows.append((message["gold"], [shape(s) for s in reading.signals]))
    return rows


@pytest.mark.parametrize(
    ("site", "signal", "field", "noisy", "wrong", "auto"),
    [
        # Plain and well-formed, every one of them a report.
        ("ward", 0.97, 0.97, 0.0, 0.03, 0.84),
        ("rows", 0.98, 0.97, 0.0, 0.02, 0.8),
        ("bridge", 0.97, 0.96, 0.0, 0.01, 0.78),
        # As crews put it, a fifth of them no report.
        ("hotel", 0.95, 0.97, 0.0, 0.07, 0.79),
        ("road", 0.95, 0.97, 0.0, 0.03, 0.84),
        ("depot", 0.97, 0.97, 0.0, 0.03, 0.79),
        ("metro", 0.96, 0.97, 0.0, 0.02, 0.79),
    ],
)
def test_reports_of_other_sites(
    site: str, signal: float, field: float, noisy: float, wrong: float, auto: float
) -> None:
    """Figures do not fall below what was reached."""
    got = score(answers(site))
    assert got["signal_f1"] >= signal
    assert got["field_f1"] >= field
    assert got["noisy_silence"] <= noisy
    assert got["wrong_auto"] <= wrong
    assert got["auto_share"] >= auto
