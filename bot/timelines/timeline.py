"""A timeline as it was read: where it begins, and its steps, each with its instant and what is expected of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.timelines.expectation import Expectation
from bot.timelines.site import Plot
from bot.timelines.steps import Playable
from rules.errors import SiteloopError
from rules.language.problem import Problem


@dataclass(frozen=True, kw_only=True)
class Expected:
    """An expectation, and where and how it is written."""

    line: int
    text: str
    what: Expectation


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that happens at an instant, or nothing (None), and what is expected of it."""

    line: int
    at: datetime
    happening: Playable | None
    expected: tuple[Expected, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """One test. `strict`: nothing may be decided that no step expects, else only by rules that a step names."""

    name: str
    file: str
    line: int
    plot: Plot
    steps: tuple[Step, ...]
    strict: bool = True

    @property
    def rules(self) -> frozenset[str]:
        """The rules that its expectations name."""
        return frozenset(e.what.rule for step in self.steps for e in step.expected) - {""}


class TimelineError(SiteloopError):
    """Timelines that cannot be read; it names every problem at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line)))
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__("\n".join([f"The timelines have {count}:", *map(str, self.problems)]))
