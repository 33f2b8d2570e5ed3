"""What a site numbers besides its levels is a place; what its trade alone calls so is a work there and nowhere else."""

from datetime import date, datetime

import pytest

from bot.capture.lexicons import load_lexicons
from bot.capture.reader import Reader
from rules.plan.schedule import Task
from tests.bot.capture.conftest import TUESDAY


def reader_of(*names: str) -> Reader:
    """A reader of a schedule with these tasks, numbered from T-1 on."""
    days = date(2026, 3, 2), date(2026, 3, 20)
    tasks = [
        Task(id=f"T-{n}", name=name, zone=zone, trade="", start=days[0], finish=days[1])
        for n, one in enumerate(names, 1)
        for name, _, zone in (one.partition("@"),)
    ]
    return Reader(load_lexicons(), tasks)


def told(reader: Reader, text: str, at: datetime = TUESDAY) -> list[tuple[str, str | None, object]]:
    """Kind, task and percent or status of each signal."""
    found = reader.read(text, at=at).signals
    return [(s.kind, s.task, s.values.get("percent", s.values.get("status"))) for s in found]


@pytest.fixture(scope="module")
def street() -> Reader:
    """Houses, some of them built together."""
    return reader_of(
        "House 7 drylining@House 7",
        "House 8 drylining@House 8",
        "House 17 drylining@House 17",
        "House 7 roof tiling@House 7",
        "House 8 roof tiling@House 8",
        "Houses 1-6 strip foundations@Houses 1-6",
        "Block A windows@Block A",
        "Block B windows@Block B",
        "Theatron 1 ceiling@Theatron 1",
        "Theatron 2 ceiling@Theatron 2",
        "Excavate 300 m3 for the pond",
    )


@pytest.mark.parametrize(
    ("text", "task", "percent"),
    [
        ("House 7 drylining at 50%", "T-1", 50),
        ("drylining on house 8 is 40% done", "T-2", 40),
        ("house #17 drylining 30%", "T-3", 30),
        ("house no. 7 roof tiling at 20%", "T-4", 20),
        ("house seven drylining at 50%", "T-1", 50),
        ("H8 drylining 60%", "T-2", 60),
        ("la tablaroca de la casa 7 va al 35%", "T-1", 35),
        ("tejas de la casa 8 al 60%", "T-5", 60),
        ("vách thạch cao nhà 8 được 30%", "T-2", 30),
        ("lợp ngói nhà số 7 được 35%", "T-4", 35),
        ("houses 1-6 strip foundations at 55%", "T-6", 55),
        ("cimientos de las casas 1 a 6 al 55%", "T-6", 55),
        ("strip foundations of house 3 at 70%", "T-6", 70),
        ("Block B windows at 10%", "T-8", 10),
        ("ventanas del bloque A al 45%", "T-7", 45),
        ("theatron 2 ceiling 25%", "T-10", 25),
    ],
)
def test_the_number_is_of_the_place(text: str, task: str, percent: int, street: Reader) -> None:
    """In every language the noun is called by, in figures and in words, by its initial, and of a row of them each."""
    assert told(street, text) == [("progress", task, percent)]


def test_several_are_told_of_one_by_one(street: Reader) -> None:
    """Each of a list has the work."""
    assert told(street, "drylining on houses 7 and 8 is done") == [
        ("progress", "T-1", "done"),
        ("progress", "T-2", "done"),
    ]


def test_the_work_goes_on_at_the_next(street: Reader) -> None:
    """What is said of the next place alone is of the work spoken of."""
    assert told(street, "House 7 drylining done, house 8 at 40%") == [
        ("progress", "T-1", "done"),
        ("progress", "T-2", 40),
    ]


def test_people_are_counted_beside_it(street: Reader) -> None:
    """The number of the house is no crew, and the crew no house."""
    (signal,) = street.read("5 drywallers at house 7 today", at=TUESDAY).signals
    assert (signal.kind, signal.values["count"]) == ("headcount", 5)


@pytest.mark.parametrize("text", ["house 12 drylining at 50%", "block c windows at 10%"])
def test_what_the_schedule_lacks_is_no_task(text: str, street: Reader) -> None:
    """Nothing is told of a neighbour instead."""
    assert all(task is None for _, task, _ in told(street, text))


@pytest.mark.parametrize(
    "text", ["el bloque a las 8 llega", "need 7 houses worth of boards", "excavate 300 and 200 more"]
)
def test_other_numbers_are_no_places(text: str, street: Reader) -> None:
    """An hour, a count, and an amount after a verb."""
    assert not street.levels_in(text)


def test_a_number_alone_is_its_flat() -> None:
    """Of three digits and more, where only one noun has it; how much or how many is none."""
    flats = reader_of(
        "Flat 101 kitchen@Flat 101", "Flat 102 kitchen@Flat 102", "Flat 102 bathroom tiling@Flat 102"
    )
    assert told(flats, "kitchen in 102 is done") == [("progress", "T-2", "done")]
    assert told(flats, "101 kitchen at 40%") == [("progress", "T-1", 40)]
    assert told(flats, "cocina del 102 al 30%") == [("progress", "T-2", 30)]
    assert not flats.levels_in("102 sheets of drywall came")
    assert not flats.levels_in("it cost $102")


@pytest.fixture(scope="module")
def carretera() -> Reader:
    """A road planned in Spanish."""
    return reader_of(
        "Tramo 1 despalme@Tramo 1",
        "Tramo 2 despalme@Tramo 2",
        "Estribo 5 Río Verde@Río Verde",
        "Pila 3 zapata y columna@Río Verde",
        "Pila 4 zapata y columna@Río Verde",
        "Claro 1 losa@El Carrizo",
        "Losas carriles 1 a 6@Plaza",
        "Caseta 1 techo de acero@Plaza",
        "Caseta 2 techo de acero@Plaza",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E5 al 40%", [("progress", "T-3", 40)]),
        ("E5 sin acero, parados desde las 7", [("blocker", "T-3", None)]),
        ("pilas 3 a 4 al 50%", [("progress", "T-4", 50), ("progress", "T-5", 50)]),
        ("carriles 1 a 3 al 50%", [("progress", "T-7", 50)]),
        ("techo de las casetas 1 y 2 terminado", [("progress", "T-8", "done"), ("progress", "T-9", "done")]),
        ("section 2 clearing at 30%", [("progress", "T-2", 30)]),
        ("abutment 5 at 30%", [("progress", "T-3", 30)]),
    ],
)
def test_a_schedule_in_spanish(
    text: str, expected: list[tuple[str, str | None, object]], carretera: Reader
) -> None:
    """Its initials are those of its own words, its rows are rows, and a place that is named is the one that is meant."""
    assert told(carretera, text) == expected


@pytest.mark.parametrize("text", ["claro 3 listo", "la pila 3 de El Carrizo va al 20%"])
def test_what_is_said_of_no_place_there_is_tells_of_no_task(text: str, carretera: Reader) -> None:
    """ "Claro" is no "tramo", and the pier of that number stands at another bridge."""
    assert all(task is None for _, task, _ in told(carretera, text))


def test_a_level_of_a_building_is_one_place() -> None:
    """The building tells its levels apart, and works of the whole building are named by it alone."""
    reader = reader_of(
        "Building A L1 screed@Building A",
        "Building A L2 screed@Building A",
        "Building B L1 screed@Building B",
    )
    assert told(reader, "building A L2 screed done") == [("progress", "T-2", "done")]
    assert told(reader, "el firme del edificio B nivel 1 va al 30%") == [("progress", "T-3", 30)]


@pytest.mark.parametrize("text", ["house 7 drylining at 50%", "the pier 2 boys are late", "nhà 7 xong"])
def test_the_tower_numbers_no_houses(text: str, tower: Reader) -> None:
    """A schedule without them reads the words as before."""
    assert not tower.levels_in(text)


def test_words_of_a_trade_are_works_only_where_there_is_one(tower: Reader) -> None:
    """ "Encepado" of a bridge; on the tower a cap is another work."""
    bridge = reader_of("Pier 1 pile cap@Pier 1", "Pier 2 pile cap@Pier 2", "East abutment wall@East abutment")
    assert told(bridge, "el encepado de la pila 2 va al 60%") == [("progress", "T-2", 60)]
    assert told(bridge, "bệ trụ 2 được 60%") == [("progress", "T-2", 60)]
    assert tower.task_in("charolas de cables") is None
