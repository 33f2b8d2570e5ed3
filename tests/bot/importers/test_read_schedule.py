"""Which importer reads which file, and what a schedule as planned looks like."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.demo_data
from bot.importers import ImportFailed, read_schedule
from bot.importers.as_planned import as_planned
from bot.importers.known_progress import with_known_progress
from rules.plan.network import network_of
from rules.plan.schedule import Schedule, Task
from rules.worktime.calendar import WorkCalendar
from tests.bot.importers.mspdi.project import HOUSE

DEMO = Path(bot.demo_data.__file__).parent
TOWER = read_schedule("tower_a.csv", (DEMO / "tower_a.csv").read_bytes())
CHICAGO = WorkCalendar(timezone="America/Chicago")


def by_id(schedule: Schedule) -> dict[str, Task]:
    """The schedule's tasks by id."""
    return {task.id: task for task in schedule.tasks}


def test_the_demo_schedule_is_read_whole() -> None:
    """68 tasks with 78 links; every owner, zone and trade is named."""
    assert (TOWER.name, TOWER.currency, TOWER.data_date) == ("tower_a", "USD", None)
    assert (len(TOWER.tasks), sum(len(task.links) for task in TOWER.tasks)) == (68, 78)
    assert all(task.owner and task.zone and task.trade for task in TOWER.tasks)
    assert sum(task.budget for task in TOWER.tasks) == 8_072_000


@pytest.mark.parametrize(
    "text",
    [
        "id,name,start\n1,a,2026-03-02\n",
        "id,name,start,finish\n1,a,soon,2026-03-02\n",
        "id,name,start,finish\n\xff",
    ],
)
def test_a_file_is_named_as_it_is_called(text: str) -> None:
    """Whatever is wrong with it, its ending is a part of its name."""
    with pytest.raises(ImportFailed, match=r"^Nothing was imported from north\.wing\.csv: 1 problem to mend"):
        read_schedule("north.wing.csv", text.encode("latin-1"))


def test_the_tower_ends_with_its_facade() -> None:
    """The plan keeps its own links; what drives it is the structure to level 2 and then the facade."""
    network = network_of(TOWER, CHICAGO)
    assert (network.pushed, network.finish) == ({}, date(2026, 5, 11))
    assert network.longest_path[0] == "A-010"
    assert network.longest_path[-4:] == ("A-220", "F-810", "F-820", "F-840")
    assert set(network.longest_path) <= network.critical
    assert network.critical - set(network.longest_path) == {"F-830"}
    assert network.floats["A-310"] == 14


def test_the_kind_of_file_is_told_by_what_it_holds() -> None:
    """An export of P6, and a file of MS Project, is read as one whatever its name."""
    content = (DEMO / "mdl4d.xer").read_bytes()
    assert read_schedule("schedule.txt", content) == read_schedule("MDL.XER", content)
    assert read_schedule("schedule.txt", HOUSE) == read_schedule("HOUSE.XML", HOUSE)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("plan.mpp", "In MS Project choose Save As and the type XML"),
        ("plan.XLSX", "CSV UTF-8"),
        ("plan.xml", "Save the project from MS Project as XML again"),
        ("photo.jpg", "P6 XER, an MS Project XML or a CSV file"),
    ],
)
def test_other_files_are_told_what_to_export_instead(name: str, says: str) -> None:
    """A file that cannot be read is refused with what to do in the program that made it."""
    with pytest.raises(ImportFailed, match=says):
        read_schedule(name, b"PK\x03\x04")


def test_text_in_another_encoding_is_not_guessed() -> None:
    """The row of the first byte that is not UTF-8 is named; UTF-16 with its mark is read."""
    text = "id,name,start,finish\n1,Façade,2026-03-02,2026-03-03\n"
    with pytest.raises(ImportFailed, match="row 2: 'e7': the file is not in UTF-8"):
        read_schedule("plan.csv", text.encode("cp1252"))
    assert read_schedule("plan.csv", text.encode("utf-16")).tasks[0].name == "Façade"


def test_as_planned_up_to_a_day() -> None:
    """Before 10 March: what ended is done, what is in course is as far as days have passed, the rest not begun."""
    tasks = by_id(as_planned(TOWER, date(2026, 3, 10), CHICAGO))
    assert (tasks["A-210"].percent, tasks["A-210"].actual_finish) == (100, date(2026, 3, 4))
    assert (tasks["A-390"].percent, tasks["A-390"].actual_start) == (50, date(2026, 3, 9))
    assert tasks["A-390"].actual_finish is None
    assert (tasks["A-310"].percent, tasks["A-310"].actual_start) == (None, None)
    assert (tasks["A-220"].percent, tasks["A-220"].actual_start) == (None, None)
    assert tasks["A-040"].percent == 60


def test_as_planned_keeps_what_the_schedule_reports() -> None:
    """A task with actuals of its own is not touched, and the day becomes the data date."""
    late = Task(
        id="1",
        name="Dig",
        start=date(2026, 3, 2),
        finish=date(2026, 3, 3),
        percent=20,
        actual_start=date(2026, 3, 3),
    )
    planned = as_planned(Schedule(name="x", tasks=(late,)), date(2026, 3, 10), CHICAGO)
    assert planned == Schedule(name="x", tasks=(late,), data_date=date(2026, 3, 10))


def test_as_planned_does_not_know_the_future() -> None:
    """What a schedule reports of a later day than the one that it is laid back to is not known then; the plan holds."""
    dug = Task(
        id="1",
        name="Dig",
        start=date(2026, 3, 9),
        finish=date(2026, 3, 12),
        percent=100,
        actual_start=date(2026, 3, 10),
    )
    later = Schedule(name="x", tasks=(dug,), data_date=date(2026, 3, 20))
    (found,) = as_planned(later, date(2026, 3, 11), CHICAGO).tasks
    assert (found.percent, found.actual_start) == (50, date(2026, 3, 9))


def dug(name: str, percent: float | None = None, begun: date | None = None) -> Task:
    """A task of two days."""
    return Task(
        id=name,
        name="Dig",
        start=date(2026, 3, 9),
        finish=date(2026, 3, 10),
        percent=percent,
        actual_start=begun,
    )


def test_a_plan_without_progress_leaves_what_was_reported() -> None:
    """Dates and tasks are the new file's; what has begun stays as far as it was, up to the day on which that was true."""
    begun, day = date(2026, 3, 9), date(2026, 3, 10)
    moved = Task(id="1", name="Dig deep", start=date(2026, 3, 9), finish=date(2026, 3, 20))
    plan = Schedule(name="x", tasks=(moved, dug("2"), dug("3")), data_date=date(2026, 3, 2))
    kept = with_known_progress(plan, (dug("1", 40, begun), dug("2"), dug("9", 100)), day)
    (first, second, third) = kept.tasks
    assert (first.name, first.finish, first.percent, first.actual_start) == (
        "Dig deep",
        date(2026, 3, 20),
        40,
        begun,
    )
    assert (second, third, kept.data_date) == (dug("2"), dug("3"), day)


def test_a_schedule_that_reports_is_taken_at_its_word() -> None:
    """One task with progress, also with none, says that the others have none; where nothing is known, nothing is added."""
    for own in (dug("1", 0), dug("1", None, date(2026, 3, 9))):
        update = Schedule(name="x", tasks=(own, dug("2")), data_date=date(2026, 3, 12))
        assert with_known_progress(update, (dug("1", 40), dug("2", 50)), date(2026, 3, 10)) == update
    plan = Schedule(name="x", tasks=(dug("1"),), data_date=date(2026, 3, 12))
    assert with_known_progress(plan, (dug("1"), dug("2", 50)), date(2026, 3, 10)) == plan


@settings(max_examples=80)
@given(st.sampled_from(["a.csv", "a.xer", "a.xml", "a", "a.txt", "a.xlsx"]), st.binary(max_size=200))
def test_any_bytes_are_imported_or_refused(name: str, content: bytes) -> None:
    """Whatever somebody drops, the answer is a schedule or a list of problems."""
    for start in (b"", b"ERMHDR\t", b"id,name,start,finish\n", b"<?xml version='1.0'?><Project>"):
        try:
            read_schedule(name, start + content)
        except ImportFailed as failed:
            assert failed.problems
