"""When work will be finished: the network with what was said and with today laid in."""

from datetime import date

import pytest

from rules.deciding.case import cases_of
from rules.folding.entry import Aimed
from rules.key import SITE, Key
from rules.plan.goal import Goal
from rules.plan.outlook import Standing, finishes
from rules.plan.schedule import Link
from rules.progress import facts
from rules.read import tasks
from rules.signal import Signal
from tests.rules.world import CHICAGO, World, local, plan, signal, task

DONE = signal("progress", "A-1", status="done")
HALF = signal("progress", "A-1", percent=50)


def finish_of(world: World) -> dict[str, date]:
    """The day on which each task will be finished, as far as anybody said."""
    standing = {t.plan.id: Standing(plan=t.plan, found=facts(t, CHICAGO)) for t in tasks(world.memory)}
    return finishes(standing, CHICAGO.local_date(world.now), CHICAGO)


@pytest.mark.parametrize(
    ("said", "at", "first", "second"),
    [
        ((HALF,), "03-11 09:00", date(2026, 3, 13), date(2026, 3, 20)),
        ((HALF, signal("forecast", "A-1", slip="P2D")), "03-11 09:00", date(2026, 3, 17), date(2026, 3, 24)),
        ((HALF,), "03-17 09:00", date(2026, 3, 17), date(2026, 3, 24)),  # it ends today at the earliest
        ((), "03-11 09:00", date(2026, 3, 17), date(2026, 3, 24)),  # it begins today at the earliest
        ((DONE,), "03-17 09:00", date(2026, 3, 13), date(2026, 3, 23)),  # A-2 has not begun on its day
        ((HALF, signal("forecast", "A-1", when="2026-03-12")), "03-11 09:00", date(2026, 3, 12), date(2026, 3, 20)),
        ((HALF, signal("forecast", "A-1", when="2026-03-12")), "03-17 09:00", date(2026, 3, 17), date(2026, 3, 24)),
    ],
)  # fmt: skip
def test_a_slip_moves_what_follows(said: tuple[Signal, ...], at: str, first: date, second: date) -> None:
    """Working days; nothing is finished or begun in the past; what comes early pulls nobody forward."""
    world = World(at="03-09 08:00")
    world.say(*said)
    world.now = local(at)
    found = finish_of(world)
    assert (found["A-1"], found["A-2"]) == (first, second)


def test_float_bears_a_slip() -> None:
    """The site's finish stays where it is as long as nobody's slip reaches it."""
    world = World(at="03-09 08:00")
    world.say(HALF, signal("progress", "A-3", percent=10), signal("forecast", "A-3", slip="P4D"))
    world.now = local("03-10 08:00")
    assert cases_of(world.memory, SITE, world.now)[0].values["site.forecast_days_late"] == 0
    world.say(signal("forecast", "A-3", slip="P9D"))
    assert cases_of(world.memory, SITE, world.now)[0].values["site.forecast_days_late"] == 2


@pytest.mark.parametrize(
    ("goal", "off"),
    [
        (Goal(id="g", name="G", measure="finish", target=date(2026, 3, 24)), False),
        (Goal(id="g", name="G", measure="finish", target=date(2026, 3, 23)), True),
        (Goal(id="g", name="G", measure="finish", target=date(2026, 3, 16), tasks=("A-1",)), True),
        (Goal(id="g", name="G", measure="cost", target=4000.0), False),
        (Goal(id="g", name="G", measure="cost", target=3999.0), True),
        (Goal(id="g", name="G", measure="progress", target=100.0), True),
        (Goal(id="g", name="G", measure="progress", target=10.0), False),
        (Goal(id="g", name="G", measure="progress", target=20.0, until=date(2026, 3, 10)), True),
        (Goal(id="g", name="G", measure="safety", target=0.0), True),
        (Goal(id="g", name="G", measure="safety", target=1.0), False),
        (Goal(id="g", name="G", measure="safety", target=0.0, tasks=("A-2",)), False),
        (Goal(id="g", name="G", measure="promises", target=50.0), False),
        (Goal(id="g", name="G", measure="promises", target=51.0), True),
    ],
)
def test_a_goal_is_off_target_by_its_own_measure(goal: Goal, off: bool) -> None:
    """Finish, cost at completion, progress by now, incidents, promises kept; of its own tasks."""
    world = World(at="03-09 08:00")
    world.take(Aimed(goal=goal))
    forecast = signal("forecast", "A-1", slip="P2D")
    world.say(signal("progress", "A-1", percent=45), signal("cost", "A-1", amount=600), forecast)
    world.say(signal("safety", "A-1", klass="incident"))
    for due in ("03-09 12:00", "03-09 09:00"):
        world.press(world.ask(due=local(due)), "done", at="03-09 10:00")
    world.now = local("03-11 10:00")
    (case,) = cases_of(world.memory, Key("goal", "g"), world.now)
    assert case.values["goal.off_target"] is off


def test_a_goal_of_which_nothing_is_known_is_neither_on_nor_off_target() -> None:
    """Nobody told a cost or promised anything yet; a goal without tasks has no finish."""
    world = World(schedule=plan(task("A-1"), task("A-2", links=(Link(predecessor="A-1"),))))
    for measure, target in (("cost", 1.0), ("promises", 90.0), ("finish", date(2026, 3, 1))):
        world.take(Aimed(goal=Goal(id="g", name="G", measure=measure, target=target, zones=("nowhere",))))  # type: ignore[arg-type]
        (case,) = cases_of(world.memory, Key("goal", "g"), world.now)
        assert "goal.off_target" not in case.values
