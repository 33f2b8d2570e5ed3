"""How far a task is, what it cost, and when it will end."""

from datetime import date

import pytest

from rules.progress import planned_percent, slip_days
from rules.read import task_of
from rules.signal import Signal
from tests.rules.world import CHICAGO, World, blocked, local, plan, signal, task


@pytest.mark.parametrize(
    ("words", "status", "percent"),
    [
        ([], "not_started", 0),
        ([signal("progress", "A-1", status="started")], "in_progress", 0),
        ([signal("progress", "A-1", status="in_progress", percent=80)], "in_progress", 80),
        ([signal("progress", "A-1", status="done")], "done", 100),
        (
            [signal("progress", "A-1", percent=70), signal("progress", "A-1", status="started")],
            "in_progress",
            70,
        ),
        (
            [signal("progress", "A-1", status="done"), signal("progress", "A-1", percent=60)],
            "in_progress",
            60,
        ),
        (
            [signal("progress", "A-1", status="done"), signal("progress", "A-1", status="in_progress")],
            "in_progress",
            99,
        ),
        ([signal("progress", "A-1", status="done", hedged=True)], "not_started", 0),
        ([signal("progress", "A-1", percent=80, confirm=True)], "not_started", 0),
        ([signal("progress", "A-3", status="done")], "not_started", 0),
    ],
)
def test_progress_is_what_was_said_last_without_doubt(
    words: list[Signal], status: str, percent: float
) -> None:
    """A later word replaces an earlier one; an unsure one, or one of another task, moves nothing."""
    world = World()
    for number, one in enumerate(words):
        world.say(one, at=f"03-10 {8 + number:02}:00")
    assert (world.facts().status, world.facts().percent) == (status, percent)


@pytest.mark.parametrize(
    ("changes", "status", "percent"),
    [
        ({"percent": 30.0}, "in_progress", 30),
        ({"actual_start": date(2026, 3, 9)}, "in_progress", 0),
        ({"percent": 100.0}, "done", 100),
        ({"actual_finish": date(2026, 3, 9)}, "done", 100),
    ],
)
def test_without_words_the_schedule_tells(changes: dict[str, object], status: str, percent: float) -> None:
    """Its percent, and its actual dates."""
    world = World(schedule=plan(task("A-1", **changes)))
    assert (world.facts().status, world.facts().percent) == (status, percent)


def test_who_says_that_it_stands_knows_better_than_the_plan() -> None:
    """A task that the plan took for finished yesterday runs still where somebody is stopped at it today."""
    world = World(schedule=plan(task("A-1", actual_finish=date(2026, 3, 9))))
    world.say(blocked(hedged=True))
    assert world.facts().status == "done"
    world.say(blocked())
    assert (world.facts().status, world.facts().percent) == ("in_progress", 99)


def test_why_an_errand_about_finished_work_is_not_done_does_not_stop_the_work() -> None:
    """Whoever says why nobody mended it yet does not say that the task stands; it does before the task is done."""
    world = World(schedule=plan(task("A-1")))
    world.ask()
    world.press("ACT-1", "not_done", cause="prior_work")
    assert [one.words for one in world.facts().of("blocker")] == ["not done: prior work"]
    world.say(signal("progress", "A-1", status="done"), at="03-10 10:00")
    world.press("ACT-1", "not_done", cause="inspection", at="03-10 11:00")
    assert (world.facts().status, world.facts().of("blocker")) == ("done", ())


def test_money_counts_in_the_sites_currency() -> None:
    """Sure costs without another currency are added to what the schedule reports."""
    world = World(schedule=plan(task("A-1", actual_cost=100.0)))
    world.say(
        signal("cost", "A-1", amount=50, currency="USD"),
        signal("cost", "A-1", amount=5.5, currency=None),
        signal("cost", "A-1", amount=7, currency="EUR"),
        signal("cost", "A-1", amount=9, currency="USD", hedged=True),
    )
    assert world.facts().spent == 155.5


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"when": "2026-03-18"}, date(2026, 3, 18)),
        ({"when": "2026-03-18T12:00"}, date(2026, 3, 18)),
        ({"slip": "P2D"}, date(2026, 3, 17)),
        ({"slip": "-P1D"}, date(2026, 3, 12)),
        ({"slip": "P7D"}, date(2026, 3, 20)),
        ({"slip": "P99999D"}, None),
        ({"slip": "P1M"}, None),
        ({"when": "later"}, None),
        ({"when": "2026-03-18", "hedged": True}, None),
    ],
)
def test_a_forecast_is_the_finish_told_last(values: dict[str, object], expected: date | None) -> None:
    """A date, or working days from the planned finish; what cannot be meant is none."""
    world = World()
    world.say(signal("forecast", "A-1", **values))
    assert world.facts().forecast == expected


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("PT3H", 1),
        ("PT25H", 2),
        ("-PT5H", -1),
        ("P1W", 5),
        ("P10D", 8),
        ("P0D", 0),
        ("PTinfH", None),
        ("x", None),
    ],
)
def test_slips_count_in_working_days(said: str, days: int | None) -> None:
    """A week is five of them here, hours are parts of a shift and at least a day."""
    assert slip_days(said, CHICAGO) == days


@pytest.mark.parametrize(
    ("at", "percent"),
    [
        ("03-09 06:00", 0),
        ("03-09 12:00", 10),
        ("03-11 07:00", 40),
        ("03-13 17:00", 100),
        ("04-01 12:00", 100),
    ],
)
def test_the_plan_moves_with_working_time(at: str, percent: float) -> None:
    """Linear from the first shift's opening to the last one's end."""
    found = task_of(World().memory, "A-1")
    assert found is not None
    assert planned_percent(found, local(at), CHICAGO) == percent


def test_work_planned_for_a_day_off_is_planned_at_its_end() -> None:
    """There is no working time to spread it over."""
    saturday = date(2026, 3, 14)
    world = World(schedule=plan(task("A-1", start=saturday, finish=saturday)))
    found = task_of(world.memory, "A-1")
    assert found is not None
    planned = [
        planned_percent(found, local(at), CHICAGO) for at in ("03-14 16:58", "03-14 17:00", "03-16 08:00")
    ]
    assert planned == [0, 100, 100]
