"""A site at which everything happens that can be spoken of: three days in March at the tower's three tasks."""

from dataclasses import replace
from datetime import date

from rules.deciding.case import cases_of
from rules.deciding.decision import Case
from rules.folding.entry import Aimed, Booked, Registered, Roster, Scheduled, Stepped
from rules.key import SITE, Key
from rules.plan.goal import Goal
from rules.plan.schedule import Link
from rules.read import goal_of, person_of, site_of, task_of
from rules.resources.resource import Booking, Resource
from rules.subject import PersonState, Risk, Step
from rules.weekly.promised import Offer, PersonWeek, ReviewWord, SiteWeek, WeekPromise
from tests.rules.world import World, blocked, ladder, local, plan, signal, task, user

ON_TIME = Goal(id="on-time", name="Finish on time", measure="finish", target=date(2026, 3, 20))
FRUGAL = Goal(id="frugal", name="Stay in budget", measure="cost", target=1000.0, tasks=("A-1",))
KEYS = (
    SITE,
    *(Key("task", name) for name in ("A-1", "A-2", "A-3")),
    *(Key("action", name) for name in ("ACT-1", "ACT-4")),
    *(Key("person", user(name)) for name in ("diego", "ana")),
    *(Key("goal", name) for name in ("on-time", "frugal")),
    *(Key("resource", name) for name in ("pump-1", "crane", "lift-1", "crew")),
)


def full_site() -> World:
    """As it stands on Wednesday 11 March at 10:00: A-1 is in trouble, A-2 follows it, A-3 runs since A-0 is done."""
    world = World(at="03-09 08:00", schedule=_plan())
    titled = PersonState(id=user("diego"), handle="diego", name="Diego", title="concrete foreman")
    world.take(Roster(people=(titled,)))
    for goal in (ON_TIME, FRUGAL):
        world.take(Aimed(goal=goal))
    world.say(signal("headcount", None, trade="concrete", count=8), signal("headcount", None, count=20))
    _register(world)  # before the request: a booking that came after it would answer it
    world.say(
        signal("progress", "A-3", percent=40),
        signal("request", "A-3", need="equipment", when="2026-03-12T09:00", what="pump"),
        by="minh",
    )
    world.say(signal("progress", "A-0", status="done"), by="minh")
    _tuesday(world)
    world.say(signal("weather", None, condition="wind"), at="03-11 08:00")
    at_risk = goal_of(world.memory, "on-time")
    assert at_risk is not None
    risk = Risk(origin="slip/task:A-1/@1", level="high", at=world.now, words="A-1 slips")
    world.memory.put(replace(at_risk, risks=(risk,)))
    _weeks(world)
    world.now = local("03-11 10:00")
    return world


def full_cases() -> tuple[World, list[Case]]:
    """The site, and every case of it."""
    world = full_site()
    return world, [case for key in KEYS for case in cases_of(world.memory, key, world.now)]


def _register(world: World) -> None:
    """The pump is booked twice, the crane is down, the lift stands for A-2, and five of the crew are at A-1."""
    for one in (
        Resource(id="pump-1", name="Concrete pump 1", kind="plant", trade="concrete", zone="Gate 2"),
        Resource(id="crane", name="Tower crane", kind="plant", shared=True),
        Resource(id="lift-1", name="Boom lift 1", kind="plant", since=date(2026, 3, 10)),
        Resource(id="crew", name="Concrete crew", kind="crew", trade="concrete", count=8.0),
    ):
        world.take(Registered(resource=one))
    booked(world, "pump-1", "A-1", "03-11 07:00", "03-11 12:00")
    booked(world, "pump-1", "A-3", "03-11 09:00", "03-11 15:00")
    booked(world, "pump-1", "A-2", "03-16 07:00", "03-16 17:00")
    booked(world, "lift-1", "A-2", "03-11 07:00", "03-13 17:00")
    booked(world, "crew", "A-1", "03-09 07:00", "03-13 17:00", count=5.0)


def booked(world: World, resource: str, task: str | None, start: str, end: str, count: float = 0.0) -> None:
    """A booking; its id is who has what since when."""
    name = f"{resource}/{task}@{start}"
    one = Booking(id=name, start=local(start), end=local(end), task=task, count=count)
    world.take(Booked(resource=resource, booking=one))


def _plan() -> Scheduled:
    """The tower's three tasks, and one before A-3 that takes nobody's money."""
    done = task("A-0", start=date(2026, 3, 6), finish=date(2026, 3, 6), budget=0.0, owner="minh")
    return plan(
        done,
        task("A-1"),
        task("A-2", start=date(2026, 3, 16), finish=date(2026, 3, 20), links=(Link(predecessor="A-1"),)),
        task("A-3", owner="minh", links=(Link(predecessor="A-0"),)),
    )


def _weeks(world: World) -> None:
    """Two weeks were judged: diego promised A-1 in both and kept nothing, and A-2 in the second; for this one he promises A-1."""
    weeks = (date(2026, 2, 23), date(2026, 3, 2), date(2026, 3, 9))
    site, diego = site_of(world.memory), person_of(world.memory, user("diego"))
    first, second = task_of(world.memory, "A-1"), task_of(world.memory, "A-2")
    assert diego is not None and first is not None and second is not None
    this = SiteWeek(
        week=weeks[2], workable=("A-1", "A-3"), looked_for=4, made_ready=1, promised=1, anticipated=1
    )
    rounds = {"cutoff": weeks[2], "judging": weeks[1]}
    world.memory.put(replace(site, rounds=rounds, weeks=(this,)))
    ready = Offer(task="A-1", percent=0.0, hours=40.0)
    asked = PersonWeek(week=weeks[2], asked=local("03-06 10:00"), offered=(ready,), silent=True)
    world.memory.put(replace(diego, weeks=(asked,)))
    made = WeekPromise(
        week=weeks[0], by=diego.id, percent=50.0, was=90.0, hours=10.0, made=local("02-20 11:00")
    )
    world.memory.put(replace(first, promised=tuple(replace(made, week=week) for week in weeks)))
    word = ReviewWord(task="A-2", kept=True)
    world.memory.put(replace(second, promised=(replace(made, week=weeks[1], was=0.0, word=word),)))


def _tuesday(world: World) -> None:
    """Of diego's, ACT-1 is open and late, ACT-2 was done in time, ACT-3 late; ACT-4 is ana's, grace's ACT-5 was dropped."""
    world.say(
        blocked(),
        blocked("A-1", "design"),
        signal("request", "A-1", need="labour", when="2026-03-12", quantity=4),
        signal("request", "A-1", need="decision"),
        signal("safety", "A-1", klass="hazard", category="fall", injury=False),
        signal("quality", "A-1", result="fail"),
        signal("quality", "A-1", result="defect"),
        signal("cost", "A-1", amount=400, currency="USD"),
        signal("forecast", "A-1", slip="P2D"),
        signal("forecast", "A-2", start="2026-03-16"),
        signal("progress", "A-1", percent=30),
        blocked(None, "equipment", what="crane"),
        signal("request", None, need="access"),
        signal("safety", None, klass="incident"),
        signal("safety", None, klass="near_miss"),
        signal("headcount", None, trade="concrete", count=6),
        at="03-10 09:00",
    )
    world.say(
        signal("delivery", "A-1", status="late", what="rebar"),
        signal("delivery", "A-1", status="scheduled", what="pump", when="2026-03-11T14:00"),
    )
    for due in ("03-10 15:00", "03-10 15:00", "03-10 10:00"):
        world.ask(due=local(due))
    world.ask(due=local("03-11 16:00"), ladder=ladder("ana"), subject=SITE, task=None)
    world.ask(ladder=ladder("grace"))
    world.press("ACT-3", "eta", at="03-10 09:30", due=local("03-10 10:30"))
    _design_by_wednesday(world)
    world.press("ACT-2", "done", at="03-10 11:00")
    world.press("ACT-3", "done", at="03-10 12:00")
    world.say(signal("progress", "A-1", percent=30), by="diego", at="03-10 13:00")


def _design_by_wednesday(world: World) -> None:
    """Grace says why ACT-5 is not done, and when the drawings come; that it need not be done changes nothing of these."""
    world.press("ACT-5", "not_done", by="grace", at="03-10 10:15", cause="design", due=local("03-11 14:00"))
    dropped = Step(id="press:drop", kind="dropped", at=world.now, by=user("grace"))
    world.take(Stepped(action="ACT-5", step=dropped))
