"""Matching: which rules hold for which cases."""

from rules.match.match import CaseRefused, EngineFailed, EngineMissing, Match, Matcher
from rules.match.reference import ReferenceMatcher
from rules.rule import Rulebook

__all__ = [
    "CaseRefused",
    "EngineFailed",
    "EngineMissing",
    "Match",
    "Matcher",
    "reference_matcher",
]


def reference_matcher(book: Rulebook) -> Matcher:
    """The matcher in plain Python."""
    return ReferenceMatcher(book)
