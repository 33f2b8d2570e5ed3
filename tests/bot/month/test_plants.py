"""Planted problems: each is what its kind says, on a task of its own, and silence is really silent."""

from datetime import date

import pytest

from bot.month.people import SIZE, team_of
from bot.month.planted import Plant
from bot.month.planting import Planter, slipped
from bot.month.plants import PLANTS
from bot.month.script import Script
from bot.month.truth import courses
from bot.month.words import Meaning
from bot.month.written import write_month
from bot.playing.plot import TIMEZONE, plot_of
from rules.language.rulebook import shipped_rulebook
from rules.plan.network import network_of
from rules.worktime.calendar import WorkCalendar

CALENDAR = WorkCalendar(timezone=TIMEZONE)
TOWER = plot_of(None).schedule
DAYS = [CALENDAR.add_working_days(date(2026, 3, 10), number) for number in range(22)]


def _planter(seed: int) -> Planter:
    return Planter(
        team=team_of(TOWER, seed),
        courses=courses(TOWER, CALENDAR, day=DAYS[0], seed=seed),
        critical=frozenset(network_of(TOWER, CALENDAR).critical),
        calendar=CALENDAR,
        seed=seed,
    )


def _plants(seed: int, number: int = len(PLANTS)) -> list[Plant]:
    return _planter(seed).plants(DAYS, number)


def test_twenty_five_people() -> None:
    """The site has the demo's cast and others around them, each with a handle of their own."""
    people = team_of(TOWER, 1).people
    assert len({person.handle for person in people}) == SIZE == 25


@pytest.mark.parametrize("seed", range(4))
def test_every_kind_finds_its_place(seed: int) -> None:
    """All kinds are planted within the month, each on another task."""
    found = _plants(seed)
    assert {plant.kind.name for plant in found} == {kind.name for kind in PLANTS}
    tasks = [plant.task.id for plant in found if plant.task is not None]
    assert len(tasks) == len(set(tasks))
    assert all(CALENDAR.local_date(plant.at) in DAYS for plant in found)


def test_a_handful_is_drawn() -> None:
    """Of two seeds each has as many as were asked for, and not the same."""
    one, other = (_plants(seed, 5) for seed in (1, 2))
    assert len(one) == len(other) == 5
    assert [plant.kind.name for plant in one] != [plant.kind.name for plant in other]


def test_nobody_speaks_of_a_silent_slip() -> None:
    """A task that slips silently does not begin before its silence ends, and is in nobody's mouth until then."""
    planter = _planter(1)
    plants = [plant for plant in planter.plants(DAYS, len(PLANTS)) if plant.until is not None]
    silent = {plant.task.id: plant.until for plant in plants if plant.task is not None and plant.until}
    real = slipped(planter.courses, plants, CALENDAR, None)
    script = Script(team=planter.team, courses=real, calendar=CALENDAR, seed=1, apart=frozenset(silent))
    assert silent
    for task, until in silent.items():
        assert real[task].first > until
        heard = [one.utterance for day in DAYS if day <= until for one in script.day(day)]
        assert heard
        assert not [one for one in heard if one.meaning is not None and one.meaning.task == task]


def test_rules_that_ship_are_named_rightly() -> None:
    """Most plants name a rule that ships; what they name beside it is to come."""
    shipped = {rule.id for rule in shipped_rulebook().rules}
    assert sum(bool(shipped & set(kind.rules)) for kind in PLANTS) >= 10


def test_small_stops_spare_a_stopped_site() -> None:
    """On the day of a plant that stops the whole site, and the day before, the crane does not stop anyway."""
    kinds = {kind.name: kind for kind in PLANTS}
    spared = 0
    for seed in range(12):
        plants, script = write_month(
            TOWER, team_of(TOWER, seed), CALENDAR, DAYS, seed=seed, plants=len(PLANTS)
        )
        (at,) = (p.at for p in plants if p.kind == kinds["whole site stopped"])
        day = CALENDAR.local_date(at)
        for one in (CALENDAR.add_working_days(day, -1), day):
            heard = _meanings(script, one)
            assert not [m for m in heard if m is not None and m.kind == "blocker" and m.task is None]
        spared += any(
            m and m.kind == "blocker" and m.task is None for d in DAYS for m in _meanings(script, d)
        )
    assert spared


def _meanings(script: Script, day: date) -> list[Meaning | None]:
    return [said.utterance.meaning for said in script.day(day)]
