"""What is asked about a task that has not begun is due an hour before its start, as far as there is time for it."""

from datetime import date, datetime

import pytest

from rules.deciding.due import due_by_start, start_ahead
from rules.subject import Severity
from tests.rules.world import World, assignment, local, plan, signal, task

STARTS = local("03-12 07:00")


def _world(at: str) -> World:
    return World(schedule=plan(task("A-1", start=date(2026, 3, 12), finish=date(2026, 3, 20))), at=at)


@pytest.mark.parametrize(
    ("at", "due", "severity", "expected"),
    [
        ("03-11 10:00", "03-13 10:00", "medium", local("03-11 16:00")),
        ("03-11 10:00", "03-11 15:00", "medium", local("03-11 15:00")),
        ("03-11 16:30", "03-13 10:00", "medium", local("03-12 07:30")),
        ("03-12 07:00", "03-13 10:00", "medium", local("03-13 10:00")),
        ("03-11 10:00", "03-13 10:00", "safety", local("03-13 10:00")),
    ],
    ids=["start", "sooner", "an hour at least", "start is over", "danger"],
)
def test_it_is_due_by_the_start(at: str, due: str, severity: Severity, expected: datetime) -> None:
    """Never later than without a task; a danger has its own time, and an hour is the least to do something in."""
    world = _world(at)
    asked = assignment(due=local(due), severity=severity)
    assert due_by_start(world.memory, asked, world.now) == expected


def test_what_has_begun_has_no_start_ahead() -> None:
    """However far away its planned start is; nor has what is no task."""
    world = _world("03-11 10:00")
    assert start_ahead(world.memory, "A-1", world.now) == STARTS
    world.say(signal("progress", "A-1", percent=5))
    assert start_ahead(world.memory, "A-1", world.now) is None
    assert start_ahead(world.memory, None, world.now) is None
