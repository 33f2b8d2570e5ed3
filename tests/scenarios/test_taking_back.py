"""What was said can be said otherwise: edits, deletions, corrections, and who may."""

import pytest

from rules.progress import facts
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def blocked(stage: Stage) -> Stage:
    """Ana has said that the columns stand still."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    return stage


def test_an_edit_that_says_otherwise_closes_the_action(blocked: Stage) -> None:
    """The action is settled with its reason, card and direct message show it, and the mark is taken away."""
    shown = blocked.play({"edit": "last", "by": "ana", "to": "never mind, all good"})
    assert blocked.life().status == "resolved"
    assert "no longer holds" in blocked.life().closed_why
    assert any("Settled" in text for text in told(shown, "#tower-a", "update"))
    assert any("Settled" in text for text in told(shown, "@minh", "update"))
    assert told(shown, "#tower-a", "reaction") == ["-:memo:"]


def test_an_edit_that_still_says_it_changes_nothing(blocked: Stage) -> None:
    """A slip of the pen mended: the same action stands, and nobody is written to anew."""
    shown = blocked.play({"edit": "last", "by": "ana", "to": f"{STOPPED}!"})
    assert len(blocked.actions()) == 1
    assert blocked.life().is_open
    assert told(shown, "@minh", "message") == []


def test_a_deletion_closes_the_action(blocked: Stage) -> None:
    """What is deleted was never said."""
    blocked.play({"delete": "last", "by": "ana"})
    assert blocked.life().status == "resolved"
    assert facts(blocked.task("A-370"), blocked.site().calendar).of("blocker") == ()


def test_an_edited_answer_is_another_answer(blocked: Stage) -> None:
    """ "done", edited to "not done": the action is open again, with the reason and the new time."""
    blocked.say("minh", "done", thread="last-card")
    assert blocked.life().status == "done"
    shown = blocked.play({"edit": "last", "by": "minh", "to": "not done, no concrete until Thursday 10am"})
    found = blocked.life()
    assert (found.status, blocked.local(found.due)) == ("promised", "2026-03-12T10:00")
    assert len(found.answers) == 1
    assert any(
        "Promised by Minh Trần for Thu 12 Mar 10:00" in text for text in told(shown, "#tower-a", "update")
    )


def test_a_deleted_answer_reopens(blocked: Stage) -> None:
    """The answer goes with its message."""
    blocked.say("minh", "done", thread="last-card")
    blocked.play({"delete": "last", "by": "minh"})
    assert (blocked.life().status, blocked.life().answers) == ("assigned", ())


def test_words_of_a_day_stay_that_days(blocked: Stage) -> None:
    """ "tomorrow" means the day after the writing, also when a slip of the pen is mended a day later."""
    blocked.say("minh", "not done, tomorow 10am", thread="last-card")
    blocked.until("2026-03-11T08:00")
    blocked.play({"edit": "last", "by": "minh", "to": "not done, tomorrow 10am"})
    assert blocked.local(blocked.life().due) == "2026-03-11T10:00"


def test_others_can_only_read_what_was_understood(blocked: Stage) -> None:
    """Whoever neither wrote it nor manages the site sees it without a form."""
    (view,) = blocked.play({"shortcut": "understood", "by": "omar", "on": "last"})
    assert "Level 3 columns" in view.text
    assert "Correct it" not in view.text
