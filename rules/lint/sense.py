"""Conditions that can never hold, or always do, by what their fields mean."""

from collections.abc import Iterator

from rules.language.normal_form import Term
from rules.language.possible import possible
from rules.language.sense import condition_text
from rules.language.text import Path
from rules.lint.meaning import bounds, can_hold
from rules.lint.remark import Level, Remark, Remarks
from rules.match.reference import comparison_text
from rules.rule import All, AnyOf, Compare, Condition, FieldRef, Not, Rulebook


def senses(book: Rulebook) -> Remarks:
    """Comparisons that no value of the field satisfies, or every one, and conditions whose parts exclude each other."""
    for rule in book.rules:
        found = False
        for path, comparison in _comparisons(rule.when, ("when",)):
            never, always = _is_never(comparison), _is_always(comparison)
            found = found or never
            if never or always:
                word = "is never so" if never else "is always so"
                reason = f"{comparison_text(comparison)}: by what {comparison.field} means, that {word}."
                level: Level = "error" if never else "warning"
                yield Remark(
                    level, "meaning", rule, path, reason, "Compare it with another value, or leave it out."
                )
        if not found and not can_hold(rule.when):
            reason = f"By what its fields mean, this can never hold: {condition_text(rule.when)}."
            yield Remark(
                "error", "meaning", rule, ("when",), reason, "Leave out the part that excludes the others."
            )


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


def _is_never(comparison: Compare) -> bool:
    return not possible((Term(comparison, holds=True),), bounds=bounds())


def _is_always(comparison: Compare) -> bool:
    return not possible((Term(comparison, holds=False),), all_known=True, bounds=bounds())
