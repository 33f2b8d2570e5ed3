"""How well the loop closes, from the data alone: from the word to the action, to its first answer, to its end."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from rules.life.action import Life, life
from rules.life.approval import is_asked
from rules.subject import ActionState
from rules.worktime.calendar import WorkCalendar

WINDOW = timedelta(days=28)


@dataclass(frozen=True, kw_only=True)
class Loop:
    """What became of the actions that were asked in a while. Times are medians in working hours, None where nothing tells them.

    `closed` were done or settled, `dropped` let go; of those still open `waiting` have time. `unescalated` were closed without
    going up the ladder, `sure` were made sure of, `unsure` were to be and nobody did.
    """

    asked: int
    closed: int
    dropped: int
    waiting: int
    unescalated: int
    sure: int
    unsure: int
    to_action: float | None
    to_answer: float | None
    to_close: float | None

    @property
    def rate(self) -> float | None:
        """Of those whose time has come, how many closed (percent); what was dropped counts for nothing."""
        due = self.asked - self.waiting - self.dropped
        return round(100.0 * self.closed / due, 1) if due else None

    @property
    def unescalated_rate(self) -> float | None:
        """Of those that closed, how many did without escalation (percent)."""
        return round(100.0 * self.unescalated / self.closed, 1) if self.closed else None


def loop_of(
    actions: Iterable[ActionState],
    said: Callable[[str], datetime | None],
    calendar: WorkCalendar,
    now: datetime,
    since: datetime,
) -> Loop:
    """Of those that were asked since; `said` tells when the words of a live signal were written."""
    asked = [one for one in actions if is_asked(one) and since <= _asked_at(one) <= now]
    lives = [(one, life(one)) for one in asked]
    closed = [(one, found) for one, found in lives if found.status in ("done", "resolved")]

    def hours(pairs: Iterable[tuple[datetime, datetime]]) -> float | None:
        took = [calendar.working_hours_between(first, then) for first, then in pairs if first <= then]
        return round(median(took), 2) if took else None

    return Loop(
        asked=len(asked),
        closed=len(closed),
        dropped=sum(found.status == "dropped" for _, found in lives),
        waiting=sum(found.is_open and not found.is_overdue(now) for _, found in lives),
        unescalated=sum(not found.level for _, found in closed),
        sure=sum(found.confirmed is not None for _, found in closed),
        unsure=sum(_is_unsure(one, found) for one, found in closed),
        to_action=hours((at, one.opened) for one in asked if (at := _word(one, said)) is not None),
        to_answer=hours((_asked_at(one), at) for one, found in lives if (at := _first_answer(found))),
        to_close=hours((_asked_at(one), found.closed) for one, found in closed if found.closed),
    )


def by_week(
    actions: Sequence[ActionState], calendar: WorkCalendar, now: datetime, weeks: int = 8
) -> list[tuple[date, float | None]]:
    """The rate of each of the last weeks, by its Monday, the oldest first."""
    today = calendar.local_date(now)
    monday = today - timedelta(days=today.weekday())
    found = []
    for back in reversed(range(weeks)):
        first = monday - timedelta(weeks=back)
        begin = calendar.opening(first)
        week = [one for one in actions if begin <= _asked_at(one) < begin + timedelta(days=7)]
        found.append((first, loop_of(week, lambda _: None, calendar, now, begin).rate))
    return found


def _asked_at(action: ActionState) -> datetime:
    approved = life(action).approved
    return approved.at if approved else action.opened


def _first_answer(found: Life) -> datetime | None:
    """When a person answered first; that it went to a deputy by itself is no answer."""
    return next((step.at for step in found.answers if step.by), None)


def _word(action: ActionState, said: Callable[[str], datetime | None]) -> datetime | None:
    """When the first of the words was written on which it stands."""
    return min((at for name in action.asked.evidence if (at := said(name)) is not None), default=None)


def _is_unsure(action: ActionState, found: Life) -> bool:
    return action.asked.verify is not None and found.reported is not None and found.confirmed is None
