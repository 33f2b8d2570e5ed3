"""Conditions that say nothing: those that can never hold, and those that always do."""

from collections.abc import Iterator

from rules.language.normal_form import MAX_BRANCHES, branches, count_branches
from rules.language.possible import possible
from rules.language.problem import Misread
from rules.language.text import Path
from rules.match.reference import comparison_text
from rules.rule import All, AnyOf, Compare, Condition, Exists, Not

_TOO_MANY_TO_DENY = 8 * MAX_BRANCHES


def senseless(condition: Condition, path: Path = ()) -> Iterator[tuple[Path, Misread]]:
    """The innermost parts that can never, or always, hold, by path below `when`."""
    inner = [found for step, part in _parts(condition) for found in senseless(part, (*path, *step))]
    if inner:
        yield from inner
    elif not any(possible(branch) for branch in branches(condition)):
        yield path, Misread(f"This can never hold: {condition_text(condition)}.")
    elif _always(condition):
        yield (
            path,
            Misread(
                f"This holds whatever the values are: {condition_text(condition)}.",
                "Leave it out, or ask `exists`.",
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
    return not any(possible(branch, all_known=True) for branch in branches(condition, denied=True))


def condition_text(condition: Condition) -> str:
    """The condition on one line."""
    if isinstance(condition, Compare | Exists):
        return comparison_text(condition)
    if isinstance(condition, Not):
        return f"not ({condition_text(condition.part)})"
    word = " and " if isinstance(condition, All) else " or "
    return word.join(
        f"({condition_text(part)})" if isinstance(part, All | AnyOf) else condition_text(part)
        for part in condition.parts
    )
