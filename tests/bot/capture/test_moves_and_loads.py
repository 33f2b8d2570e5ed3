"""Work that moves and loads that are late: which of both a material's word tells of, and how many loads."""

import pytest

from tests.bot.capture.conftest import Read


@pytest.mark.parametrize(
    ("text", "task", "when"),
    [
        ("Facade brackets south elevation slips to April 9", "B-S", "2026-04-09"),
        ("Level 4 slab rebar slips to March 18", "R-4", "2026-03-18"),
        ("Level 4 slab rebar won't finish before April 9", "R-4", "2026-04-09"),
        ("L4 slab rebar can't finish before Friday", "R-4", "2026-03-13"),
        ("L2 slab rebar is delayed to March 20", "R-2", "2026-03-20"),
        ("L3 slab formwork moved to Thursday", "F-3", "2026-03-12"),
        ("L4 formwork pushed to Monday", "F-4", "2026-03-16"),
        ("stair 1 precast pushed to Monday", "ST-1", "2026-03-16"),
        ("brackets north elevation postponed until April 2", "B-N", "2026-04-02"),
        ("Level 4 columns slip to Friday", "C-4", "2026-03-13"),
        ("R-4 rebar slips to Friday", "R-4", "2026-03-13"),
        ("la cimbra de la losa N4 se pasa al lunes", "F-4", "2026-03-16"),
        ("el armado de la losa N4 se recorre al 18 de marzo", "R-4", "2026-03-18"),
        ("el armado de la losa N4 no termina antes del 18 de marzo", "R-4", "2026-03-18"),
        ("los herrajes de fachada sur se recorren al 9 de abril", "B-S", "2026-04-09"),
        ("cốp pha sàn tầng 4 dời sang thứ hai", "F-4", "2026-03-16"),
        ("thép sàn tầng 4 lùi sang thứ sáu", "R-4", "2026-03-13"),
        ("thép sàn tầng 4 không xong trước thứ sáu", "R-4", "2026-03-13"),
    ],
)
def test_a_work_named_by_its_material_moves(read: Read, text: str, task: str, when: str) -> None:
    """A new day for a work whose own name holds a material is a forecast of it and nothing else."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.task, dict(signal.values)) == ("forecast", task, {"when": when})


@pytest.mark.parametrize(
    "text",
    [
        "rebar truck slips to Friday",
        "bracket delivery pushed to Friday",
        "L3 rebar shipment slips to Friday",
        "the brackets truck is delayed to Friday",
        "order of brackets for the south elevation delayed to Friday",
        "rebar for L4 pushed to Friday",
        "L3 slab rebar not here till Friday",
        "L3 concrete pushed to Friday",
        "L3 slab rebar pushed to Friday, supplier problem",
        "Facade brackets south: load delayed to Friday",
        "la varilla para el N4 se retrasó al viernes",
        "el camión de varilla del N4 se retrasa al viernes",
        "xe thép tầng 4 dời sang thứ sáu",
    ],
)
def test_what_drives_up_is_late(read: Read, text: str) -> None:
    """A truck, an order, a supplier, or material for a place makes it a delivery."""
    (signal,) = read(text).signals
    assert (signal.kind, dict(signal.values)) == ("delivery", {"status": "late", "when": "2026-03-13"})


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("rebar delivery for L3 slab rebar is late, truck not here till Thursday", "2026-03-12"),
        ("rebar delivery late, truck won't be here until Thursday", "2026-03-12"),
        ("rebar for L3 is late. truck not here till Thursday", "2026-03-12"),
        ("rebar order late, shipment not till Thursday", "2026-03-12"),
        ("the brackets are late, delivery pushed to Thursday", "2026-03-12"),
        ("the rebar truck is late, driver says Thursday", "2026-03-12"),
        ("concrete delivery delayed, trucks coming at 2", "2026-03-10T14:00"),
        ("concrete's late, truck stuck in traffic", None),
        ("la entrega de varilla se atrasó, el camión no llega hasta el jueves", "2026-03-12"),
        ("la varilla no llegó, el camión llega hasta el jueves", "2026-03-12"),
        ("el concreto viene tarde, la olla llega a las 3", "2026-03-10T15:00"),
        ("thép giao trễ, xe thứ năm mới tới", "2026-03-12"),
        ("giao thép trễ, xe chưa tới", None),
        ("bê tông chưa về, xe kẹt đường", None),
    ],
)
def test_goods_and_their_truck_are_one_delivery(read: Read, text: str, when: str | None) -> None:
    """What the clause after tells of the truck belongs to the goods before it."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.values["status"], signal.values.get("when")) == ("delivery", "late", when)
    assert signal.what.lower() not in ("truck", "xe", "el camión")


def test_two_loads_are_two_deliveries(read: Read) -> None:
    """A truck with goods of its own is another load."""
    signals = read("rebar truck is here, brackets truck is late").signals
    assert [(s.what, s.values["status"]) for s in signals] == [("rebar", "arrived"), ("brackets", "late")]


@pytest.mark.parametrize(
    ("late", "came"),
    [
        ("delivery of bricks is late", "bricks arrived"),
        ("shipment of brackets delayed to Friday", "brackets are here"),
        ("truck with rebar is late", "rebar arrived"),
        ("order for conduit is late", "conduit arrived"),
        ("load of plywood not here", "plywood arrived"),
        ("delivery of concrete delayed", "concrete truck is here"),
        ("el camión de varilla no llegó", "llegó la varilla"),
        ("el pedido de tubería se atrasó", "llegó la tubería"),
        ("chuyến gạch giao trễ", "gạch về rồi"),
        ("giao thép trễ", "thép về rồi"),
    ],
)
def test_goods_are_called_the_same_late_and_come(read: Read, late: str, came: str) -> None:
    """What is late is named by the goods, not by what brings them, so that its arrival is known for it."""
    (first,), (second,) = read(late).signals, read(came).signals
    assert (first.values["status"], second.values["status"]) == ("late", "arrived")
    assert first.what == second.what


@pytest.mark.parametrize(
    "text",
    [
        "lunch truck is here",
        "lunch wagon pulled in",
        "food truck is here",
        "taco truck just pulled in",
        "porta-john truck is here",
        "porta potty truck is here",
        "ice cream truck at the gate",
        "coffee truck here",
        "honey wagon is here",
        "trash truck just showed up",
        "llegó el camión de los tacos",
        "ya llegó la lonchera",
        "llegó el camión de la basura",
        "ya llegaron los baños portátiles",
        "xe cơm tới rồi",
        "xe bánh mì tới cổng rồi",
        "xe cà phê tới rồi",
    ],
)
def test_who_feeds_and_cleans_brings_nothing(read: Read, text: str) -> None:
    """The truck of lunch, of the toilets, of the trash is chatter."""
    assert not read(text).signals


def test_lunch_is_an_hour_elsewhere(read: Read) -> None:
    """Only the lunch truck takes the hour from lunch."""
    (signal,) = read("concrete truck coming after lunch").signals
    assert signal.values == {"status": "scheduled", "when": "2026-03-10T12:00"}


@pytest.mark.parametrize(
    "text", ["brackets come on Monday", "glass panels come Monday", "the studs B-N arrive on Monday"]
)
def test_goods_that_come_on_a_day_are_scheduled(read: Read, text: str) -> None:
    """Many goods come, as one comes; people who come are no delivery."""
    (signal,) = read(text).signals
    assert signal.values == {"status": "scheduled", "when": "2026-03-16"}
    assert not read("the guys come on Monday").signals
