"""The fields that rules can read of a goal."""

from rules.facts.field import Declare
from rules.facts.goal import GoalView

_MEASURES = ("finish", "cost", "progress", "safety", "promises")


def _cost_performance(g: GoalView) -> float | None:
    found = g.work.sums.cost_performance
    return None if found is None else round(found, 2)


_of = Declare[GoalView]("goal")
GOAL = (
    _of.text("id", "its short name", "finish-on-time", lambda g: g.goal.id),
    _of.text("name", "what it is called", "Finish on time", lambda g: g.goal.name),
    _of.text("measure", "what it is measured by", "finish", lambda g: g.goal.measure, options=_MEASURES),
    _of.text(
        "risk",
        "the highest that stands against it",
        "high",
        lambda g: g.risk,
        options=("none", "low", "medium", "high"),
    ),
    _of.truth(
        "off_target",
        "by its own measure, and by what is known now, it will be missed",
        lambda g: g.is_off_target,
        daily=True,
    ),
    _of.number(
        "days_to_target",
        "working days",
        "to the day on which it is judged; negative after it",
        "40",
        lambda g: g.days_to_target,
        daily=True,
    ),
    _of.number(
        "forecast_days_late",
        "working days",
        "from that day to the finish of its tasks, by forecasts and by today",
        "4",
        lambda g: g.forecast_days_late,
        daily=True,
    ),
    _of.number(
        "percent",
        "%",
        "of its work done, by budget, or by working time where there are no budgets",
        "52",
        lambda g: g.work.sums.percent,
        daily=True,
    ),
    _of.number(
        "planned_percent",
        "%",
        "of its work planned to be done by now",
        "60",
        lambda g: g.work.planned_percent,
        daily=True,
    ),
    _of.number(
        "behind_percent",
        "%",
        "planned by now less done; negative when ahead",
        "8",
        lambda g: g.work.behind_percent,
        daily=True,
    ),
    _of.number("cost_performance", "index", "CPI of its tasks", "0.91", _cost_performance, daily=True),
    _of.number(
        "over_cost_percent",
        "%",
        "by how much its tasks will cost more than its target, or than their budget",
        "9",
        lambda g: g.over_cost_percent,
        daily=True,
    ),
    _of.number(
        "costs_told",
        "count",
        "of its tasks, those of which costs were told",
        "7",
        lambda g: len(g.work.sums.costed),
        daily=True,
    ),
    _of.number(
        "incidents",
        "count",
        "in the last 30 days on its tasks, or on the site where all tasks serve it",
        "0",
        lambda g: g.incidents,
        daily=True,
    ),
    _of.number(
        "promises_kept_percent",
        "%",
        "of the promises about its tasks that came due in 28 days",
        "78",
        lambda g: g.tally.percent,
        daily=True,
    ),
    _of.number(
        "open_actions",
        "count",
        "actions on its tasks that are not closed",
        "5",
        lambda g: len(g.actions),
        daily=True,
    ),
    _of.number(
        "open_blockers",
        "count",
        "blockers on its tasks that nobody cleared",
        "2",
        lambda g: sum(len(t.of("blocker")) for t in g.work.tasks),
        daily=True,
    ),
    _of.number("tasks", "count", "that serve it", "24", lambda g: len(g.work.tasks), daily=True),
    _of.number(
        "tasks_late",
        "count",
        "of these, those not done past their planned finish, or forecast to be",
        "3",
        lambda g: len(g.work.late),
        daily=True,
    ),
    _of.number(
        "critical_late",
        "count",
        "of these late ones, those that move the end of the schedule",
        "1",
        lambda g: g.critical_late,
        daily=True,
    ),
)
