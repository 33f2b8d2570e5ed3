"""Rulebooks, third stage: the `when` of a rule, nested `all`, `any` and `not` of comparisons → a typed Condition."""

from collections.abc import Mapping
from typing import Any

from rules.facts.fields import Field
from rules.language.condition import parse_comparison
from rules.language.normal_form import MAX_BRANCHES, MAX_TERMS, branches, count_branches
from rules.language.problem import Misread, did_you_mean
from rules.language.text import Path
from rules.rule import All, AnyOf, Condition, Not

_MAX_DEPTH = 6
_GROUPS = ("all", "any", "not")
_HOW = "Write a comparison, or one of `all:`, `any:` (lists) and `not:`."

Fault = tuple[Path, Misread]


def read_condition(raw: Any, fields: Mapping[str, Field]) -> tuple[Condition | None, list[Fault]]:  # noqa: ANN401
    """The condition, and what is wrong with it by path below `when`; None where there is anything wrong."""
    reading = _Reading(fields)
    condition = reading.part(raw, ())
    if condition is not None and not reading.faults:
        reading.measure(condition)
    return (None if reading.faults else condition), reading.faults


class _Reading:
    """One walk over a raw condition, which goes on after a fault so that all are found."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = fields
        self.faults: list[Fault] = []

    def part(self, raw: Any, path: Path) -> Condition | None:  # noqa: ANN401
        try:
            if isinstance(raw, str):
                return parse_comparison(raw, self.fields)
            return self.group(raw, path)
        except Misread as fault:
            self.faults.append((path, fault))
            return None

    def group(self, raw: Any, path: Path) -> Condition | None:  # noqa: ANN401
        if not isinstance(raw, dict) or len(raw) != 1:
            raise Misread("This is neither a comparison nor one group of them.", _HOW)
        if sum(isinstance(step, str) for step in path) > _MAX_DEPTH:
            raise Misread(f"Conditions are nested more than {_MAX_DEPTH} deep.", "Make two rules of it.")
        ((word, inner),) = raw.items()
        if word not in _GROUPS:
            raise Misread(f"“{word}” groups no comparisons.", did_you_mean(word, _GROUPS) or _HOW)
        if word == "not":
            part = self.part(inner, (*path, "not"))
            return None if part is None else Not(part=part)
        if not isinstance(inner, list) or not inner:
            raise Misread(
                f"`{word}` is empty.", "Give it a list of comparisons, one on each line after a dash."
            )
        parts = [self.part(each, (*path, word, place)) for place, each in enumerate(inner)]
        whole = tuple(part for part in parts if part is not None)
        if len(set(whole)) != len(whole):
            raise Misread(f"`{word}` says the same twice.")
        return All(parts=whole) if word == "all" else AnyOf(parts=whole)

    def measure(self, condition: Condition) -> None:
        """Keep the rule within what the engine can take."""
        count = count_branches(condition)
        if count > MAX_BRANCHES:
            fault = f"The condition has {count} alternatives; a rule can have {MAX_BRANCHES}."
            self.faults.append(((), Misread(fault, "Make several rules of it, or use `in [..]`.")))
        elif max(map(len, branches(condition))) > MAX_TERMS:
            fault = f"More than {MAX_TERMS} comparisons have to hold together."
            self.faults.append(((), Misread(fault, "Make several rules of it.")))
