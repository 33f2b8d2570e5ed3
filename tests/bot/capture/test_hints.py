"""What the words of a whole message hint at, where no phrase tells it, and what they speak against."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.capture.hints import Hints, grams, load_hints, load_reply_hints
from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader, Thread
from rules.plan.schedule import Task

AT = datetime(2026, 3, 10, 9)  # noqa: DTZ001 - a writer's local time
SLAB = Task(
    id="A-310",
    name="Level 3 slab pour",
    zone="L3",
    trade="concrete",
    start=date(2026, 3, 11),
    finish=date(2026, 3, 11),
)
ASKED = Thread(
    action="Pour the slab", task="A-310", due="2026-03-10T15:00", options=("done", "not_done", "eta")
)
# Weights of our own: "zumba" tells a stop for want of room, "tralala" speaks against stops and progress.
HINTS = Hints(
    bias={
        "blocker": -1.0,
        "blocker:cause:space": 0.0,
        "blocker:cause:design": -1.0,
        "progress": 0.0,
        "progress:status:in_progress": 4.0,
        "progress:status:done": 0.0,
    },
    least={"blocker": 0.8},
    step={
        "blocker": 3.0,
        "blocker:cause:space": 1.0,
        "blocker:cause:design": 1.0,
        "progress": 1.0,
        "progress:status:in_progress": 1.0,
        "progress:status:done": 1.0,
    },
    grams={"zumba": (0, 5.0), "tralala": (1, 5.0)},
    weights={
        "blocker": (2, -3),
        "blocker:cause:space": (0, 0),
        "blocker:cause:design": (0, 0),
        "progress": (0, -1),
        "progress:status:in_progress": (0, 0),
        "progress:status:done": (0, 0),
    },
)


@pytest.fixture
def reader(lexicons: Lexicons) -> Reader:
    """A reader with weights of our own."""
    return Reader(lexicons, [SLAB], hints=HINTS)


def test_a_word_is_known_by_its_letters() -> None:
    """Accents and bends of a word leave most of its stretches; numbers are alike."""
    assert grams("Không lách vô nổi") == grams("khong lach vo noi")
    assert {"_col", "ado_"} <= set(grams("colado")) & set(grams("el colado"))
    assert grams("losa 3") == grams("losa 512")


def test_what_no_phrase_tells_is_guessed_and_asked_about(reader: Reader) -> None:
    """The likeliest value is taken, the task is that of the clause, and nobody acts on it unasked."""
    (signal,) = reader.read("losa 3 toda hecha un zumba otra vez", at=AT).signals
    assert (signal.kind, signal.values["cause"], signal.task) == ("blocker", "space", "A-310")
    assert signal.confirm


def test_a_cause_gives_way_to_one_that_is_far_likelier(lexicons: Lexicons) -> None:
    """A pump that is named beside a stop is its cause, unless the whole message speaks far more for another."""
    text = "losa 3 parada, toda hecha un zumba junto a la bomba"
    plain = Reader(lexicons, [SLAB], hints=Hints({}, {}, {}, {}, {})).read(text, at=AT).signals
    heads = {"blocker": 0.0, "blocker:cause:space": -1.0, "blocker:cause:equipment": -1.0}
    weights = {"blocker": (0,), "blocker:cause:space": (5,), "blocker:cause:equipment": (0,)}
    hints = Hints(heads, {}, dict.fromkeys(heads, 1.0), {"zumba": (0, 1.0)}, weights)
    mended = Reader(lexicons, [SLAB], hints=hints).read(text, at=AT).signals
    causes = [[s.values["cause"] for s in some if s.kind == "blocker"] for some in (plain, mended)]
    assert causes == [["equipment"], ["space"]]


@pytest.mark.parametrize("text", ["zumba", "¿hay zumba en la losa 3?", "si hay zumba en la losa 3 avisen"])
def test_nothing_is_guessed_from_a_word_or_of_what_is_not_asserted(text: str, reader: Reader) -> None:
    """Too little to go by, questions and conditions stay silent."""
    assert not reader.read(text, at=AT).signals


def test_a_reply_is_read_by_what_was_asked(reader: Reader) -> None:
    """In an action's thread nothing is guessed."""
    found = reader.read("losa 3 toda hecha un zumba otra vez", at=AT, thread=ASKED).signals
    assert not [s for s in found if s.kind == "blocker"]


def test_what_is_doubtful_and_spoken_against_is_not_even_asked_about(reader: Reader) -> None:
    """A stop that would be asked about is left where other words speak against it; a sure one is told as before."""
    (asked,) = reader.read("andamos parados, esperando a los de la grúa", at=AT).signals
    assert asked.confirm
    assert not reader.read("andamos parados, esperando a los de la grúa tralala", at=AT).signals
    (kept,) = reader.read("la losa del nivel 3 va al 80% tralala", at=AT).signals
    assert (kept.task, kept.confirm) == ("A-310", False)


def test_the_packaged_weights_know_every_kind_that_they_guess() -> None:
    """Each kind with a least chance has a start and weights; those of replies know each answer and most reasons."""
    hints, replies = load_hints(), load_reply_hints()
    assert set(hints.least) <= set(hints.bias)
    assert {"response", "response:answer:eta", "response:cause:none"} <= set(replies.bias)
    for one in (hints, replies):
        assert set(one.bias) == set(one.weights) == set(one.step)
        assert {len(some) for some in one.weights.values()} == {len(one.grams)}


def test_what_ships_is_read_once(lexicons: Lexicons, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site's reader is built anew at each change of its tasks and people, and reads no file for it."""
    Reader(lexicons, [SLAB])
    monkeypatch.delattr(Path, "read_text")
    Reader(lexicons, [])
