"""How people met what was asked of them, read from the steps of their actions, and what that comes to.

An action is a promise of whoever it is asked of. It is kept when it was reported done, or its ground was gone, by the time that
was promised last; it is broken when that came later. What was dropped, or handed to somebody else, says nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from rules.life.action import Life, begun, lived
from rules.memo import Memo
from rules.replaced import replace
from rules.subject import ActionState, Outcome
from rules.worktime.calendar import WorkCalendar

KEPT = timedelta(days=60)
WINDOW = timedelta(days=28)


def outcomes(action: ActionState) -> dict[str, Outcome]:
    """How each of those whose action it was met it, by person; those who never answered what is open still are left out."""
    return _OUTCOMES.of(action, _outcomes)


def with_outcome(
    record: tuple[Outcome, ...], action: str, found: Outcome | None, at: datetime
) -> tuple[Outcome, ...]:
    """The record with this outcome of that action (None: it has none), without what is older than 60 days at that instant."""
    others = [one for one in record if one.action != action]
    kept = [one for one in (*others, *([found] if found else [])) if _last(one) >= at - KEPT]
    return tuple(sorted(kept, key=lambda one: (one.asked, one.action)))


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What a record comes to: promises kept and broken, times moved, and the working hours to each first answer."""

    kept: int
    broken: int
    moved: int
    hours: tuple[float, ...]

    @property
    def percent(self) -> float | None:
        """Of the promises that came due, how many were kept."""
        due = self.kept + self.broken
        return round(100.0 * self.kept / due, 1) if due else None

    @property
    def answer_hours(self) -> float | None:
        """The median of the times to a first answer."""
        return round(median(self.hours), 2) if self.hours else None


def tally(
    records: Iterable[tuple[Outcome, ...]], overdue: int, now: datetime, calendar: WorkCalendar
) -> Tally:
    """What came of the last 28 days, of all these records; `overdue` actions that are open still are promises broken already."""
    kept, broken, moved, hours = 0, overdue, 0, list[float]()
    since = now - WINDOW
    for record in filter(None, records):
        sums = _sums_of(record, calendar)
        before = sums.rows[bisect_right(sums.lasts, since)]
        until = sums.rows[bisect_right(sums.lasts, now)]
        kept += until.kept - before.kept
        broken += until.broken - before.broken
        moved += until.moved - before.moved
        hours += sums.hours[before.answered : until.answered]
    return Tally(kept=kept, broken=broken, moved=moved, hours=tuple(hours))


class _Row(NamedTuple):
    """How much it is up to some outcome of a record, in the order of their last words."""

    kept: int = 0
    broken: int = 0
    moved: int = 0
    answered: int = 0


class _Sums(NamedTuple):
    """A record summed up: `rows` has one more than there are outcomes, `hours` are those to each first answer."""

    lasts: tuple[datetime, ...]
    rows: tuple[_Row, ...]
    hours: tuple[float, ...]


def _sums_of(record: tuple[Outcome, ...], calendar: WorkCalendar) -> _Sums:
    """A record stays the same for much longer than its site."""
    known = _SUMS.of(record, lambda _: {})
    if calendar not in known:
        known[calendar] = _sums(record, calendar)
    return known[calendar]


def _sums(record: tuple[Outcome, ...], calendar: WorkCalendar) -> _Sums:
    ordered, rows, hours = sorted(record, key=_last), [_Row()], list[float]()
    for one in ordered:
        if one.answered:
            hours.append(calendar.working_hours_between(one.asked, one.answered))
        kept, broken, moved, _ = rows[-1]
        row = _Row(kept + (one.kept is True), broken + (one.kept is False), moved + one.moved, len(hours))
        rows.append(row)
    return _Sums(tuple(map(_last, ordered)), tuple(rows), tuple(hours))


_SUMS = Memo[tuple[Outcome, ...], dict[WorkCalendar, _Sums]]()


def _outcomes(action: ActionState) -> dict[str, Outcome]:
    asked, before = action.asked, begun(action)
    mine = Outcome(action=asked.id, rule=asked.rule, task=asked.task, asked=action.opened)
    found: dict[str, Outcome] = {}
    for step, after in lived(action):
        if step.kind == "answered" and step.by == before.owner and mine.answered is None:
            mine = replace(mine, answered=step.at)
        if step.kind == "approved":
            mine = replace(mine, asked=step.at)
        mine = replace(mine, moved=mine.moved + after.promises - before.promises)
        if after.owner != before.owner:
            found[before.owner] = mine
            mine = replace(mine, asked=step.at, answered=None, moved=0)
        before = after
    if before.refused:
        return {}
    found[before.owner] = replace(mine, closed=before.closed, kept=_kept(before))
    return {person: one for person, one in found.items() if one.answered or one.closed}


_OUTCOMES = Memo[ActionState, dict[str, Outcome]]()


def _kept(end: Life) -> bool | None:
    """In time is what was done in time, however long it took to make sure of it."""
    return end.finished <= end.due if end.finished and end.status in ("done", "resolved") else None


def _last(one: Outcome) -> datetime:
    """When it last said something of its person."""
    return one.closed or one.answered or one.asked
