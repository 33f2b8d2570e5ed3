"""Rulebooks: collecting what is wrong with one rule while it is read on."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from rules.facts.fields import Field
from rules.language.problem import Misread, Problem
from rules.language.shape import path_text, read_shape
from rules.language.text import Path, RawRulebook

Result = TypeVar("Result")
Shape = TypeVar("Shape", bound=BaseModel)


class Report:
    """The problems of one rule; `fields` are those that it may read, `id` its name for people."""

    def __init__(self, raw: RawRulebook, path: Path) -> None:
        self.problems: list[Problem] = []
        self.id = ""
        self.fields: Mapping[str, Field] = {}
        self._raw, self._path = raw, path

    @property
    def source(self) -> str:
        """Where the rule stands: `blockers.yml:12`."""
        return f"{self._raw.file}:{self._raw.line(self._path)}"

    def add(self, path: Path, reason: str, suggestion: str = "") -> None:
        """Note a problem at that path below the rule."""
        line = self._raw.line((*self._path, *path))
        problem = Problem(
            file=self._raw.file,
            line=line,
            rule=self.id,
            field=path_text(path),
            reason=reason,
            suggestion=suggestion,
        )
        self.problems.append(problem)

    def tried(self, path: Path, read: Callable[..., Result], *arguments: object) -> Result | None:
        """What `read` gives, or None and a problem."""
        try:
            return read(*arguments)
        except Misread as fault:
            self.add(path, fault.reason, fault.suggestion)
            return None

    def shape(self, shape: type[Shape], value: Any, path: Path = ()) -> Shape | None:  # noqa: ANN401 - YAML values
        """The value in that shape, or None and each of its faults."""
        return read_shape(shape, value, lambda below, why, how: self.add((*path, *below), why, how))
