"""Cases hold exactly the facts of the catalogue, each of its type, and say how those move that move with the clock."""

from datetime import date, timedelta

from rules.case import Cases, cases_of
from rules.decision import Case
from rules.fields import FIELDS, readable
from rules.key import SITE, Key
from rules.read import site_of
from tests.rules.world import CHICAGO, HOUR, World, blocked, local, plan, signal, task, user

_TYPES = {"number": float, "text": str, "truth": bool}


def _rich() -> tuple[World, list[Case]]:
    """A site at which everything happens that can be spoken of, and all of its cases."""
    world = World(at="03-10 09:00")
    world.say(
        blocked(),
        signal("request", "A-1", need="labour", when="2026-03-12"),
        signal("request", "A-1", need="decision"),
        signal("safety", "A-1", klass="hazard", category="fall", injury=False),
        signal("quality", "A-1", result="fail"),
        signal("cost", "A-1", amount=70, currency="USD"),
        signal("forecast", "A-1", slip="P2D"),
        signal("progress", "A-1", percent=30),
        blocked(None, "equipment"),
        signal("request", None, need="access"),
    )
    world.say(signal("delivery", "A-1", status="late"))
    world.ask()
    world.now = local("03-11 10:00")
    keys = [SITE, Key("action", "ACT-1"), Key("person", user("diego"))]
    keys += [Key("task", name) for name in ("A-1", "A-2", "A-3")]
    return world, [case for key in keys for case in cases_of(world.memory, key, world.now)]


def test_every_field_of_the_catalogue_is_built_and_no_other() -> None:
    """A site where all of it happens gives the whole catalogue."""
    _, cases = _rich()
    assert {name for case in cases for name in case.values} == set(FIELDS)


def test_facts_have_their_types_and_belong_to_their_case() -> None:
    """Numbers are floats, options are among those listed, and rules on such a case may read every one of its facts."""
    _, cases = _rich()
    for case in cases:
        mine = {f.name for f in readable(case.subject.kind, case.each)}
        for name, value in case.values.items():
            field = FIELDS[name]
            assert type(value) is _TYPES[field.type], name
            assert not field.options or value in field.options, name
            assert name in mine, name


def test_what_moves_with_the_clock_says_how() -> None:
    """The timed fields are the catalogue's; an hour of work later a case built anew shows what they foretold."""
    world, cases = _rich()
    assert {name for case in cases for name in case.timed} == {f.name for f in FIELDS.values() if f.timed}
    later = world.now + HOUR
    for case in cases:
        anew = next(
            one
            for one in cases_of(world.memory, case.subject, later)
            if (one.matter, one.each) == (case.matter, case.each)
        )
        for name, value in anew.values.items():
            expected = case.timed[name].value(later, CHICAGO) if name in case.timed else case.values[name]
            assert value == expected, name


def test_a_moving_fact_is_reached_when_it_says() -> None:
    """Just before the instant it falls short of the value; at it, it shows it."""
    _, cases = _rich()
    tick = timedelta(microseconds=2)
    for case in cases:
        for name, timed in case.timed.items():
            if timed.rate is not None:
                continue
            for value in (-3.0, 0.25, 7.0):
                at = timed.reaches(value, CHICAGO)
                shown = timed.value(at, CHICAGO)
                assert abs(shown - value) < 0.011, name
                if CHICAGO.is_open(at - tick) and CHICAGO.is_open(at):
                    assert shown == value, name


def test_numbers_say_what_is_so() -> None:
    """Worked out by hand for Wednesday at 10:00."""
    world, cases = _rich()
    own = next(c for c in cases if c.subject == Key("task", "A-1") and not c.each)
    expected = {
        "task.hours_to_start": -23.0,
        "task.hours_to_finish": 27.0,
        "task.silent_hours": 11.0,
        "task.behind_percent": 16.0,
        "task.spent": 70.0,
        "task.slip_days": 2.0,
        "task.open_requests": 2.0,
        "task.open_actions": 1.0,
        "site.open_actions": 1.0,
        "site.open_blockers": 1.0,
        "site.open_requests": 1.0,
    }
    assert {name: own.values[name] for name in expected} == expected
    blocker = next(c for c in cases if c.subject == Key("task", "A-1") and c.each == "blocker")
    assert (blocker.values["blocker.hours"], blocker.evidence["blocker.cause"]) == (11.0, blocker.matter)
    request = [c for c in cases if c.subject == Key("task", "A-1") and c.each == "request"]
    assert [c.values.get("request.hours_to_needed") for c in request] == [17.0, None]
    action = next(c for c in cases if c.subject.kind == "action")
    assert (action.values["action.hours_overdue"], action.values["action.hours_silent"]) == (5.0, 11.0)
    assert next(c for c in cases if c.subject.kind == "person").values["person.open_actions"] == 1.0
    assert site_of(world.memory).open_actions == ("ACT-1",)


def test_a_task_is_ready_when_what_it_waits_for_is_done() -> None:
    """Predecessors that must be finished count, those that are no longer in the schedule do not."""
    world = World()
    assert not _own(world, "A-2").values["task.ready"]
    world.say(signal("progress", "A-1", status="done"))
    assert _own(world, "A-2").values["task.ready"]


def test_silence_is_counted_from_the_day_the_site_had_its_schedule() -> None:
    """Nobody could know that a word about last week's start was wanted before."""
    world = World(schedule=plan(task("A-1", start=date(2026, 2, 2))))
    world.now = local("03-10 10:30")
    assert _own(world, "A-1").values["task.silent_hours"] == 3.0


def test_subjects_that_are_gone_have_no_case() -> None:
    """A removed task, a closed action, a stranger, a message."""
    world = World()
    world.ask()
    world.press("ACT-1", "done")
    world.take(plan(task("A-1")))
    for key in (Key("task", "A-2"), Key("action", "ACT-1"), Key("person", "U9"), Key("message", "C1:1")):
        assert cases_of(world.memory, key, world.now) == []


def test_cases_of_many_subjects_are_those_of_each() -> None:
    """What is found once for all changes nothing of what each says."""
    world, cases = _rich()
    built = Cases(world.memory, world.now)
    for case in cases:
        assert built.of(case.subject) == cases_of(world.memory, case.subject, world.now)


def _own(world: World, task_id: str) -> Case:
    return cases_of(world.memory, Key("task", task_id), world.now)[0]
