"""How people plan their weeks: they tick what they will finish, mostly rightly, and say at the end what was in the way."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from bot.month.acts import Planning
from bot.month.answers import buttons_of
from bot.month.people import Person, Team
from bot.month.script import Script
from bot.month.truth import Course
from bot.sandbox.records import View
from bot.sandbox.shown import Shown
from rules.worktime.calendar import WorkCalendar

PROMISE, REVIEW = "promise", "week_review"
_SURE, _HOPE = 0.9, 0.25  # the chances that they tick what will be finished, and what will not
_REASONS = ("material", "labour", "prior_work", "equipment", "inspection", "weather", "unforeseen")
_WEIGHTS = (5, 4, 4, 2, 2, 1, 1)
_FINISHED = "finished"


@dataclass(frozen=True, kw_only=True)
class Weekly:
    """Makes up people's minds about their weeks, by what will really be finished."""

    team: Team
    script: Script
    calendar: WorkCalendar
    seed: int

    def notice(self, shown: Shown) -> Planning | None:
        """When somebody gets round to the week's message; None where they ignore it, or it asks for nothing any more."""
        person = self.team.get(shown.to.removeprefix("@"))
        button = next((name for name in (PROMISE, REVIEW) if name in buttons_of(shown)), "")
        if person is None or not button or shown.kind != "message":
            return None
        rng = self._rng(person, button, shown.at)
        if rng.random() < person.manner.ignores:
            return None
        delay = timedelta(minutes=rng.lognormvariate(math.log(person.manner.minutes), 0.8))
        at = self.calendar.next_open(shown.at + delay)
        return Planning(at=at, by=person.handle, shown=shown, button=button)

    def form(self, act: Planning, view: View) -> Mapping[str, Any]:
        """What they fill in."""
        person = self.team.get(act.by)
        rng = self._rng(person, f"{act.button}/form", act.at)
        if act.button == PROMISE:
            return self._ticks(view, act.at, rng)
        return {name: self._word(name.partition(":")[2], act.at, rng) for name in _names(view, "what:")}

    def _ticks(self, view: View, at: datetime, rng: Random) -> dict[str, list[str]]:
        ends = self._week_end(at)
        found: dict[str, list[str]] = {}
        for name in ("ready", "lacking"):
            ticked = [task for task in _options(view, name) if self._ticks_it(task, ends, rng)]
            found |= {name: ticked} if ticked else {}
        return found

    def _ticks_it(self, task: str, ends: date, rng: Random) -> bool:
        course = self.script.courses.get(task)
        return rng.random() < (_SURE if course is not None and course.last <= ends else _HOPE)

    def _word(self, task: str, at: datetime, rng: Random) -> str:
        course = self.script.courses.get(task)
        if course is not None and _is_over(course, at, self.calendar):
            return _FINISHED
        return rng.choices(_REASONS, _WEIGHTS)[0]

    def _week_end(self, at: datetime) -> date:
        """The Friday of the coming week."""
        day = self.calendar.local_date(at)
        return day + timedelta(days=7 + 4 - day.weekday())

    def _rng(self, person: Person | None, what: str, at: datetime) -> Random:
        return Random(f"{self.seed}/week/{person.handle if person else ''}/{what}/{at.isoformat()}")


def _is_over(course: Course, at: datetime, calendar: WorkCalendar) -> bool:
    return course.percent(at, calendar) >= 99.5


def _names(view: View, prefix: str) -> Iterator[str]:
    return (b["block_id"] for b in view.blocks if str(b.get("block_id", "")).startswith(prefix))


def _options(view: View, name: str) -> list[str]:
    block = next((b for b in view.blocks if b.get("block_id") == name), None)
    return [option["value"] for option in block["element"]["options"]] if block else []
