"""A yes or no in words is edited or deleted: it is taken back where that still can be, and whoever gave it is told where not."""

from collections.abc import Callable

import pytest

from tests.rules.world import rule
from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"
PROPOSED = rule("blocker.firm = true", id="proposed", each="blocker", more="mode: propose")


@pytest.fixture
def approved(ruled: Callable[..., Stage]) -> Stage:
    """Tuesday 09:12: Ana has said yes to a proposal, so Minh is asked."""
    stage = ruled(PROPOSED)
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.say("ana", "yes", "@siteloop")
    assert stage.life().status == "assigned"
    return stage


def test_a_yes_that_is_deleted_is_taken_back(approved: Stage) -> None:
    """It waits for her word again, Minh hears that he need not go on, and neither message has him press anything."""
    shown = approved.play({"delete": "last", "by": "ana"})
    assert approved.life().status == "proposed"
    assert any("Your yes to ACT-1 is taken back. Proposed: waiting" in text for text in told(shown, "@ana"))
    assert any("Ana Ruiz has taken their yes back" in text for text in told(shown, "@minh", "message"))
    (direct,) = [one for one in shown if one.to == "@minh" and one.kind == "update"]
    assert "Not asked of you for now" in direct.text
    assert direct.buttons == ()
    (card,) = [one for one in shown if one.to == "#tower-a" and one.kind == "update"]
    assert "Proposed: waiting for the word" in card.text
    assert [one.kind for one in approved.journal("said", "deleted")][-2:] == ["said", "deleted"]
    approved.say("ana", "yes", "@siteloop")
    assert approved.life().status == "assigned"
    replayed(approved)


def test_a_yes_that_becomes_a_no_refuses(approved: Stage) -> None:
    """The edited words count; the same word in other words changes nothing, not even its time."""
    due = approved.life().due
    approved.until("2026-03-10T10:00")
    shown = approved.play({"edit": "last", "by": "ana", "to": "yes, go ahead"})
    assert (approved.life().status, approved.life().due) == ("assigned", due)
    assert told(shown, "@minh", "message") == []
    approved.play({"edit": "last", "by": "ana", "to": "no, the truck is here"})
    refused = approved.life().refused
    assert refused is not None
    assert refused.note == "the truck is here"
    replayed(approved)


def test_a_yes_that_somebody_acted_on_stays(approved: Stage) -> None:
    """Minh has taken it on: neither an edit nor the deletion changes that, and Ana is told what she can do."""
    approved.say("minh", "on it", "@siteloop")
    for change in (
        {"edit": "last", "by": "ana", "to": "no, the truck is here"},
        {"delete": "last", "by": "ana"},
    ):
        shown = approved.play(change)
        assert any("Your yes to ACT-1 stays: it was acted on already" in text for text in told(shown, "@ana"))
        assert approved.life().status == "accepted"
    replayed(approved)


@pytest.fixture
def allowed(stage: Stage) -> Stage:
    """Tuesday 09:12: Ana has allowed Minh more time in words."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.press("minh", "later")
    stage.play({"submit": {"when": "2026-03-17T10:00"}, "by": "minh"})
    stage.say("ana", "yes", "@siteloop")
    assert stage.local(stage.life().due) == "2026-03-17T10:00"
    return stage


def test_a_yes_to_more_time_is_taken_back(allowed: Stage) -> None:
    """The old time holds, the question waits again, and Minh is told; a no in its place answers it."""
    shown = allowed.play({"edit": "last", "by": "ana", "to": "let me think about it"})
    assert allowed.life().wish is not None
    assert allowed.local(allowed.life().due) == "2026-03-10T13:12"
    assert any("Its time is Tue 10 Mar 13:12 as before" in text for text in told(shown, "@minh", "message"))
    allowed.play({"edit": "last", "by": "ana", "to": "no"})
    assert (allowed.life().wish, allowed.local(allowed.life().due)) == (None, "2026-03-10T13:12")
    replayed(allowed)


def test_a_thumb_that_was_acted_on_stays(stage: Stage) -> None:
    """Ana's 👍 allowed more time; once Minh has answered it taking it away changes nothing, before that it does."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.press("minh", "later")
    stage.play({"submit": {"when": "2026-03-17T10:00"}, "by": "minh"})
    stage.play({"react": "+1", "by": "ana", "card": "last"})
    stage.play({"unreact": "+1", "by": "ana", "card": "last"})
    assert stage.life().wish is not None
    stage.play({"react": "+1", "by": "ana", "card": "last"})
    stage.say("minh", "on it", "@siteloop")
    shown = stage.play({"unreact": "+1", "by": "ana", "card": "last"})
    assert any("stays: it was acted on already" in text for text in told(shown, "@ana"))
    assert stage.local(stage.life().due) == "2026-03-17T10:00"
