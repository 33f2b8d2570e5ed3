"""Running timelines: each is lived through step by step, and what its steps expect is held against what came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.heard.readers import Readers
from bot.timelines.moment import minute, told
from bot.timelines.scene import Scene, told_ruling
from bot.timelines.site import set_up
from bot.timelines.stage import Stage
from bot.timelines.timeline import Expected, Step, Timeline
from rules.book import Book
from rules.errors import SiteloopError

_A_MINUTE = timedelta(seconds=59.5)


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Something came otherwise than expected at a step: `at` by the site's clock, `story` all that came since the step before."""

    line: int
    at: str
    expected: str
    happened: str
    story: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a timeline went."""

    timeline: Timeline
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came as expected, and nothing else."""
        return not self.failures


def run_timelines(timelines: Iterable[Timeline], book: Book, readers: Readers) -> list[Outcome]:
    """Live through each, on a site of its own."""
    return [
        Outcome(timeline=one, failures=tuple(_Run(one, book, readers, number).failures()))
        for number, one in enumerate(timelines, 1)
    ]


def comes_true(timeline: Timeline, book: Book, readers: Readers, number: int) -> bool:
    """Whether everything comes as expected, and nothing else, lived through no further than to the first failure.

    `number` tells timelines apart that share readers.
    """
    return next(_Run(timeline, book, readers, number).failures(), None) is None


class _Run:
    """One timeline, lived through once."""

    def __init__(self, timeline: Timeline, book: Book, readers: Readers, number: int) -> None:
        self._timeline = timeline
        self._stage = Stage(book, readers, timeline.plot.starts, number)
        self._seen = 0

    def failures(self) -> Iterator[Failure]:
        """What came otherwise, step by step; nothing after a step that could not be done counts."""
        self._stage.take(lambda turn: set_up(turn, self._timeline.plot))
        for step in self._timeline.steps:
            try:
                yield from self._step(step)
            except SiteloopError as error:
                at = told(step.at, self._stage.calendar)
                yield Failure(line=step.line, at=at, expected="this can be done", happened=str(error))
                return

    def _step(self, step: Step) -> list[Failure]:
        """A step in which nothing happens sees its whole minute."""
        stage = self._stage
        stage.wait(step.at if step.happening else minute(step.at) + _A_MINUTE)
        stage.now = max(step.at, stage.now)
        if step.happening is not None:
            step.happening.play(stage)
        scene = Scene(stage, step.at, self._seen)
        self._seen = len(stage.came)
        found = [failure for one in step.expected if (failure := self._missed(one, scene))]
        return [*found, *self._unexpected(step, scene)]

    def _missed(self, one: Expected, scene: Scene) -> Failure | None:
        happened = one.what.miss(scene)
        return self._failure(one.line, one.text, happened, scene) if happened else None

    def _unexpected(self, step: Step, scene: Scene) -> list[Failure]:
        found = [
            one
            for one in scene.rulings()
            if self._timeline.strict or one.decision.rule in self._timeline.rules
        ]
        return [
            self._failure(step.line, "no other decision", told_ruling(one, scene), scene) for one in found
        ]

    def _failure(self, line: int, expected: str, happened: str, scene: Scene) -> Failure:
        at = scene.told(scene.at)
        return Failure(line=line, at=at, expected=expected, happened=happened, story=tuple(scene.story()))
