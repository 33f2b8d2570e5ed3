"""The site of a timeline: its settings, people and plan; what a file does not say is as in the demo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from bot.importers.register import short_name
from bot.playing.cast import CREWS, ROLES, STAFF
from bot.roster import match_owners
from bot.timelines.moment import WEEKDAYS, day_named, moment
from bot.timelines.stage import CHANNEL
from bot.timelines.words import Day, Moment, Person, Shape, TaskId, user_id
from bot.turn import Turn
from rules.folding.entry import Aimed, Configured, Listed, Roster, Scheduled
from rules.language.problem import Misread
from rules.plan.goal import Goal, GoalMeasure
from rules.plan.network import network_of
from rules.plan.predecessors import LinkError, parse_links
from rules.plan.schedule import Schedule, Task
from rules.resources.resource import Booking, Listing, Resource, ResourceKind
from rules.subject import PersonState, SiteState
from rules.worktime.calendar import WorkCalendar

Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


class SettingsShape(Shape):
    """What a manager can set, in a file's `site:` or later in a step; one that is absent stays."""

    timezone: str = ""
    opens: str = ""
    closes: str = ""
    weekdays: list[Weekday] = Field(default=[])
    country: str = ""
    currency: str = ""
    morning: str = ""
    evening: str = ""
    superintendent: Person = ""
    project_manager: Person = ""
    safety: Person = ""
    owner_rep: Person = ""


SETTINGS = tuple(SettingsShape.model_fields)


class PlanShape(Shape):
    """`tasks:` a list of them, or `schedule:` a file beside the timelines, or one that ships."""

    tasks: list[Any] = Field(default=[])
    schedule: str = ""


class SiteShape(SettingsShape, PlanShape):
    """The `site:` of a file, or of one timeline, which then lies over the file's key by key."""

    starts: str = ""
    people: list[Any] = Field(default=[])
    goals: list[Any] = Field(default=[])
    resources: list[Any] = Field(default=[])


class PersonShape(Shape):
    """Someone besides the demo's people."""

    handle: str
    name: str = ""
    title: str = ""


class GoalShape(Shape):
    """A goal that the site has from the beginning; its `target` is a day or a number, as its measure wants."""

    id: str
    name: str
    measure: GoalMeasure
    target: str | float
    until: Day = ""
    zones: list[str] = Field(default=[])
    trades: list[str] = Field(default=[])
    tasks: list[str] = Field(default=[])
    owner: str = ""


class BookingShape(Shape):
    """What a task has of a crew or machine, from `start:` until `end:`; without `count:` all of it."""

    task: TaskId = ""
    start: Moment
    end: Moment
    count: float = 0.0


class ResourceShape(Shape):
    """A crew or machine of the register, with its bookings; its id is made of its name: Concrete pump 2 is concrete-pump-2."""

    name: str
    kind: ResourceKind
    trade: str = ""
    count: float = 1.0
    zone: str = ""
    called: list[str] = Field(default=[])
    since: Day = ""
    until: Day = ""
    shared: bool = False
    bookings: list[Any] = Field(default=[])


class TaskShape(Shape):
    """A task as a schedule has it; `predecessors` as in a CSV (`A-110SS+2d; A-120`), `owner` a person's handle."""

    id: str
    name: str
    start: Day
    finish: Day
    zone: str = ""
    trade: str = ""
    owner: Person = ""
    budget: float = 0.0
    predecessors: str = ""
    percent: float | None = None
    actual_start: Day = ""
    actual_finish: Day = ""
    actual_cost: float | None = None


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Where a timeline begins."""

    starts: datetime
    settings: SiteState
    people: tuple[PersonState, ...]
    goals: tuple[Goal, ...] = ()
    resources: tuple[Listing, ...] = ()
    schedule: Schedule | None = None


PEOPLE = tuple(
    PersonState(id=user_id(p.handle), handle=p.handle, name=p.name, title=p.title) for p in (*STAFF, *CREWS)
)


def demo_site() -> SiteState:
    """The demo's settings, without a schedule."""
    roles = {role: (user_id(handle),) for role, handle in ROLES.items()}
    return SiteState(
        name="Tower A", channel=CHANNEL, calendar=WorkCalendar(timezone="America/Chicago"), roles=roles
    )


def fields_of(shape: SettingsShape) -> Mapping[str, object]:
    """The settings as the set-up form has them."""
    given = shape.model_dump(include=shape.model_fields_set & set(SETTINGS))
    if "weekdays" in given:
        given["weekdays"] = [WEEKDAYS.index(day) for day in given["weekdays"]]
    return given


def task_of(shape: TaskShape, ids: frozenset[str], year: int) -> Task:
    """The task that is written so; `ids` are those of the whole plan.

    Raises:
        Misread: its dates or its links make no sense.
    """
    start, finish = day_named(shape.start, year), day_named(shape.finish, year)
    if finish < start:
        raise Misread(f"{shape.id} finishes before it starts.", "Correct one of the two days.")
    try:
        links = parse_links(shape.predecessors, known=ids) if shape.predecessors else ()
    except LinkError as error:
        raise Misread(f"The predecessors of {shape.id} cannot be read: {error}") from error
    if unknown := [link.predecessor for link in links if link.predecessor not in ids]:
        raise Misread(f"{shape.id} follows {unknown[0]}, which is no task here.")
    return Task(
        **shape.model_dump(
            include={"id", "name", "zone", "trade", "owner", "budget", "percent", "actual_cost"}
        ),
        start=start,
        finish=finish,
        links=tuple(links),
        actual_start=_day(shape.actual_start, year),
        actual_finish=_day(shape.actual_finish, year),
    )


def goal_of(shape: GoalShape, year: int) -> Goal:
    """The goal that is written so.

    Raises:
        Misread: its target is no day.
        GoalError: its target does not go with its measure.
    """
    target = day_named(shape.target, year) if isinstance(shape.target, str) else shape.target
    return Goal(
        **shape.model_dump(include={"id", "name", "measure", "owner"}),
        target=target,
        until=_day(shape.until, year),
        zones=tuple(shape.zones),
        trades=tuple(shape.trades),
        tasks=tuple(shape.tasks),
    )


def listing_of(shape: ResourceShape, bookings: list[BookingShape], now: datetime, site: SiteState) -> Listing:
    """The crew or machine that is written so, with its bookings.

    Raises:
        Misread: a day or a time of it cannot be read.
        ResourceError: it, or a booking of it, cannot be.
    """
    name, calendar = short_name(shape.name), site.calendar
    resource = Resource(
        **shape.model_dump(include={"name", "kind", "trade", "count", "zone", "shared"}),
        id=name,
        called=tuple(shape.called),
        since=_day(shape.since, now.year),
        until=_day(shape.until, now.year),
    )
    booked = tuple(
        Booking(
            id=f"{name}:{place}",
            start=moment(one.start, now, calendar, past=True),
            end=moment(one.end, now, calendar, past=True),
            task=one.task or None,
            count=one.count,
            origin="list",
        )
        for place, one in enumerate(bookings)
    )
    return Listing(resource=resource, bookings=booked)


def plan_of(tasks: list[Task], site: SiteState) -> Schedule:
    """Those tasks as the site's schedule.

    Raises:
        NetworkError: they make no network.
    """
    plan = Schedule(name="timeline", tasks=tuple(tasks), currency=site.currency)
    network_of(plan, site.calendar)
    return plan


def set_up(turn: Turn, plot: Plot) -> None:
    """What a manager does first: settings, people, then the schedule, the register and the goals."""
    turn.adopt({})
    turn.record(Configured(settings=plot.settings))
    turn.record(Roster(people=plot.people))
    if plot.schedule is not None:
        take_over(turn, plot.schedule)
    if plot.resources:
        turn.record(Listed(origin="list", listings=plot.resources))
    for goal in plot.goals:
        turn.record(Aimed(goal=goal))


def take_over(turn: Turn, plan: Schedule) -> None:
    """Put a schedule in force."""
    turn.record(Scheduled(schedule=plan))
    match_owners(turn)


def _day(text: str, year: int) -> date | None:
    return day_named(text, year) if text else None
