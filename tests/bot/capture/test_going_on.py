"""Work that goes on again, who is at it, the light that it needs, and the id that says which work is meant."""

import pytest

from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader
from tests.bot.capture.conftest import TOWER, TUESDAY, Read, task


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("L1 electrical rough-in going again", "E-1"),
        ("L1 electrical rough-in is moving again", "E-1"),
        ("back on L1 electrical rough-in, problem is sorted", "E-1"),
        ("Level 4 slab rebar cleared, crew is back at it", "R-4"),
        ("L3 slab pour resumed", "P-3"),
        ("L2 plumbing back on track", "W-2"),
        ("L3 slab formwork unblocked", "F-3"),
        ("we're back to work on L3 slab formwork", "F-3"),
        ("working again on the storm drain", "D-1"),
        ("back on schedule with L3 slab formwork", "F-3"),
        ("R-3 up and running again", "R-3"),
        ("R-3 restarted", "R-3"),
        ("R-3 ya se reanudó", "R-3"),
        ("ya seguimos con R-3", "R-3"),
        ("la cimbra de la losa N4 otra vez jalando", "F-4"),
        ("ya reanudamos el armado N4", "R-4"),
        ("R-3 de nuevo avanzando", "R-3"),
        ("R-3 làm lại rồi", "R-3"),
        ("R-3 chạy lại bình thường", "R-3"),
        ("cốp pha sàn tầng 4 làm lại rồi", "F-4"),
        ("thép sàn tầng 4 thi công lại rồi", "R-4"),
    ],
)
def test_work_that_goes_on_is_cleared(read: Read, text: str, linked: str) -> None:
    """What stopped it is over, whatever it was: the work's own name is no cause."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.task, dict(signal.values)) == ("cleared", linked, {})


@pytest.mark.parametrize(
    "text",
    [
        "L1 electrical rough-in not going again yet",
        "when is L1 electrical going again?",
        "L1 rough-in going again tomorrow",
        "are we back on L3 pour?",
        "going again",
    ],
)
def test_work_that_does_not_go_on_is_not_cleared(read: Read, text: str) -> None:
    """Denials, questions, plans, and words that name no work clear nothing."""
    assert "cleared" not in [s.kind for s in read(text).signals]


@pytest.mark.parametrize(
    ("text", "trade", "count"),
    [
        ("6 sheet metal workers on L1 plumbing today", "hvac", 6),
        ("5 sheet metal workers on site", "hvac", 5),
        ("L1 electrical rough-in: 6 sheet metal workers today", "hvac", 6),
        ("6 installers on Facade brackets north elevation today", "installer", 6),
        ("Facade brackets north elevation: 6 installers today", "installer", 6),
        ("3 truck drivers on site", "driver", 3),
        ("8 ironworkers on Stair 1 precast flights today", "steel", 8),
        ("7 rodbusters on Level 4 slab rebar today", "rebar", 7),
        ("12 carpenters on L4 slab formwork today", "carpenter", 12),
        ("hoy 5 instaladores en la fachada norte", "installer", 5),
        ("hoy 8 soldadores en R-3", "welder", 8),
        ("6 thợ lắp đặt ở mặt dựng hướng bắc hôm nay", "installer", 6),
    ],
)
def test_people_at_a_work_are_counted(read: Read, text: str, trade: str, count: int) -> None:
    """A trade whose word holds a unit ("sheet"), and one with no trade of its own, are counted like others."""
    (signal,) = read(text).signals
    assert (signal.kind, dict(signal.values)) == ("headcount", {"trade": trade, "count": count})


def test_sheets_are_goods(read: Read) -> None:
    """Only "sheet metal" takes the unit from sheets."""
    (signal,) = read("6 sheets of drywall delivered").signals
    assert (signal.values["quantity"], signal.values["unit"]) == (6, "sheet")


@pytest.mark.parametrize(
    "text",
    [
        "need more light on stair B please",
        "we need more light at gate 2 please",
        "need better lighting in stair 1",
        "could use more light on the north side",
        "need temp lighting in the basement",
        "need light in the shaft",
        "more light on L1 please",
        "extra lighting for the night pour pls",
        "can we get some lights on L2",
        "we need more fans on L1",
        "necesitamos más luz en la escalera B",
        "ocupamos más lámparas en el nivel 2",
        "cần thêm đèn ở cầu thang B",
        "xin thêm đèn chiếu sáng cho tầng 2",
    ],
)
def test_light_is_asked_for(read: Read, text: str) -> None:
    """Light, as a thing or as such, is equipment."""
    (signal,) = read(text).signals
    assert (signal.kind, dict(signal.values)) == ("request", {"need": "equipment"})


@pytest.mark.parametrize("text", ["light rain on L3", "green light on L3", "the concrete is light on L3"])
def test_what_is_light_is_not_asked_for(read: Read, text: str) -> None:
    """The word alone asks for nothing."""
    assert "request" not in [s.kind for s in read(text).signals]


@pytest.fixture(scope="module")
def wired(lexicons: Lexicons) -> Reader:
    """A reader over the tower with one more task, the only one that is named by conduit."""
    pad = task("Transformer pad and primary conduit", "Site", "electrical", "X-040")
    return Reader(lexicons, [*TOWER, pad])


@pytest.mark.parametrize(
    "text",
    [
        "E-1: conduit delivery delayed until 12:30",
        "E-1 - conduit delivery delayed until 12:30",
        "re E-1: the conduit truck is late",
        "conduit delivery delayed until 12:30 (E-1)",
        "conduit delivery for E-1 delayed until 12:30",
        "e-1: no conduit",
        "E-1 is stopped, waiting on conduit",
        "E-1: falta conduit",
        "E-1: chưa có ống",
        "update on E-1: conduit is late",
    ],
)
def test_an_id_wins_over_the_words(wired: Reader, text: str) -> None:
    """Where an id stands in the message, the goods that it speaks of name no other task."""
    assert {s.task for s in wired.read(text, at=TUESDAY).signals} == {"E-1"}


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("E-1 50% done. Conduit delivery late", ["E-1", "E-1"]),
        ("E-1 50% done, transformer pad poured", ["E-1", "X-040"]),
        ("P-3 done, L4 slab rebar started", ["P-3", "R-4"]),
        ("P-3 done. Storm drain 50%", ["P-3", "D-1"]),
        ("P-3: 50%, R-3: 100%", ["P-3", "R-3"]),
    ],
)
def test_an_id_leaves_other_works_alone(wired: Reader, text: str, linked: list[str]) -> None:
    """Another work that is named in full, or by its own id, keeps its task."""
    assert [s.task for s in wired.read(text, at=TUESDAY).signals] == linked


def test_what_goes_on_is_asked_where_several_works_fit(read: Read) -> None:
    """A clearing that names neither cause nor one task is to be confirmed."""
    (signal,) = read("ya seguimos con la losa N3").signals
    assert (signal.kind, signal.task, signal.confirm) == ("cleared", None, True)
