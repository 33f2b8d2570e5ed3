"""Conditions in disjunctive normal form: branches, one of which must hold, of terms that all must."""

from itertools import product
from math import prod
from typing import NamedTuple

from rules.rule import All, AnyOf, Compare, Condition, Exists, Not

MAX_BRANCHES = 32
MAX_TERMS = 24


class Term(NamedTuple):
    """A comparison, or its denial (`holds` False), which is also true where the field is absent."""

    atom: Compare | Exists
    holds: bool


Branch = tuple[Term, ...]


def count_branches(condition: Condition, denied: bool = False) -> int:
    """How many branches `branches` would give, without making them."""
    if isinstance(condition, Compare | Exists):
        return 1
    if isinstance(condition, Not):
        return count_branches(condition.part, not denied)
    counts = [count_branches(part, denied) for part in condition.parts]
    return prod(counts) if isinstance(condition, All) != denied else sum(counts)


def branches(condition: Condition, denied: bool = False) -> tuple[Branch, ...]:
    """The branches of the condition, or of its denial; terms keep the order in which they are written, each once."""
    if isinstance(condition, Compare | Exists):
        return ((Term(condition, not denied),),)
    if isinstance(condition, Not):
        return branches(condition.part, not denied)
    alternatives = [branches(part, denied) for part in condition.parts]
    if isinstance(condition, AnyOf) != denied:
        return tuple(dict.fromkeys(branch for part in alternatives for branch in part))
    joined = (
        tuple(dict.fromkeys(term for branch in chosen for term in branch))
        for chosen in product(*alternatives)
    )
    return tuple(dict.fromkeys(joined))
