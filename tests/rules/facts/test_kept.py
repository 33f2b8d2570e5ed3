"""What is kept of one state of a site is never told of another: after every change the facts are those of a site that is read
for the first time."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from weakref import ref

import pytest

from rules.deciding.case import cases_of
from rules.deciding.decision import Case
from rules.facts.field import Fields
from rules.facts.fields import FIELDS
from rules.facts.lasting import lasting
from rules.folding.entry import Configured, Deleted
from rules.read import Reader, site_of, task_of
from rules.weekly.outcome import judged_of
from rules.worktime.calendar import WorkCalendar
from tests.rules.full_site import KEYS, full_site
from tests.rules.world import World, blocked, plan, signal, task


def facts_of(read: Reader, world: World) -> list[Case]:
    """Every case of a state at the world's time."""
    return [case for key in KEYS for case in cases_of(read, key, world.now)]


def read_anew(world: World) -> list[Case]:
    """The same of a copy, of which nothing is known."""
    return facts_of(deepcopy(world.memory), world)


def _judge_this_week(world: World) -> None:
    site = site_of(world.memory)
    world.memory.put(replace(site, rounds={**site.rounds, "judging": date(2026, 3, 9)}))


def _promise_less(world: World) -> None:
    first = task_of(world.memory, "A-1")
    assert first is not None
    world.memory.put(replace(first, promised=first.promised[1:]))


def _other_hours(world: World) -> None:
    calendar = WorkCalendar(timezone="America/Chicago", closures=frozenset({date(2026, 3, 12)}))
    world.take(Configured(settings=replace(site_of(world.memory), calendar=calendar)))


CHANGES: dict[str, Callable[[World], object]] = {
    "progress": lambda world: world.say(signal("progress", "A-1", percent=60)),
    "progress of the last task": lambda world: world.say(signal("progress", "A-3", percent=90), by="minh"),
    "the first task is not done after all": lambda world: world.say(signal("progress", "A-0", percent=50)),
    "done": lambda world: world.say(signal("progress", "A-1", status="done")),
    "cost": lambda world: world.say(signal("cost", "A-1", amount=900, currency="USD")),
    "slip": lambda world: world.say(signal("forecast", "A-1", slip="P4D")),
    "a head count of a task": lambda world: world.say(signal("headcount", "A-3", trade="concrete", count=9)),
    "a head count of the site": lambda world: world.say(signal("headcount", None, count=44)),
    "blocked": lambda world: world.say(blocked("A-3", "labour"), by="minh"),
    "words of no task": lambda world: world.say(signal("weather", None, condition="rain"), by="diego"),
    "what was said is taken back": lambda world: world.take(Deleted(message="C1:1")),
    "an action is done": lambda world: world.press("ACT-4", "done", by="ana"),
    "a hazard is dealt with": lambda world: (
        world.say(signal("safety", None, klass="hazard")),
        facts_of(world.memory, world),
        world.ask(subject=site_of(world.memory).key, task=None, matter=_last_hazard(world)),
        world.press("ACT-6", "done"),
    ),
    "the last task is planned no more": lambda world: world.take(plan(task("A-1"), task("A-2"))),
    "a task more": lambda world: world.take(plan(task("A-0"), task("A-1"), task("A-2"), task("A-9"))),
    "another week is judged": _judge_this_week,
    "a promise less": _promise_less,
    "other working hours": _other_hours,
}


def _last_hazard(world: World) -> str:
    return site_of(world.memory).live[-1].id


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_all_is_told_as_of_then(change: str) -> None:
    """What was kept before it is of no account, and what was told before stays told."""
    world = full_site()
    before = facts_of(world.memory, world)
    told = [(dict(case.values), dict(case.timed), dict(case.evidence)) for case in before]
    assert before == read_anew(world)
    CHANGES[change](world)
    after = facts_of(world.memory, world)
    assert after == read_anew(world)
    assert after != before
    assert [(case.values, case.timed, case.evidence) for case in before] == told


@pytest.mark.parametrize("days", [1, 2, 7])
def test_as_time_passes_all_is_told_as_of_then(days: int) -> None:
    """Although nothing happens, so that all that lasts is kept."""
    world = full_site()
    before = facts_of(world.memory, world)
    world.now += timedelta(days=days)
    after = facts_of(world.memory, world)
    assert after == read_anew(world) != before


def test_only_weeks_that_were_judged_count() -> None:
    """What is promised for the week that runs is judged with it."""
    world = full_site()
    weeks = [one.promise.week for one in judged_of(world.memory)]
    assert weeks == [date(2026, 2, 23), date(2026, 3, 2), date(2026, 3, 2)]
    _judge_this_week(world)
    assert [one.promise.week for one in judged_of(world.memory)] == [*weeks, date(2026, 3, 9)]


def test_what_is_read_for_once_is_not_kept() -> None:
    """A task may last for months; facts of it that somebody reads for one text do not pile up with it."""
    world = World()
    state, site = task_of(world.memory, "A-1"), site_of(world.memory)
    assert state is not None
    fields = Fields([FIELDS["task.name"]])
    assert lasting(state, site.calendar, site.currency).known(fields).still == {"task.name": "Work A-1"}
    once = ref(fields)
    del fields
    assert once() is None
