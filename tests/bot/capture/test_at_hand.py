"""How near a task is to whoever writes."""

from datetime import date

import pytest

from bot.capture.at_hand import Nearness, Time, Whose, by_plan, unknown
from rules.plan.schedule import Task

DAY = date(2026, 3, 10)


_WHOSE: tuple[Whose, ...] = ("own", "of_trade", "of_others", "nobody_knows")


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
    """By its planned days, which decide nothing between tasks that the words fit alike."""
    plan = Task(id="A", name="Level 1 slab pour", start=start, finish=finish)
    assert by_plan({"A": plan}, DAY)("A") == Nearness("nobody_knows", time, decides=False)


def test_of_several_the_writers_own_is_meant_while_it_is_on() -> None:
    """Then that of their trade, then anybody's; what is not on now is none of them."""
    ranks = [Nearness(whose, "now").rank for whose in _WHOSE]
    assert ranks == [0, 1, 2, 2]
    assert Nearness("own", "soon").rank is None
    assert Nearness("own", "now", decides=False).rank is None


def test_nothing_is_known_of_a_task_of_no_schedule() -> None:
    """Nor of any, where nobody tells of it."""
    assert by_plan({}, DAY)("Z") is None
    assert unknown("A") is None
