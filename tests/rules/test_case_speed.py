"""A whole schedule can be looked at within a turn."""

from datetime import date, timedelta
from random import Random
from time import perf_counter

from rules.decide import Book, decide
from rules.match import reference_matcher
from rules.rulebook import shipped_rulebook
from rules.schedule import Link, Task
from rules.statement import reached
from rules.wake import wakes_of
from tests.rules.world import World, plan, signal, task


def _tasks(count: int) -> list[Task]:
    random = Random(7)
    found = []
    for number in range(count):
        start = date(2026, 1, 5) + timedelta(days=random.randint(0, 200))
        before = sorted({random.randrange(number) for _ in range(2)}) if number else []
        links = tuple(Link(predecessor=f"T-{one}") for one in before)
        finish = start + timedelta(days=random.randint(1, 20))
        found.append(task(f"T-{number}", start=start, finish=finish, links=links))
    return found


def test_two_thousand_tasks_with_talk_at_the_site_are_looked_at_in_seconds() -> None:
    """An import touches them all; the site's own talk is read once, not once for each. (2 s where nothing else runs.)"""
    world = World()
    for number in range(300):
        world.fold_said(f"C9:{number}", signal("headcount", None, count=number))
    book = Book(rulebook=shipped_rulebook(), matcher=reference_matcher(shipped_rulebook()))
    started = perf_counter()
    keys = reached(world.memory, world.fold(plan(*_tasks(2000))))
    decide(world.memory, keys, book, world.now)
    wakes = wakes_of(world.memory, keys, book, world.now)
    assert len(wakes) > 2000
    assert perf_counter() - started < 8
