"""Serious problems, planted into a month: what is said or left unsaid, which rule has to act on it, and within what time.

The table is data: a rule that ships later only has to be named here. `hours` are working hours, counted from the words, or
from the instant at which silence becomes a fault.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal

from bot.month.people import Person, Team
from bot.month.troubles import Trouble
from bot.month.truth import Course, latest
from bot.month.words import Meaning, Tongue, Utterance, filled
from rules.calendar import WorkCalendar
from rules.schedule import Task

Pick = Literal["critical", "running", "starts_next", "starts_today", "site"]
How = Literal["said", "silence", "load", "promises"]


@dataclass(frozen=True, kw_only=True)
class PlantKind:
    """One kind of serious problem. Any of `rules` has to act within `hours`; with `escalates`, its action going up counts too."""

    name: str
    rules: tuple[str, ...]
    hours: float
    pick: Pick
    how: How = "said"
    words: tuple[str, ...] = ()
    means: str = ""
    by: tuple[str, ...] = ()
    lasts: float = 8.0  # working hours until it is over, where people can end it
    escalates: bool = False


AT_ONCE = 0.25  # hours: what is said is acted on when it is read
PLANTS = (
    PlantKind(
        name="critical task blocked",
        rules=("critical-task-blocked", "work-stopped"),
        hours=AT_ONCE,
        pick="critical",
        means="blocker",
        words=(
            "{task} stopped, no {material} delivered",
            "{task} is stopped, pump broke down and no spare here",
        ),
    ),
    PlantKind(
        name="whole site stopped",
        rules=("site-blocked",),
        hours=AT_ONCE,
        pick="site",
        means="blocker",
        by=("kevin", "diego"),
        words=(
            "tower crane is down, hydraulic leak",
            "power is out on the whole site",
            "hoist is down, nothing goes up",
        ),
        lasts=5.0,
    ),
    PlantKind(
        name="incident",
        rules=("safety-incident",),
        hours=AT_ONCE,
        pick="site",
        means="safety",
        by=("noor", "priya", "kevin"),
        words=(
            "a man fell from the ladder at the {spot} and hurt his arm",
            "one of the laborers cut his hand at the {spot}, first aid on site",
        ),
        lasts=2.0,
    ),
    PlantKind(
        name="near miss",
        rules=("safety-hazard",),
        hours=AT_ONCE,
        pick="site",
        means="safety",
        by=("noor", "priya", "ben"),
        words=(
            "near miss at the {spot}: a clamp fell, nobody hurt",
            "near miss, the forklift almost hit a laborer at the {spot}",
        ),
        lasts=3.0,
    ),
    PlantKind(
        name="delivery fails tomorrow's task",
        rules=("delivery-fails-a-task",),
        hours=AT_ONCE,
        pick="starts_next",
        means="delivery",
        by=("ben",),
        words=(
            "{material} truck for {task} not coming till {day}",
            "{material} for {task} is delayed until {day}",
        ),
        lasts=12.0,
    ),
    PlantKind(
        name="failed inspection",
        rules=("check-failed",),
        hours=AT_ONCE,
        pick="running",
        means="quality",
        by=("wei", "priya"),
        words=("{task} failed inspection, {defect}", "failed the inspection on {task}: {defect}"),
        lasts=12.0,
    ),
    PlantKind(
        name="decision that nobody answers",
        rules=("decision-outstanding",),
        hours=4.5,
        pick="running",
        means="request",
        words=(
            "need a decision from the architect on the {detail} for {task}",
            "{task}: need the engineer to decide on the {detail}",
        ),
        lasts=20.0,
    ),
    PlantKind(
        name="forecast beyond float",
        rules=("forecast-beyond-float",),
        hours=AT_ONCE,
        pick="critical",
        means="forecast",
        words=("{task} won't finish before {date}", "{task} slips to {date}"),
        lasts=10.0,
    ),
    PlantKind(
        name="silent slip",
        rules=("start-without-a-word",),
        hours=12.0,
        pick="starts_today",
        how="silence",
    ),
    PlantKind(
        name="spending beyond budget",
        rules=("task-over-budget",),
        hours=AT_ONCE,
        pick="running",
        means="cost",
        by=("dana",),
        words=("spent {over} on {task}", "paid {over} for {material} on {task}"),
        lasts=10.0,
    ),
    PlantKind(
        name="overloaded person",
        rules=("person-overloaded",),
        hours=1.0,
        pick="running",
        how="load",
        lasts=20.0,
    ),
    PlantKind(
        name="promise broken again and again",
        rules=("promise-broken-again",),
        hours=10.0,
        pick="running",
        how="promises",
        means="blocker",
        words=("{task} stopped, no {material} delivered",),
        lasts=30.0,
        escalates=True,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Plant:
    """A serious problem with its instant; `trouble` is what the people know of it, `message` is filled in by who plays it."""

    kind: PlantKind
    at: datetime
    by: Person
    task: Task | None
    utterance: Utterance | None = None
    trouble: Trouble | None = None
    until: date | None = None  # of a silence


@dataclass(frozen=True, kw_only=True)
class Planter:
    """Chooses and places the plants of one month."""

    team: Team
    courses: Mapping[str, Course]
    critical: frozenset[str]
    calendar: WorkCalendar
    seed: int
    namesakes: frozenset[str] = frozenset()

    def plants(self, days: list[date], number: int) -> list[Plant]:
        """So many plants, each on a day of its own as far as there are enough, and each on a task of its own."""
        rng = Random(f"{self.seed}/plants")
        kinds = rng.sample(PLANTS, min(number, len(PLANTS)))
        room = days[1:-3] or days  # silence needs days after it to be heard
        chosen = sorted(rng.sample(room, min(len(kinds), len(room))))
        found: list[Plant] = []
        taken: set[str] = set()
        for kind, day in zip(kinds, chosen, strict=False):
            others = rng.sample(room, len(room))
            days_tried = (day, *(other for other in others if other != day))
            draw = Random(f"{self.seed}/plant/{kind.name}")
            plant = next(
                (p for d in days_tried if (p := self._plant(kind, d, draw, taken)) is not None), None
            )
            if plant is not None:
                found.append(plant)
                taken |= {plant.task.id} if plant.task else set()
        return sorted(found, key=lambda plant: plant.at)

    def _plant(self, kind: PlantKind, day: date, rng: Random, taken: set[str]) -> Plant | None:
        task = self._task(kind.pick, day, rng, taken)
        if task is None and kind.pick != "site":
            return None
        at = self.calendar.opening(day) + timedelta(minutes=rng.randrange(60, 360))
        by = self._speaker(kind, task, rng)
        if kind.how == "silence":
            until = self.calendar.add_working_days(day, 3)
            return Plant(kind=kind, at=self.calendar.opening(day), by=by, task=task, until=until)
        if not kind.words:
            return Plant(kind=kind, at=at, by=by, task=task)
        late = self.calendar.add_working_days(max(day, task.finish) if task else day, 3)
        facts: dict[str, float | str | date] = {"when": late}
        if task is not None:
            facts["over"] = f"${round(1.1 * task.budget) + 500:,}"
        by_id = task is not None and task.name in self.namesakes
        tongue = Tongue(language="en", now=at, calendar=self.calendar, rng=rng, by_id=by_id)
        text = filled(rng.choice(kind.words), task, tongue, **facts)
        return self._said(kind, at, by, task, text)

    def _said(self, kind: PlantKind, at: datetime, by: Person, task: Task | None, text: str) -> Plant:
        meaning = Meaning(kind=kind.means, task=task.id if task else None)
        over = self.calendar.add_working(at, kind.lasts)
        breaks = kind.how == "promises"
        trouble = Trouble(by=by.handle, text=text, over=over, task=task, breaks_promises=breaks)
        said = Utterance(text=text, meaning=meaning)
        return Plant(kind=kind, at=at, by=by, task=task, utterance=said, trouble=trouble)

    def _speaker(self, kind: PlantKind, task: Task | None, rng: Random) -> Person:
        around = [person for handle in kind.by if (person := self.team.get(handle)) is not None]
        if around:
            return rng.choice(around)
        return self.team.owner(task) if task is not None else self.team.people[0]

    def _task(self, pick: Pick, day: date, rng: Random, taken: set[str]) -> Task | None:
        found = [c.task for c in self.courses.values() if c.task.id not in taken and self._fits(c, pick, day)]
        return rng.choice(found) if found else None

    def _fits(self, course: Course, pick: Pick, day: date) -> bool:
        runs = course.runs_on(day) and course.last > day
        match pick:
            case "critical":
                return runs and course.task.id in self.critical
            case "running":
                return runs
            case "starts_next":
                return course.first > day and course.task.start == self.calendar.add_working_days(day, 1)
            case "starts_today":
                return course.task.start == course.first == day
            case "site":
                return False


def slipped(
    courses: Mapping[str, Course], plants: Iterable[Plant], calendar: WorkCalendar, settled: date | None
) -> dict[str, Course]:
    """The courses, with those tasks begun late of which the plants let nobody speak (`settled`: see `bot.month.truth`)."""
    found = dict(courses)
    for plant in plants:
        if plant.until is not None and plant.task is not None:
            course = found[plant.task.id]
            first = calendar.add_working_days(plant.until, 1)
            last = calendar.add_working_days(first, calendar.working_days_between(course.first, course.last))
            last = latest(course.task, last, calendar, settled)
            found[plant.task.id] = replace(course, first=min(first, last), last=last)
    return found
