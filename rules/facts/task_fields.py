"""The fields that rules can read of a task."""

from datetime import datetime
from typing import Literal

from rules.facts.field import Declare
from rules.facts.lasting import Lasting
from rules.facts.task import TaskView
from rules.signal import CAUSES
from rules.worktime.daywords import day_words
from rules.worktime.timed import Timed


def _evidence(t: Lasting) -> str | None:
    return t.found.evidence


def _blocker(t: Lasting) -> str | None:
    return t.blocker.id if t.blocker else None


def _clock(at: datetime | None, sense: Literal["since", "until"] = "since") -> Timed | None:
    return Timed(anchor=at, sense=sense) if at else None


def _at_risk(t: TaskView) -> bool:
    return any(risk.level == "high" for goal in t.goals for risk in goal.risks)


_of = Declare[TaskView]("task")
_its = Declare[Lasting]("task", lasting=True)
_STATUSES = ("not_started", "in_progress", "done")
PLAN = (
    _its.text("id", "the schedule's id", "A-310", lambda t: t.plan.id),
    _its.text("name", "the schedule's name", "Level 3 slab pour", lambda t: t.plan.name),
    _its.text("zone", "the schedule's zone", "L3", lambda t: t.plan.zone),
    _its.text("trade", "the schedule's trade", "concrete", lambda t: t.plan.trade),
    _of.truth(
        "has_owner",
        "the schedule names somebody that the site knows",
        lambda t: t.plan.owner in t.scene.site.owners,
    ),
    _of.truth(
        "critical", "its float is used up: a slip moves the end of the schedule", lambda t: t.task.critical
    ),
    _of.number(
        "float_days",
        "working days",
        "how far it can slip before the schedule's end moves",
        "3",
        lambda t: t.task.float_days,
    ),
    _its.number(
        "hours_to_start",
        "working hours",
        "until its planned start; negative after it",
        "12",
        lambda t: t.to_start,
        timed=True,
    ),
    _its.number(
        "clock_hours_to_start",
        "hours",
        "by the clock, until people are there to begin it on the day of its planned start; negative after it",
        "14",
        lambda t: t.to_work,
        timed=True,
    ),
    _of.text(
        "start_day",
        "the day of its planned start",
        "Wed 11 Mar",
        lambda t: day_words(t.plan.start, t.scene.site.year),
    ),
    _its.number(
        "hours_to_finish",
        "working hours",
        "until its planned finish; negative after it",
        "20",
        lambda t: t.to_finish,
        timed=True,
    ),
    _of.truth("ready", "every predecessor that must be finished is", lambda t: t.waiting_for == 0),
    _of.number(
        "waiting_for",
        "count",
        "predecessors that must be finished first and are not",
        "1",
        lambda t: t.waiting_for,
    ),
    _of.number("successors", "count", "tasks that follow it", "2", lambda t: len(t.task.successors)),
    _of.number(
        "hours_to_next",
        "working hours",
        "until the first task that follows it is planned to start",
        "8",
        lambda t: _clock(t.next_start, "until"),
        timed=True,
    ),
    _of.number(
        "serves_goals", "count", "goals of the site that it serves", "1", lambda t: len(t.goals), daily=True
    ),
    _of.truth("goal_at_risk", "a goal that it serves is at high risk", _at_risk, daily=True),
)
PROGRESS = (
    _its.text(
        "status",
        "how far it is",
        "in_progress",
        lambda t: t.found.status,
        options=_STATUSES,
        evidence=_evidence,
    ),
    _its.number("percent", "%", "done, as last said", "80", lambda t: t.found.percent, evidence=_evidence),
    _its.number("planned_percent", "%", "planned to be done by now", "95", lambda t: t.clock, timed=True),
    _its.number(
        "behind_percent",
        "%",
        "planned by now less done; negative when ahead",
        "15",
        lambda t: t.behind,
        timed=True,
        evidence=_evidence,
    ),
    _its.number(
        "left_hours",
        "working hours",
        "of its planned working time that are not done yet",
        "12",
        lambda t: t.left_hours,
        evidence=_evidence,
    ),
    _its.number(
        "slip_days",
        "working days",
        "from planned finish to the finish last forecast",
        "2",
        lambda t: t.slip_days,
    ),
    _its.number(
        "hours_to_told_start",
        "working hours",
        "until the beginning of the day that was last said to be its start; negative after it; absent once it has begun",
        "15",
        lambda t: _clock(t.told_start, "until"),
        timed=True,
    ),
    _its.number(
        "hours_to_forecast",
        "working hours",
        "until the end of the day that was last said to be its finish; negative after it",
        "15",
        lambda t: _clock(t.told_finish, "until"),
        timed=True,
    ),
    _its.number(
        "forecast_moves",
        "count",
        "how often a later finish was told than before",
        "2",
        lambda t: t.found.moves,
    ),
    _of.number(
        "silent_hours",
        "working hours",
        "since anybody spoke of it, or since its planned start",
        "10",
        lambda t: _clock(t.silent_since),
        timed=True,
    ),
    _its.number("reports", "count", "things that were said of it", "4", lambda t: t.words),
)
TROUBLE = (
    _its.truth(
        "blocked",
        "something stops or hampers it now",
        lambda t: t.is_blocked,
        evidence=lambda t: next((m.id for m in t.of("blocker")), None),
    ),
    _its.number(
        "open_blockers", "count", "blockers that nobody cleared", "1", lambda t: len(t.of("blocker"))
    ),
    _its.number(
        "blocked_hours",
        "working hours",
        "since the oldest blocker that nobody doubts",
        "6",
        lambda t: _clock(t.blocker.since if t.blocker else None),
        timed=True,
        evidence=_blocker,
    ),
    _its.text(
        "blocker_cause",
        "of the oldest blocker that nobody doubts",
        "material",
        lambda t: t.blocker.detail if t.blocker else None,
        options=CAUSES,
        evidence=_blocker,
    ),
    _of.number(
        "blocker_expected_in_hours",
        "working hours",
        "until the time for which whoever was asked expects the last of its blockers cleared; negative after it; absent "
        "where nobody said",
        "8",
        lambda t: _clock(t.clearings[t.clears_last].at if t.clears_last else None, "until"),
        timed=True,
        evidence=lambda t: t.clears_last,
    ),
    _its.number(
        "open_requests", "count", "requests that nobody answered", "2", lambda t: len(t.of("request"))
    ),
    _its.number(
        "oldest_request_hours",
        "working hours",
        "since the oldest open request was made",
        "9",
        lambda t: _clock(t.oldest_request),
        timed=True,
    ),
    _its.number(
        "open_deliveries",
        "count",
        "deliveries that came late, short or damaged",
        "1",
        lambda t: len(t.of("delivery")),
    ),
    _its.number(
        "hours_to_delivery",
        "working hours",
        "until the next announced delivery; negative after it",
        "14",
        lambda t: _clock(t.delivery_at, "until"),
        timed=True,
    ),
    _its.number(
        "failed_checks",
        "count",
        "checks that failed and were not passed since",
        "1",
        lambda t: len(t.of("quality", "fail")),
    ),
    _its.number(
        "defects",
        "count",
        "faults in the work that no check passed since",
        "1",
        lambda t: len(t.of("quality", "defect")),
    ),
    _its.number(
        "hazards", "count", "safety reports on it that no action closed", "1", lambda t: len(t.of("safety"))
    ),
    _of.number(
        "open_actions",
        "count",
        "actions on it that are not closed",
        "1",
        lambda t: len(t.scene.held(t.task.open_actions)),
    ),
    _of.number(
        "crew",
        "people",
        "at it, or of its trade at the site, by the last head count of this or the last working day",
        "6",
        lambda t: t.crew,
        daily=True,
    ),
    _its.number("crew_asked", "people", "asked for and not there yet", "4", lambda t: t.crew_asked),
)
PLANT = (
    _its.text(
        "machine_wanted",
        "the machine for want of which it stands, or that was asked for it, as people call it",
        "pump",
        lambda t: t.wanted.what if t.wanted else None,
        evidence=lambda t: t.wanted.id if t.wanted else None,
    ),
    _its.number(
        "hours_to_machine",
        "working hours",
        "until that machine is needed; negative since then, as long as it stands for want of it",
        "6",
        lambda t: _clock(t.machine_needed, "until"),
        timed=True,
    ),
    _of.number(
        "machines",
        "count",
        "machines that are booked for it now",
        "1",
        lambda t: len(t.having("plant")),
        daily=True,
    ),
    _of.truth(
        "machine_down",
        "a machine that is booked for it now is down",
        lambda t: any(one.resource.id in t.scene.outages for one in t.having("plant")),
        daily=True,
    ),
    _of.number(
        "crew_booked",
        "people",
        "of the register's crews that are booked for it now",
        "8",
        lambda t: t.crew_booked,
        daily=True,
    ),
)
MONEY = (
    _its.number("budget", "money", "the schedule's budget", "118000", lambda t: t.plan.budget or None),
    _its.number(
        "spent",
        "money",
        "costs told so far in the site's currency, and the schedule's actual cost",
        "12000",
        lambda t: t.found.spent,
    ),
    _its.number(
        "earned", "money", "earned value: its budget by the percent done", "94400", lambda t: t.earned
    ),
    _its.number(
        "cost_performance",
        "index",
        "CPI: earned for each unit of money spent",
        "0.92",
        lambda t: t.cost_performance,
    ),
    _its.number(
        "estimate_at_completion",
        "money",
        "EAC: what it will cost if it goes on as it did",
        "128000",
        lambda t: t.estimate_at_completion,
    ),
    _its.number(
        "over_budget_percent",
        "%",
        "of its budget spent beyond it; negative while some is left",
        "12",
        lambda t: t.over_budget_percent,
    ),
)
TASK = (*PLAN, *PROGRESS, *TROUBLE, *PLANT, *MONEY)
