"""What is worked out daily: its subjects are looked at whenever they change, and at each opening where a rule reads it."""

from dataclasses import replace
from datetime import date, time, timedelta

from rules.deciding.case import cases_of
from rules.facts.heads import heads, lately, same_trade, usual
from rules.folding.entry import Aimed, Configured
from rules.key import SITE, Key
from rules.past.replay import check, differing
from rules.plan.goal import Goal
from rules.read import site_of
from rules.worktime.calendar import WorkCalendar
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, World, blocked, ladder, local, rule, signal, user

MANAGER = '["role:project_manager"]'
LOADED = rule("person.overdue_actions >= 1", id="loaded", on="person", assign=MANAGER, due="4h")
LATE = rule("site.tasks_late >= 1", id="late", on="site", assign=MANAGER, due="9h")
MISSED = rule("goal.off_target = true", id="missed", on="goal", assign=MANAGER, due="9h")
COUNTED = rule("site.open_actions > 50", id="counted", on="site", assign=MANAGER)
GOAL = Goal(id="on-time", name="On time", measure="finish", target=date(2026, 3, 23))


def test_a_subject_is_looked_at_at_each_opening_where_a_rule_reads_what_is_daily() -> None:
    """People, the site, goals; on working days alone, and not where no rule asks."""
    world = World(LOADED, MISSED, COUNTED, at="03-12 09:00")
    world.take(Aimed(goal=GOAL))
    daily = (Key("goal", "on-time"), Key("person", user("diego")))
    assert [world.wakes[key] for key in daily] == [local("03-13 07:00")] * 2
    world.advance("03-14 12:00")
    assert [world.wakes[key] for key in daily] == [local("03-16 07:00")] * 2
    assert world.wakes[SITE] == local("03-16 07:00")  # its digest
    quiet = World(COUNTED, at="03-12 09:00")
    quiet.take(Aimed(goal=GOAL))
    assert set(quiet.wakes) == {SITE}


def test_what_is_late_is_found_at_the_next_opening() -> None:
    """Nobody spoke: on Friday A-1 can no more be done by the 19th, on Monday its planned finish is over."""
    world = World(LATE, MISSED, at="03-12 09:00", channel="")
    world.take(Aimed(goal=replace(GOAL, target=date(2026, 3, 25))))
    world.advance("03-16 12:00")
    assert [(a.asked.rule, a.opened) for a in world.actions()] == [
        ("missed", local("03-13 07:00")),
        ("late", local("03-16 07:00")),
    ]


def test_a_task_that_changes_does_not_have_goals_and_people_looked_at() -> None:
    """They are looked at when they change themselves, and daily."""
    world = World(MISSED, LOADED, at="03-12 09:00")
    world.take(Aimed(goal=replace(GOAL, target=date(2026, 3, 25))))
    world.say(signal("forecast", "A-1", slip="P9D"))
    assert world.actions() == []
    world.advance("03-13 07:00")
    assert [(a.asked.rule, a.opened) for a in world.actions()] == [("missed", local("03-13 07:00"))]


def test_an_action_is_not_its_own_ground() -> None:
    """Asked of the very person who has too much: it is closed once the others are done, though it is overdue itself."""
    mine = rule(
        "person.overdue_actions >= 2", id="mine", on="person", assign='["role:superintendent"]', due="1h"
    )
    world = World(mine, at="03-12 07:30")
    for _ in range(2):
        world.ask(ladder=ladder("ana"), due=local("03-12 08:00"))
    world.advance("03-13 12:00")
    assert [a.asked.rule for a in world.actions()] == [None, None, "mine"]
    world.press("ACT-1", "done", by="ana")
    assert world.open() == ["ACT-2"]


def test_another_calendar_moves_the_openings() -> None:
    """People and goals are woken by the hours that are in force."""
    world = World(LOADED, MISSED, at="03-12 09:00")
    world.take(Aimed(goal=GOAL))
    early = WorkCalendar(timezone="America/Chicago", opens=time(6), closes=time(16))
    world.take(Configured(settings=replace(site_of(world.memory), calendar=early)))
    for key in (Key("goal", "on-time"), Key("person", user("diego"))):
        assert world.wakes[key] == local("03-13 06:00")


def test_daily_wakes_are_replayed_exactly() -> None:
    """Two weeks of them with everything else: the journal is reproduced whole, wakes and records included."""
    site = Lived(LOADED, LATE, MISSED, rule("task.blocked_hours >= 3", id="stuck"))
    site.take(Aimed(goal=GOAL))
    site.say(blocked(), at="03-10 09:00")
    site.wait("03-11 12:00")
    site.press("ACT-1", "done", at="03-12 09:00")
    site.wait("03-24 12:00")
    found = check(site.records, site.books)
    assert found.differences == []
    assert differing(found.memory, site.memory) == []
    assert found.wakes.at == site.wakes.at
    assert {"loaded", "late", "missed", "stuck"} == {decision.rule for decision in site.decisions()}


def test_the_next_opening_lies_ahead() -> None:
    """At an opening it is the next one; over a weekend Monday's."""
    assert CHICAGO.next_opening(local("03-12 06:59")) == local("03-12 07:00")
    assert CHICAGO.next_opening(local("03-12 07:00")) == local("03-13 07:00")
    assert CHICAGO.next_opening(local("03-13 12:00")) == local("03-16 07:00")


def test_heads_are_counted_by_day_and_trade() -> None:
    """A later count replaces an earlier one; trades add up, unless everybody together is more; doubt counts nobody."""
    world = World(at="03-09 08:00")
    world.say(
        signal("headcount", None, trade="rebar", count=5),
        signal("headcount", None, trade="electrician", count=3),
    )
    world.say(
        signal("headcount", None, trade="rebar", count=4), signal("headcount", None, count=90, hedged=True)
    )
    world.say(signal("headcount", None, count=6), signal("headcount", "A-1", trade="rebar", count=2))
    world.say(signal("headcount", None, count=30), at="03-11 08:00")
    live = site_of(world.memory).live
    assert heads(live, CHICAGO) == {date(2026, 3, 9): 7.0, date(2026, 3, 11): 30.0}
    assert heads(live, CHICAGO, "Electrical") == {date(2026, 3, 9): 3.0}
    site = cases_of(world.memory, SITE, world.now)[0].values
    assert (site["site.headcount"], site["site.headcount_usual"]) == (30.0, 9.0)


def test_a_head_count_is_of_today_or_yesterday() -> None:
    """On Monday Friday's is the last one; on Tuesday there is none. What is usual leaves the last count out."""
    friday = {date(2026, 3, 13): 40.0, date(2026, 3, 12): 50.0, date(2026, 3, 11): 60.0}
    assert lately(friday, local("03-16 08:00"), CHICAGO) == 40.0
    assert lately(friday, local("03-17 08:00"), CHICAGO) is None
    assert lately(friday, local("03-12 08:00"), CHICAGO) == 50.0
    assert usual(friday, local("03-16 08:00"), CHICAGO) == 55.0
    assert usual({}, local("03-16 08:00"), CHICAGO) is None


def test_trades_are_known_by_their_stem() -> None:
    """The schedule says what the work is, people say who does it."""
    assert same_trade("electrician", "Electrical") and same_trade("plumber", "plumbing")
    assert not same_trade("", "") and not same_trade("rebar", "concrete")


def test_safety_is_counted_in_windows() -> None:
    """Seven and thirty days; an incident of the last 60 days is remembered by how long ago it was."""
    world = World(at="03-02 09:00")
    for what in ("incident", "near_miss", "hazard"):
        world.say(signal("safety", None, klass=what))
    for days, seen in ((6, (1, 1, 1)), (8, (0, 1, 0)), (31, (0, 0, 0))):
        at = local("03-02 09:00") + timedelta(days=days)
        site = cases_of(world.memory, SITE, at)[0].values
        names = ("site.incidents_7d", "site.incidents_30d", "site.near_misses_7d")
        assert tuple(site[name] for name in names) == seen
        assert site["site.days_since_incident"] == days
