"""How long a whole schedule takes the rules: `python -m tests.bench.bench_rules`, CPU seconds of one core.

What is timed: the network of 5,000 tasks; one look of the shipped rulebook, wakes included, at 2,000 tasks just imported at a
site with 300 reports of its own; reading a CSV of 10,000 rows of which every one is wrong.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from time import process_time

from bot.importers.csv import read_csv
from bot.importers.problems import ImportFailed
from rules.book import Book
from rules.deciding.decide import decide
from rules.deciding.wake import wakes_of
from rules.language.rulebook import shipped_rulebook
from rules.match import best_matcher
from rules.plan.network import network_of
from rules.plan.schedule import Link, Schedule, Task
from rules.worktime.calendar import WorkCalendar
from tests.rules.world import World, plan, signal, task


def _tasks(count: int) -> tuple[Task, ...]:
    random = Random(7)
    found = []
    for number in range(count):
        start = date(2026, 1, 5) + timedelta(days=random.randint(0, 200))
        before = sorted({random.randrange(number) for _ in range(2)}) if number else []
        links = tuple(Link(predecessor=f"T-{one}") for one in before)
        finish = start + timedelta(days=random.randint(1, 20))
        found.append(task(f"T-{number}", start=start, finish=finish, links=links))
    return tuple(found)


def _network() -> None:
    network_of(Schedule(name="large", tasks=_tasks(5000)), WorkCalendar())


def _look() -> None:
    world = World()
    for number in range(300):
        world.fold_said(f"C9:{number}", signal("headcount", None, count=number))
    book = Book(rulebook=shipped_rulebook(), matcher=best_matcher(shipped_rulebook()))
    keys = world.fold(plan(*_tasks(2000)))
    decide(world.memory, keys, book, world.now)
    wakes_of(world.memory, keys, book, world.now)


def _wrong_rows() -> None:
    rows = "".join(f"{n},a,2026-03-02,2026-03-02,x{n}\n" for n in range(10_000))
    try:
        read_csv("id,name,start,finish,predecessors\n" + rows)
    except ImportFailed:
        return


def main() -> None:
    """Time each three times and print the least."""
    parts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("network of 5,000 tasks", _network),
        ("import and look at 2,000 tasks", _look),
        ("10,000 wrong CSV rows", _wrong_rows),
    )
    for name, part in parts:
        sys.stdout.write(f"{name:32} {min(_seconds(part) for _ in range(3)):6.2f} s\n")


def _seconds(part: Callable[[], None]) -> float:
    began = process_time()
    part()
    return process_time() - began


if __name__ == "__main__":
    main()
