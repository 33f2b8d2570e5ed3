"""Reading the steps of a timeline in their order, each with its instant, which the next one counts from."""

from datetime import datetime
from typing import Any

from bot.timelines.expectation import Expectation
from bot.timelines.expected import EXPECTED, NOTHING, Nothing
from bot.timelines.manager_steps import NewPlan, NewSettings, Settings
from bot.timelines.moment import later, moment
from bot.timelines.plot_reading import PlotReading
from bot.timelines.reports import Reports
from bot.timelines.said_steps import Signals
from bot.timelines.site import PlanShape, Plot, SettingsShape
from bot.timelines.step import Happening
from bot.timelines.steps import STEPS, Playable
from bot.timelines.timeline import Expected, Step
from bot.timelines.typed import typed_signals
from bot.timelines.words import Known
from rules.language.problem import Misread
from rules.language.text import Path

_OWN = ("at", "after", "expect")


class StepReading:
    """Reads one timeline's steps; settings and plans that a step changes are those of the steps after it."""

    def __init__(self, plots: PlotReading, plot: Plot) -> None:
        self._plots = plots
        self._reports: Reports = plots.reports
        self._site = plot.settings
        self._people = plot.people
        self._tasks = {task.id for task in plot.schedule.tasks} if plot.schedule else set()
        self._now = plot.starts
        self._goals = [goal.id for goal in plot.goals]
        self._resources = [one.resource.id for one in plot.resources]

    @property
    def _known(self) -> Known:
        return self._plots.known(
            self._people, sorted(self._tasks), self._now, self._site, self._goals, self._resources
        )

    def step(self, value: Any, path: Path) -> Step | None:  # noqa: ANN401 - plain YAML values
        """The step, or None after what is wrong with it was noted."""
        if not isinstance(value, dict) or not value:
            self._reports.note(
                path, "This is no step.", "Write a time, and what happens or what is expected."
            )
            return None
        self._now = self._time(value, path)
        noted = len(self._reports.problems)
        doing = {key: part for key, part in value.items() if key not in _OWN}
        happening = self._happening(doing, path) if doing else None
        expected = self._expected(value["expect"], (*path, "expect")) if "expect" in value else []
        if len(self._reports.problems) > noted:
            return None
        return Step(
            line=self._reports.line(path), at=self._now, happening=happening, expected=tuple(expected)
        )

    def _time(self, value: dict[str, Any], path: Path) -> datetime:
        if "at" in value and "after" in value:
            self._reports.note((*path, "after"), "A step has one time.", "Take out `at` or `after`.")
        try:
            if "at" in value:
                return moment(str(value["at"]), self._now, self._site.calendar)
            return (
                later(str(value["after"]), self._now, self._site.calendar) if "after" in value else self._now
            )
        except Misread as fault:
            self._reports.misread((*path, "at" if "at" in value else "after"), fault)
            return self._now

    def _happening(self, value: dict[str, Any], path: Path) -> Playable | None:
        kind = self._reports.kind(STEPS, value, path, "step")
        shape = self._reports.shape(kind, value, path, self._known) if kind else None
        match shape:
            case Settings():
                return self._settings(shape, (*path, "settings"))
            case PlanShape():
                return self._plan(shape, path)
            case Signals():
                self._signals(shape, (*path, "signals"))
        return shape if isinstance(shape, Happening) else None

    def _settings(self, given: Settings, path: Path) -> NewSettings | None:
        shape = self._reports.shape(SettingsShape, given.settings, path)
        site = self._plots.settings(path, shape, self._site, self._people) if shape else None
        if shape is None or site is None:
            return None
        self._site = site
        return NewSettings(changed=shape)

    def _plan(self, given: PlanShape, path: Path) -> NewPlan | None:
        plan = self._plots.plan(path, given, self._site, self._known)
        if plan is None:
            return None
        self._tasks |= {task.id for task in plan.tasks}
        return NewPlan(plan=plan)

    def _signals(self, given: Signals, path: Path) -> None:
        for place, one in enumerate(given.signals):
            try:
                (signal,) = typed_signals([one], self._now, self._site.calendar)
            except Misread as fault:
                self._reports.misread((*path, place), fault)
                continue
            if signal.task is not None and signal.task not in self._tasks:
                self._reports.note((*path, place), f"There is no task {signal.task} here.")

    def _expected(self, value: Any, path: Path) -> list[Expected]:  # noqa: ANN401 - plain YAML values
        if isinstance(value, list):
            return [found for place, one in enumerate(value) for found in self._expected(one, (*path, place))]
        if value == NOTHING:
            return [Expected(line=self._reports.line(path), text=NOTHING, what=Nothing())]
        kind = self._reports.kind(EXPECTED, value, path, "expectation")
        shape = self._reports.shape(kind, value, path, self._known) if kind else None
        if not isinstance(shape, Expectation):
            return []
        text = ", ".join(f"{key}: {_told(part)}" for key, part in value.items())
        return [Expected(line=self._reports.line(path), text=text, what=shape)]


def _told(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)
