"""Conditions that can never hold, or always do, by what their fields mean."""

from collections.abc import Iterator

from rules.language.normal_form import Term
from rules.language.possible import possible
from rules.language.sense import condition_text
from rules.language.text import Path
from rules.lint.meaning import always_holds, bounds, can_hold
from rules.lint.remark import Remark, Remarks
from rules.match.reference import comparison_text
from rules.rule import All, AnyOf, Compare, Condition, FieldRef, Not, Rulebook


def senses(book: Rulebook) -> Remarks:
    """Comparisons that no value of the field satisfies, or every one, and conditions that can never hold, or always do."""
    for rule in book.rules:
        for path, reason, how in senseless_by_meaning(rule.when):
            yield Remark("error", "meaning", rule, ("when", *path), reason, how)


def senseless_by_meaning(when: Condition) -> Iterator[tuple[Path, str, str]]:
    """What of a condition is never, or always, so by what its fields mean: where, why, and what to do."""
    found = False
    for path, comparison in _comparisons(when, ()):
        if word := _never_or_always(comparison):
            found = True
            reason = f"{comparison_text(comparison)}: by what {comparison.field} means, that is {word} so."
            yield path, reason, "Compare it with another value, or leave it out."
    if not found and not can_hold(when):
        reason = f"By what its fields mean, this can never hold: {condition_text(when)}."
        yield (), reason, "Leave out the part that excludes the others."
    elif not found and always_holds(when):
        reason = f"By what its fields mean, this always holds: {condition_text(when)}."
        yield (), reason, "Compare with other values."


def _comparisons(condition: Condition, path: Path) -> Iterator[tuple[Path, Compare]]:
    """Every comparison of a number with a value, with its path."""
    match condition:
        case Compare() if not isinstance(condition.value, FieldRef) and condition.field in bounds():
            yield path, condition
        case Not():
            yield from _comparisons(condition.part, (*path, "not"))
        case All() | AnyOf():
            word = "all" if isinstance(condition, All) else "any"
            for place, part in enumerate(condition.parts):
                yield from _comparisons(part, (*path, word, place))


def _never_or_always(comparison: Compare) -> str:
    if not possible((Term(comparison, holds=True),), bounds=bounds()):
        return "never"
    is_always = not possible((Term(comparison, holds=False),), all_known=True, bounds=bounds())
    return "always" if is_always else ""
