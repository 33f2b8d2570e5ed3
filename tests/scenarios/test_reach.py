"""Where people are asked and reminded: in a direct message, or in the thread of the card, as they like it."""

import pytest

from tests.scenarios.stage import Stage, told


@pytest.fixture
def in_threads(stage: Stage) -> Stage:
    """Tuesday: Minh wants to be asked in threads."""
    stage.command("minh", "/site me thread")
    return stage


def test_who_likes_threads_is_asked_and_reminded_there(in_threads: Stage) -> None:
    """Asked in the card's thread, named; the reminder takes its place there, his answer counts, nothing comes directly."""
    shown = in_threads.command("grace", "/site assign @minh grease the hoist by 12:00")
    (asked,) = [line for line in shown if line.to == "#tower-a" and line.text.startswith("@minh ")]
    card = next(line for line in shown if line.to == "#tower-a" and line.text.startswith("ACT-1"))
    assert (asked.thread, asked.kind) == (card.ts, "message")
    shown = in_threads.until("2026-03-10T11:30")
    (reminded,) = [line for line in shown if "Due soon" in line.text and line.kind == "message"]
    assert (reminded.to, reminded.thread) == ("#tower-a", card.ts)
    assert any(line.kind == "delete" and line.ts == asked.ts for line in shown)
    in_threads.press("minh", "done")
    assert in_threads.life().status == "done"
    assert told(in_threads.shown, "@minh", "message") == []


def test_safety_reaches_everybody_directly(in_threads: Stage) -> None:
    """A hazard is no matter of taste: Noor, who likes threads as well, has it in a direct message."""
    in_threads.command("noor", "/site me thread")
    shown = in_threads.say("omar", "no harness on the deck edge")
    assert in_threads.life().owner == in_threads.person("noor")
    assert "ACT-1" in told(shown, "@noor", "message")[0]


def test_it_is_chosen_at_home_and_kept(stage: Stage) -> None:
    """A button at home and under `/site me` changes it and says what holds now; a new roster leaves it; back it is direct."""
    (home,) = stage.play({"open_home": True, "by": "minh"})
    assert "I ask and remind you in a direct message" in home.text
    assert "reach" in home.buttons
    (line,) = stage.command("minh", "/site me")
    assert "I ask and remind you in a direct message" in line.text
    (line,) = stage.command("minh", "/site me thread")
    assert "in the thread of the action's card" in line.text
    (home,) = stage.play({"open_home": True, "by": "minh"})
    assert "in the thread of the action's card" in home.text
    stage.play({"press": "reach", "by": "minh", "card": "home"})
    (line,) = stage.command("minh", "/site me direct")
    assert "in a direct message" in line.text
    shown = stage.command("grace", "/site assign @minh grease the hoist by 12:00")
    assert told(shown, "@minh", "message") != []
