"""How far a task is, read from its plan and from what was said of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from rules.calendar import WorkCalendar
from rules.matter import Matter, is_firm, open_matters
from rules.saidtime import day_of
from rules.signal import Signal
from rules.subject import Live, TaskState

TaskStatus = Literal["not_started", "in_progress", "done"]


@dataclass(frozen=True, kw_only=True)
class TaskFacts:
    """What is true of a task now. `percent` is done, `spent` money in the site's currency, `forecast` the last finish told."""

    status: TaskStatus
    percent: float
    matters: tuple[Matter, ...]
    spent: float
    forecast: date | None
    last_word: datetime | None
    evidence: str | None

    def of(self, kind: str) -> tuple[Matter, ...]:
        """The open matters of one kind."""
        return tuple(m for m in self.matters if m.kind == kind)


def facts(task: TaskState, calendar: WorkCalendar, currency: str = "USD") -> TaskFacts:
    """Read a task's plan and live signals."""
    live = sorted(task.live, key=lambda one: (one.at, one.id))
    status, percent, evidence = _progress(task, live)
    return TaskFacts(
        status=status,
        percent=percent,
        matters=open_matters(live, task.settled, calendar),
        spent=(task.plan.actual_cost or 0.0) + sum(_money(one.signal, currency) for one in live),
        forecast=_forecast(task, live, calendar),
        last_word=live[-1].at if live else None,
        evidence=evidence,
    )


def planned_percent(task: TaskState, now: datetime, calendar: WorkCalendar) -> float:
    """How far the plan wants it to be by now, linear in working time from start to finish."""
    begins, ends = calendar.opening(task.plan.start), calendar.closing(task.plan.finish)
    whole = calendar.working_hours_between(begins, ends)
    if now >= ends or whole <= 0:
        return 100.0 if now >= ends else 0.0
    return round(100 * max(0.0, calendar.working_hours_between(begins, now)) / whole, 1)


def _progress(task: TaskState, live: list[Live]) -> tuple[TaskStatus, float, str | None]:
    status, percent, evidence = _from_plan(task)
    for one in live:
        if one.signal.kind == "blocker" and status == "done" and evidence is None and is_firm(one.signal):
            # Who says that it is stopped knows better than a plan that takes it for finished.
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


def _forecast(task: TaskState, live: list[Live], calendar: WorkCalendar) -> date | None:
    found = None
    for one in live:
        if one.signal.kind != "forecast" or not is_firm(one.signal):
            continue
        when, slip = one.signal.values.get("when"), one.signal.values.get("slip")
        if isinstance(when, str):
            found = day_of(when) or found
        elif isinstance(slip, str) and (days := slip_days(slip, calendar)) is not None:
            found = calendar.add_working_days(task.plan.finish, days)
    return found


def slip_days(said: str, calendar: WorkCalendar) -> int | None:
    """Working days of an ISO 8601 duration such as `P2D`, `PT5H`, `-P1D`; a week is one working week."""
    sign, rest = (-1, said[1:]) if said.startswith("-") else (1, said)
    try:
        if rest.startswith("PT") and rest.endswith("H"):
            return sign * max(1, round(float(rest[2:-1]) / calendar.working_hours_per_day))
        if rest.startswith("P") and rest.endswith("D"):
            weeks, days = divmod(int(rest[1:-1]), 7)
            return sign * (weeks * len(calendar.weekdays) + days)
        if rest.startswith("P") and rest.endswith("W"):
            return sign * int(rest[1:-1]) * len(calendar.weekdays)
    except ValueError:
        return None
    return None
