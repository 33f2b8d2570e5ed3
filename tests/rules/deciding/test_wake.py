"""Wakes come exactly when time alone changes what is so, and they come to an end."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.book import Book
from rules.deciding.case import cases_of
from rules.deciding.decide import decide
from rules.deciding.wake import wake_of, wakes_of
from rules.folding.entry import Configured, Digested
from rules.key import SITE, Key
from rules.language.rulebook import shipped_rulebook
from rules.match import reference_matcher
from rules.match.reference import holds
from rules.read import site_of
from rules.subject import SiteState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.digest import NAMES
from tests.rules.world import (
    CHICAGO,
    CRITICAL,
    HOUR,
    World,
    blocked,
    book,
    local,
    plan,
    response,
    rule,
    signal,
    task,
    user,
)

_TICK = timedelta(microseconds=1)
_NIGHT = WorkCalendar(timezone="Europe/Berlin", opens=time(22), closes=time(6), weekdays=frozenset({0, 2, 5}))


def _of(when: str, **changes: str) -> str:
    return rule(when, **{"id": "timed", **changes})


@pytest.mark.parametrize(
    ("when", "each", "expected"),
    [
        ("task.silent_hours >= 10", "", "03-11 09:00"),
        ("task.hours_to_finish <= 20", "", "03-11 17:00"),
        ("task.hours_to_start <= -15", "", "03-10 12:00"),
        ("task.behind_percent >= 25", "", "03-10 09:30"),
        ("blocker.hours >= 4", "blocker", "03-10 13:00"),
        ("request.hours_to_needed <= 2", "request", "03-11 10:00"),
    ],
)
def test_a_rule_wakes_its_task_at_the_very_instant(when: str, each: str, expected: str) -> None:
    """Asked then, it acts; a microsecond before, it does not; and no wake lies in between."""
    world = World(_of(when, each=each), schedule=plan(task("A-1")), at="03-10 09:00")
    world.say(
        signal("progress", "A-1", percent=0),
        blocked(),
        signal("request", "A-1", need="labour", when="2026-03-11T12:00"),
    )
    key = Key("task", "A-1")
    at = wake_of(world.memory, key, world.book, world.now)
    assert at == local(expected)
    assert decide(world.memory, [key], world.book, at - _TICK) == []
    assert len(decide(world.memory, [key], world.book, at)) == 1
    world.advance(at)
    assert [a.opened for a in world.actions()] == [at]


def test_an_action_ends_when_the_clock_takes_its_ground_although_it_counts_itself() -> None:
    """The rule asks only where nothing is open; without its own action it would hold until the start is near."""
    early = _of("{ all: [task.open_actions = 0, task.hours_to_start > 5] }")
    schedule = plan(task("A-1", start=date(2026, 3, 11)))
    world = World(early, schedule=schedule, at="03-10 09:00")
    world.say(signal("request", "A-1", need="labour"))
    world.advance("03-12 12:00")
    (action,) = world.actions()
    assert (action.opened, action.steps[-1].kind, action.steps[-1].at) == (
        local("03-10 09:00"),
        "closed",
        local("03-10 12:00"),
    )


def test_who_is_behind_its_plan_is_found_although_nobody_speaks() -> None:
    """The plan moves on by itself; done, it moves no more; before its start it does not move yet."""
    late = _of("task.behind_percent > 99")
    world = World(late, schedule=plan(task("A-1", start=date(2026, 3, 12))))
    world.advance("04-01 12:00")
    assert [a.opened for a in world.actions()] == [local("03-13 16:48:07.200")]
    never = World(_of("task.behind_percent > 99"), schedule=plan(task("A-1")))
    never.say(signal("progress", "A-1", percent=2))
    assert Key("task", "A-1") not in never.wakes


def test_a_milestone_on_a_day_off_is_behind_from_its_end() -> None:
    """There is no working time in it; it is planned as a whole within its last minute."""
    saturday = date(2026, 3, 14)
    world = World(
        _of("task.behind_percent >= 100"), schedule=plan(task("A-1", start=saturday, finish=saturday))
    )
    world.advance("03-20 12:00")
    assert [a.opened for a in world.actions()] == [local("03-14 17:00")]


def test_digests_come_on_working_days_once() -> None:
    """Over two weeks: each weekday's evening and morning, at their local time across the clock change, none twice."""
    world = World(at="03-02 12:00")
    world.advance("03-16 12:00")
    sent = [(e.to, at) for e, at in world.journal if isinstance(e, Digested)]
    mornings = [at for to, at in sent if to == "morning"]
    assert mornings == [local(f"03-{d:02} 07:00") for d in (3, 4, 5, 6, 9, 10, 11, 12, 13, 16)]
    assert [at for to, at in sent if to == "evening"] == [
        local(f"03-{d:02} 17:00") for d in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)
    ]


def test_a_site_without_a_channel_gets_no_digest() -> None:
    """Nobody could read it."""
    world = World(channel="")
    assert SITE not in world.wakes
    assert wakes_of(world.memory, [SITE], world.book, world.now) == {SITE: None}


def test_subjects_that_are_gone_never_wake() -> None:
    """A closed action, a removed task, a stranger, a message."""
    world = World(_of("task.silent_hours >= 5"))
    world.ask()
    world.press("ACT-1", "done")
    world.take(plan(task("A-1")))
    for key in (Key("action", "ACT-1"), Key("task", "A-2"), Key("person", "U9"), Key("message", "C1:1")):
        assert wake_of(world.memory, key, world.book, world.now) is None
    assert Key("task", "A-2") not in world.wakes


def test_another_calendar_moves_the_wakes() -> None:
    """Tasks and actions are woken by the hours that are in force."""
    world = World(_of("task.silent_hours >= 10"), schedule=plan(task("A-1")), at="03-10 09:00")
    world.ask(due=local("03-11 08:00"))
    assert (world.wakes[Key("task", "A-1")], world.wakes[Key("action", "ACT-1")]) == (
        local("03-11 09:00"),
        local("03-11 07:00"),
    )
    early = WorkCalendar(timezone="America/Chicago", opens=time(6), closes=time(16))
    world.take(Configured(settings=replace(site_of(world.memory), calendar=early)))
    assert (world.wakes[Key("task", "A-1")], world.wakes[Key("action", "ACT-1")]) == (
        local("03-11 09:00"),
        local("03-11 07:00"),
    )
    assert world.wakes[SITE] == local("03-10 17:00")
    later = WorkCalendar(timezone="America/Chicago", opens=time(8), closes=time(17))
    world.take(Configured(settings=replace(site_of(world.memory), calendar=later)))
    assert world.wakes[Key("task", "A-1")] == local("03-11 10:00")


_ACTS = st.tuples(
    st.integers(1, 60),
    st.sampled_from(("block", "progress", "clear", "request", "safety", "done", "promise", "help", "unsaid")),
)


@given(acts=st.lists(_ACTS, max_size=6), calendar=st.sampled_from((CHICAGO, _NIGHT)))
@settings(max_examples=12)
def test_five_weeks_of_the_shipped_rules_come_to_rest(acts: list[Any], calendar: WorkCalendar) -> None:
    """Whatever is said, wakes lie ahead, come in order, are not many, and nobody is asked the same thing at once twice."""
    world = World(at="03-09 07:30", calendar=calendar)
    world.book = Book(rulebook=shipped_rulebook(), matcher=reference_matcher(shipped_rulebook()))
    world.take(plan())
    lived: list[tuple[datetime, Key]] = []
    for hours, act in acts:
        lived += world.advance(world.now + hours * HOUR)
        _act(world, act)
    lived += world.advance(world.now + timedelta(days=35), most=600)
    assert [at for at, _ in lived] == sorted(at for at, _ in lived)
    asked = [(a.asked.rule, a.asked.subject, a.asked.matter, a.opened) for a in world.actions()]
    assert len(asked) == len(set(asked))


def _act(world: World, act: str) -> None:
    match act:
        case "block":
            world.say(blocked())
        case "progress":
            world.say(signal("progress", "A-1", percent=10))
        case "clear":
            world.say(signal("cleared", "A-1"))
        case "request":
            world.say(signal("request", "A-3", need="labour"))
        case "safety":
            world.say(signal("safety", "A-3", klass="hazard", category="fall"))
        case "unsaid":
            world.delete("C1:1")
        case _:
            open_ = world.open()
            if open_:
                answer = {"done": response("done"), "help": response("help")}.get(act)
                promised = world.now + 30 * HOUR
                said = answer or response("eta", when=f"{promised:%Y-%m-%dT%H:%M}")
                world.say(said, action=open_[-1], by="diego")


@given(
    threshold=st.floats(-60, 60).map(lambda number: round(number, 2)),
    op=st.sampled_from((">=", ">", "<=", "<", "=", "!=")),
    field=st.sampled_from(
        ("task.silent_hours", "task.hours_to_start", "task.hours_to_finish", "task.behind_percent")
    ),
    percent=st.integers(0, 100),
)
@settings(max_examples=60)
def test_between_wakes_nothing_changes(threshold: float, op: str, field: str, percent: int) -> None:
    """From wake to wake a comparison keeps its truth, and each wake leads to a later one until there is none."""
    world = World(schedule=plan(task("A-1")))
    world.say(signal("progress", "A-1", percent=percent))
    looking = book(_of(f"{{ all: [{field} {op} {threshold}, site.open_actions > 1000] }}"))
    when, key, now = looking.rulebook.rules[0].when.parts[0], Key("task", "A-1"), world.now  # type: ignore[union-attr]
    for _ in range(10):
        at = wake_of(world.memory, key, looking, now)
        end = at - _TICK if at else now + timedelta(days=60)
        truths = {
            holds(when, cases_of(world.memory, key, now + (end - now) * part / 8)[0].values)
            for part in range(9)
        }
        assert len(truths) == 1
        if at is None:
            return
        assert at > now
        now = at
    raise AssertionError("it wakes for ever")


def test_a_reminder_is_no_wake_once_it_was_given() -> None:
    """After each step the next wake lies later, until none is left; digests go on."""
    world = World(CRITICAL)
    world.say(blocked())
    lived = world.advance("03-31 12:00")
    actions = [at for at, key in lived if key.kind == "action"]
    assert len(actions) == len(set(actions)) == 8
    assert set(world.wakes) == {SITE}
    assert set(NAMES) == {"morning", "evening"}
    assert user("ana") in world.life().helpers
    assert SiteState().digested == {}
