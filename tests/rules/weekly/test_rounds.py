"""When the steps of a week are due: in the site's own working time, whatever its week, holidays and clock changes are."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from rules.subject import SiteState
from rules.weekly.promised import STEPS, WeekStep
from rules.weekly.rounds import (
    due_steps,
    is_planned,
    next_step,
    open_week,
    rounds_passed,
    step_at,
    week_meant,
)
from rules.weekly.week import WEEK, begins_on, days_of, end_of, week_of
from rules.worktime.calendar import WorkCalendar
from tests.rules.world import CHICAGO, Whatever, local

MONDAY = date(2026, 3, 16)


def site(**changes: Whatever) -> SiteState:
    """A site that plans weeks, since before any of them."""
    given = {"channel": "C1", "calendar": CHICAGO, "scheduled": local("01-05 07:00")}
    return SiteState(**{**given, **changes})


def shown(of: SiteState, week: date = MONDAY) -> list[str]:
    """The local times of the steps of a week."""
    found = [step_at(of, step, week) for step in STEPS]
    return [f"{of.calendar.local(at):%a %d %b %H:%M}" if at else "-" for at in found]


@pytest.mark.parametrize(
    ("weekdays", "first"),
    [((0, 1, 2, 3, 4), 0), ((6, 0, 1, 2, 3), 6), ((0, 1, 2, 3, 4, 5), 0), (range(7), 0), ((0, 2, 4), 0)],
)
def test_a_week_begins_after_the_longest_rest(weekdays: tuple[int, ...], first: int) -> None:
    """Sunday where Friday and Saturday are free; Monday where nobody ever rests."""
    calendar = WorkCalendar(weekdays=frozenset(weekdays))
    assert begins_on(calendar) == first
    for day in (date(2026, 3, 10), date(2026, 3, 15)):
        week = week_of(day, calendar)
        assert week.weekday() == first
        assert week <= day < week + WEEK


def test_steps_of_an_ordinary_week() -> None:
    """Asked on Friday at ten, reminded at two, closed at five; asked how it went before the end, judged on Monday at ten."""
    assert shown(site()) == [
        "Fri 13 Mar 10:00",
        "Fri 13 Mar 14:00",
        "Fri 13 Mar 17:00",
        "Fri 20 Mar 16:00",
        "Mon 23 Mar 10:00",
    ]


def test_the_day_and_hour_can_be_chosen() -> None:
    """A Thursday afternoon leaves until Friday noon; a late Friday leaves until the week begins, without a reminder before it."""
    assert shown(site(planning_day=3, planning=time(15)))[:3] == [
        "Thu 12 Mar 15:00",
        "Fri 13 Mar 09:00",
        "Fri 13 Mar 12:00",
    ]
    assert shown(site(planning=time(16, 30)))[:3] == ["Fri 13 Mar 16:30", "-", "Mon 16 Mar 07:00"]


def test_a_site_that_works_from_sunday_on_plans_on_thursday() -> None:
    """The last working day of the week before, by the site's own week."""
    calendar = replace(CHICAGO, weekdays=frozenset({6, 0, 1, 2, 3}))
    assert shown(site(calendar=calendar), date(2026, 3, 15))[:3] == [
        "Thu 12 Mar 10:00",
        "Thu 12 Mar 14:00",
        "Thu 12 Mar 17:00",
    ]


def test_holidays_move_the_steps() -> None:
    """A closed Friday is planned for on Thursday; a week without work has no steps, and is looked over."""
    closed = site(calendar=replace(CHICAGO, closures=frozenset({date(2026, 3, 13)})))
    assert shown(closed)[0] == "Thu 12 Mar 10:00"
    shut = replace(CHICAGO, closures=frozenset(days_of(MONDAY, CHICAGO)))
    assert shown(site(calendar=shut)) == ["-"] * 5
    assert shown(site(calendar=shut), MONDAY + WEEK)[0] == "Fri 13 Mar 10:00"


@pytest.mark.parametrize("week", [date(2026, 3, 9), date(2026, 11, 2)])
def test_clock_changes_leave_the_wall_time(week: date) -> None:
    """In the week of either change people are asked at ten by the wall clock."""
    assert [text[-5:] for text in shown(site(), week)] == ["10:00", "14:00", "17:00", "16:00", "10:00"]


def test_each_step_is_due_once_and_in_order() -> None:
    """What is due is not due again once it was taken, and what comes next is never in the past."""
    of = site(rounds=rounds_passed(site(), local("03-10 07:00")))
    seen: list[tuple[datetime, WeekStep, date]] = []
    while len(seen) < 10:
        at = next_step(of, local("03-10 07:00") if not seen else seen[-1][0])
        assert at is not None
        for step, week in due_steps(of, at):
            seen.append((at, step, week))
            of = replace(of, rounds={**of.rounds, step: week})
        assert due_steps(of, at) == []
    assert [(step, week.day) for _, step, week in seen[:6]] == [
        ("planning", 16),
        ("reminder", 16),
        ("review", 9),
        ("cutoff", 16),
        ("judging", 9),
        ("planning", 23),
    ]
    assert [at for at, *_ in seen] == sorted(at for at, *_ in seen)


def test_what_was_due_before_a_site_began_is_not_made_up_for() -> None:
    """A site that is set up on Wednesday is asked for its first promises on Friday, and about no week before."""
    at = local("03-11 12:00")
    fresh = site()
    assert due_steps(fresh, at) != []
    begun = replace(fresh, rounds=rounds_passed(fresh, at))
    assert due_steps(begun, at) == []
    assert next_step(begun, at) == local("03-13 10:00")


def test_a_week_that_was_slept_through_is_taken_once() -> None:
    """After two weeks without a tick each step is taken for the last week only."""
    of = site(rounds=rounds_passed(site(), local("03-10 07:00")))
    due = due_steps(of, local("03-27 18:00"))
    assert len(due) == len({step for step, _ in due}) == 5
    assert ("planning", date(2026, 3, 30)) in due


def test_a_site_without_channel_schedule_or_hour_plans_no_weeks() -> None:
    """Nobody is asked for anything."""
    for changes in ({"channel": ""}, {"scheduled": None}, {"planning": None}):
        off = site(**changes)
        assert not is_planned(off)
        assert next_step(off, local("03-10 07:00")) is None
        assert due_steps(off, local("03-13 10:00")) == []


def test_the_week_that_somebody_means() -> None:
    """The one that runs; the coming one as soon as people are asked about it, or where it is named."""
    of = site(rounds={"cutoff": date(2026, 3, 9)})
    assert open_week(of, local("03-11 09:00")) == MONDAY
    assert week_meant(of, local("03-11 09:00")) == date(2026, 3, 9)
    assert week_meant(of, local("03-13 09:59")) == date(2026, 3, 9)
    assert week_meant(of, local("03-13 10:00")) == MONDAY
    assert week_meant(of, local("03-11 09:00"), after=True) == MONDAY


def test_what_is_told_on_the_weekend_is_told_of_the_week_before() -> None:
    """A week's word counts until the next one's work begins."""
    assert end_of(date(2026, 3, 9), CHICAGO) == local("03-16 07:00")
    assert isinstance(end_of(date(2026, 3, 9), CHICAGO), datetime)
    assert end_of(date(2026, 3, 9), CHICAGO).astimezone(UTC).hour == 12
