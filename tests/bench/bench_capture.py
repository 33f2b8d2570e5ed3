"""Capture's pace by the size of the schedule: `python -m tests.bench.bench_capture` prints a table."""

import json
import sys
import time
from datetime import date, datetime
from pathlib import Path
from statistics import quantiles

from bot.capture.lexicons import load_lexicons
from bot.capture.reader import Reader
from rules.plan.schedule import Task

CASES = Path(__file__).parents[1] / "bot" / "capture"
WORKS = (
    ("slab formwork", "formwork"),
    ("slab rebar", "rebar"),
    ("slab pour", "concrete"),
    ("columns and core walls", "concrete"),
    ("electrical rough-in", "electrical"),
    ("plumbing rough-in", "plumbing"),
    ("HVAC ductwork", "hvac"),
    ("interior framing and drywall", "drywall"),
    ("fire sprinkler mains", "fire protection"),
    ("curtain wall panels north elevation", "facade"),
)


def schedule(size: int) -> list[Task]:
    """A schedule of that many tasks: ten works on each level of several towers."""
    tasks = []
    for number in range(size):
        level, (work, trade) = number // len(WORKS) % 60 + 1, WORKS[number % len(WORKS)]
        tower = number // (60 * len(WORKS)) + 1
        name = f"Tower {tower} level {level} {work}" if size > 600 else f"Level {level} {work}"
        tasks.append(
            Task(
                id=f"T-{number:05d}",
                name=name,
                zone=f"L{level}",
                trade=trade,
                start=date(2026, 3, 2),
                finish=date(2026, 3, 9),
            )
        )
    return tasks


def messages() -> list[str]:
    """Our example messages' texts."""
    lines = (CASES / "cases_tune.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def measured(reader: Reader, texts: list[str], rounds: int) -> list[float]:
    """Seconds of each reading."""
    at, taken = datetime(2026, 3, 10, 9, 12), []  # noqa: DTZ001 - a writer's local time
    for _ in range(rounds):
        for text in texts:
            start = time.perf_counter()
            reader.read(text, at=at)
            taken.append(time.perf_counter() - start)
    return taken


def main() -> None:
    """Print messages per second, median and 99th percentile by schedule size."""
    start = time.perf_counter()
    lexicons, texts = load_lexicons(), messages()
    out = sys.stdout
    out.write(f"lexicons loaded in {time.perf_counter() - start:.2f} s; {len(texts)} messages, 5 rounds\n")
    out.write(f"{'tasks':>7} {'index s':>8} {'msgs/s':>8} {'p50 ms':>7} {'p99 ms':>7}\n")
    for size in (20, 200, 2_000, 20_000):
        start = time.perf_counter()
        reader = Reader(lexicons, schedule(size))
        built = time.perf_counter() - start
        taken = measured(reader, texts, 5)
        cut = quantiles(taken, n=100)
        out.write(
            f"{size:>7} {built:>8.2f} {len(taken) / sum(taken):>8.0f} {cut[49] * 1000:>7.2f} {cut[98] * 1000:>7.2f}\n"
        )


if __name__ == "__main__":
    main()
