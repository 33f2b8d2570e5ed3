"""A rulebook in force: its rules, its matcher, and what the managers of a site made of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from rules.language.thresholds import fitting, with_thresholds
from rules.match import Matcher, reference_matcher
from rules.memo import Memo
from rules.rule import Rule, Rulebook
from rules.subject import Mode, SiteState, Tuning

_MOST_VARIANTS = 64
_UNTOUCHED = Tuning(rule="")
_Variants = dict[tuple[tuple[str, tuple[tuple[str, float], ...]], ...], "Book"]


@dataclass(frozen=True, kw_only=True)
class Book:
    """A rulebook in force, with its matcher; `make` gives a matcher for the same book with other thresholds.

    `tuning` is what the site made of its rules (see `at`); `is_pinned`: it stays so, whatever the site makes of them later.
    """

    rulebook: Rulebook
    matcher: Matcher
    make: Callable[[Rulebook], Matcher] = reference_matcher
    tuning: Mapping[str, Tuning] = field(default_factory=dict)
    is_pinned: bool = False

    def rule(self, rule_id: str | None) -> Rule | None:
        """The rule of that id, None where the book has none."""
        return self._rules.get(rule_id or "")

    def of(self, rule: Rule) -> Tuning:
        """What the site made of a rule."""
        return self.tuning.get(rule.id, _UNTOUCHED)

    def mode(self, rule: Rule) -> Mode:
        """The rule's mode at the site."""
        return self.of(rule).mode or rule.mode

    def at(self, site: SiteState) -> "Book":
        """The book as it works at a site: with its thresholds, modes, and rules that are off or silent."""
        return self if self.is_pinned else self._tuned(site.tuning)

    def pinned(self, tuning: Mapping[str, Tuning]) -> "Book":
        """The book as it works with this tuning, at every instant: to try it on the past."""
        return replace(self._tuned(tuning), is_pinned=True)

    def _tuned(self, tuning: Mapping[str, Tuning]) -> "Book":
        if not tuning:
            return self
        changed = tuple(
            (name, tuple(sorted(one.thresholds.items())))
            for name, one in sorted(tuning.items())
            if one.thresholds
        )
        variants = _VARIANTS.of(self, lambda _: {})
        if changed not in variants:
            if len(variants) >= _MOST_VARIANTS:
                variants.clear()
            variants[changed] = self._variant(dict(changed)) if changed else self
        return replace(variants[changed], tuning=tuning)

    def _variant(self, changed: Mapping[str, tuple[tuple[str, float], ...]]) -> "Book":
        rules = tuple(_set(rule, dict(changed.get(rule.id, ()))) for rule in self.rulebook.rules)
        rulebook = replace(self.rulebook, rules=rules)
        return Book(rulebook=rulebook, matcher=self.make(rulebook), make=self.make)

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rulebook.rules}


_VARIANTS = Memo[Book, _Variants](most=64)


def _set(rule: Rule, changes: Mapping[str, float]) -> Rule:
    """A threshold that a new version of the rule no longer has, or cannot take, is as declared."""
    return with_thresholds(rule, fitting(rule, changes)) if changes else rule
