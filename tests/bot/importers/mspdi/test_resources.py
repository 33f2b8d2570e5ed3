"""Crews and machines from MS Project."""

from datetime import datetime

from bot.importers import read_resources
from tests.bot.importers.mspdi.project import HOUSE
from tests.rules.world import CHICAGO


def at(day: int, hour: int) -> datetime:
    """An instant in March, by the site's clock."""
    return CHICAGO.instant(datetime(2026, 3, day, hour))  # noqa: DTZ001 - wall time


def test_people_and_machines_with_their_assignments_are_read() -> None:
    """Machines are told by the group or the last word of the name; material, nobody and what is over are left out."""
    found = {one.resource.name: one for one in read_resources("house.xml", HOUSE, CHICAGO)}
    assert {name: one.resource.kind for name, one in found.items()} == {
        "Hector": "crew", "Sparks Electric": "crew", "Concrete pump": "plant",
    }  # fmt: skip
    pump = found["Concrete pump"]
    assert [(one.task, one.start, one.end) for one in pump.bookings] == [
        ("T-5", at(9, 7), at(11, 16)),  # resumed there
        ("T-6", at(17, 7), at(18, 16)),
    ]
    assert {one.origin for one in pump.bookings} == {"schedule"}


def test_a_plan_that_asks_too_much_is_no_news_on_site() -> None:
    """There are as many as the plan has booked at once: four, of whom the file says that there are three."""
    found = {one.resource.name: one.resource.count for one in read_resources("house.xml", HOUSE, CHICAGO)}
    assert (found["Sparks Electric"], found["Concrete pump"]) == (4, 1)


def test_a_machine_is_one_by_its_group_or_its_name() -> None:
    """Whoever works with a crane is no crane."""
    loader = HOUSE.replace(b"<Finish>2026-03-05T16:00:00</Finish>", b"<Finish>2026-03-20T16:00:00</Finish>")
    loader = loader.replace(b"<ActualFinish>2026-03-05T16:00:00</ActualFinish>", b"")
    loader = loader.replace(b"<PercentComplete>100<", b"<PercentComplete>50<")
    loader = loader.replace(b"<PercentWorkComplete>100<", b"<PercentWorkComplete>50<")
    loader = loader.replace(b"<Name>Hector</Name>", b"<Name>Crane operator</Name>")
    found = {one.resource.name: one.resource.kind for one in read_resources("house.xml", loader, CHICAGO)}
    assert (found["Mini loader 2"], found["Crane operator"]) == ("plant", "crew")
