"""Facts: what each field of the catalogue says of a site at which everything happens, worked out by hand."""

from typing import Any

import pytest

from rules.checks import describe_fields
from rules.deciding.case import cases_of
from rules.deciding.wanted import read_by
from rules.facts.fields import FIELDS
from rules.key import SITE, Key
from rules.language.rulebook import shipped_rulebook
from tests.rules.full_site import full_site
from tests.rules.world import user

A_1 = Key("task", "A-1")
# Wednesday 11 March at 10:00; a shift is from 7 to 17, so Tuesday at 9:00 is 11 working hours ago.
TABLE: dict[tuple[Key, str], dict[str, Any]] = {
    (A_1, ""): {
        "task.id": "A-1",
        "task.name": "Work A-1",
        "task.zone": "L3",
        "task.trade": "concrete",
        "task.has_owner": True,
        "task.critical": True,
        "task.float_days": 0,
        "task.hours_to_start": -23,  # Monday at 7:00
        "task.hours_to_finish": 27,  # Friday at 17:00
        "task.ready": True,
        "task.waiting_for": 0,
        "task.successors": 1,
        "task.hours_to_next": 27,  # A-2 starts on Monday at 7:00
        "task.serves_goals": 2,
        "task.goal_at_risk": True,
        "task.status": "in_progress",
        "task.percent": 30,
        "task.planned_percent": 46,  # 23 of 50 hours
        "task.behind_percent": 16,
        "task.left_hours": 35,
        "task.slip_days": 2,
        "task.hours_to_forecast": 47,  # Tuesday the 17th at 17:00
        "task.forecast_moves": 1,
        "task.silent_hours": 7,  # diego spoke on Tuesday at 13:00
        "task.reports": 14,
        "task.blocked": True,
        "task.open_blockers": 2,
        "task.blocked_hours": 11,
        "task.blocker_cause": "material",
        "task.blocker_expected_in_hours": 4,  # the drawings are to be there today at 14:00; of the material nobody said when
        "task.open_requests": 2,
        "task.oldest_request_hours": 11,
        "task.open_deliveries": 1,
        "task.hours_to_delivery": 4,  # the pump comes today at 14:00
        "task.failed_checks": 1,
        "task.defects": 1,
        "task.hazards": 1,
        "task.open_actions": 1,
        "task.crew": 6,
        "task.crew_asked": 4,
        "task.machine_wanted": None,
        "task.machines": 1,
        "task.machine_down": False,
        "task.crew_booked": 5,
        "task.budget": 1000,
        "task.spent": 400,
        "task.earned": 300,
        "task.cost_performance": 0.75,
        "task.estimate_at_completion": 1333.33,
        "task.over_budget_percent": -60,
        "task.missing": 5,
        "task.lacks_design": True,
        "task.lacks_material": True,
        "task.lacks_means": True,
        "task.lacks_release": True,
        "task.lacks_prior_work": False,
        "task.material_told": True,  # it is blocked for want of it
        "task.prior_work_told": False,
        "task.float_after_wait": 0,
        "task.hits": 1,  # A-2 follows at once
        "task.hit_days": 2,
        "task.hits_words": "A-2 Work A-2 (Diego) 2 days; path A-1 → A-2",
        "task.end_words": "the end of the job moves by 2 days",
        "task.in_week": True,
        "task.promised": True,
        "task.promised_percent": 50,
        "task.promises_broken": 2,
    },
    (Key("task", "A-2"), ""): {
        "task.ready": False,
        "task.waiting_for": 1,
        "task.status": "not_started",
        "task.planned_percent": 0,
        "task.forecast_moves": 0,
        "task.cost_performance": None,
        "task.slip_days": 0,  # told to start as planned
        "task.hours_to_told_start": 27,  # Monday at 7:00
        "task.hours_to_next": None,
        "task.blocked_hours": None,
        "task.missing_words": "prior work (A-1 Work A-1, expected Tue 17 Mar)",
        "task.lacks_prior_work": True,
        "task.float_after_wait": -2,  # A-1 ends on Tuesday, so it waits for two of its days
        "task.material_told": False,
        "task.in_week": False,
        "task.freed_by": None,
    },
    (Key("task", "A-3"), ""): {
        "task.missing": 1,
        "task.missing_words": "equipment (request {'need': 'equipment', 'when': '2026-03-12T09:00'})",
        "task.freed_by": "A-0 Work A-0 is done since Mon 9 Mar 08:00, says Minh",
        "task.promised": False,
        "task.promised_percent": None,
        "task.hits": 0,
        "task.machine_wanted": "pump",
        "task.hours_to_machine": 9,  # tomorrow at 9:00
        "task.machines": 1,
        "task.crew_booked": 0,
    },
    (Key("resource", "pump-1"), ""): {
        "resource.id": "pump-1",
        "resource.name": "Concrete pump 1",
        "resource.kind": "plant",
        "resource.trade": "concrete",
        "resource.zone": "Gate 2",
        "resource.count": 1,
        "resource.counted": None,
        "resource.shared": False,
        "resource.here": True,
        "resource.booked": True,
        "resource.task": "Work A-1 (A-1) and Work A-3 (A-3)",
        "resource.next_task": "Work A-2 (A-2)",
        "resource.hours_to_next": 27,
        "resource.bookings": 3,
        "resource.down": False,
        "resource.down_hours": None,
        "resource.idle_hours": -5,  # A-3 runs, and has it until 15:00
        "resource.standing_for": None,
        "resource.clash": "two_tasks",
        "resource.clash_words": "Work A-1 (A-1) and Work A-3 (A-3), Wed 11 Mar 09:00 to 12:00",
        "resource.clash_wanted": 2,
        "resource.hours_to_clash": -1,
    },
    (Key("resource", "crane"), ""): {
        "resource.shared": True,
        "resource.booked": False,
        "resource.task": None,
        "resource.down": True,
        "resource.down_hours": 11,
        "resource.down_words": "words",  # the whole message
        "resource.idle_hours": None,
        "resource.clash": None,
    },
    (Key("resource", "lift-1"), ""): {
        "resource.trade": None,
        "resource.idle_hours": 3,  # A-2 has it since 7:00, and has not begun
        "resource.standing_for": "Work A-2 (A-2)",
        "resource.next_task": None,
    },
    (Key("resource", "crew"), ""): {
        "resource.kind": "crew",
        "resource.count": 8,
        "resource.counted": 6,
        "resource.task": "Work A-1 (A-1)",
        "resource.clash": None,
    },
    (A_1, "blocker"): {
        "blocker.cause": "material",
        "blocker.hours": 11,
        "blocker.words": "blocker {'cause': 'material'}",
        "blocker.firm": True,
        "blocker.told_times": 1,
        "blocker.reason": False,
        "blocker.addressed": False,
        "blocker.by_role": "superintendent",
    },
    (A_1, "request"): {
        "request.need": "labour",
        "request.hours": 11,
        "request.hours_to_needed": 17,  # until the end of tomorrow's shift
        "request.words": "request {'need': 'labour', 'when': '2026-03-12', 'quantity': 4}",
        "request.firm": True,
        "request.quantity": 4,
        "request.by_role": "superintendent",
    },
    (A_1, "delivery"): {
        "delivery.status": "late",
        "delivery.hours": 11,
        "delivery.words": "delivery {'status': 'late'}",
        "delivery.firm": True,
        "delivery.by_role": "superintendent",
    },
    (A_1, "safety"): {
        "safety.class": "hazard",
        "safety.category": "fall",
        "safety.injury": False,
        "safety.hours": 11,
        "safety.words": "safety {'class': 'hazard', 'category': 'fall', 'injury': False}",
        "safety.firm": True,
        "safety.by_role": "superintendent",
    },
    (A_1, "quality"): {
        "quality.result": "fail",
        "quality.hours": 11,
        "quality.words": "quality {'result': 'fail'}",
        "quality.firm": True,
        "quality.by_role": "superintendent",
    },
    (Key("action", "ACT-1"), ""): {
        "action.id": "ACT-1",
        "action.text": "Do it",
        "action.status": "assigned",
        "action.severity": "medium",
        "action.hours_overdue": 5,
        "action.hours_silent": 11,
        "action.age_hours": 11,
        "action.unanswered": True,
        "action.level": 0,
        "action.helpers": 0,
        "action.handed_on": 0,
        "action.promises": 0,
        "action.owner_role": None,  # diego has none at the site
        "action.owner_actions": 1,
        "action.critical": True,
        "action.serves_goals": 2,
    },
    (Key("action", "ACT-4"), ""): {
        "action.owner_role": "superintendent",
        "action.critical": None,
        "action.serves_goals": 0,
    },
    (Key("person", user("diego")), ""): {
        "person.name": "Diego",
        "person.handle": "diego",
        "person.title": "concrete foreman",
        "person.role": None,
        "person.open_actions": 1,
        "person.overdue_actions": 1,
        "person.due_today": 0,
        "person.unanswered": 1,
        "person.promises": 3,
        "person.promises_kept_percent": 33.3,
        "person.moved_promises": 1,
        "person.answer_hours": 1.25,  # two hours for ACT-2, half an hour for ACT-3
        "person.tasks_running": 1,
        "person.silent_hours": 7,
        "person.weekly_promises": 3,
        "person.weekly_kept_percent": 33.3,  # A-2, as he said himself
        "person.weekly_sure_percent": 66.7,  # A-1 was at 90 % when he promised it
        "person.weekly_load_percent": 25,  # 10 of the 40 hours that were ready
        "person.weekly_silent": 1,
    },
    (Key("person", user("ana")), ""): {
        "person.role": "superintendent",
        "person.due_today": 1,
        "person.promises": 0,
        "person.promises_kept_percent": None,
        "person.answer_hours": None,
        "person.tasks_running": 0,
        "person.silent_hours": 2,
    },
    (SITE, ""): {
        "site.open_actions": 2,
        "site.overdue_actions": 1,
        "site.open_blockers": 1,
        "site.open_requests": 1,
        "site.unaligned_percent": 50,
        "site.promises": 3,
        "site.promises_kept_percent": 33.3,
        "site.answer_hours": 1.25,
        "site.headcount": 6,
        "site.headcount_usual": 20,
        "site.headcount_short_percent": 70,
        "site.weather": "wind",
        "site.weather_hours": 2,
        "site.incidents_7d": 1,
        "site.incidents_30d": 1,
        "site.near_misses_7d": 1,
        "site.hazards": 1,
        "site.days_since_incident": 1.04,
        "site.percent": 23.3,  # 30, 0 and 40 of equal budgets
        "site.planned_percent": 30.7,
        "site.schedule_performance": 0.76,
        "site.cost_performance": 0.75,
        "site.budget": 3000,
        "site.estimate_at_completion": 4000,
        "site.days_to_finish": 7,
        "site.forecast_days_late": 2,
        "site.tasks_late": 1,
        "site.tasks_blocked": 1,
        "site.silent_tasks_percent": 50,
        "site.machines": 3,
        "site.machines_down": 1,
        "site.machines_idle": 1,
        "site.booking_clashes": 1,
        "site.ppc": 50,
        "site.ppc_before": 0,
        "site.weekly_promises": 2,
        "site.weekly_silent": 1,
        "site.tasks_made_ready": 25,
        "site.tasks_anticipated": 100,
    },
    (Key("goal", "on-time"), ""): {
        "goal.id": "on-time",
        "goal.name": "Finish on time",
        "goal.measure": "finish",
        "goal.risk": "high",
        "goal.off_target": True,
        "goal.days_to_target": 7,
        "goal.forecast_days_late": 2,
        "goal.percent": 23.3,
        "goal.planned_percent": 30.7,
        "goal.behind_percent": 7.4,
        "goal.cost_performance": 0.75,
        "goal.over_cost_percent": 33.3,
        "goal.costs_told": 1,
        "goal.incidents": 1,
        "goal.promises_kept_percent": 33.3,
        "goal.open_actions": 1,
        "goal.open_blockers": 2,
        "goal.tasks": 4,
        "goal.tasks_late": 1,
        "goal.critical_late": 1,
    },
    (Key("goal", "frugal"), ""): {
        "goal.risk": "none",
        "goal.off_target": True,
        "goal.days_to_target": None,
        "goal.percent": 30,
        "goal.over_cost_percent": 33.3,  # 1,333.33 of the 1,000 that it may cost
        "goal.incidents": 0,
        "goal.tasks": 1,
    },
}


@pytest.mark.parametrize(("key", "each"), TABLE)
def test_facts_say_what_is_so(key: Key, each: str) -> None:
    """Each field of the table has the value worked out by hand; None: the case does not have it."""
    world = full_site()
    found = next(c for c in cases_of(world.memory, key, world.now) if c.each == each)
    expected = TABLE[key, each]
    assert {name: found.values.get(name) for name in expected} == expected


def test_every_field_is_read_by_a_shipped_rule_or_in_the_table() -> None:
    """No field is there for its own sake, and each of the six subjects has its own."""
    shipped = {name for rule in shipped_rulebook().rules for name in read_by(rule)}
    tabled = {name for facts in TABLE.values() for name in facts}
    assert set(FIELDS) - shipped - tabled == set()
    assert tabled <= set(FIELDS)
    assert {"task", "action", "site", "person", "goal", "resource"} <= {
        field.subject for field in FIELDS.values()
    }
    assert len(FIELDS) >= 60


def test_what_is_worked_out_daily_says_so() -> None:
    """The list of fields marks it, and what moves with the clock."""
    lines = {line.split()[0]: line for line in describe_fields().splitlines()}
    for name, field in FIELDS.items():
        assert ("worked out daily" in lines[name]) == field.daily, name
        assert ("moves with the clock" in lines[name]) == field.timed, name
