"""Reading where a timeline begins: its `site:`, which lies over that of its file, with people, settings and plan."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.importers import read_schedule
from bot.importers.as_planned import as_planned
from bot.settings_form import settings_of
from bot.timelines.moment import moment
from bot.timelines.reports import Reports
from bot.timelines.site import (
    PEOPLE,
    BookingShape,
    GoalShape,
    PersonShape,
    PlanShape,
    Plot,
    ResourceShape,
    SettingsShape,
    SiteShape,
    TaskShape,
    demo_site,
    fields_of,
    goal_of,
    listing_of,
    plan_of,
    task_of,
)
from bot.timelines.words import Known, faults_of, user_id
from rules.errors import SiteloopError
from rules.language.problem import Misread
from rules.language.text import Path
from rules.plan.goal import Goal
from rules.plan.schedule import Schedule, Task
from rules.resources.resource import Listing
from rules.subject import PersonState, SiteState

Files = Callable[[str], bytes]
Layer = tuple[Path, SiteShape]
_STARTS = "2026-03-10 07:00"
_THAT_DAY = datetime(2026, 3, 10, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class PlotReading:
    """Reads the sites of one file. `files` gives the content of a schedule's file, or raises `SiteloopError`."""

    reports: Reports
    rules: tuple[str, ...]
    files: Files

    def plot(self, *layers: tuple[Path, Any]) -> Plot | None:
        """The site of these values, a later one over those before; None after what is wrong was noted."""
        noted = len(self.reports.problems)
        read = [
            (path, self.reports.shape(SiteShape, value, path)) for path, value in layers if value is not None
        ]
        shapes = [(path, shape) for path, shape in read if shape is not None]
        people = (*PEOPLE, *(p for path, shape in shapes for p in self._people(path, shape)))
        site = demo_site()
        for path, shape in shapes:
            site = self.settings(path, shape, site, people) or site
        starts = self._starts(shapes, site)
        plan = None
        for path, shape in shapes:
            plan = self.plan(path, shape, site, self.known(people, (), starts, site)) or plan
        goals = tuple(g for path, shape in shapes for g in self._goals(path, shape, starts.year))
        known = self.known(people, [task.id for task in plan.tasks] if plan else (), starts, site)
        lists = [(path, shape) for path, shape in shapes if "resources" in shape.model_fields_set]
        listings = tuple(one for at in lists[-1:] for one in self._resources(*at, known, site))
        if len(self.reports.problems) > noted:
            return None
        return Plot(
            starts=starts, settings=site, people=people, goals=goals, resources=listings, schedule=plan
        )

    def known(
        self,
        people: Sequence[PersonState],
        tasks: Sequence[str],
        now: datetime,
        site: SiteState,
        goals: Sequence[str] = (),
        resources: Sequence[str] = (),
    ) -> Known:
        """What words can mean at an instant."""
        handles = tuple(person.handle for person in people)
        return Known(
            people=handles,
            tasks=tuple(tasks),
            rules=self.rules,
            goals=tuple(goals),
            resources=tuple(resources),
            now=now,
            calendar=site.calendar,
        )

    def settings(
        self, path: Path, shape: SettingsShape, site: SiteState, people: tuple[PersonState, ...]
    ) -> SiteState | None:
        """The site with what the shape sets."""
        faults = list(faults_of(shape, self.known(people, (), _THAT_DAY, site)))
        for at, fault in faults:
            self.reports.misread((*path, *at), fault)
        found = site
        for name, value in fields_of(shape).items():
            try:
                found = settings_of(found, {name: value}, people)
            except SiteloopError as error:
                self.reports.note((*path, name), str(error))
                return None
        return None if faults else found

    def plan(self, path: Path, shape: PlanShape, site: SiteState, known: Known) -> Schedule | None:
        """The schedule that `tasks:` lists or `schedule:` names; None where there is neither."""
        if shape.tasks and shape.schedule:
            self.reports.note(
                (*path, "schedule"), "The plan is a list or a file.", "Take one of the two out."
            )
            return None
        if "tasks" in shape.model_fields_set and not shape.tasks:
            self.reports.note(
                (*path, "tasks"), "A plan has at least one task.", "List some, or take this out."
            )
        try:
            if shape.schedule:
                content = self.files(shape.schedule)
                begun = site.calendar.local_date(known.now)
                return as_planned(read_schedule(shape.schedule, content), begun, site.calendar)
            tasks = self._tasks((*path, "tasks"), shape.tasks, known)
            return plan_of(tasks, site) if tasks else None
        except SiteloopError as error:
            self.reports.note((*path, "schedule" if shape.schedule else "tasks"), str(error))
            return None

    def _starts(self, shapes: Sequence[Layer], site: SiteState) -> datetime:
        starts = moment(_STARTS, _THAT_DAY, site.calendar, past=True)
        for path, shape in shapes:
            try:
                starts = moment(shape.starts, starts, site.calendar, past=True) if shape.starts else starts
            except Misread as fault:
                self.reports.misread((*path, "starts"), fault)
        return starts

    def _people(self, path: Path, shape: SiteShape) -> list[PersonState]:
        read = [
            self.reports.shape(PersonShape, value, (*path, "people", place))
            for place, value in enumerate(shape.people)
        ]
        return [
            PersonState(
                id=user_id(one.handle), handle=one.handle, name=one.name or one.handle, title=one.title
            )
            for one in read
            if one is not None
        ]

    def _goals(self, path: Path, shape: SiteShape, year: int) -> Iterator[Goal]:
        for place, value in enumerate(shape.goals):
            at = (*path, "goals", place)
            read = self.reports.shape(GoalShape, value, at)
            try:
                if read is not None:
                    yield goal_of(read, year)
            except SiteloopError as error:
                self.reports.note(at, str(error))

    def _resources(self, path: Path, shape: SiteShape, known: Known, site: SiteState) -> Iterator[Listing]:
        for place, value in enumerate(shape.resources):
            at = (*path, "resources", place)
            read = self.reports.shape(ResourceShape, value, at)
            booked = [
                self.reports.shape(BookingShape, one, (*at, "bookings", number), known)
                for number, one in enumerate(read.bookings if read else ())
            ]
            try:
                if read is not None:
                    yield listing_of(read, [one for one in booked if one is not None], known.now, site)
            except Misread as fault:
                self.reports.misread(at, fault)
            except SiteloopError as error:
                self.reports.note(at, str(error))

    def _tasks(self, path: Path, values: Sequence[Any], known: Known) -> list[Task]:
        ids = frozenset(str(one.get("id")) for one in values if isinstance(one, dict))
        found: dict[str, Task] = {}
        for place, value in enumerate(values):
            shape = self.reports.shape(TaskShape, value, (*path, place), known)
            if shape is None:
                continue
            try:
                task = task_of(shape, ids, known.now.year)
            except Misread as fault:
                self.reports.misread((*path, place), fault)
                continue
            if task.id in found:
                self.reports.note(
                    (*path, place), f"There is already a task {task.id}.", "Give it another id."
                )
            found[task.id] = task
        return list(found.values())
