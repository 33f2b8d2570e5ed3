"""Timelines, from YAML text to typed steps; every problem of every file is reported at once, with its line."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.timelines.plot_reading import Files, PlotReading
from bot.timelines.reports import Reports
from bot.timelines.step_reading import StepReading
from bot.timelines.timeline import Timeline, TimelineError
from bot.timelines.words import Shape
from rules.language.problem import Problem
from rules.language.text import Path, read_text
from rules.rule import Rulebook


class FileShape(Shape):
    """A file of timelines, and the site that they share."""

    site: Any = None
    timelines: list[Any]


class TimelineShape(Shape):
    """One timeline; its `site:` lies over that of the file."""

    name: str
    site: Any = None
    strict: bool = True
    steps: list[Any]


def read_timelines(sources: Mapping[str, str], book: Rulebook, files: Files) -> list[Timeline]:
    """The timelines of these files, name → text, about the rules of the book.

    Raises:
        TimelineError: there is any problem; it has them all.
    """
    rules = tuple(rule.id for rule in book.rules)
    found: list[Timeline] = []
    problems: list[Problem] = []
    for file in sorted(sources):
        raw = read_text(file, sources[file])
        reports = Reports(raw)
        if raw.value is not None or not raw.problems:
            found += _timelines(raw.value, PlotReading(reports=reports, rules=rules, files=files))
        problems += dict.fromkeys(reports.problems)
    if problems:
        raise TimelineError(problems)
    return found


def _timelines(value: Any, plots: PlotReading) -> Iterator[Timeline]:  # noqa: ANN401 - plain YAML values
    shape, reports = plots.reports.shape(FileShape, value, ()), plots.reports
    names: set[str] = set()
    for place, one in enumerate(shape.timelines if shape else ()):
        path: Path = ("timelines", place)
        timeline = reports.shape(TimelineShape, one, path)
        if timeline is None or shape is None:
            continue
        if timeline.name in names:
            reports.note((*path, "name"), "There is already a timeline of this name.", "Give it another.")
        names.add(timeline.name)
        yield from _timeline(timeline, path, shape.site, plots)


def _timeline(shape: TimelineShape, path: Path, site: Any, plots: PlotReading) -> Iterator[Timeline]:  # noqa: ANN401
    plot, reports = plots.plot((("site",), site), ((*path, "site"), shape.site)), plots.reports
    if not shape.steps:
        reports.note((*path, "steps"), "A timeline without a step tests nothing.")
    if plot is None:
        return
    reading = StepReading(plots, plot)
    steps = [reading.step(one, (*path, "steps", place)) for place, one in enumerate(shape.steps)]
    read = tuple(step for step in steps if step is not None)
    if shape.steps and len(read) == len(steps) and not any(step.expected for step in read):
        reports.note(
            (*path, "steps"), "No step expects anything.", "Add `expect:` to one, or `expect: nothing`."
        )
    yield Timeline(
        name=shape.name,
        file=reports.file,
        line=reports.line(path),
        plot=plot,
        steps=read,
        strict=shape.strict,
    )
