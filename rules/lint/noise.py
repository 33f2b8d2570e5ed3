"""Rules that would ask too much at a site, or about what is no problem there, by a backtest of its journal."""

from dataclasses import dataclass

from rules.lint.remark import Remark, Remarks
from rules.past.backtest import Backtest, Row
from rules.rule import Rule, Rulebook


@dataclass(frozen=True, kw_only=True)
class History:
    """What the rulebook would have done over the journal of a site, and how long that is."""

    found: Backtest
    weeks: float


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a rule is too much: actions a week, and the share answered as no problem or ignored, of at least so many."""

    per_week: float = 10.0
    pointless: float = 0.5
    least: int = 5


def noise(book: Rulebook, history: History, limits: Limits) -> Remarks:
    """Rules beyond these limits; what only observes asks nobody."""
    rows = {row.rule: row for row in history.found.rows}
    for rule in book.rules:
        row = rows.get(rule.id)
        if row is not None and rule.mode != "observe":
            yield from _too_many(rule, row, history.weeks, limits)
            yield from _pointless(rule, row, limits)


def _too_many(rule: Rule, row: Row, weeks: float, limits: Limits) -> Remarks:
    each_week = (row.stays + row.new) / weeks
    if each_week > limits.per_week:
        reason = f"At this site it would have acted {each_week:.1f} times a week; {limits.per_week:g} is the limit."
        how = "Make its condition stricter, its cooldown longer, or let it share actions (group_by)."
        yield Remark("warning", "noisy", rule, ("when",), reason, how)


def _pointless(rule: Rule, row: Row, limits: Limits) -> Remarks:
    in_vain = row.kept["no problem"] + row.kept["ignored"]
    judged = in_vain + row.kept["real"]
    if judged >= limits.least and in_vain / judged > limits.pointless:
        reason = f"{in_vain} of {judged} past actions on what it asks about were answered as no problem, or ignored."
        how = "Make its condition stricter, ask somebody else, or let it only observe."
        yield Remark("warning", "noisy", rule, ("when",), reason, how)
