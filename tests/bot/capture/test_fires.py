"""A fire is an incident however short the words; what is built against fire, or said in praise, is none."""

from datetime import datetime

import pytest

from bot.capture.reader import Reader

AT = datetime(2026, 3, 17, 13, 30)  # noqa: DTZ001 - a writer's local time


def _incidents(reader: Reader, text: str) -> list[object]:
    return [signal.values["class"] for signal, _ in reader.weighed(text, at=AT)[0] if signal.kind == "safety"]


@pytest.mark.parametrize(
    "text",
    [
        "fire on L3",
        "Fire! everybody out",
        "there is a fire in the basement",
        "smoke coming out of the transformer",
        "flames on the roof",
        "evacuate L4 now",
        "hay fuego en el nivel 3",
        "incendio en el sótano",
        "se está quemando la grúa",
        "có cháy dưới hầm",
        "cháy ở tầng 3",
    ],
)
def test_a_fire_is_an_incident(text: str, tower: Reader) -> None:
    """In each language that people write here."""
    assert _incidents(tower, text) == ["incident"]


@pytest.mark.parametrize(
    "text",
    [
        "the crew is on fire today",
        "rebar guys on fire, L3 slab 80%",
        "fire stopping on L3 80%",
        "fire sprinkler mains on L1 started",
        "need fire watch on L3",
        "fire marshal on site at 10",
        "she's on fire today",
        "se quemó la bomba, no hay concreto",
    ],
)
def test_work_against_fire_and_praise_are_none(text: str, tower: Reader) -> None:
    """The word alone hurts nobody."""
    assert _incidents(tower, text) == []
