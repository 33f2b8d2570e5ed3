"""Goals: set, changed and retired by the journal, served by the tasks that they name, looked at by the rules."""

from dataclasses import replace
from datetime import date

import pytest

from rules.deciding.case import cases_of
from rules.folding.entry import ENTRY, Aimed
from rules.key import Key
from rules.plan.goal import Goal, GoalError
from rules.plan.goals import goals_of, tasks_of
from rules.read import goal_of, goals, tasks
from rules.subject import Risk
from storage.documents import read_document, write_document
from tests.rules.world import Whatever, World, local, plan, rule, task, user

ON_TIME = Goal(id="finish-on-time", name="Finish on time", measure="finish", target=date(2026, 3, 20))
FRUGAL = Goal(id="in-budget", name="Stay in budget", measure="cost", target=3000.0, zones=("l3",))


def test_a_goal_is_set_changed_and_retired() -> None:
    """Its risks stay when its settings change; retired, it is known but no longer pursued."""
    world = World()
    world.take(Aimed(goal=ON_TIME, by=user("grace")))
    found = goal_of(world.memory, "finish-on-time")
    assert found is not None and found.goal == ON_TIME
    risk = Risk(origin="slip/site:@1", level="high", at=local("03-10 09:00"), words="A-1 slips")
    world.memory.put(replace(found, risks=(risk,)))
    later = replace(ON_TIME, target=date(2026, 3, 27))
    world.take(Aimed(goal=later))
    assert [(g.goal.target, g.risks) for g in goals(world.memory)] == [(date(2026, 3, 27), (risk,))]
    world.take(Aimed(goal=later, retired=True))
    assert list(goals(world.memory)) == []
    assert goal_of(world.memory, "finish-on-time") is not None
    assert cases_of(world.memory, Key("goal", "finish-on-time"), world.now) == []


def test_a_goal_is_looked_at_when_it_is_set() -> None:
    """A rule about goals acts on it at once, and not on one that is retired."""
    acts = rule("site.open_actions = 0", id="aimed", on="goal", assign='["role:project_manager"]')
    world = World(acts)
    world.take(Aimed(goal=FRUGAL, retired=True))
    assert world.actions() == []
    world.take(Aimed(goal=ON_TIME))
    assert [(a.asked.subject, a.asked.ladder[0].person) for a in world.actions()] == [
        (Key("goal", "finish-on-time"), user("grace"))
    ]


@pytest.mark.parametrize(
    ("named", "served"),
    [
        ({}, ["A-1", "A-2", "B-1"]),
        ({"zones": ("L3", "L4")}, ["A-1", "A-2"]),
        ({"zones": ("l3",), "trades": ("Concrete",)}, ["A-1"]),
        ({"tasks": ("B-1",)}, ["B-1"]),
        ({"tasks": ("B-1",), "zones": ("L3",)}, []),
    ],
)
def test_the_tasks_that_serve_a_goal_fit_all_that_it_names(
    named: dict[str, Whatever], served: list[str]
) -> None:
    """Zone, trade and id each narrow it, however they are written; nothing named means every task."""
    schedule = plan(task("A-1"), task("A-2", zone="L4", trade="steel"), task("B-1", zone="roof"))
    world = World(schedule=schedule)
    goal = replace(ON_TIME, **named)
    world.take(Aimed(goal=goal))
    assert [t.plan.id for t in tasks_of(goal, tasks(world.memory))] == served
    mine = [t.plan.id for t in tasks(world.memory) if goals_of(t, goals(world.memory))]
    assert mine == served


@pytest.mark.parametrize(
    "changes", [{"id": ""}, {"measure": "cost"}, {"measure": "finish", "target": 12.0}, {"target": 1}]
)
def test_a_goal_that_nobody_could_measure_is_refused(changes: dict[str, Whatever]) -> None:
    """A finish has a date, everything else a number, and each goal an id; the error says what to write."""
    with pytest.raises(GoalError, match=r"Give|give"):
        replace(ON_TIME, **changes)


@pytest.mark.parametrize("goal", [ON_TIME, FRUGAL, replace(FRUGAL, target=95.0, until=date(2026, 6, 30))])
def test_goals_are_kept_as_they_were(goal: Goal) -> None:
    """A target stays a date or a number in the journal and in the state."""
    entry = Aimed(goal=goal, by="U1")
    assert ENTRY.validate_json(ENTRY.dump_json(entry)) == entry
    world = World()
    world.take(entry)
    kept = goal_of(world.memory, goal.id)
    assert kept is not None and read_document("goal", write_document(kept)) == kept
