"""The mutants of a rulebook: each of its rules with one change, as far as that makes a rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from rules.facts.fields import readable
from rules.language.reading import RuleReading
from rules.language.text import Path, RawRulebook, read_text
from rules.mutation.change import Change
from rules.mutation.conditions import condition_changes
from rules.mutation.outcomes import outcome_changes
from rules.mutation.settings import setting_changes
from rules.rule import Rule


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A rule as it is `declared`, and with one change; `at` is where that stands (`blockers.yml:12`)."""

    declared: Rule
    rule: Rule
    change: Change
    at: str


def mutants_in(sources: Mapping[str, str], rule: str = "") -> Iterator[Mutant]:
    """Every mutant of a rulebook that has no problem, or of one of its rules, in the order in which they stand."""
    for file in sorted(sources):
        raw = read_text(file, sources[file])
        for place, value in enumerate(raw.value["rules"]):
            if rule in ("", value["id"]):
                yield from _mutants_of(raw, ("rules", place), value)


def _mutants_of(raw: RawRulebook, path: Path, value: Mapping[str, Any]) -> Iterator[Mutant]:
    declared = RuleReading(raw, path).rule(value)
    if declared is None:
        return
    fields = {field.name: field for field in readable(declared.on, declared.each)}
    seen = [declared]
    for change in chain(
        condition_changes(value["when"], fields), setting_changes(value), outcome_changes(value)
    ):
        rule = RuleReading(raw, path).rule(change.of(value))
        if rule is not None and rule not in seen:
            seen.append(rule)
            at = f"{raw.file}:{raw.line((*path, *change.path))}"
            yield Mutant(declared=declared, rule=rule, change=change, at=at)
