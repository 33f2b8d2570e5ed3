"""A handful of cases to try a rulebook with: those of its own tests, and some that lie on the edges of its conditions."""

from collections.abc import Iterator
from datetime import UTC, datetime

from rules.deciding.decision import Case, CaseValue
from rules.key import Key
from rules.language.normal_form import Branch, branches
from rules.rule import Compare, FieldRef, Rule, Rulebook

_NOW = datetime(2026, 3, 10, 14, tzinfo=UTC)  # facts are given, so no instant matters to them


def sample_cases(book: Rulebook) -> list[Case]:
    """For each rule its tests' cases, one of no facts, and one for each of its branches with the values that it compares with."""
    return [case for rule in book.rules for case in _of(rule)]


def _of(rule: Rule) -> Iterator[Case]:
    facts = [test.given for test in rule.tests]
    facts += [{}, *(_edge(branch) for branch in branches(rule.when))]
    for values in facts:
        yield Case(subject=Key(rule.on, "sample"), now=_NOW, values=values, each=rule.each)


def _edge(branch: Branch) -> dict[str, CaseValue]:
    values: dict[str, CaseValue] = {}
    for atom, _ in branch:
        if isinstance(atom, Compare) and not isinstance(atom.value, FieldRef):
            values[atom.field] = atom.value[0] if isinstance(atom.value, tuple) else atom.value
    return values
