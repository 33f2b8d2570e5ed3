"""Conditions that say nothing: those that can never hold, and those that always do.

A condition is tried on all values that can make a difference: for each field the numbers at, between and beyond those that
it is compared with, its options, or the texts named and another. Two fields compared count as their difference and 0.
"""

from collections.abc import Iterator
from itertools import pairwise

from rules.decision import CaseValue
from rules.fields import FIELDS
from rules.match.reference import comparison_text, holds
from rules.normal_form import MAX_BRANCHES, Branch, Term, branches, count_branches
from rules.problem import Misread
from rules.rule import All, AnyOf, Compare, Condition, Exists, FieldRef, Not, Op
from rules.rulebook_text import Path

_MIRRORED: dict[Op, Op] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_OTHER_TEXT = "\u0001 any other text"
_TOO_MANY_TO_DENY = 8 * MAX_BRANCHES


def senseless(condition: Condition, path: Path = ()) -> Iterator[tuple[Path, Misread]]:
    """The innermost parts that can never, or always, hold, by path below `when`."""
    inner = [found for step, part in _parts(condition) for found in senseless(part, (*path, *step))]
    if inner:
        yield from inner
    elif not any(_possible(branch) for branch in branches(condition)):
        yield path, Misread(f"This can never hold: {_text(condition)}.")
    elif _always(condition):
        yield (
            path,
            Misread(
                f"This holds whatever the values are: {_text(condition)}.", "Leave it out, or ask `exists`."
            ),
        )


def _parts(condition: Condition) -> list[tuple[Path, Condition]]:
    if isinstance(condition, Not):
        return [(("not",), condition.part)]
    if isinstance(condition, All | AnyOf):
        word = "all" if isinstance(condition, All) else "any"
        return [((word, place), part) for place, part in enumerate(condition.parts)]
    return []


def _always(condition: Condition) -> bool:
    """Whether it holds as soon as all its fields are known (a comparison does not where one is absent)."""
    if isinstance(condition, Exists) or (isinstance(condition, Not) and isinstance(condition.part, Exists)):
        return False
    if count_branches(condition, denied=True) > _TOO_MANY_TO_DENY:
        return False
    return not any(_possible(branch, all_known=True) for branch in branches(condition, denied=True))


def _possible(branch: Branch, all_known: bool = False) -> bool:
    """Whether some values satisfy the branch."""
    by_field: dict[str, list[Term]] = {}
    for term in branch:
        plain, field = _as_one_field(term)
        by_field.setdefault(field, []).append(plain)
    return all(_some_value(field, terms, all_known) for field, terms in by_field.items())


def _as_one_field(term: Term) -> tuple[Term, str]:
    """The term, and its field; a comparison of two fields as one of “a less b” with 0, whichever is written first."""
    atom = term.atom
    if isinstance(atom, Exists) or not isinstance(atom.value, FieldRef):
        return term, atom.field
    first, second = sorted((atom.field, atom.value.name))
    op = atom.op if first == atom.field else _MIRRORED[atom.op]
    field = f"{first} less {second}"
    return Term(Compare(field=field, op=op, value=0.0), term.holds), field


def _some_value(field: str, terms: list[Term], all_known: bool) -> bool:
    candidates: list[dict[str, CaseValue]] = [{field: value} for value in _values(field, terms)]
    if not all_known:
        candidates.append({})
    return any(all(holds(term.atom, values) == term.holds for term in terms) for values in candidates)


def _values(field: str, terms: list[Term]) -> set[CaseValue]:
    """Values of the field that can make a difference to these terms."""
    named: set[CaseValue] = set()
    for term in terms:
        if isinstance(term.atom, Compare) and not isinstance(term.atom.value, FieldRef):
            value = term.atom.value
            named.update(value if isinstance(value, tuple) else (value,))
    known = FIELDS.get(field)
    if known and known.type == "truth":
        return {True, False}
    if known and known.type == "text":
        return set(known.options) or named | {_OTHER_TEXT}
    numbers = sorted(value for value in named if not isinstance(value, str)) or [0.0]
    between = [(low + high) / 2 for low, high in pairwise(numbers)]
    return {numbers[0] - 1, *numbers, *between, numbers[-1] + 1}


def _text(condition: Condition) -> str:
    """The condition on one line."""
    if isinstance(condition, Compare | Exists):
        return comparison_text(condition)
    if isinstance(condition, Not):
        return f"not ({_text(condition.part)})"
    word = " and " if isinstance(condition, All) else " or "
    return word.join(
        f"({_text(part)})" if isinstance(part, All | AnyOf) else _text(part) for part in condition.parts
    )
