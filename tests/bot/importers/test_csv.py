"""Schedules from spreadsheets."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importers import ImportFailed, Problem, read_csv
from rules.plan.schedule import Link

HEADER = "id,name,start,finish,predecessors,budget_usd,percent,actual_start,actual_finish\n"


def problems(text: str) -> list[Problem]:
    """What the importer says about the text."""
    with pytest.raises(ImportFailed) as failed:
        read_csv(text)
    return list(failed.value.problems)


def only(text: str) -> Problem:
    """The one thing that the importer says about the text."""
    (problem,) = problems(text)
    return problem


def test_a_row_becomes_a_task() -> None:
    """All columns are read, and the currency from the header of the budget."""
    schedule = read_csv(
        "id,name,zone,trade,start,finish,budget_eur,owner,predecessors,percent,actual_start,actual_cost\n"
        "A-1,Dig,B1,earth,2026-03-02,2026-03-04,1000,tuan,,50%,2026-03-03,400\n"
        'A-2,"Pour, slab",B1,concrete,2026-03-05,2026-03-06,"12,500.50",@minh,A-1SS+2d,,,\n',
        name="tower",
    )
    dig, pour = schedule.tasks
    assert (schedule.name, schedule.currency) == ("tower", "EUR")
    assert (dig.percent, dig.actual_start, dig.actual_cost) == (50, date(2026, 3, 3), 400)
    assert (pour.name, pour.owner, pour.budget) == ("Pour, slab", "minh", 12500.5)
    assert pour.links == (Link(predecessor="A-1", kind="SS", lag_days=2),)
    assert pour.percent is None


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_headers_and_delimiters_may_differ(mark: str) -> None:
    """Usual synonyms, case, order, a BOM, blank lines and other columns do not matter."""
    lines = [
        "Notes|End Date|Activity ID|START|Activity Name|% Complete",
        "",
        "x|2026-03-04|A-1|2026-03-02|Dig|25",
    ]
    (task,) = read_csv("\ufeff" + "\r\n".join(lines).replace("|", mark)).tasks
    assert (task.id, task.name, task.finish, task.percent) == ("A-1", "Dig", date(2026, 3, 4), 25)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-09", "2026/3/9", "2026-03-09T08:00", "2026-03-09 08:00:00", "09-Mar-26", "9 March 2026",
        "Mar 9, 2026", "Mon 09-Mar-26 A", "09.03.2026", "09-Mar-26*",
    ],
)  # fmt: skip
def test_dates_that_can_mean_one_day_only_are_read(text: str) -> None:
    """ISO, named months, dotted dates, and P6's marks after them."""
    assert read_csv(f'id,name,start,finish\n1,a,"{text}","{text}"\n').tasks[0].start == date(2026, 3, 9)


def test_the_whole_file_decides_whether_day_or_month_comes_first() -> None:
    """One date with a day above twelve settles all others; without any, the order is asked for."""
    day_first = read_csv("id,name,start,finish\n1,a,02/03/2026,13/03/2026\n").tasks[0]
    month_first = read_csv("id,name,start,finish\n1,a,02/03/2026,03/13/2026\n").tasks[0]
    assert (day_first.start, month_first.start) == (date(2026, 3, 2), date(2026, 2, 3))
    unsure = problems("id,name,start,finish\n1,a,02/03/2026,03/03/2026\n")
    assert [(p.place, p.column, p.value) for p in unsure] == [("row 2", "start", "02/03/2026")]
    assert "2026-03-10" in unsure[0].advice


@pytest.mark.parametrize("text", ["46034", "2026-02-30", "31/12/26", "soon", "1026-01-01", "12 Foo 2026"])
def test_what_is_no_date_is_named(text: str) -> None:
    """Day numbers, days that are not, short years and words get the row, the column and what to write."""
    problem = only(f"id,name,start,Ende,end\n1,a,2026-03-09,x,{text}\n")
    assert (problem.place, problem.column, problem.value) == ("row 2", "end", text)
    assert "2026-03-10" in problem.advice


def test_every_problem_is_told_at_once() -> None:
    """Nothing is imported by halves: all that is wrong comes in one message, with rows as a spreadsheet counts."""
    text = HEADER + (
        "A-1,Dig,2026-03-02,2026-03-01,,,,,\n"
        "\n"
        "A-1,,2026-03-02,2026-03-03,A-9;a-1,-5,130,,2026-03-03\n"
        ",Pour,,2026-03-03,A-1SS+50%,1.234,x,,\n"
    )
    found = [(p.place, p.column, p.value) for p in problems(text)]
    assert set(found) == {
        ("row 2", "finish", "2026-03-01"),
        ("row 4", "id", "A-1"),
        ("row 4", "name", ""),
        ("row 4", "predecessors", "A-9;a-1"),
        ("row 4", "budget_usd", "-5"),
        ("row 4", "percent", "130"),
        ("row 4", "actual_finish", "2026-03-03"),
        ("row 5", "id", ""),
        ("row 5", "start", ""),
        ("row 5", "predecessors", "A-1SS+50%"),
        ("row 5", "budget_usd", "1.234"),
        ("row 5", "percent", "x"),
    }
    assert "Write A-1." in " ".join(p.advice for p in problems(text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("\n  \n", "empty"),
        ("1,Dig,2026-03-02,2026-03-03\n", "column names"),
        ("id,name,start,finish\n", "no tasks"),
        ("id,name,start\n1,a,2026-03-02\n", "no column finish"),
        ("id,code,name,start,finish\n1,1,a,2026-03-02,2026-03-02\n", "second column"),
        ("id,name,start,finish,budget_usd,actual_cost_eur\n", "more than one currency"),
        ('id,name,start,finish\n1,"a,2026-03-02,2026-03-02\n', "quotes"),
        ("id,name,start,finish\n1,a,2026-03-02,2026-03-02,extra\n", "more values"),
        ("id,name,start,finish\n1,\ufffd,2026-03-02,2026-03-02\n", "UTF-8"),
        ("id,name,start,finish\nA+1,a,2026-03-02,2026-03-02\n", "may not hold"),
        (f"id,name,start,finish\n{'x' * 61},a,2026-03-02,2026-03-02\n", "too long"),
        (f"id,name,start,finish\n1,{'x' * 501},2026-03-02,2026-03-02\n", "too long"),
    ],
)
def test_a_file_that_is_no_schedule_says_why(text: str, says: str) -> None:
    """Each kind of broken file gets its own sentence."""
    assert says in only(text).advice


def test_a_circle_of_links_is_named() -> None:
    """The tasks of the circle are told in their order."""
    rows = "1,a,2026-03-02,2026-03-02,3\n2,b,2026-03-03,2026-03-03,1\n3,c,2026-03-04,2026-03-04,2\n"
    problem = only("id,name,start,finish,predecessors\n" + rows)
    assert "1 → 2 → 3 → 1" in problem.advice
    assert problem.column == "predecessors"


def test_formulas_are_text() -> None:
    """What a spreadsheet would run is taken for text, without the sign that makes it a formula."""
    (task,) = read_csv(
        'id,name,start,finish,owner\n=1,"=HYPERLINK(""x"")",2026-03-02,2026-03-02,+cmd\n'
    ).tasks
    assert (task.id, task.name, task.owner) == ("1", 'HYPERLINK("x")', "cmd")


@pytest.mark.parametrize(
    ("text", "amount"),
    [("48000", 48000), ("$48,000", 48000), ("1.234.567,89", 1234567.89), ("48 000 EUR", 48000), ("0,5", 0.5)],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: float) -> None:
    """Groups, decimal commas and currency signs are understood when they can mean one amount only."""
    (task,) = read_csv(f"id;name;start;finish;cost\n1;a;2026-03-02;2026-03-02;{text}\n").tasks
    assert task.budget == amount


def test_large_files_are_read_and_too_large_ones_refused() -> None:
    """Fifty thousand tasks are the most; where every row is wrong, each is told."""
    rows = "".join(f"{n},a,2026-03-02,2026-03-02,x{n}\n" for n in range(10_000))
    assert len(problems("id,name,start,finish,predecessors\n" + rows)) == 10_000
    with pytest.raises(ImportFailed, match="50,000") as failed:
        read_csv("id,name,start,finish\n" + "1,a,2026-03-02,2026-03-02\n" * 50_001)
    assert len(failed.value.problems) == 1


CELLS = st.text(max_size=8) | st.sampled_from(
    [
        "A-1",
        "A-2",
        "A-1SS+2d",
        "A-2;A-1",
        "2026-03-02",
        "13/03/2026",
        "03/04/2026",
        "1e999",
        "50%",
        "1,5",
        '"',
        "=1",
    ]
)


@settings(max_examples=120)
@given(st.lists(st.lists(CELLS, max_size=9).map(",".join), max_size=6).map("\n".join), st.booleans())
def test_any_text_is_imported_or_refused(text: str, with_header: bool) -> None:
    """Whatever the rows hold, there is a schedule or a list of problems, never another error."""
    try:
        schedule = read_csv(HEADER + text if with_header else text)
    except ImportFailed as failed:
        assert failed.problems
    else:
        assert schedule.tasks
