"""What is true of a task whatever the time is: worked out once for each state of it, however often its site is looked at."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property

from rules.facts.heads import counted
from rules.matter import Matter, in_order, is_firm, same_thing
from rules.memo import Memo, MemoOfAll
from rules.plan.outlook import Told
from rules.progress import TaskFacts, facts, planned_clock
from rules.subject import Live, TaskState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.saidtime import instant_of
from rules.worktime.timed import Timed

_MOST_CALENDARS = 8


class Lasting:
    """A task, its plan and what was said of it, read with one calendar and currency."""

    def __init__(self, task: TaskState, calendar: WorkCalendar, currency: str) -> None:
        """Only its plan, its live signals and what was settled are read, since the rest of it changes more often."""
        self.plan, self.live, self.calendar = task.plan, task.live, calendar
        self.found: TaskFacts = facts(task, calendar, currency)
        self.starts: datetime = calendar.opening(task.plan.start)
        self.ends: datetime = calendar.closing(task.plan.finish)
        self.told: Told = (self.found.status, self.found.forecast)
        self.is_running = self.found.status == "in_progress"

    def of(self, kind: str, detail: str = "") -> tuple[Matter, ...]:
        """Its open matters of one kind, or of one kind and detail, as far as they count."""
        return tuple(m for m in self.found.of(kind) if m.counts and (not detail or m.detail == detail))

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
        return bool(self.of("blocker"))

    @cached_property
    def blocker(self) -> Matter | None:
        """What stops it for longest, of what was said without doubt."""
        return min(self.of("blocker"), key=lambda m: (m.since, m.id), default=None)

    @cached_property
    def words(self) -> int:
        """How many things were said of this very task."""
        return sum(1 for one in self.live if one.signal.task is not None and one.by)

    @cached_property
    def delivery_at(self) -> datetime | None:
        """When the next thing that was announced for it is to arrive."""
        return min(_awaited(self.live, self.calendar), default=None)

    @cached_property
    def to_start(self) -> Timed:
        """The time until its planned start."""
        return Timed(anchor=self.starts, sense="until")

    @cached_property
    def to_finish(self) -> Timed:
        """The time until its planned finish."""
        return Timed(anchor=self.ends, sense="until")

    @cached_property
    def clock(self) -> Timed:
        """What the plan wants done by now."""
        return planned_clock(self.plan, self.calendar)

    @cached_property
    def behind(self) -> Timed:
        """What the plan wants done by now, less what is done."""
        return planned_clock(self.plan, self.calendar, self.found.percent)

    @cached_property
    def counts(self) -> tuple[Live, ...]:
        """The head counts that were told of it."""
        return counted(self.live)

    @cached_property
    def last_words(self) -> Mapping[str, datetime]:
        """When each person last said something of it that was understood."""
        found: dict[str, datetime] = {}
        for one in self.live:
            if one.by not in found or found[one.by] < one.at:
                found[one.by] = one.at
        return found

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
    return _memo(calendar, currency).of(task, lambda one: _lasting(one, calendar, currency))


def all_lasting(tasks: Iterable[TaskState], calendar: WorkCalendar, currency: str) -> list[Lasting]:
    """`lasting` of each."""
    return _memo(calendar, currency).of_each(tasks, lambda one: _lasting(one, calendar, currency))


def _lasting(task: TaskState, calendar: WorkCalendar, currency: str) -> Lasting:
    """That of an earlier state of the task, where all that is read is the same."""
    known = _PARTS.of((task.plan, task.live, task.settled, calendar), lambda _: {})
    if currency not in known:
        known[currency] = Lasting(task, calendar, currency)
    return known[currency]


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


def _awaited(live: tuple[Live, ...], calendar: WorkCalendar) -> Iterator[datetime]:
    """The announced instants of what did not arrive since."""
    waiting: list[tuple[Live, datetime]] = []
    for one in in_order(live):
        if one.signal.kind != "delivery" or not is_firm(one.signal):
            continue
        waiting = [(old, at) for old, at in waiting if not same_thing(old.signal.what, one.signal.what)]
        said = one.signal.values.get("when")
        at = instant_of(said, calendar) if isinstance(said, str) else None
        if at is not None and one.signal.values.get("status") in ("scheduled", "late"):
            waiting.append((one, at))
    yield from (at for _, at in waiting)


_LASTING = Memo[WorkCalendar, dict[str, Memo[TaskState, Lasting]]](_MOST_CALENDARS)
_PARTS = MemoOfAll[object, dict[str, Lasting]](4_000)
