"""Notes what is wrong with a timeline file, at its path, and goes on, so that all problems are told at once."""

from collections.abc import Mapping
from typing import Any, TypeVar

from bot.timelines.words import Known, Shape, faults_of
from rules.language.problem import Misread, Problem, one_of
from rules.language.shape import path_text, read_shape
from rules.language.text import Path, RawRulebook

S = TypeVar("S", bound=Shape)


class Reports:
    """The problems of one file so far."""

    def __init__(self, raw: RawRulebook) -> None:
        self.file = raw.file
        self.problems: list[Problem] = list(raw.problems)
        self._raw = raw

    def line(self, path: Path) -> int:
        """Where that stands in the file."""
        return self._raw.line(path)

    def note(self, path: Path, reason: str, suggestion: str = "") -> None:
        """One problem more."""
        problem = Problem(
            file=self.file, line=self.line(path), field=path_text(path), reason=reason, suggestion=suggestion
        )
        self.problems.append(problem)

    def misread(self, path: Path, fault: Misread) -> None:
        """The same, of a word that makes no sense."""
        self.note(path, fault.reason, fault.suggestion)

    def shape(self, shape: type[S], value: Any, path: Path, known: Known | None = None) -> S | None:  # noqa: ANN401
        """The value in that shape, its words checked where it is known what they can mean; None after each fault was noted."""
        if not isinstance(value, dict):
            self.note(
                path, "Here stand keys, each with its value.", f"Keys: {', '.join(shape.model_fields)}."
            )
            return None
        found = read_shape(
            shape, value, lambda at, reason, suggestion: self.note((*path, *at), reason, suggestion)
        )
        if found is None or known is None:
            return found
        faults = list(faults_of(found, known))
        for at, fault in faults:
            self.misread((*path, *at), fault)
        return None if faults else found

    def kind(self, kinds: Mapping[str, type[Shape]], value: Any, path: Path, what: str) -> type[Shape] | None:  # noqa: ANN401
        """The class of the kind whose key the value has; None after it was noted that there is none."""
        if not isinstance(value, dict):
            self.note(path, f"This is no {what}.", f"Write one of {', '.join(kinds)}.")
            return None
        if (kind := next((key for key in value if key in kinds), None)) is None:
            word = next(iter(value), "")
            self.note(path, f"There is no {what} “{word}”.", one_of(str(word), list(kinds)))
            return None
        return kinds[kind]
