"""What is told as not finished."""

from bot.capture.clauses import Clause
from bot.capture.guards import negated, planned
from bot.capture.pattern import Found


def unfinished(clause: Clause) -> Found | None:
    """A finishing word that is denied ("not stripped yet"): what comes before is not ready."""
    return next(
        (
            c
            for c in clause.cues
            if c.tag in ("done", "part") and negated(clause, c) and not planned(clause, c)
        ),
        None,
    )
