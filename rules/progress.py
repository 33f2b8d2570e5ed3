"""How far a task is, read from its plan and from what was said of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal

from rules.matter import Matter, in_order, is_firm, open_matters
from rules.memo import MemoOfAll
from rules.plan.schedule import Task
from rules.signal import Signal
from rules.subject import Live, TaskState
from rules.worktime.calendar import WorkCalendar
from rules.worktime.saidtime import day_of
from rules.worktime.timed import Timed

TaskStatus = Literal["not_started", "in_progress", "done"]
_MINUTE = timedelta(minutes=1)
_LONGEST_SLIP = 2600  # working days, ten years: whatever is longer was misread


@dataclass(frozen=True, kw_only=True)
class TaskFacts:
    """What is true of a task now. `percent` is done, `spent` money in the site's currency, `forecast` the last finish told,
    `moves` how often one was told that was later than the one before it, or than the plan, `begins` the last start told, as long
    as it has not begun."""

    status: TaskStatus
    percent: float
    matters: tuple[Matter, ...]
    spent: float
    forecast: date | None
    moves: int
    last_word: datetime | None
    evidence: str | None
    begins: date | None = None

    def of(self, kind: str) -> tuple[Matter, ...]:
        """The open matters of one kind."""
        return tuple(m for m in self.matters if m.kind == kind)


def facts(task: TaskState, calendar: WorkCalendar, currency: str = "USD") -> TaskFacts:
    """Read a task's plan and live signals."""
    # Its memory, its watches and its open actions change more often than what it is read from.
    known = _FACTS.of((task.plan, task.live, task.settled, calendar), lambda _: {})
    found = known.get(currency)
    if found is None:
        found = known[currency] = _facts(task, calendar, currency)
    return found


def _facts(task: TaskState, calendar: WorkCalendar, currency: str) -> TaskFacts:
    live = in_order(task.live)
    status, percent, evidence = _progress(task, live, calendar)
    matters = open_matters(live, task.settled, calendar)
    forecasts = _forecasts(task, live, calendar)
    return TaskFacts(
        status=status,
        percent=percent,
        matters=tuple(m for m in matters if not _is_past(m, task, calendar) and not _is_moot(m, status)),
        spent=(task.plan.actual_cost or 0.0) + sum(_money(one.signal, currency) for one in live),
        forecast=forecasts[-1] if forecasts else None,
        moves=sum(after > before for before, after in pairwise((task.plan.finish, *forecasts))),
        last_word=_last_word(task, live),
        evidence=evidence,
        begins=_begins(live) if status == "not_started" else None,
    )


_FACTS = MemoOfAll[object, dict[str, TaskFacts]](4_000)


def planned_percent(task: TaskState, now: datetime, calendar: WorkCalendar) -> float:
    """How far the plan wants it to be by now, linear in working time from start to finish."""
    return round(planned_clock(task.plan, calendar).value(now, calendar), 1)


def planned_clock(plan: Task, calendar: WorkCalendar, done: float = 0.0) -> Timed:
    """How the planned percent, less what is `done`, moves with the clock."""
    begins, ends = calendar.opening(plan.start), calendar.closing(plan.finish)
    whole = calendar.working_hours_between(begins, ends)
    base, most = round(-done, 2), round(100.0 - done, 2)
    if whole <= 0:  # no working time to spread it over: all of it is planned within its last minute
        return Timed(anchor=ends - _MINUTE, measure="hours", rate=6000.0, base=base, most=most)
    return Timed(anchor=begins, rate=100.0 / whole, base=base, most=most)


def _progress(
    task: TaskState, live: Iterable[Live], calendar: WorkCalendar
) -> tuple[TaskStatus, float, str | None]:
    status, percent, evidence = _from_plan(task)
    for one in live:
        if status == "done" and evidence is None and _reopens(one, task, calendar):
            status, percent, evidence = "in_progress", 99.0, one.id
        if one.signal.kind != "progress" or not is_firm(one.signal):
            continue
        said = one.signal.values.get("percent")
        percent = float(said) if isinstance(said, int | float) else percent
        evidence = one.id
        if one.signal.values.get("status") == "done":
            status, percent = "done", 100.0
        else:
            status = "in_progress"
            percent = min(percent, 99.0) if said is None else percent
    return status, percent, evidence


def _reopens(one: Live, task: TaskState, calendar: WorkCalendar) -> bool:
    """Who says that it is stopped knows better than a plan that took it for finished before that."""
    is_stopped = one.signal.kind == "blocker" and is_firm(one.signal)
    return is_stopped and not _before_finish(one.at, task, calendar)


def _before_finish(at: datetime, task: TaskState, calendar: WorkCalendar) -> bool:
    """Whether the schedule reports that the task was finished on a later day than that."""
    finish = task.plan.actual_finish
    return finish is not None and calendar.local_date(at) < finish


def _is_past(matter: Matter, task: TaskState, calendar: WorkCalendar) -> bool:
    """A finish that the schedule reports ends what stood in its way before, as the word "done" does."""
    return matter.kind in ("blocker", "request", "delivery") and _before_finish(matter.told, task, calendar)


def _is_moot(matter: Matter, status: TaskStatus) -> bool:
    """Why something asked about finished work is not done does not stop the work."""
    return status == "done" and bool(matter.reason_of)


def _from_plan(task: TaskState) -> tuple[TaskStatus, float, str | None]:
    plan = task.plan
    if plan.actual_finish is not None or (plan.percent or 0) >= 100:
        return "done", 100.0, None
    if plan.actual_start is not None or plan.percent:
        return "in_progress", plan.percent or 0.0, None
    return "not_started", 0.0, None


def _money(signal: Signal, currency: str) -> float:
    amount = signal.values.get("amount")
    if signal.kind != "cost" or not is_firm(signal) or not isinstance(amount, int | float):
        return 0.0
    return float(amount) if signal.values.get("currency") in (None, currency) else 0.0


def _forecasts(task: TaskState, live: Iterable[Live], calendar: WorkCalendar) -> list[date]:
    """The finishes told, in order; a start moves the planned finish as far as the start."""
    found: list[date] = []
    for one in live:
        if one.signal.kind != "forecast" or not is_firm(one.signal):
            continue
        when, slip = one.signal.values.get("when"), one.signal.values.get("slip")
        start = _start_of(one.signal)
        if isinstance(when, str):
            day = day_of(when)
            found += [day] if day else []
        elif start is not None:
            moved = calendar.working_days_between(task.plan.start, start)
            found.append(calendar.add_working_days(task.plan.finish, moved) if moved else task.plan.finish)
        elif isinstance(slip, str) and (days := slip_days(slip, calendar)) is not None:
            found.append(calendar.add_working_days(task.plan.finish, days))
    return found


def _begins(live: Iterable[Live]) -> date | None:
    """The start that was told last."""
    told = [_start_of(one.signal) for one in live if one.signal.kind == "forecast" and is_firm(one.signal)]
    return next((day for day in reversed(told) if day is not None), None)


def _start_of(signal: Signal) -> date | None:
    start = signal.values.get("start")
    return day_of(start) if isinstance(start, str) else None


def slip_days(said: str, calendar: WorkCalendar) -> int | None:
    """Working days of an ISO 8601 duration such as `P2D`, `PT5H`, `-P1D`; a week is one working week."""
    sign, rest = (-1, said[1:]) if said.startswith("-") else (1, said)
    try:
        if rest.startswith("PT") and rest.endswith("H"):
            days = max(1, round(float(rest[2:-1]) / calendar.working_hours_per_day))
        elif rest.startswith("P") and rest.endswith("D"):
            weeks, days = divmod(int(rest[1:-1]), 7)
            days += weeks * len(calendar.weekdays)
        elif rest.startswith("P") and rest.endswith("W"):
            days = int(rest[1:-1]) * len(calendar.weekdays)
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return sign * days if days <= _LONGEST_SLIP else None


def _last_word(task: TaskState, live: Sequence[Live]) -> datetime | None:
    """When somebody last spoke of this very task, an action on it that was reported done included."""
    said = [one.at for one in live if one.signal.task is not None and one.by]
    return max([*said, *(end.at for end in task.settled)], default=None)
