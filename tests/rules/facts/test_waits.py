"""What comes before a task and will not be done by its start: for how long that keeps it, and when its rules hear of it."""

from datetime import date

from rules.deciding.case import cases_of
from rules.deciding.decision import CaseValue
from rules.key import Key
from rules.past.replay import check
from rules.plan.schedule import Link, LinkKind
from tests.rules.lived import Lived
from tests.rules.world import World, blocked, plan, rule, signal, task

FIELDS = ("task.lacks_prior_work", "task.float_after_wait")


def world_of(at: str, kind: LinkKind = "FS", lag: float = 0.0) -> World:
    """A-2 begins on Monday the 16th, `lag` working days after A-1 of this week or, by its link, once that has begun."""
    links = (Link(predecessor="A-1", kind=kind, lag_days=lag),)
    after = task("A-2", start=date(2026, 3, 16), finish=date(2026, 3, 20), links=links)
    return World(schedule=plan(task("A-1"), after), at=at)


def waits(world: World) -> tuple[CaseValue | None, ...]:
    """Whether A-2 lacks prior work, and the float that is left once it has waited for that."""
    (case,) = [one for one in cases_of(world.memory, Key("task", "A-2"), world.now) if not one.each]
    return tuple(case.values.get(field) for field in FIELDS)


def test_the_wait_is_until_the_day_after_the_end_that_was_told() -> None:
    """Told for the Friday before it is no wait, for the Monday of its start one day, for the Thursday of that week four."""
    for day, expected in (("13", (False, 0)), ("16", (True, -1)), ("19", (True, -4))):
        world = world_of("03-10 08:00")
        world.say(signal("forecast", "A-1", when=f"2026-03-{day}"))
        assert waits(world) == expected, day


def test_the_wait_goes_on_for_as_long_as_the_link_says() -> None:
    """Two days to cure: what ends on the Wednesday before leaves them, what ends on Friday is two days of wait; with a lead of
    one day its last day is none."""
    for day, lag, expected in (("11", 2, (False, 0)), ("13", 2, (True, -2)), ("16", -1, (False, 0))):
        world = world_of("03-10 08:00", lag=lag)
        world.say(signal("forecast", "A-1", when=f"2026-03-{day}"))
        assert waits(world) == expected, (day, lag)


def test_what_is_far_behind_keeps_it_for_a_day_at_least() -> None:
    """On Friday afternoon nine tenths are left of what ends on Friday: nobody told another end, and it will not be done."""
    world = world_of("03-13 16:00")
    world.say(signal("progress", "A-1", percent=10.0))
    assert waits(world) == (True, -1)


def test_what_only_has_to_begin_first_may_still_do_so_by_then() -> None:
    """It should have begun on Monday, and can begin in time for the task after it."""
    assert waits(world_of("03-10 08:00", "SS")) == (True, 0)


def test_only_what_nobody_doubts_is_told() -> None:
    """Of a stop that its writer is still asked about, no rule of its own asks."""
    for more, expected in (({}, True), ({"confirm": True}, False), ({"hedged": True}, False)):
        world = world_of("03-10 08:00")
        world.say(blocked("A-2", "material", **more))
        (case,) = [one for one in cases_of(world.memory, Key("task", "A-2"), world.now) if not one.each]
        told = {name: case.values[f"task.{name}_told"] for name in ("material", "prior_work")}
        assert told == {"material": expected, "prior_work": False}, more


def test_who_follows_is_looked_at_when_another_finish_is_told() -> None:
    """Not the next morning: that could be the morning on which it begins. Told for its old day, what was asked is over."""
    site = Lived(
        rule(
            "task.float_after_wait < 0",
            id="waits",
            then="ask: Do it\n        assign: [task.owner]\n        due: 4h",
        )
    )
    site.say(signal("forecast", "A-1", when="2026-03-17"), at="03-10 08:00")
    assert [one.subject.id for one in site.decisions()] == ["A-2"]
    site.say(signal("forecast", "A-1", when="2026-03-13"), at="03-10 09:00")
    assert site.life().status == "resolved"
    assert check(site.records, site.books).same
