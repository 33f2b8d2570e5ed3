"""`timelines/equivalents.yml`: changes of which it is declared that they change nothing, each with the reason."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict, Field

from bot.timelines.places import EQUIVALENTS
from rules.errors import SiteloopError
from rules.language.problem import Problem
from rules.language.shape import path_text, read_shape
from rules.language.text import Path, read_text
from rules.mutation.mutants import Mutant


class EquivalentsError(SiteloopError):
    """The list cannot be read; it names every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("\n".join(["The list of equivalents cannot be read:", *map(str, problems)]))


class Equivalent(BaseModel):
    """A change of a rule, in the words of `rules test --mutate`, and why nothing can come of it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    rule: str
    change: str
    why: str = Field(min_length=1)

    def is_of(self, mutant: Mutant) -> bool:
        """Whether it speaks of this one."""
        return (self.rule, self.change) == (mutant.declared.id, mutant.change.told)


class _FileShape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    equivalents: list[Equivalent]


def equivalents_in(folder: Traversable) -> tuple[Equivalent, ...]:
    """Those that are declared in the folder of timelines; none where there is no such file.

    Raises:
        EquivalentsError: the file cannot be read.
    """
    file = folder.joinpath(EQUIVALENTS)
    if not file.is_file():
        return ()
    raw = read_text(EQUIVALENTS, file.read_text(encoding="utf-8"))
    problems = list(raw.problems)

    def report(path: Path, reason: str, suggestion: str) -> None:
        where, line = path_text(path), raw.line(path)
        problems.append(
            Problem(file=EQUIVALENTS, line=line, field=where, reason=reason, suggestion=suggestion)
        )

    shape = None if problems else read_shape(_FileShape, raw.value, report)
    if shape is None:
        raise EquivalentsError(problems)
    return tuple(shape.equivalents)
