"""Tests that a rule lacks. That each has tests inside that fire and stay quiet, reading it already sees to."""

from collections.abc import Collection

from rules.lint.remark import Remark, Remarks
from rules.rule import Rulebook


def untested(book: Rulebook, timelines: Collection[str] | None = None) -> Remarks:
    """Rules that no timeline tries; `timelines` are the ids of those that have one, None where that is not known."""
    for rule in book.rules:
        if timelines is not None and rule.id not in timelines:
            how = "Add one to the files beside the rulebook; `siteloop rules test --help` shows how."
            yield Remark(
                "warning", "timeline", rule, ("tests",), "No timeline tries it on a virtual clock.", how
            )
