"""What is true of a task whatever the time is: worked out once for each state of it, however often its site is looked at."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from rules.deciding.decision import CaseValue
from rules.facts.earned import estimate, index
from rules.facts.field import Fields
from rules.facts.heads import counted
from rules.matter import Matter, in_order, is_firm, same_thing
from rules.memo import Memo, MemoOfAll
from rules.plan.outlook import Told
from rules.progress import TaskFacts, facts, planned_clock
from rules.resources.want import machine_wanted, needed_at
from rules.subject import Live, TaskState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.saidtime import instant_of
from rules.worktime.timed import Timed

_MOST_CALENDARS = 8


class Known(NamedTuple):
    """The lasting facts of a task by their names: those that stand, those that move with the clock, and the live signals that
    gave either."""

    still: dict[str, CaseValue]
    timed: dict[str, Timed]
    evidence: dict[str, str]


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
        # Those of a rulebook are read at every look, those of one text for once: these must not stay as long as the task.
        self._known = WeakKeyDictionary[Fields, Known]()

    def known(self, fields: Fields) -> Known:
        """Its facts of these fields, as far as they last; worked out once, so that whoever needs them otherwise copies them."""
        found = self._known.get(fields)
        if found is None:
            found = self._known[fields] = _known(self, fields)
        return found

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
    def to_work(self) -> Timed:
        """The time by the clock until people work on the day of its planned start, or on the next that is worked."""
        return Timed(anchor=self.calendar.next_open(self.starts), sense="until", measure="hours")

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
        return last_words((one.by, one.at) for one in self.live)

    @cached_property
    def spread(self) -> tuple[datetime, datetime]:
        """From when until when the plan wants it done; of one without working time all within its last minute."""
        return (self.starts if self.clock.measure == "working_hours" else self.clock.anchor), self.ends

    @property
    def left_hours(self) -> float:
        """Working hours of its plan that are not done."""
        return round(self.hours * (100.0 - self.found.percent) / 100.0, 2)

    @property
    def told_finish(self) -> datetime | None:
        """The end of the day that was last told as its finish."""
        told = self.found.forecast
        return None if told is None else self.calendar.closing(told)

    @property
    def told_start(self) -> datetime | None:
        """The beginning of the day that was last told as its start."""
        told = self.found.begins
        return None if told is None else self.calendar.opening(told)

    @property
    def oldest_request(self) -> datetime | None:
        """When the request was made that waits for longest, of those without doubt."""
        return min((m.told for m in self.of("request")), default=None)

    @property
    def crew_asked(self) -> float | None:
        """How many people are asked for and did not come yet."""
        asked = [m.quantity for m in self.of("request", "labour") if m.quantity]
        return sum(asked) if asked else None

    @cached_property
    def wanted(self) -> Matter | None:
        """The words that want a machine for it."""
        return None if self.found.status == "done" else machine_wanted(self.found)

    @property
    def machine_needed(self) -> datetime | None:
        """From when on."""
        return needed_at(self.wanted, self.calendar) if self.wanted else None

    @property
    def earned(self) -> float | None:
        """Its budget by the percent done."""
        return round(self.plan.budget * self.found.percent / 100.0, 2) if self.plan.budget else None

    @property
    def cost_performance(self) -> float | None:
        """CPI = EV / AC."""
        return None if self.earned is None else index(self.earned, self.found.spent)

    @property
    def estimate_at_completion(self) -> float | None:
        """EAC = BAC / CPI."""
        return estimate(self.plan.budget, self.cost_performance)

    @property
    def over_budget_percent(self) -> float | None:
        """By how much of its budget more was spent than that; negative while there is some left."""
        budget = self.plan.budget
        return round(100.0 * (self.found.spent - budget) / budget, 1) if budget else None

    def is_late(self, now: datetime) -> bool:
        """Whether it is not done and its planned finish is over, or it will be finished later by what was said."""
        if self.found.status == "done":
            return False
        return self.ends <= now or (self.slip_days or 0) > 0

    def silent_since(self, scheduled: datetime | None) -> datetime:
        """The last word; before the site had a schedule (at `scheduled`), nobody could know that one was wanted."""
        return self.found.last_word or (max(self.starts, scheduled) if scheduled else self.starts)


def _known(task: Lasting, fields: Fields) -> Known:
    found = Known({}, {}, {})
    for field in fields.lasting:
        fact = field.read(task)
        if fact is None:
            continue
        if isinstance(fact, Timed):
            found.timed[field.name] = fact
        else:
            found.still[field.name] = float(fact) if type(fact) is int else fact
        if field.evidence is not None and (origin := field.evidence(task)) is not None:
            found.evidence[field.name] = origin
    return found


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


def last_words(said: Iterable[tuple[str, datetime]]) -> dict[str, datetime]:
    """When each person last spoke, of who spoke when."""
    found: dict[str, datetime] = {}
    for by, at in said:
        if by not in found or found[by] < at:
            found[by] = at
    return found


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
