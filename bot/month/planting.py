"""Choosing and placing the serious problems of one month."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from bot.month.acts import Act, Saying, Typing
from bot.month.people import Person, Team
from bot.month.planted import Plant
from bot.month.plants import ERRANDS, PLANTS, Pick, PlantKind
from bot.month.script import Spoken
from bot.month.troubles import Trouble
from bot.month.truth import Course, latest
from bot.month.words import Meaning, Tongue, Utterance, filled
from rules.plan.schedule import Task
from rules.worktime.calendar import WorkCalendar


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
        enough = len(kinds) <= len(room)
        chosen = sorted(rng.sample(room, len(kinds)) if enough else rng.choices(room, k=len(kinds)))
        found: list[Plant] = []
        taken: set[str] = set()
        for kind, day in zip(kinds, chosen, strict=True):
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


def acts_of(plant: Plant) -> list[Act]:
    """What is done for a plant: it is said, or somebody is asked for too much, or nothing is done at all."""
    if plant.utterance is not None:
        spoken = Spoken(at=plant.at, by=plant.by, utterance=plant.utterance, trouble=plant.trouble)
        return [Saying(at=plant.at, spoken=spoken, plant=plant)]
    return list(_errands(plant)) if plant.kind.how == "load" else []


def _errands(plant: Plant) -> Iterator[Typing]:
    """The project manager asks one person for a lot, a few minutes apart, and none of it is done soon."""
    for number, errand in enumerate(ERRANDS):
        asked = errand.format(plant.task.zone if plant.task and plant.task.zone else "site")
        at = plant.at - timedelta(minutes=3 * (len(ERRANDS) - number - 1))
        trouble = Trouble(by="grace", text=asked, over=at + timedelta(days=3), task=plant.task)
        command = f"/site assign @{plant.by.handle} {asked} by tomorrow 15:00"
        yield Typing(at=at, by="grace", command=command, trouble=trouble)
