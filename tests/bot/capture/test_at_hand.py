"""How near a task is to whoever writes."""

# ruff: noqa: D103

from datetime import date

import pytest

from bot.capture.at_hand import Nearness, Time, Whose, by_plan, unknown
from rules.plan.schedule import Task

DAY = date(2026, 3, 10)


def task(owner: str, start: date = DAY, finish: date = DAY) -> Task:
    return Task(id="A", name="Level 1 slab pour", start=start, finish=finish, owner=owner)


@pytest.mark.parametrize(
    ("owner", "writer", "whose"),
    [
        ("minh", "minh", "own"),
        ("minh", "carlos", "of_others"),  # carlos answers for another task of the schedule
        ("minh", "ana", "nobody_knows"),
        ("", "", "nobody_knows"),
    ],
)
def test_the_schedule_names_who_answers(owner: str, writer: str, whose: Whose) -> None:
    other = Task(id="B", name="Level 2 slab pour", start=DAY, finish=DAY, owner="carlos")
    assert by_plan([task(owner), other], writer, DAY)("A") == Nearness(whose, "now", decides=False)


@pytest.mark.parametrize(
    ("start", "finish", "time"),
    [
        (date(2026, 3, 2), date(2026, 3, 20), "now"),
        (date(2026, 3, 13), date(2026, 3, 20), "now"),  # over a weekend
        (date(2026, 3, 14), date(2026, 3, 20), "soon"),
        (date(2026, 3, 2), date(2026, 3, 6), "soon"),
        (date(2026, 3, 2), date(2026, 3, 2), "soon"),
        (date(2026, 3, 20), date(2026, 3, 27), "far"),
        (date(2026, 2, 2), date(2026, 2, 27), "far"),
    ],
)
def test_a_task_is_spoken_of_while_it_is_on(start: date, finish: date, time: Time) -> None:
    near = by_plan([task("minh", start, finish)], "minh", DAY)("A")
    assert near is not None
    assert near.time == time


def test_of_several_the_writers_own_is_meant_while_it_is_on() -> None:
    """Then that of their trade, then anybody's; what is not on now is none of them."""
    ranks = [Nearness(whose, "now").rank for whose in ("own", "of_trade", "of_others", "nobody_knows")]
    assert ranks == [0, 1, 2, 2]
    assert Nearness("own", "soon").rank is None
    assert Nearness("own", "now", decides=False).rank is None


def test_nothing_is_known_of_a_task_of_no_schedule() -> None:
    assert by_plan([task("minh")], "minh", DAY)("Z") is None
    assert unknown("A") is None
