"""Lightning: told in a word or two it is a warning, for nobody has time to write more."""

import pytest

from tests.bot.capture.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "lightning",
        "lightning, everybody down",
        "thunder heard",
        "lightning in the area",
        "get inside, there is thunder",
        "hay rayos, todos abajo",
        "có sét, mọi người xuống hết",
    ],
)
def test_a_warning_is_heard(text: str, read: Read) -> None:
    """It counts though it says of no work that it stopped, and also where it is an order."""
    assert ("weather", "lightning") in [(s.kind, s.values.get("condition")) for s in read(text).signals]


@pytest.mark.parametrize(
    "text",
    [
        "is there lightning?",
        "if there is lightning we go down",
        "no lightning",
        "all clear, no more lightning",
        "lightning expected this afternoon",
        "saw lightning last night, what a show",
        "toolbox talk on lightning safety at the gate",
    ],
)
def test_talk_of_lightning_is_no_warning(text: str, read: Read) -> None:
    """Questions, conditions, denials, forecasts and memories send nobody down."""
    assert "weather" not in [s.kind for s in read(text).signals]
