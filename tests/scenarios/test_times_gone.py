"""A time in a reply that has passed, or that no calendar has, counts as none, and whoever said it is asked for one to come."""

import pytest

from tests.scenarios.stage import Stage, told

GONE = "That day has passed: it is Tue 10 Mar at the site. Choose today or a day to come."


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """Tuesday 09:00: Grace asks Minh to bend the bars by 15:00."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @minh bend the bars by 15:00")
    return stage


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("not done, no rebar until 2020-01-01", f"“2020-01-01”: {GONE}"),
        ("not done, no rebar until yesterday", f"“yesterday”: {GONE}"),
        ("no está listo, sin varilla hasta ayer", f"“ayer”: {GONE}"),
        ("not done, no rebar until 31 February", "I cannot read “31 February” as a time."),
        ("not done, no rebar until 25:99", "I cannot read “25:99” as a time."),
        ("not done, no rebar by 31/02", "I cannot read “31/02” as a time."),
    ],
)
def test_not_done_until_then_is_not_done_without_a_time(asked: Stage, words: str, gone: str) -> None:
    """It is stuck for its reason, nothing is promised, and Minh alone is asked for a time to come."""
    shown = asked.say("minh", words, thread="last-card")
    assert (asked.life().status, asked.action().steps[0].due) == ("stuck", None)
    assert not any("promised for" in text for text in told(shown, "#tower-a"))
    (answer,) = told(shown, "@minh", "ephemeral")
    assert answer.startswith(gone)
    assert "Say by when ACT-1 will be done" in answer
    asked.say("minh", "by 4pm", thread="last-card")
    assert asked.local(asked.life().due) == "2026-03-10T16:00"


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("by 2020-01-01", f"“2020-01-01”: {GONE}"),
        ("by yesterday", f"“yesterday”: {GONE}"),
        ("by 8am today", "“8am today”: That has passed: it is Tue 10 Mar 09:00 at the site."),
        ("by 25:99", "I cannot read “25:99” as a time."),
    ],
)
def test_a_promise_for_then_is_none(asked: Stage, words: str, gone: str) -> None:
    """Nothing is taken of it, and the same is asked."""
    (answer,) = told(asked.say("minh", words, thread="last-card"), "@minh", "ephemeral")
    assert answer.startswith(gone)
    assert asked.action().steps == ()


def test_what_is_over_is_told_beside_a_time_to_come(asked: Stage) -> None:
    """When the rebar was missing is no promise, and no mistake; the hour after it is the promise."""
    shown = asked.say("minh", "no, we had no rebar at 8am today, will be done by 2pm", thread="last-card")
    assert asked.local(asked.life().due) == "2026-03-10T14:00"
    shown += asked.say("minh", "done since yesterday", thread="last-card")
    assert told(shown, "@minh", "ephemeral") == []
    assert asked.life().status == "done"


def test_when_something_was_is_no_promise(asked: Stage) -> None:
    """Minh tells why it is late, and nobody asks him for another time."""
    shown = asked.say("minh", "at 7 this morning we had no power", thread="last-card")
    assert not any("has passed" in text for text in told(shown, "@minh", "ephemeral"))
    (answer,) = told(asked.say("minh", "8am today", thread="last-card"), "@minh", "ephemeral")
    assert "That has passed" in answer


def test_who_has_not_got_it_is_asked_for_no_time(asked: Stage) -> None:
    """Omar only speaks of it."""
    assert told(asked.say("omar", "it was due by yesterday", thread="last-card"), "@omar") == []


@pytest.mark.parametrize(
    ("words", "place"), [("by yesterday", "@siteloop"), ("@siteloop ACT-1 by yesterday", "#tower-a")]
)
def test_who_is_asked_for_a_time_is_told_nothing_else(asked: Stage, words: str, place: str) -> None:
    """That nothing was read would contradict it."""
    (answer,) = [text for text in told(asked.say("minh", words, place), "@minh") if text != words]
    assert answer.startswith(f"“yesterday”: {GONE}")
