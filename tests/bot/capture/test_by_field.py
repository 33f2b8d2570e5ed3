"""How sure each field is: what the whole message hints at for it, and what stands free beside it."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from bot.capture.confidence import Weights
from bot.capture.hints import Hints, load_hints
from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader
from tests.bot.capture.test_hints import SLAB

AT = datetime(2026, 3, 10, 9)  # noqa: DTZ001 - a writer's local time
_STARTS = {
    "blocker": 0.0,
    "blocker:cause:equipment": 1.0,
    "blocker:cause:weather": 0.0,
    "blocker:has:since": -2.0,
}
# Weights of our own: "zumba" speaks for the weather as a cause, "tralala" for the time since when.
HINTS = Hints(
    bias=_STARTS,
    least={},
    step=dict.fromkeys(_STARTS, 1.0),
    grams={"zumba": (0, 1.0), "tralala": (1, 1.0)},
    weights={
        "blocker": (0, 0),
        "blocker:cause:equipment": (0, 0),
        "blocker:cause:weather": (2, 0),
        "blocker:has:since": (0, 4),
    },
)


def found(text: str, kind: str, lexicons: Lexicons) -> Mapping[str, float]:
    """The evidence of the one signal of that kind."""
    weighed, _ = Reader(lexicons, [SLAB], hints=HINTS).weighed(text, at=AT)
    (one,) = (told for signal, told in weighed if signal.kind == kind)
    return one


def test_a_value_is_as_sure_as_it_leads_the_others(lexicons: Lexicons) -> None:
    """Where the message speaks more for another cause than for the one that was read, that counts against it."""
    plain = found("tower crane broke down", "blocker", lexicons)
    doubtful = found("tower crane broke down zumba", "blocker", lexicons)
    assert plain["likeliest:cause"] == 1.0
    assert "likeliest:cause" not in doubtful
    assert plain["value:cause"] > 0 > doubtful["value:cause"] == doubtful["least_value"]


def test_a_clause_that_speaks_for_a_value_is_heard_by_itself(lexicons: Lexicons) -> None:
    """What another clause hints at leaves the clause of the signal as it is."""
    told = found("zumba, good morning everybody. tower crane broke down", "blocker", lexicons)
    assert told["clause_value:cause"] > 0 > told["value:cause"]


def test_of_several_of_a_kind_each_is_judged_by_its_clause(lexicons: Lexicons) -> None:
    """What stops one work says nothing of what stops another."""
    weighed, _ = Reader(lexicons, [SLAB], hints=HINTS).weighed(
        "tower crane broke down. no rebar for the deck zumba", at=AT
    )
    crane, rebar = (told for signal, told in weighed if signal.kind == "blocker")
    assert crane["several"] == rebar["several"] == 1.0
    assert "value:cause" not in crane
    assert crane["clause_value:cause"] > 0


def test_a_field_that_the_message_speaks_of_and_nobody_found_is_doubtful(lexicons: Lexicons) -> None:
    """A time that is hinted at and was not found counts against the signal; one that was found, for it."""
    bare = found("tower crane broke down", "blocker", lexicons)
    missed = found("tower crane broke down tralala", "blocker", lexicons)
    there = found("tower crane broke down since 7am tralala", "blocker", lexicons)
    assert bare["field:since"] > 0 > missed["field:since"]
    assert there["field:since"] > 0
    assert "has:since" in there
    assert "has:since" not in missed


def test_a_number_that_an_empty_field_could_take_is_told(lexicons: Lexicons) -> None:
    """Free hours beside a headcount without hours may be its own; once taken they are not free."""
    bare = found("5 carpenters on the deck. pour took 3 hrs", "headcount", lexicons)
    full = found("5 carpenters on the deck, 8 hrs each", "headcount", lexicons)
    assert bare["free:hours:dur:elsewhere"] == 1.0
    assert "has:hours" not in bare
    assert full["has:hours"] == full["from_elsewhere:hours"] == 1.0
    assert not any(name.startswith("free:") for name in full)


def test_what_may_not_be_there_is_no_surer_than_that() -> None:
    """A signal is right only where it is there: both chances count."""
    weights = Weights(
        ask_below={"en": 0.7},
        drop_below=0.4,
        silent_below=0.8,
        right={"bias": 2.0},
        real={"x": -3.0},
        holds={},
    )
    assert weights.sure({"x": 1.0}) < weights.sure({}) < 0.5


@pytest.mark.parametrize(
    ("found", "odds", "asked"),
    [
        ({"kind:safety": 1.0, "class:hazard": 1.0}, -0.8, True),  # .31
        ({"kind:safety": 1.0, "class:hazard": 1.0}, -2.0, False),  # .12
        ({"kind:safety": 1.0, "class:hazard": 1.0, "told:hinted": 1.0}, -0.8, False),
        ({"kind:safety": 1.0, "class:good": 1.0}, -0.8, False),
        ({"kind:request": 1.0, "in_thread": 1.0}, -2.0, True),
        ({"kind:request": 1.0}, -2.0, False),
        ({"kind:weather": 1.0, "condition:lightning": 1.0}, -4.0, True),
    ],
)
def test_a_danger_is_asked_about_unless_it_is_unlikely(
    found: dict[str, float], odds: float, asked: bool
) -> None:
    """One that is hardly there is no more worth a question than anything else; 0.5 is what other signals need."""
    weights = Weights(
        ask_below={"en": 0.9}, drop_below=0.5, silent_below=0.0, right={}, real={"bias": odds}, holds={}
    )
    assert weights.worth(found) is asked


@pytest.mark.parametrize(
    "head", ["blocker:has:since", "headcount:has:hours", "progress:has:percent", "cost:has:task"]
)
def test_the_packaged_hints_know_whether_fields_are_told(head: str) -> None:
    """They are fitted to annotated messages, whose fields are all known."""
    assert head in load_hints().bias
