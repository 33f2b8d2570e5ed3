"""Registers of crews and plant from spreadsheets, and back into one."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.register_file import register_csv
from bot.importers.problems import ImportFailed, Problem
from bot.importers.register import is_register, read_register, short_name
from bot.playing.plot import plot_of
from rules.folding.entry import Configured, Listed
from rules.folding.state import Memory
from rules.resources.resource import Listing
from rules.subject import SiteState
from rules.worktime.calendar import WorkCalendar
from tests.rules.world import CHICAGO

HEADER = "name,kind,trade,count,zone,called,since,until,shared,task,booked_from,booked_until,booked\n"


def read(text: str, tasks: tuple[str, ...] | None = ("A-310", "X-020")) -> tuple[Listing, ...]:
    """The listings of a text."""
    return read_register(text, CHICAGO, tasks, "plant.csv")


def problems(text: str) -> list[Problem]:
    """What the importer says about the text."""
    with pytest.raises(ImportFailed) as failed:
        read(HEADER + text)
    return list(failed.value.problems)


def at(day: int, hour: int) -> datetime:
    """An instant in March, by the site's clock."""
    return CHICAGO.instant(datetime(2026, 3, day, hour))  # noqa: DTZ001 - wall time


def test_a_row_becomes_a_machine_and_more_rows_its_bookings() -> None:
    """A day alone means its shift; the second row of a name says only what is booked."""
    (pump, crew) = read(
        HEADER
        + "Concrete pump 1,plant,concrete,,Gate 2,bomba;máy bơm,2026-03-02,2026-04-03,no,A-310,2026-03-11,2026-03-11,\n"
        "Concrete pump 1,plant,,,,,,,,X-020,2026-03-12 13:00,2026-03-12T15:00,\n"
        "Rebar crew,crew,rebar,14,,,,,,,,,\n"
    )
    one = pump.resource
    assert (one.id, one.kind, one.trade, one.count, one.zone) == (
        "concrete-pump-1",
        "plant",
        "concrete",
        1,
        "Gate 2",
    )
    assert (one.called, one.since, one.until, one.shared) == (
        ("bomba", "máy bơm"), date(2026, 3, 2), date(2026, 4, 3), False,
    )  # fmt: skip
    first, second = pump.bookings
    assert (first.task, first.start, first.end) == ("A-310", at(11, 7), at(11, 17))
    assert (second.task, second.start, second.end) == ("X-020", at(12, 13), at(12, 15))
    assert (crew.resource.count, crew.bookings) == (14, ())


def test_other_words_for_the_columns_are_understood() -> None:
    """A rental list has its own: Equipment, Type, On hire, Off hire."""
    text = "Equipment;Type;On hire;Off hire;Where\nBoom lift 1;machine;10.03.2026;20.03.2026;North\n"
    assert is_register(text)
    (lift,) = read(text)
    assert (lift.resource.kind, lift.resource.since, lift.resource.zone) == (
        "plant",
        date(2026, 3, 10),
        "North",
    )


@pytest.mark.parametrize(
    ("row", "place", "column", "advice"),
    [
        (",plant,,,,,,,,,,,", "row 2", "name", "needs the name"),
        ("Pump,engine,,,,,,,,,,,", "row 2", "kind", "write crew for people, or plant"),
        ("Pump,plant,,0,,,,,,,,,", "row 2", "count", "0 is no count"),
        ("Pump,plant,,many,,,,,,,,,", "row 2", "count", "no amount"),
        ("Pump,plant,,,,,next week,,,,,,", "row 2", "since", "no date"),
        ("Pump,plant,,,,,2026-03-12,2026-03-11,,,,,", "row 2", "until", "before it comes"),
        ("Pump,plant,,,,,,,perhaps,,,,", "row 2", "shared", "write yes"),
        ("Pump,plant,,,,,,,,A-301,2026-03-11,2026-03-11,", "row 2", "task", "Did you mean A-310?"),
        ("Pump,plant,,,,,,,,A-310,2026-03-11,,", "row 2", "booked_until", "write both"),
        ("Pump,plant,,,,,,,,A-310,2026-03-11 25:00,2026-03-12,", "row 2", "booked_from", "no such time"),
        ("Pump,plant,,,,,,,,A-310,2026-03-12,2026-03-11,", "row 2", "booked_until", "ends before it starts"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(row: str, place: str, column: str, advice: str) -> None:
    """With what to write instead; nothing is imported."""
    (found,) = problems(row + "\n")
    assert (found.place, found.column) == (place, column)
    assert advice in found.advice


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Two rows, two faults, one message; a second row that says otherwise of the same machine is one."""
    found = problems("Pump,plant,,2,,,,,,,,,\nPump,plant,,3,,,,,,,,,\nLift,boat,,,,,,,,,,,\n")
    assert [(one.place, one.column) for one in found] == [("row 3", "count"), ("row 4", "kind")]


def test_a_file_without_its_columns_says_which_it_needs() -> None:
    """The names that would do are told."""
    with pytest.raises(ImportFailed, match="there is no column kind"):
        read("name,trade\nPump,concrete\n")


def test_a_schedule_is_no_register() -> None:
    """A file is known by its columns; MS Project's have a type as well."""
    assert not is_register(plot_of(None).content.decode())
    assert not is_register("ID,Name,Type,Start,Finish\n1,Dig,Task,2026-03-02,2026-03-04\n")
    assert is_register(HEADER)
    assert not is_register("")


def test_tasks_are_not_checked_where_nobody_knows_them() -> None:
    """The command line reads the file before the site does."""
    (pump,) = read(HEADER + "Pump,plant,,,,,,,,Z-1,2026-03-11,2026-03-11,\n", tasks=None)
    assert pump.bookings[0].task == "Z-1"


def test_what_is_written_is_read_again() -> None:
    """The demo's register as a file gives the same register, and a name never becomes a spreadsheet's formula."""
    listings = read(plot_of(None).register.decode(), tasks=None)
    read_again = read(register_csv(kept(listings)), tasks=None)
    assert {one.resource.name: one for one in read_again} == {one.resource.name: one for one in listings}
    risky = register_csv(kept(read(HEADER + "Pump,plant,@SUM(1),,,,,,,,,,\n")))
    assert "@SUM" not in risky or "'@SUM" in risky


def kept(listings: tuple[Listing, ...]) -> Memory:
    """A site that has these."""
    from rules.past.replay import fold  # noqa: PLC0415

    memory = Memory()
    fold(memory, Configured(settings=SiteState(calendar=CHICAGO)), at(10, 7))
    fold(memory, Listed(origin="list", listings=listings), at(10, 7))
    return memory


@given(name=st.text(min_size=1, max_size=80))
def test_any_name_has_a_short_one(name: str) -> None:
    """Of plain letters and digits, and another than the known ones."""
    short = short_name(name)
    assert short and all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in short)
    assert short_name(name, [short]) != short


def test_any_text_is_read_or_refused() -> None:
    """Nothing else is raised."""
    for text in ("\0", 'name,kind\n"', HEADER + "a" * 600 + ",plant\n", "name,kind\n,,,,\n"):
        try:
            read_register(text, WorkCalendar(), None)
        except ImportFailed as failed:
            assert failed.problems
