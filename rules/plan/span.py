"""Where tasks stand on the line of working days, and how a link binds two of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, floor

from rules.plan.schedule import Link, LinkKind, Task
from rules.worktime.calendar import WorkCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Span:
    """From boundary `start` to boundary `end`; boundary n has n working days of the line before it.

    What has `begun` keeps its start, what is `done` its end too. `at_end` is for a span without length:
    whether it belongs to the day before its boundary.
    """

    start: int
    end: int
    begun: bool = False
    done: bool = False
    at_end: bool = False

    def moved(self, days: int) -> "Span":
        """The span that many working days later; what has begun only ends later."""
        return replace(self, start=self.start if self.begun else self.start + days, end=self.end + days)


@dataclass(frozen=True, kw_only=True)
class Bond:
    """A link in whole working days; see the module `rules.plan.network` for how part of a day counts."""

    predecessor: str
    kind: LinkKind
    lag: int

    def slack(self, before: Span, after: Span) -> int:
        """By how many days the predecessor may slip before the link is broken; negative if it is."""
        begins = before.end if self.kind in {"FS", "FF"} else before.start
        return (after.start if self.kind in {"FS", "SS"} else after.end) - begins - self.lag

    def holds(self, after: Span) -> bool:
        """Whether the link can still move that successor."""
        return not after.done and not (after.begun and self.kind in {"FS", "SS"})

    def passes_on(self, before: Span) -> bool:
        """Whether a slip of that predecessor reaches the link: a start that has happened slips no more."""
        return self.kind in {"FS", "FF"} or not before.begun


def bond_of(link: Link) -> Bond:
    """The link with its lag in whole days."""
    whole = floor(link.lag_days) if link.kind in {"FS", "SS"} else ceil(link.lag_days)
    return Bond(predecessor=link.predecessor, kind=link.kind, lag=whole)


def settle(
    order: Iterable[str], spans: Mapping[str, Span], bonds: Mapping[str, tuple[Bond, ...]]
) -> dict[str, Span]:
    """The spans after every one has made way for the links that push it; `order` has predecessors first."""
    settled: dict[str, Span] = {}
    for name in order:
        span = spans[name]
        held = (bond for bond in bonds[name] if bond.holds(span))
        push = max((-bond.slack(settled[bond.predecessor], span) for bond in held), default=0)
        settled[name] = span.moved(push) if push > 0 else span
    return settled


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """The working days of a calendar from the day `first` on, counted from 0."""

    first: date
    calendar: WorkCalendar

    def span(self, task: Task) -> Span:
        """The task's place: its actual dates where it has them, else its planned ones."""
        begun, done = task.actual_start is not None, task.actual_finish is not None
        start = self._before(task.actual_start or task.start)
        length = self._before(task.finish + _DAY) - self._before(task.start)
        end = self._before(task.actual_finish + _DAY) if task.actual_finish else start + length
        if task.milestone:
            at_end = task.milestone == "finish"
            start = end = max(start, end) if at_end else start
            return Span(start=start, end=end, begun=begun or done, done=begun or done, at_end=at_end)
        return Span(start=min(start, end), end=end, begun=begun or done, done=done)

    def start(self, span: Span) -> date:
        """The first working day of the span."""
        before = span.start - 1 if span.start == span.end and span.at_end else span.start
        return self.calendar.add_working_days(self.first - _DAY, before + 1)

    def finish(self, span: Span) -> date:
        """The last working day of the span, or the day of one without length."""
        if span.start == span.end:
            return self.start(span)
        return self.calendar.add_working_days(self.first - _DAY, span.end)

    def _before(self, day: date) -> int:
        """How many working days of the line come before that day."""
        return self.calendar.working_days_between(self.first - _DAY, day - _DAY)
