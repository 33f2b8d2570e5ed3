"""What is true of a task whatever the time is: worked out once for each state of it, however often its site is looked at."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

from rules.calendar import WorkCalendar
from rules.facts.heads import counted
from rules.matter import Matter
from rules.memo import Memo
from rules.outlook import Standing
from rules.progress import TaskFacts, facts, planned_clock
from rules.subject import Live, TaskState
from rules.timed import Timed

_MOST_CALENDARS = 8


class Lasting:
    """A task, its plan and what was said of it, read with one calendar and currency."""

    def __init__(self, task: TaskState, calendar: WorkCalendar, currency: str) -> None:
        self.task, self.calendar = task, calendar
        self.plan = task.plan
        self.found: TaskFacts = facts(task, calendar, currency)
        self.starts: datetime = calendar.opening(task.plan.start)
        self.ends: datetime = calendar.closing(task.plan.finish)
        self.standing = Standing(plan=task.plan, found=self.found)

    def of(self, kind: str, detail: str = "") -> tuple[Matter, ...]:
        """Its open matters of one kind, or of one kind and detail."""
        return tuple(m for m in self.found.of(kind) if not detail or m.detail == detail)

    @cached_property
    def hours(self) -> float:
        """Working hours from its planned start to its planned finish."""
        return max(0.0, self.calendar.working_hours_between(self.starts, self.ends))

    @cached_property
    def slip_days(self) -> int | None:
        """From its planned finish to the one last told."""
        told = self.found.forecast
        return None if told is None else self.calendar.working_days_between(self.plan.finish, told)

    @cached_property
    def is_blocked(self) -> bool:
        """Whether something stops or hampers it."""
        return bool(self.found.of("blocker"))

    @cached_property
    def clock(self) -> Timed:
        """What the plan wants done by now."""
        return planned_clock(self.task, self.calendar)

    @cached_property
    def counts(self) -> tuple[Live, ...]:
        """The head counts that were told of it."""
        return counted(self.task.live)

    @cached_property
    def last_words(self) -> Mapping[str, datetime]:
        """When each person last said something of it that was understood."""
        return last_words(self.task.live)

    @cached_property
    def spread(self) -> tuple[datetime, datetime]:
        """From when until when the plan wants it done; of one without working time all within its last minute."""
        return (self.starts if self.clock.measure == "working_hours" else self.clock.anchor), self.ends

    def is_late(self, now: datetime) -> bool:
        """Whether it is not done and its planned finish is over, or it will be finished later by what was said."""
        if self.found.status == "done":
            return False
        return self.ends <= now or (self.slip_days or 0) > 0

    def silent_since(self, scheduled: datetime | None) -> datetime:
        """The last word; before the site had a schedule (at `scheduled`), nobody could know that one was wanted."""
        return self.found.last_word or (max(self.starts, scheduled) if scheduled else self.starts)


def lasting(task: TaskState, calendar: WorkCalendar, currency: str) -> Lasting:
    """What lasts of a task until it changes."""
    return _memo(calendar, currency).of(task, lambda one: Lasting(one, calendar, currency))


def all_lasting(tasks: Iterable[TaskState], calendar: WorkCalendar, currency: str) -> list[Lasting]:
    """`lasting` of each."""
    return _memo(calendar, currency).of_each(tasks, lambda one: Lasting(one, calendar, currency))


def _memo(calendar: WorkCalendar, currency: str) -> Memo[TaskState, Lasting]:
    known = _LASTING.of(calendar, lambda _: {})
    if currency not in known:
        known[currency] = Memo[TaskState, Lasting]()
    return known[currency]


def planned_percents(tasks: Iterable[Lasting], now: datetime, calendar: WorkCalendar) -> list[float]:
    """How far the plan wants each to be by now. Most tasks of a site are over or to come, which needs no arithmetic."""
    found = []
    for task in tasks:
        begins, ends = task.spread
        if now <= begins:
            found.append(0.0)
        else:
            found.append(100.0 if now >= ends else round(task.clock.value(now, calendar), 1))
    return found


def last_words(live: tuple[Live, ...]) -> dict[str, datetime]:
    """When each person last said something of these."""
    found: dict[str, datetime] = {}
    for one in live:
        if one.by not in found or found[one.by] < one.at:
            found[one.by] = one.at
    return found


_LASTING = Memo[WorkCalendar, dict[str, Memo[TaskState, Lasting]]](_MOST_CALENDARS)
