"""Crews and machines from Primavera P6, against a real export and against a small one."""

from datetime import datetime

from bot.importers import read_resources
from rules.resources.resource import Listing
from tests.bot.importers.test_xer import REAL, xer
from tests.rules.world import CHICAGO

TASKS = [
    {"task_id": "1", "proj_id": "1", "task_code": "A-1", "task_name": "Dig", "status_code": "TK_Active"},
    {"task_id": "2", "proj_id": "1", "task_code": "A-2", "task_name": "Pour", "status_code": "TK_NotStart"},
    {"task_id": "3", "proj_id": "1", "task_code": "A-3", "task_name": "Fence", "status_code": "TK_Complete"},
]
THINGS = [
    {"rsrc_id": "r1", "rsrc_name": "Concrete pump", "rsrc_short_name": "PUMP", "rsrc_type": "RT_Equip"},
    {"rsrc_id": "r2", "rsrc_name": "Rebar crew", "rsrc_short_name": "RB", "rsrc_type": "RT_Labor"},
    {"rsrc_id": "r3", "rsrc_name": "Concrete", "rsrc_short_name": "CON", "rsrc_type": "RT_Mat"},
    {"rsrc_id": "r4", "rsrc_name": "Weekly expenses", "rsrc_short_name": "EXP", "rsrc_type": "RT_Equip"},
    {"rsrc_id": "r5", "rsrc_name": "Nobody's crane", "rsrc_short_name": "CR", "rsrc_type": "RT_Equip"},
]
RATES = [
    {"rsrc_id": "r1", "max_qty_per_hr": "1", "start_date": "2026-01-01 00:00"},
    {"rsrc_id": "r2", "max_qty_per_hr": "4", "start_date": "2026-01-01 00:00"},
    {"rsrc_id": "r2", "max_qty_per_hr": "6", "start_date": "2026-03-01 00:00"},
    {"rsrc_id": "r4", "max_qty_per_hr": "0.05", "start_date": "2026-01-01 00:00"},
]


def assigned(task: str, resource: str, start: str, end: str, **more: str) -> dict[str, str]:
    """An assignment, with days of March."""
    days = {"target_start_date": f"2026-03-{start} 07:00", "target_end_date": f"2026-03-{end} 17:00"}
    return {
        "task_id": task,
        "rsrc_id": resource,
        "target_qty_per_hr": "1",
        "act_end_date": "",
        **days,
        **more,
    }


def read(*assignments: dict[str, str]) -> dict[str, Listing]:
    """What a file with these assignments brings, by its ids."""
    content = xer(TASK=TASKS, RSRC=THINGS, RSRCRATE=RATES, TASKRSRC=list(assignments))
    return {one.resource.id: one for one in read_resources("plan.xer", content, CHICAGO)}


def at(day: int, hour: int) -> datetime:
    """An instant in March, by the site's clock."""
    return CHICAGO.instant(datetime(2026, 3, day, hour))  # noqa: DTZ001 - wall time


def test_labour_and_equipment_with_their_assignments_are_read() -> None:
    """Kind, limit by the newest rate, task, wall times, and how many; material and expenses are neither crew nor machine."""
    found = read(
        assigned("1", "r1", "10", "11"),
        assigned("2", "r2", "12", "13", target_qty_per_hr="3", restart_date="2026-03-13 07:00"),
        assigned("1", "r3", "10", "11"),
        assigned("1", "r4", "10", "11"),
    )
    assert list(found) == ["pump", "rb"]
    pump, crew = found["pump"], found["rb"]
    assert (pump.resource.name, pump.resource.kind, pump.resource.count) == ("Concrete pump", "plant", 1)
    (one,) = pump.bookings
    assert (one.task, one.start, one.end, one.origin) == ("A-1", at(10, 7), at(11, 17), "schedule")
    assert (crew.resource.kind, crew.resource.count) == ("crew", 6)
    assert (crew.bookings[0].count, crew.bookings[0].start) == (3, at(13, 7))  # what is left of it


def test_what_is_over_is_left_out() -> None:
    """Of finished tasks, and assignments that ended."""
    found = read(
        assigned("3", "r1", "02", "03"),
        assigned("1", "r2", "10", "11"),
        assigned("2", "r2", "02", "03", act_end_date="2026-03-03 17:00"),
    )
    assert list(found) == ["rb"]
    assert [one.task for one in found["rb"].bookings] == ["A-1"]


def test_a_plan_that_asks_too_much_is_no_news_on_site() -> None:
    """There are as many as the plan has booked at once."""
    found = read(assigned("1", "r1", "10", "13"), assigned("2", "r1", "12", "13"))
    assert found["pump"].resource.count == 2


def test_a_spreadsheet_brings_none_beside_its_tasks() -> None:
    """Registers are files of their own there."""
    assert read_resources("plan.csv", b"id,name,start,finish\n", CHICAGO) == ()


def test_a_real_export_brings_its_crews() -> None:
    """Three workers, none of them promised to more than the plan itself has."""
    found = {one.resource.name: len(one.bookings) for one in read_resources("mdl4d.xer", REAL, CHICAGO)}
    assert found == {"Worker 1": 14, "Worker 2": 17, "Worker 3": 19}
