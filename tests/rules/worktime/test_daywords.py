"""Days and moments in words, with the year where it is another one."""

from datetime import date, datetime, timedelta

import pytest

from rules.folding.entry import Woke
from rules.key import SITE
from rules.read import site_of
from rules.worktime.daywords import date_words, day_words, moment_words
from tests.rules.world import World, local

LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("year", "told"),
    [(2026, "Thu 31 Dec"), (0, "Thu 31 Dec"), (2027, "Thu 31 Dec 2026"), (2025, "Thu 31 Dec 2026")],
)
def test_another_year_is_told(year: int, told: str) -> None:
    """A year that nobody knows tells nothing."""
    assert day_words(LAST, year) == told
    assert date_words(LAST, year) == told.removeprefix("Thu ")
    assert moment_words(datetime(2026, 12, 31, 16, 35), year) == f"{told} 16:35"  # noqa: DTZ001 - a wall clock


def test_the_site_knows_its_year_by_its_own_clock() -> None:
    """It is that of its last entry: in Chicago the old year lasts six hours longer."""
    world = World()
    world.take(Woke(subject=SITE), at="12-31 23:59")
    assert site_of(world).year == 2026
    world.take(Woke(subject=SITE), at=local("12-31 23:59") + timedelta(minutes=1))
    assert site_of(world).year == 2027
