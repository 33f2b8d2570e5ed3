"""What fields mean beyond their types: what numbers can be, what follows from what, and what a case may lack."""

from collections.abc import Mapping
from functools import cache

from rules.facts.fields import FIELDS
from rules.language.condition import parse_comparison
from rules.language.normal_form import MAX_BRANCHES, branches, count_branches
from rules.language.possible import Bounds, possible
from rules.match.reading import fields_of
from rules.rule import All, AnyOf, Condition, Not

_MOST_BRANCHES = 16 * MAX_BRANCHES
_COUNTED = Bounds(least=0.0, whole=True)
_MEASURED = Bounds(least=0.0)
_SHARE = Bounds(least=0.0, most=100.0)
_OF_FIELD = {
    "site.days_since_incident": Bounds(least=0.0, most=60.0),
    **dict.fromkeys(
        (
            "task.percent", "task.planned_percent", "person.promises_kept_percent",
            "goal.percent", "goal.planned_percent", "goal.promises_kept_percent",
            "site.percent", "site.planned_percent", "site.promises_kept_percent",
            "site.unaligned_percent", "site.silent_tasks_percent",
        ),
        _SHARE,
    ),
    **dict.fromkeys(
        (
            "task.blocked_hours", "task.oldest_request_hours", "task.left_hours", "task.crew",
            "blocker.hours", "request.hours", "delivery.hours", "safety.hours", "quality.hours",
            "action.hours_silent", "action.age_hours", "person.answer_hours", "person.silent_hours",
            "site.answer_hours", "site.headcount", "site.headcount_usual", "site.weather_hours",
        ),
        _MEASURED,
    ),
}  # fmt: skip
_LAWS = (
    ("task.blocked = true", "task.open_blockers >= 1"),
    ("task.blocked = false", "task.open_blockers < 1"),
    ("task.critical = true", "task.float_days <= 0"),
    ("task.critical = false", "task.float_days > 0"),
    ("task.status = done", "task.percent >= 100"),
    ("task.status = not_started", "task.percent <= 0"),
    ("task.blocked = true", "exists task.blocked_hours"),
    ("task.blocked = true", "exists task.blocker_cause"),
    ("exists task.blocked_hours", "task.blocked = true"),
    ("exists task.blocker_cause", "task.blocked = true"),
    ("exists task.blocker_expected_in_hours", "task.blocked = true"),
    ("exists task.oldest_request_hours", "task.open_requests >= 1"),
    ("task.open_requests >= 1", "exists task.oldest_request_hours"),
    ("exists task.machine_wanted", "exists task.hours_to_machine"),
    ("resource.down = true", "exists resource.down_hours"),
    ("exists resource.clash", "exists resource.hours_to_clash"),
    ("exists resource.clash", "exists resource.clash_words"),
    ("exists resource.down_hours", "exists resource.down_words"),
    ("exists resource.hours_to_next", "exists resource.next_task"),
    ("resource.booked = true", "exists resource.task"),
    ("task.missing <= 0", "task.lacks_prior_work = false"),
    ("task.missing <= 0", "task.lacks_design = false"),
    ("task.missing <= 0", "task.lacks_material = false"),
    ("task.missing <= 0", "task.lacks_means = false"),
    ("task.missing <= 0", "task.lacks_release = false"),
    ("task.missing >= 1", "exists task.missing_words"),
    ("task.hits >= 1", "task.hit_days >= 1"),
    ("task.hits >= 1", "exists task.hits_words"),
    ("task.hits >= 1", "exists task.slip_days"),
    ("exists task.cost_performance", "exists task.budget"),
    ("exists site.cost_performance", "exists site.budget"),
    ("exists site.schedule_performance", "exists site.percent"),
    ("exists site.schedule_performance", "exists site.planned_percent"),
    ("exists site.headcount_short_percent", "exists site.headcount"),
    ("exists site.headcount_short_percent", "exists site.headcount_usual"),
)
# A case lacks these where nobody said or planned them, or where there is nothing to count; others it has.
MAY_BE_ABSENT = frozenset(
    (
        "task.zone", "task.trade", "task.budget", "task.slip_days", "task.blocked_hours", "task.blocker_cause",
        "task.blocker_expected_in_hours", "task.hours_to_forecast", "task.hours_to_told_start",
        "task.machine_wanted", "task.hours_to_machine",
        "task.missing_words", "task.freed_by", "task.hits_words", "task.in_week", "task.promised", "task.promised_percent",
        "task.crew", "task.crew_asked", "task.hours_to_delivery", "task.hours_to_next", "task.oldest_request_hours",
        "task.earned", "task.cost_performance", "task.estimate_at_completion", "task.over_budget_percent",
        "action.critical", "action.hours_overdue", "action.owner_role", "action.owner_actions", "blocker.by_role",
        "request.quantity", "request.hours_to_needed", "safety.category", "safety.injury",
        "goal.days_to_target", "goal.forecast_days_late", "goal.percent", "goal.planned_percent", "goal.behind_percent",
        "goal.off_target", "goal.cost_performance", "goal.over_cost_percent",
        "resource.trade", "resource.zone", "resource.counted", "resource.task", "resource.next_task", "resource.hours_to_next",
        "resource.down_hours", "resource.down_words", "resource.idle_hours", "resource.standing_for",
        "resource.clash", "resource.clash_words", "resource.clash_wanted", "resource.hours_to_clash",
        "person.role", "person.title", "person.answer_hours", "person.promises_kept_percent", "person.silent_hours",
        "person.weekly_kept_percent", "person.weekly_sure_percent", "person.weekly_load_percent",
        "site.ppc", "site.ppc_before", "site.weekly_silent", "site.tasks_made_ready", "site.tasks_anticipated",
        "site.percent", "site.planned_percent", "site.schedule_performance", "site.cost_performance",
        "site.estimate_at_completion", "site.days_to_finish", "site.forecast_days_late", "site.headcount",
        "site.headcount_usual", "site.headcount_short_percent", "site.budget",
        "site.answer_hours", "site.days_since_incident", "site.silent_tasks_percent",
        "site.unaligned_percent", "site.weather", "site.weather_hours",
    )
)  # fmt: skip


@cache
def bounds() -> Mapping[str, Bounds]:
    """What the numbers of fields can be."""
    counted = {field.name: _COUNTED for field in FIELDS.values() if field.unit == "count"}
    return {**counted, **_OF_FIELD}


def can_hold(*conditions: Condition) -> bool:
    """Whether these can hold together on one case, by what their fields mean; True also where that cannot be told."""
    whole = All(parts=(*conditions, *_laws_about(conditions)))
    if count_branches(whole) > _MOST_BRANCHES:
        return True
    return any(possible(branch, bounds=bounds()) for branch in branches(whole))


def always_holds(condition: Condition) -> bool:
    """Whether it holds of every case that has its fields; False also where that cannot be told."""
    whole = All(parts=(Not(part=condition), *_laws_about((condition,))))
    if count_branches(whole) > _MOST_BRANCHES:
        return False
    return not any(possible(branch, all_known=True, bounds=bounds()) for branch in branches(whole))


def implies(condition: Condition, other: Condition) -> bool:
    """Whether the other holds wherever this one does; False also where that cannot be told."""
    return not can_hold(condition, Not(part=other))


def _laws_about(conditions: tuple[Condition, ...]) -> list[Condition]:
    """The laws whose fields are both spoken of, as “not this, or that”."""
    named = {name for condition in conditions for name in fields_of(condition)}
    return [law for fields, law in laws() if fields <= named]


@cache
def laws() -> tuple[tuple[frozenset[str], Condition], ...]:
    """What holds of every case, each with the two fields that it ties together."""
    read = [(parse_comparison(one, FIELDS), parse_comparison(other, FIELDS)) for one, other in _LAWS]
    return tuple(
        (frozenset((one.field, other.field)), AnyOf(parts=(Not(part=one), other))) for one, other in read
    )
