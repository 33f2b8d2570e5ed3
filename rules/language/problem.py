"""What is wrong with a rulebook: where, in which rule and field, why, and what was perhaps meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from rules.errors import SiteloopError


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One fault of a rulebook. `line` counts from 1; `rule` and `field` are empty where the fault lies outside of them."""

    file: str
    line: int
    reason: str
    rule: str = ""
    field: str = ""
    suggestion: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: "
        rule = f"rule {self.rule}: " if self.rule else ""
        field = f"{self.field}: " if self.field else ""
        suggestion = f" {self.suggestion}" if self.suggestion else ""
        return f"{place}{rule}{field}{self.reason}{suggestion}"


class RulebookError(SiteloopError):
    """A rulebook that cannot be put in force; it names every problem at once, and the old rulebook stays."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line)))
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__("\n".join([f"The rulebook has {count}:", *map(str, self.problems)]))


class Misread(SiteloopError):
    """A part of a rule that makes no sense; `suggestion` says what to write instead."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(f"{reason} {suggestion}".rstrip())
        self.reason = reason
        self.suggestion = suggestion


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing where none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else ""


def one_of(word: str, known: Sequence[str]) -> str:
    """The nearest known word, or all of them."""
    return did_you_mean(word, known) or f"It is one of {', '.join(known)}."
