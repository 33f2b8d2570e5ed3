"""Rules that say the same, or of which one leaves nothing for the other."""

from collections.abc import Iterator
from itertools import combinations

from rules.lint.meaning import implies
from rules.lint.remark import Remark, Remarks
from rules.rule import Rule, Rulebook

RANK = {"safety": 0, "high": 1, "medium": 2, "low": 3}


def duplicates(book: Rulebook) -> Remarks:
    """Rules that fire exactly where another one does."""
    for first, second in _alike(book):
        if first.when == second.when or (
            implies(first.when, second.when) and implies(second.when, first.when)
        ):
            reason = f"It fires exactly where rule {first.id} does, at {first.source}."
            yield Remark(
                "error", "duplicate", second, ("when",), reason, "Make one rule of both, with two asks."
            )


def shadowed(book: Rulebook) -> Remarks:
    """Rules about a matter that another rule, which acts first, always asks about already."""
    for one, other in _alike(book):
        for graver, lesser in ((one, other), (other, one)):
            if _acts_first(graver, lesser, book) and implies(lesser.when, graver.when):
                if implies(graver.when, lesser.when):
                    continue
                reason = (
                    f"Wherever it holds, rule {graver.id} holds as well, acts first and has asked about the same matter; "
                    "this one waits until that is closed."
                )
                suggestion = (
                    f"Exclude this rule's cases from {graver.id}, make this one the graver, or leave it out."
                )
                yield Remark("warning", "shadowed", lesser, ("when",), reason, suggestion)


def _alike(book: Rulebook) -> Iterator[tuple[Rule, Rule]]:
    """Every two rules that look at the same cases, in their order."""
    return ((a, b) for a, b in combinations(book.rules, 2) if (a.on, a.each) == (b.on, b.each))


def _acts_first(graver: Rule, lesser: Rule, book: Rulebook) -> bool:
    """Whether it acts on a matter before the other does, and by that holds it back (`rules.deciding.decide`)."""
    both_ask = bool(graver.each and graver.asks and lesser.asks)
    waits = graver.mode == "observe" or graver.active not in (None, lesser.active)
    sooner = graver.for_hours <= lesser.for_hours
    return both_ask and not waits and sooner and _place(graver, book) < _place(lesser, book)


def _place(rule: Rule, book: Rulebook) -> tuple[int, int]:
    return RANK[rule.severity], book.rules.index(rule)
