"""Matching: which rules hold for which cases."""

from rules.match.durable import DurableMatcher
from rules.match.match import CaseRefused, EngineFailed, EngineMissing, Match, Matcher
from rules.match.reference import ReferenceMatcher
from rules.rule import Rulebook

__all__ = [
    "CaseRefused",
    "EngineFailed",
    "EngineMissing",
    "Match",
    "Matcher",
    "best_matcher",
    "durable_matcher",
    "reference_matcher",
]


def reference_matcher(book: Rulebook) -> Matcher:
    """The matcher in plain Python."""
    return ReferenceMatcher(book)


def durable_matcher(book: Rulebook) -> Matcher:
    """The matcher on durable_rules.

    Raises:
        EngineMissing: it cannot be imported here, as on Python 3.13 and later.
    """
    return DurableMatcher(book)


def best_matcher(book: Rulebook) -> Matcher:
    """The durable matcher where its engine can be imported, else the reference matcher, with the same results."""
    try:
        return durable_matcher(book)
    except EngineMissing:
        return reference_matcher(book)
