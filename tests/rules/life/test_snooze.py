"""Nobody puts off for long what they have."""

from datetime import datetime

import pytest

from rules.life.action import life
from rules.life.snooze import capped
from rules.subject import ActionState
from tests.rules.world import assignment, local

NOW = local("03-10 09:00")


@pytest.mark.parametrize(
    ("due", "until", "expected"),
    [
        ("03-20 15:00", "03-12 09:00", local("03-12 09:00")),
        ("03-20 15:00", "03-30 09:00", local("03-20 15:00")),
        ("03-09 15:00", "03-12 09:00", local("03-12 09:00")),
        ("03-09 15:00", "03-30 09:00", local("03-17 09:00")),
    ],
    ids=["before its time", "beyond its time", "overdue", "overdue, for weeks"],
)
def test_it_is_quiet_up_to_its_time_or_a_week_after_it(due: str, until: str, expected: datetime) -> None:
    """What is overdue already has no time that it could be brought up at, so that a week is the most."""
    found = life(ActionState(asked=assignment(due=local(due)), opened=local("03-09 08:00")))
    assert capped(found, local(until), NOW) == expected
