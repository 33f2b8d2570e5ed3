"""What stops, breaks, is put right and goes on, in the ways that people tell it."""

from datetime import datetime

import pytest

from bot.capture.reader import Reader
from rules.signal import Signal

AT = datetime(2026, 3, 17, 13, 30)  # noqa: DTZ001 - a writer's local time


def _found(reader: Reader, text: str) -> list[Signal]:
    """All that is read, also what would be asked about or left out."""
    return [signal for signal, _ in reader.weighed(text, at=AT)[0]]


def _one(reader: Reader, text: str, kind: str) -> Signal:
    (found,) = [s for s in _found(reader, text) if s.kind == kind]
    return found


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("crane fault cost us 2 hrs, its up now", "equipment"),
        ("hoist was down from 9 to 11, back up now", "equipment"),
        ("se descompuso la bomba una hora, ya quedó", "equipment"),
        ("bơm bị kẹt 30 phút, giờ chạy lại rồi", "equipment"),
    ],
)
def test_a_stop_that_is_over_is_cleared(text: str, cause: str, tower: Reader) -> None:
    """What goes on takes its cause from the stop that the message tells."""
    assert _one(tower, text, "cleared").values["cause"] == cause
    assert _one(tower, text, "blocker").values["cause"] == cause


def test_nothing_is_over_that_did_not_stop(tower: Reader) -> None:
    """Without a stop the same words clear nothing."""
    assert not [s for s in _found(tower, "L3 forms up now") if s.kind == "cleared"]


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("40 boards arrived, 6 are cracked", 6, "ea"),
        ("llegaron 180 hojas pero 9 vienen rotas", 9, "sheet"),
        ("xi măng về 240 bao, trong đó bể 15 bao", 15, "bag"),
    ],
)
def test_what_of_a_load_is_broken(text: str, quantity: int, unit: str, tower: Reader) -> None:
    """So many of what came are damaged, beside the whole that arrived."""
    came = [s for s in _found(tower, text) if s.kind == "delivery"]
    assert [s.values["status"] for s in came] == ["arrived", "damaged"]
    assert came[1].values["quantity"] == quantity
    assert came[1].values["unit"] == unit


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("L1 plumbing is 45%, not 54%", 45),
        ("ductos del N2 35 no 53 por ciento", 35),
        ("L2 duct 50, i mean 60%", 60),
    ],
)
def test_what_a_correction_denies_is_left(text: str, percent: int, tower: Reader) -> None:
    """Of two values only the one that holds is told."""
    assert _one(tower, text, "progress").values["percent"] == percent


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("18 degrees and fingers froze, lost an hour", "cold"),
        ("101 degrees, lost an hour", "heat"),
        ("32 degrees in the sun, crew stopped", "heat"),
    ],
)
def test_few_degrees_are_cold(text: str, condition: str, tower: Reader) -> None:
    """Degrees are cold or hot by their number, and by the sun."""
    assert _one(tower, text, "weather").values["condition"] == condition


def test_each_group_has_its_own_hours(tower: Reader) -> None:
    """Hours told after each group are of that group; told once, they are of all."""
    apart = [s.values for s in _found(tower, "14 rodbusters x 9 hrs and 3 surveyors x 4 hrs")]
    assert [(v["count"], v["hours"]) for v in apart] == [(14, 9), (3, 4)]
    alike = [s.values for s in _found(tower, "6 carpenters and 2 laborers, 10 hrs")]
    assert [(v["count"], v["hours"]) for v in alike] == [(6, 10), (2, 10)]


@pytest.mark.parametrize("text", ["we have 14 on site today", "hoy somos 14"])
def test_people_counted_without_a_noun(text: str, tower: Reader) -> None:
    """A number of who is here counts people."""
    assert _one(tower, text, "headcount").values["count"] == 14


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("lightning close by, crew sent down 1125", "2026-03-17T11:25"),
        ("wind, crane parked 0930", "2026-03-17T09:30"),
    ],
)
def test_an_hour_without_a_colon_after_a_stop(text: str, since: str, tower: Reader) -> None:
    """Figures right after what stopped are its hour."""
    assert _one(tower, text, "blocker").values["since"] == since


@pytest.mark.parametrize(
    "text",
    ["core drill burned up, can't core L2", "Water main tie-in has slipped a week", "se quemó el vibrador"],
)
def test_a_machine_is_nobody(text: str, tower: Reader) -> None:
    """What breaks down or slips without a person is no incident."""
    assert not [s for s in _found(tower, text) if s.kind == "safety"]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("en ductos N2 hoy colgamos 22 metros", 22), ("storm drain, 140 ft of pipe laid so far", 140)],
)
def test_so_much_was_done(text: str, quantity: int, tower: Reader) -> None:
    """A quantity that was built in is no end of the whole."""
    values = _one(tower, text, "progress").values
    assert (values["status"], values["quantity"]) == ("in_progress", quantity)


def test_a_dropped_g_is_no_other_word(tower: Reader) -> None:
    """ "movin" and "layin" are read as they are meant."""
    assert _one(tower, "L3 columns slippin 2 days", "forecast").values["slip"] == "P2D"


@pytest.mark.parametrize("text", ["L4 rebar going nowhere today", "ductwork going nowhere"])
def test_whatever_goes_nowhere_is_stopped(text: str, tower: Reader) -> None:
    """A phrase may begin with any word, if only with one: "going nowhere" alone is said of much else."""
    assert "cause" not in _one(tower, text, "blocker").values
    assert _found(tower, "going nowhere") == []
