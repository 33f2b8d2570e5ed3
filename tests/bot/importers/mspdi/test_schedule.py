"""Schedules from MS Project, against a whole sample and against small files."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importers import ImportFailed, read_mspdi, read_resources, read_schedule
from rules.plan.network import network_of
from rules.plan.schedule import Link
from tests.bot.importers.mspdi.project import HOUSE, STANDARD, after, mspdi, problems, task
from tests.rules.world import CHICAGO

FIELDS = (
    "UID",
    "OutlineLevel",
    "Start",
    "Finish",
    "Duration",
    "Milestone",
    "PercentComplete",
    "ActualStart",
    "Cost",
    "Summary",
)


def test_a_whole_file_is_read() -> None:
    """Seven tasks of twelve rows, since summaries, empty and inactive rows are none; with money, trade, owner and place."""
    schedule = read_mspdi(HOUSE)
    assert (schedule.name, schedule.currency, schedule.data_date) == (
        "House on Elm Street", "USD", date(2026, 3, 9),
    )  # fmt: skip
    assert [task.id for task in schedule.tasks] == ["T-4", "T-5", "T-6", "T-8", "T-9", "T-10", "T-11"]
    footings, wiring = schedule.tasks[1], schedule.tasks[4]
    assert (footings.name, footings.zone, footings.trade, footings.owner) == (
        "Form and pour footings", "Ground", "Concrete", "Hector",
    )  # fmt: skip
    assert (footings.start, footings.finish) == (date(2026, 3, 6), date(2026, 3, 11))
    assert (footings.percent, footings.actual_start, footings.actual_cost) == (25, date(2026, 3, 6), 2500)
    assert (wiring.trade, wiring.owner, wiring.budget) == ("Electrical", "Sparks Electric", 3100)
    assert (wiring.percent, wiring.actual_start, wiring.actual_cost) == (None, None, None)
    assert schedule.tasks[-1].milestone == "finish"


def test_the_network_of_the_file_is_the_one_that_ms_project_would_find() -> None:
    """Elapsed lag, summary links and the worked Saturday hold the dates as they are planned: nothing is pushed."""
    schedule = read_mspdi(HOUSE)
    assert schedule.working is not None
    network = network_of(schedule, schedule.working.in_zone("UTC"))
    assert (network.pushed, network.finish) == ({}, date(2026, 4, 2))
    assert network.longest_path == ("T-5", "T-6", "T-8", "T-9", "T-10", "T-11")


def test_what_the_planner_named_says_more_than_what_is_derived() -> None:
    """Columns named Activity ID, Zone, Trade and Responsible are taken; ids only where every task has its own."""
    titles = {"1": "Activity ID", "2": "Zone", "3": "Trade", "4": "Responsible"}
    fields = "".join(
        f"<ExtendedAttribute><FieldID>{field}</FieldID><Alias>{title}</Alias></ExtendedAttribute>"
        for field, title in titles.items()
    )

    def named(**values: str) -> str:
        return "".join(
            f"<ExtendedAttribute><FieldID>{field[1:]}</FieldID><Value>{value}</Value></ExtendedAttribute>"
            for field, value in values.items()
        )

    head = f"<ExtendedAttributes>{fields}</ExtendedAttributes>"
    first = task(7, named(f1="A-310", f2="Roof", f3="Steel", f4="Hector"))
    second = task(8, named(f1="A-320"), Contact="Yuki")
    schedule = read_mspdi(mspdi(first, second, head=head))
    assert [one.id for one in schedule.tasks] == ["A-310", "A-320"]
    assert (schedule.tasks[0].zone, schedule.tasks[0].trade, schedule.tasks[0].owner) == (
        "Roof", "Steel", "Hector",
    )  # fmt: skip
    assert schedule.tasks[1].owner == "Yuki"
    for others in (task(9), task(9, named(f1="A-310"))):
        schedule = read_mspdi(mspdi(first, others, head=head))
        assert [one.id for one in schedule.tasks] == ["T-7", "T-9"]


def test_places_are_the_path_of_summaries_below_the_projects_own() -> None:
    """A row with rows below it is a summary also where the file does not say so."""
    content = mspdi(
        task(0, OutlineLevel=0, Name="Tower", Summary=1),
        task(1, OutlineLevel=1, Name="North"),
        task(2, OutlineLevel=2, Name="Level 2"),
        task(3, OutlineLevel=3),
        task(4, OutlineLevel=1),
        task(5, OutlineLevel=1, ExternalTask=1),
        task(6, OutlineLevel=1, IsSubproject=1),
    )
    assert [(one.id, one.zone) for one in read_mspdi(content).tasks] == [
        ("T-3", "North / Level 2"), ("T-4", ""),
    ]  # fmt: skip


def test_progress_is_read_by_the_measure_that_the_task_names() -> None:
    """Percent complete, or physical percent complete; a task that has not begun reports none."""
    content = mspdi(
        task(1, PercentComplete=40, PhysicalPercentComplete=25, EarnedValueMethod=0),
        task(2, PercentComplete=40, PhysicalPercentComplete=25, EarnedValueMethod=1),
        task(3, PercentComplete=0),
        task(4, PercentComplete=0, ActualStart="2026-03-02T08:00:00"),
        head="<CurrentDate>2026-03-03T09:00:00</CurrentDate>",
    )
    schedule = read_mspdi(content)
    assert [one.percent for one in schedule.tasks] == [40, 25, None, 0]
    assert schedule.data_date == date(2026, 3, 3)
    assert read_mspdi(mspdi(task(1), head="<CurrentDate>2026-03-03T09:00:00</CurrentDate>")).data_date is None


def test_milestones_and_midnights_stand_on_the_right_day() -> None:
    """A milestone takes no time, marked work does; work that ends at midnight ends on the day before."""
    morning, evening = "2026-03-04T08:00:00", "2026-03-04T17:00:00"
    schedule = read_mspdi(
        mspdi(
            task(1, Finish="2026-03-05T00:00:00"),
            task(2, Start=morning, Finish=morning, Milestone=1),
            task(3, Start=evening, Finish=evening, Milestone=1),
            task(4, Milestone=1),
        )
    )
    assert [one.milestone for one in schedule.tasks] == [None, "start", "finish", None]
    assert schedule.tasks[0].finish == date(2026, 3, 4)


def test_the_budget_is_what_was_agreed() -> None:
    """The first baseline's cost, in the units of the currency; without one, the planned cost."""

    def baseline(number: int, cost: int) -> str:
        return f"<Baseline><Number>{number}</Number><Cost>{cost}</Cost></Baseline>"

    content = mspdi(
        task(1, baseline(1, 900) + baseline(0, 123450), Cost=200000), task(2, baseline(1, 900), Cost=4800)
    )
    assert [one.budget for one in read_mspdi(content).tasks] == [1234.5, 48]


def test_files_in_any_of_the_encodings_that_programs_write_are_read() -> None:
    """UTF-8 with its mark, UTF-16 and Windows' own encoding give the names as the planner sees them."""
    text = mspdi(task(1, Name="Façade côté nord")).decode()
    for encoding, declared in (("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "windows-1252")):
        content = text.replace('encoding="UTF-8"', f'encoding="{declared}"').encode(encoding)
        assert read_schedule("plan.txt", content).tasks[0].name == "Façade côté nord"


def test_everything_wrong_is_told_with_task_and_element() -> None:
    """All problems come at once, and each says where it is."""
    content = mspdi(
        task(1, Start="10.03.2026"),
        task(2, Finish="2026-03-01T17:00:00"),
        task(3, Start=None, Finish=None),
        task(4, after(1, kind=9) + after(1, lag="many"), PercentComplete="half"),
        task(4, Name="Again"),
        task(5, Start="1899-12-30T00:00:00"),
    )
    found = {(one.place.split(",")[0], one.column, one.value) for one in problems(content)}
    assert found == {
        ("task 1 (Work 1)", "Start", "10.03.2026"),
        ("task 2 (Work 2)", "Finish", "2026-03-01T17:00:00"),
        ("task 3 (Work 3)", "Start", ""),
        ("task 4 (Work 4)", "PredecessorLink/Type", "9"),
        ("predecessorlink", "LinkLag", "many"),
        ("task 4 (Work 4)", "PercentComplete", "half"),
        ("task 4 (Again)", "UID", "4"),
        ("task 5 (Work 5)", "Start", "1899-12-30T00:00:00"),
    }
    line = HOUSE.decode().split("<UID>5</UID>")[0].count("\n")
    broken = HOUSE.replace(b"<Start>2026-03-06T07:00:00</Start>", b"<Start>soon</Start>", 1)
    assert problems(broken)[0].place == f"task 3 (Form and pour footings), line {line}"


def test_a_circle_of_links_is_named() -> None:
    """Two tasks that wait for each other are told by their ids."""
    (problem,) = problems(mspdi(task(1, after(2)), task(2, after(1))))
    assert "T-1 → T-2 → T-1" in problem.advice


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "damaged"),
        (b"<Project><Tasks>", "damaged"),
        (b"<Project/>", "no tasks in the file"),
        (mspdi(task(1, Summary=1)), "no tasks in the file"),
        (b"<html/>", "Save As and the type XML"),
        (b'<p:APIBusinessObjects xmlns:p="x"/>', "Export the project from P6 as XER"),
        (b'<?xml version="1.0" encoding="rot13"?><Project/>', "damaged"),
        (b'<!DOCTYPE Project [<!ENTITY a "b">]><Project>&a;</Project>', "document type"),
        (b'<!DOCTYPE Project SYSTEM "file:///etc/passwd"><Project/>', "document type"),
        (b"<Project>" * 200, "more than a schedule can"),
        (b"<Project>" + b"<x>" * 200, "more than a schedule can"),
        (mspdi(task(1)) + b"<Project/>", "damaged"),
    ],
)
def test_what_is_no_project_is_refused_with_what_to_do(content: bytes, says: str) -> None:
    """Damage, other XML, document types with their entities, and what is nested without end."""
    assert says in problems(content)[0].advice


def test_what_no_schedule_is_read_from_costs_nothing() -> None:
    """Elements that are not read hold what they like."""
    deep = "<Views>" * 50 + "<Start>x</Start>" + "</Views>" * 50
    assert read_mspdi(mspdi(task(1), tail=deep)).tasks


def test_a_file_without_hours_leaves_the_sites_calendar() -> None:
    """What cannot be read as working time does not stop the import."""
    for calendars in ("", "<Calendar><UID>1</UID></Calendar>", STANDARD.replace("08:00:00", "late")):
        working = read_mspdi(mspdi(task(1), calendars=calendars)).working
        assert working is None or working.opens == time(13)


@settings(max_examples=80)
@given(st.data())
def test_any_damage_to_a_file_is_imported_or_refused(data: st.DataObject) -> None:
    """Bytes changed, cut out or put in anywhere never lead to another error than the importer's own."""
    content = HOUSE
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        gone = data.draw(st.integers(0, 30))
        content = content[:at] + data.draw(st.binary(max_size=4) | st.just(b"9999")) + content[at + gone :]
    try:
        schedule = read_schedule("house.xml", content)
        read_resources("house.xml", content, CHICAGO)
    except ImportFailed as failed:
        assert failed.problems
    else:
        assert schedule.tasks


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(FIELDS),
        st.sampled_from(
            ["", "-1", "1e400", "nan", "9" * 30, "0001-01-01T00:00:00", "9999-12-31T23:59:59", "PT9H9M9S"]
        ),
    ),
    st.sampled_from(["0", "-999999999", "1e15", "nan", "x"]),
    st.integers(0, 60),
)
def test_any_values_are_imported_or_refused(values: dict[str, str], lag: str, form: int) -> None:
    """Numbers beyond measure and years beyond the calendar are told, in all fields and all formats of lag."""
    content = mspdi(task(1, **values), task(2, after(1, lag=lag, form=form)))
    try:
        read_schedule("plan.xml", content)
    except ImportFailed as failed:
        assert failed.problems


def test_links_of_the_sample() -> None:
    """Kinds, working and elapsed lags, and the links of a summary, as the sample has them."""
    links = {one.id: one.links for one in read_mspdi(HOUSE).tasks}
    assert links["T-6"] == (Link(predecessor="T-5", lag_days=3),)
    assert links["T-8"] == (Link(predecessor="T-6"),)
    assert links["T-9"] == (Link(predecessor="T-8", kind="SS", lag_days=3),)
    assert links["T-10"] == (Link(predecessor="T-9"), Link(predecessor="T-8", kind="FF", lag_days=2))
