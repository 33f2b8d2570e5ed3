"""Readers over a small tower's schedule, built once."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from bot.capture.lexicons import Lexicons, load_lexicons
from bot.capture.reader import Reader, Reading, Thread
from rules.plan.schedule import Task
from tests.bot.capture.schedule import tower_tasks

TUESDAY = datetime(2026, 3, 10, 9, 12)  # noqa: DTZ001 - a writer's local time
Read = Callable[..., Reading]


def task(name: str, zone: str = "", trade: str = "", key: str | None = None) -> Task:
    """A task of no further interest than its words."""
    return Task(
        id=key or name, name=name, zone=zone, trade=trade, start=date(2026, 3, 1), finish=date(2026, 3, 20)
    )


TOWER = [
    *(task(f"Level {n} columns and core walls", f"L{n}", "concrete", f"C-{n}") for n in (1, 2, 3, 4)),
    *(task(f"Level {n} slab formwork", f"L{n}", "formwork", f"F-{n}") for n in (1, 2, 3, 4)),
    *(task(f"Level {n} slab rebar", f"L{n}", "rebar", f"R-{n}") for n in (1, 2, 3, 4)),
    *(task(f"Level {n} slab pour", f"L{n}", "concrete", f"P-{n}") for n in (1, 2, 3, 4)),
    *(task(f"Level {n} strip formwork and reshore", f"L{n}", "formwork", f"S-{n}") for n in (1, 2, 3, 4)),
    *(task(f"Level {n} electrical rough-in", f"L{n}", "electrical", f"E-{n}") for n in (1, 2)),
    *(task(f"Level {n} plumbing rough-in", f"L{n}", "plumbing", f"W-{n}") for n in (1, 2)),
    task("Facade brackets north elevation", "North", "facade", "B-N"),
    task("Facade brackets south elevation", "South", "facade", "B-S"),
    task("Stair 1 precast flights", "Stair 1", "precast", "ST-1"),
    task("Stair 2 precast flights", "Stair 2", "precast", "ST-2"),
    task("Storm drain connection", "Site", "civil", "D-1"),
    task("Water main tie-in", "Site", "civil", "D-2"),
]


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    """The packaged lexicons."""
    return load_lexicons()


@pytest.fixture(scope="session")
def reader(lexicons: Lexicons) -> Reader:
    """A reader over the tower, which knows two people by name."""
    return Reader(lexicons, TOWER, {"minh": "U1", "sofia": "U2"})


@pytest.fixture(scope="session")
def tower(lexicons: Lexicons) -> Reader:
    """A reader over the schedule that the example messages talk about."""
    return Reader(lexicons, tower_tasks())


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Read a text on Tuesday morning, or in a thread."""

    def _read(text: str, thread: Thread | None = None, at: datetime = TUESDAY) -> Reading:
        return reader.read(text, at=at, thread=thread)

    return _read
