"""What really happens to tasks: near the plan, the same for the same seed, and settled where it has to be."""

from datetime import date

import pytest

from bot.month.truth import courses
from bot.playing.plot import TIMEZONE, plot_of
from rules.worktime.calendar import WorkCalendar

CALENDAR = WorkCalendar(timezone=TIMEZONE)
TOWER = plot_of(None).schedule
DAY = date(2026, 3, 10)


def test_a_seed_draws_one_truth() -> None:
    """The same seed gives the same courses, another seed others."""
    assert courses(TOWER, CALENDAR, day=DAY, seed=1) == courses(TOWER, CALENDAR, day=DAY, seed=1)
    assert courses(TOWER, CALENDAR, day=DAY, seed=1) != courses(TOWER, CALENDAR, day=DAY, seed=2)


@pytest.mark.parametrize("seed", range(5))
def test_the_truth_keeps_near_the_plan(seed: int) -> None:
    """Most tasks finish within a week of their plan, and what is finished before the month has no course."""
    found = courses(TOWER, CALENDAR, day=DAY, seed=seed)
    off = [CALENDAR.working_days_between(c.task.finish, c.last) for c in found.values()]
    assert all(course.task.finish >= DAY for course in found.values())
    assert sum(abs(days) <= 5 for days in off) >= 0.9 * len(off)
    assert any(days != 0 for days in off)


def test_progress_goes_from_the_plan_to_all_of_it() -> None:
    """A task in course stands where the plan had it on the first morning, never goes back, and is whole on its last evening."""
    for course in courses(TOWER, CALENDAR, day=DAY, seed=3).values():
        days = [CALENDAR.add_working_days(DAY, number) for number in range(60)]
        told = [course.percent(CALENDAR.closing(day), CALENDAR) for day in days]
        assert told == sorted(told)
        assert course.percent(CALENDAR.opening(DAY), CALENDAR) == course.begun
        assert course.percent(CALENDAR.closing(course.last), CALENDAR) == 100.0


@pytest.mark.parametrize("seed", range(5))
def test_a_past_is_settled(seed: int) -> None:
    """What the plan finishes before the day on which a past ends is finished by then."""
    begun = CALENDAR.add_working_days(DAY, -22)
    found = courses(TOWER, CALENDAR, day=begun, seed=seed, settled=DAY)
    late = [c.task.id for c in found.values() if c.task.finish < DAY <= c.last]
    assert found
    assert not late
