"""What is wrong with a file: collected while it is read, told all at once, before anything is imported."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rules.errors import SiteloopError

_SHOWN = 20
_VALUE_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to mend: `place` is a row or a line (empty for the whole file), `advice` what to write instead."""

    place: str
    column: str
    value: str
    advice: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, self.column and f"column {self.column}") if part)
        shown = self.value if len(self.value) <= _VALUE_SHOWN else self.value[:_VALUE_SHOWN] + "…"
        said = f"{shown!r}: {self.advice}" if self.value else self.advice
        return f"{where}: {said}" if where else said


class ImportFailed(SiteloopError):
    """A file that was not imported, not even in part; `problems` holds every one found, the text the first 20."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(dict.fromkeys(problems))
        count = len(self.problems)
        lines = [
            f"Nothing was imported from {name}: {count} {'problem' if count == 1 else 'problems'} to mend."
        ]
        lines += [f"• {problem}" for problem in self.problems[:_SHOWN]]
        lines += [f"… and {count - _SHOWN} more."] if count > _SHOWN else []
        super().__init__("\n".join(lines))


@dataclass(kw_only=True)
class Findings:
    """The problems of one file while it is being read."""

    name: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, advice: str, *, place: str = "", column: str = "", value: str = "") -> None:
        """Note a problem and read on."""
        self.problems.append(Problem(place=place, column=column, value=value, advice=advice))

    def stop_if_any(self) -> None:
        """End the import if anything was found.

        Raises:
            ImportFailed: something was.
        """
        if self.problems:
            raise ImportFailed(self.name, self.problems)

    def stop(self, advice: str, *, place: str = "", column: str = "", value: str = "") -> "ImportFailed":
        """The failure to raise for a problem after which nothing more can be read."""
        self.add(advice, place=place, column=column, value=value)
        return ImportFailed(self.name, self.problems)
