"""Matchers compared with the reference matcher: the same matches in the same order, or the same refusal, whatever comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from rules.deciding.decision import Case
from rules.match import CaseRefused, Match, Matcher, reference_matcher
from rules.rule import Rulebook
from tests.rules.random_books import hostile_cases, random_book, random_cases


@dataclass
class Compared:
    """How much was compared: `evaluations` of a rulebook on a case, what matched, and how many cases were refused."""

    evaluations: int = 0
    matches: int = 0
    refused: int = 0

    def compare(
        self, seed: int, makers: Sequence[Callable[[Rulebook], Matcher]], *, rules: int, cases: int
    ) -> None:
        """Compare on one random rulebook, with so many ordinary cases at once, and as many hostile ones, each alone.

        Raises:
            AssertionError: a matcher differs; the text says on what.
        """
        random = Random(seed)
        book = random_book(random, rules)
        reference, others = reference_matcher(book), [make(book) for make in makers]
        ordinary, hostile = random_cases(random, cases), hostile_cases(random, cases)
        for part in (ordinary, *([case] for case in hostile)):
            expected = outcome(reference, part)
            for matcher in others:
                found = outcome(matcher, part)
                assert found == expected, (
                    f"seed {seed}: {type(matcher).__name__} {found} instead of {expected}"
                )
            self._count(len(part), expected)

    def _count(self, cases: int, expected: list[Match] | str) -> None:
        self.evaluations += cases
        self.refused += isinstance(expected, str)
        self.matches += 0 if isinstance(expected, str) else len(expected)


def outcome(matcher: Matcher, cases: Sequence[Case]) -> list[Match] | str:
    """The matches, or why a case is refused."""
    try:
        return matcher.match(cases)
    except CaseRefused as refused:
        return str(refused)
