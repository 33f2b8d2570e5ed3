"""A later start is data: what it moves is known, whether it answers the question or is said by the way; taken back it is gone."""

import pytest

from rules.progress import facts
from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Stage, told

WAS = ("None", "None")


def _dates(stage: Stage, task: str) -> tuple[str, str]:
    """The start and the finish that were told last."""
    found = facts(stage.task(task), stage.site().calendar)
    return str(found.begins), str(found.forecast)


@pytest.fixture
def questioned(stage: Stage) -> Stage:
    """Wednesday 09:00: Carlos is asked whether A-220, planned for Tuesday and today, has started, or when it will."""
    stage.until("2026-03-11T09:00")
    assert stage.action("ACT-4").asked.done_means == "started"
    plan = stage.task("A-220").plan
    assert (str(plan.start), str(plan.finish)) == ("2026-03-10", "2026-03-11")
    return stage


@pytest.mark.parametrize("words", ["we start Thursday", "not yet, Thursday", "el jueves empezamos"])
def test_an_answer_to_when_it_will_start_is_a_start(questioned: Stage, words: str) -> None:
    """Two days later it starts and ends; the question waits until then; the deletion takes all of that back."""
    due = questioned.life("ACT-4").due
    questioned.play({"say": f"ACT-4 {words}", "by": "carlos", "in": "@siteloop"})
    assert _dates(questioned, "A-220") == ("2026-03-12", "2026-03-13")
    assert questioned.local(questioned.life("ACT-4").due)[:10] == "2026-03-12"
    (listed,) = questioned.command("grace", "/site tasks A-220")
    assert "starts Thu 12 Mar" in listed.text
    assert "expected Fri 13 Mar" in listed.text
    questioned.play({"delete": "last", "by": "carlos"})
    assert (_dates(questioned, "A-220"), questioned.life("ACT-4").due) == (WAS, due)
    replayed(questioned)


def test_the_form_says_it_as_well_and_whom_it_hits_is_told(questioned: Stage) -> None:
    """A new time in the form is the start; whoever comes after it hears by how much; started is started."""
    questioned.press("carlos", "later", "ACT-4")
    shown = questioned.play({"submit": {"when": "2026-03-19T07:00"}, "by": "carlos"})
    assert _dates(questioned, "A-220") == ("2026-03-19", "2026-03-20")
    assert "starts Thu 19 Mar" in [text for text in told(shown, "#tower-a") if text.startswith("ACT-4")][-1]
    questioned.say("carlos", "A-220 started")
    assert _dates(questioned, "A-220") == ("None", "2026-03-20")
    replayed(questioned)


def test_a_start_that_is_moved_is_said_by_the_way(stage: Stage) -> None:
    """From one day to another it slips as far; the edit to another day moves it anew, and the deletion moves it back."""
    stage.until("2026-03-10T09:00")
    moved = "L4 slab formwork will start {} instead of Friday 13 March"
    stage.say("carlos", moved.format("Wednesday 1 April"))
    assert _dates(stage, "A-480") == ("2026-04-01", "2026-04-02")
    shown = stage.until("2026-03-10T10:05")
    assert any("Level 4 slab formwork ends 13 days later" in text for text in told(shown, "@hector"))
    stage.play({"edit": "last", "by": "carlos", "to": moved.format("Thursday 2 April")})
    assert _dates(stage, "A-480") == ("2026-04-02", "2026-04-03")
    stage.play({"delete": "last", "by": "carlos"})
    assert _dates(stage, "A-480") == WAS
    replayed(stage)
