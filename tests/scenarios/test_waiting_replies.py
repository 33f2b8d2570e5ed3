"""A reply that was not understood surely leaves a trace on its action's card, until its writer has said what it means."""

from collections.abc import Mapping

import pytest

from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Stage, told

REPLY = "I think that's done"
WAITS = f"Waits for Hector Salas: does “{REPLY}” mean done?"


pytestmark = pytest.mark.usefixtures("doubted")


def card(stage: Stage) -> str:
    """The living card as the channel saw it last."""
    cards = [text for text in told(stage.shown, "#tower-a") if text.startswith("ACT-1: put the tag")]
    return cards[-1]


def test_the_card_says_whose_word_it_waits_for(stage: Stage) -> None:
    """At once, in one line, with the words and what they were read as; it is no answer, and the journal gives the same state."""
    assert WAITS in card(stage).splitlines()
    assert stage.life().answers == ()
    replayed(stage)


@pytest.mark.parametrize(
    "line",
    [
        {"press": "choose_1", "by": "hector"},
        {"press": "choose_2", "by": "hector"},
        {"edit": "last", "by": "hector", "to": "need a hand"},
        {"delete": "last", "by": "hector"},
        {"say": "on it", "by": "hector", "in": "#tower-a", "thread": "last-card"},
        {"press": "done", "by": "hector"},
    ],
)
def test_the_line_goes_with_the_word(stage: Stage, line: Mapping[str, str]) -> None:
    """Said to mean it or not, taken back, or answered otherwise since."""
    stage.until("2026-03-10T09:20")
    stage.play(line)
    assert "Waits for" not in card(stage)
    replayed(stage)


def test_of_several_the_last_is_told(stage: Stage) -> None:
    """One line stays one line; what somebody else wrote waits for them."""
    stage.until("2026-03-10T09:20")
    stage.say("ana", "done, I guess", thread="last-card")
    (line,) = [one for one in card(stage).splitlines() if "Waits for" in one]
    assert line.startswith("Waits for Ana Ruiz: does “done, I guess” mean ")
    assert line.endswith("? And 1 more reply.")


def test_no_answer_keeps_it(stage: Stage) -> None:
    """Reminded, asked once more in the morning and silent still, Hector is waited for; the card, drawn anew since, says so."""
    before = card(stage)
    stage.until("2026-03-11T12:00")
    assert card(stage) != before
    assert WAITS in card(stage).splitlines()
