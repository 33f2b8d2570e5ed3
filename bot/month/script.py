"""What is said on a day: reports of those who report, what goes wrong, and talk; drawn without regard to Siteloop."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.month.people import Person, Team
from bot.month.troubles import CHATTER, ORDINARY, Trouble, TroubleKind
from bot.month.truth import Course
from bot.month.words import Tongue, Utterance, word
from rules.plan.schedule import Task
from rules.worktime.calendar import WorkCalendar

_DAY = timedelta(days=1)
# Spoken by those around the work rather than by its crew.
_SPEAKERS: Mapping[str, tuple[str, ...]] = {
    "truck_here": ("ben",),
    "check_failed": ("wei", "priya"),
    "check_passed": ("wei", "priya"),
    "defect": ("wei", "priya"),
    "mended": ("wei", "priya"),
    "spent": ("dana",),
    "crane_down": ("kevin", "diego"),
    "crane_up": ("kevin", "diego"),
    "hazard": ("noor", "priya"),
    "praise": ("noor",),
    "raining": ("ana", "priya"),
}


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """Somebody says something at an instant; `trouble` where that begins one."""

    at: datetime
    by: Person
    utterance: Utterance
    trouble: Trouble | None = None


@dataclass(frozen=True, kw_only=True)
class Script:
    """Writes the days of a month.

    Ordinary troubles stay off the tasks `apart`, those of the whole site off the days `spared`; `namesakes` are names
    that several tasks share, so that people say the id.
    """

    team: Team
    courses: Mapping[str, Course]
    calendar: WorkCalendar
    seed: int
    apart: frozenset[str] = frozenset()
    spared: frozenset[date] = frozenset()
    namesakes: frozenset[str] = frozenset()

    def day(self, day: date) -> list[Spoken]:
        """All that is said on that day of its own accord, in order."""
        said = [*self._reports(day), *self._troubles(day), *self._chatter(day)]
        return sorted(said, key=lambda one: (one.at, one.by.handle, one.utterance.text))

    def closing(self, day: date, told: Container[str]) -> list[Spoken]:
        """What the superintendent says after walking the site on the last evening of a week: which other tasks are finished.

        `told` are those of which somebody said so.
        """
        rng, ana = Random(f"{self.seed}/closing/{day}"), self.team.get("ana")
        done = [c.task for c in self.courses.values() if c.last <= day]
        if ana is None:
            return []
        open_still = [task for task in done if task.id not in told]
        return [self._spoken("done", ana, task, self._at(day, 16.2, 16.9, rng), rng) for task in open_still]

    def _reports(self, day: date) -> Iterator[Spoken]:
        for course in self.courses.values():
            rng = Random(f"{self.seed}/report/{day}/{course.task.id}")
            yield from self._report(course, day, self.team.voice(course.task, rng), rng)

    def _report(self, course: Course, day: date, by: Person, rng: Random) -> Iterator[Spoken]:
        task, tells = course.task, by.manner.tells
        much = min(0.97, tells + 0.3)
        if course.first == day and course.since <= course.first and rng.random() < much:
            yield self._spoken("begun", by, task, self._at(day, 7.3, 9.5, rng), rng)
        if course.last == day:
            if rng.random() < much:
                yield self._spoken("done", by, task, self._at(day, 12.5, 16.9, rng), rng)
        elif course.runs_on(day) and rng.random() < tells:
            at = self._at(day, 14.0, 16.9, rng)
            yield self._spoken("progress", by, task, at, rng, percent=self.percent(course, at))
        if self._knows_late(course, day) and rng.random() < 0.7 * much:
            yield self._spoken("later", by, task, self._at(day, 8.0, 15.0, rng), rng, when=course.last)

    def percent(self, course: Course, at: datetime) -> float:
        """How far people say that it is: in steps of five."""
        return min(95.0, max(5.0, 5.0 * round(course.percent(at, self.calendar) / 5)))

    def _knows_late(self, course: Course, day: date) -> bool:
        """On the last working day of the plan, whoever runs late knows it."""
        return course.last > course.task.finish and course.first <= day and day == course.task.finish

    def _troubles(self, day: date) -> Iterator[Spoken]:
        running = [c.task for c in self.courses.values() if c.runs_on(day) and c.task.id not in self.apart]
        for kind in ORDINARY:
            rng = Random(f"{self.seed}/trouble/{day}/{kind.begins}")
            for _ in range(_times(kind.rate, rng)):
                if kind.about == "site" and (day not in self.spared or not kind.ends):
                    yield from self._trouble(kind, None, day, rng)
                elif kind.about == "task" and running:
                    yield from self._trouble(kind, rng.choice(running), day, rng)

    def _trouble(self, kind: TroubleKind, task: Task | None, day: date, rng: Random) -> Iterator[Spoken]:
        at = self._at(day, 7.2, 15.5, rng)
        begun = self._spoken(kind.begins, self._speaker(kind.begins, task, rng), task, at, rng)
        if kind.hours == (0.0, 0.0):
            yield begun
            return
        over = self.calendar.add_working(at, rng.uniform(*kind.hours))
        said_by, text = begun.by.handle, begun.utterance.text
        trouble = Trouble(by=said_by, text=text, over=over, task=task, ends=kind.ends)
        yield Spoken(at=at, by=begun.by, utterance=begun.utterance, trouble=trouble)

    def end_of(self, trouble: Trouble, rng: Random) -> Spoken | None:
        """The words that tell that it is over; None where nobody says them."""
        by = self._speaker(trouble.ends, trouble.task, rng) if trouble.ends else None
        if by is None or rng.random() > min(0.95, by.manner.tells + 0.25):
            return None
        return self._spoken(trouble.ends, by, trouble.task, trouble.over, rng)

    def _chatter(self, day: date) -> Iterator[Spoken]:
        rng = Random(f"{self.seed}/chatter/{day}")
        for _ in range(rng.randrange(CHATTER - 5, CHATTER + 6)):
            yield self._spoken(
                "chatter", rng.choice(self.team.people), None, self._at(day, 6.7, 17.2, rng), rng
            )

    def _speaker(self, name: str, task: Task | None, rng: Random) -> Person:
        around = [p for handle in _SPEAKERS.get(name, ()) if (p := self.team.get(handle)) is not None]
        if around:
            return rng.choice(around)
        return self.team.voice(task, rng) if task is not None else rng.choice(self.team.people)

    def _spoken(
        self, name: str, by: Person, task: Task | None, at: datetime, rng: Random, **facts: float | date
    ) -> Spoken:
        language = by.language(rng)
        by_id = task is not None and task.name in self.namesakes
        tongue = Tongue(language=language, now=at, calendar=self.calendar, rng=rng, by_id=by_id)
        said = word(name, task, tongue, **facts)
        return Spoken(at=at, by=by, utterance=said)

    def _at(self, day: date, least: float, most: float, rng: Random) -> datetime:
        """An instant between two hours of the site's day."""
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the site's wall clock
        return self.calendar.instant(midnight + timedelta(seconds=round(3600 * rng.uniform(least, most))))


def _times(rate: float, rng: Random) -> int:
    """How often something happens that happens `rate` times a day on average."""
    whole, rest = divmod(rate, 1.0)
    return int(whole) + (rng.random() < rest)
