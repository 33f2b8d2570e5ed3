"""Whether some values can satisfy comparisons that have to hold together.

A field is tried on all values that can make a difference: the numbers at, between and beyond those that it is compared with,
its options, or the texts named and another. Two fields compared count as their difference and 0.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import floor, inf
from typing import NamedTuple

from rules.deciding.decision import CaseValue
from rules.facts.fields import FIELDS
from rules.language.normal_form import Branch, Term
from rules.match.reference import holds
from rules.rule import Compare, Exists, FieldRef, Op


class Bounds(NamedTuple):
    """What a number can be by its meaning."""

    least: float = -inf
    most: float = inf
    whole: bool = False

    def allow(self, value: CaseValue) -> bool:
        """Whether it can be that."""
        return isinstance(value, str) or (
            self.least <= value <= self.most and (not self.whole or value % 1 == 0)
        )


_ANY = Bounds()
_MIRRORED: dict[Op, Op] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_OTHER_TEXT = "\u0001 any other text"


def possible(branch: Branch, *, all_known: bool = False, bounds: Mapping[str, Bounds] | None = None) -> bool:
    """Whether some values satisfy the branch: of fields that may be absent, or `all_known` but for those of whose presence it
    asks; numbers within `bounds` by field.

    Where fields are compared with each other it may say so of what is not: it says no only where it is sure.
    """
    by_field: dict[str, list[Term]] = {}
    for term in branch:
        plain, field = _as_one_field(term)
        by_field.setdefault(field, []).append(plain)
    within, known = bounds or {}, _compared_with_each_other(branch)
    return all(
        _some_value(name, terms, name in known or (all_known and not _asks(terms)), within.get(name, _ANY))
        for name, terms in by_field.items()
    )


def _compared_with_each_other(branch: Branch) -> set[str]:
    """The fields that are there, since a comparison of two of them is to hold."""
    found = (term.atom for term in branch if term.holds and isinstance(term.atom, Compare))
    pairs = ((atom.field, atom.value.name) for atom in found if isinstance(atom.value, FieldRef))
    return {name for pair in pairs for name in pair}


def _as_one_field(term: Term) -> tuple[Term, str]:
    """The term, and its field; a comparison of two fields as one of “a less b” with 0, whichever is written first."""
    atom = term.atom
    if isinstance(atom, Exists) or not isinstance(atom.value, FieldRef):
        return term, atom.field
    first, second = sorted((atom.field, atom.value.name))
    op = atom.op if first == atom.field else _MIRRORED[atom.op]
    field = f"{first} less {second}"
    return Term(Compare(field=field, op=op, value=0.0), term.holds), field


def _asks(terms: Iterable[Term]) -> bool:
    """Whether one of them asks for presence."""
    return any(isinstance(term.atom, Exists) for term in terms)


def _some_value(field: str, terms: Iterable[Term], is_known: bool, bounds: Bounds) -> bool:
    wanted = list(terms)
    tried = filter(bounds.allow, _values(field, wanted, bounds))
    candidates: list[dict[str, CaseValue]] = [{field: value} for value in tried]
    if not is_known:
        candidates.append({})
    return any(all(holds(term.atom, values) == term.holds for term in wanted) for values in candidates)


def _values(field: str, terms: Iterable[Term], bounds: Bounds) -> set[CaseValue]:
    """Values of the field that can make a difference to these terms."""
    named = set(_named(terms))
    known = FIELDS.get(field)
    if known and known.type == "truth":
        return {True, False}
    if known and known.type == "text":
        return set(known.options) or named | {_OTHER_TEXT}
    edges = (edge for edge in (bounds.least, bounds.most) if abs(edge) < inf)
    numbers = sorted({*edges, *(float(value) for value in named if not isinstance(value, str))}) or [0.0]
    between = [(low + high) / 2 for low, high in pairwise(numbers)]
    whole = [float(floor(value) + step) for value in (*numbers, *between) for step in (0, 1)]
    return {numbers[0] - 1, *numbers, *between, *whole, numbers[-1] + 1}


def _named(terms: Iterable[Term]) -> Iterator[CaseValue]:
    for term in terms:
        if isinstance(term.atom, Compare) and not isinstance(term.atom.value, FieldRef):
            value = term.atom.value
            yield from value if isinstance(value, tuple) else (value,)
