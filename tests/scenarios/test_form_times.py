"""A time that somebody promises or expects in a form is to come; the question behind the form gives way to its answer."""

from collections.abc import Mapping

import pytest

from rules.folding.entry import Corrected
from tests.scenarios.stage import Line, Stage, told

GONE = "That has passed: it is Tue 10 Mar 09:12 at the site. Choose a time to come."
BOTH = "A time is chosen below as well. Choose “At another time” if you mean that one."
GONE_DAY = "That day has passed: it is Tue 10 Mar at the site. Choose today or a day to come."
EARLY = "2026-03-10T09:05"
DAY_BEFORE = "2026-03-09"
BOOKING = {"task": "S-930", "start": "2026-03-10T07:00", "end": EARLY}
GOAL = {"name": "Level 3", "measure": "finish", "target": DAY_BEFORE}
JUDGED = {"name": "Level 3", "measure": "progress", "target": "90", "until": DAY_BEFORE}
RESOURCE = {"name": "Pump", "kind": "plant", "count": "1", "until": DAY_BEFORE}


def test_something_else_takes_no_time_that_is_past(doubted: Line, stage: Stage) -> None:
    """Refused at the day, or at the hour where the day is today; an hour without a day, and a new time without one, likewise."""
    stage.press("hector", "correct")
    for given, block, advice in (
        ({"when": DAY_BEFORE}, "when:0", GONE_DAY),
        ({"when": DAY_BEFORE, "when_time": "15:00"}, "when:0", "That has passed: it is Tue 10 Mar 09:12"),
        ({"when": "2026-03-10", "when_time": "09:05"}, "when_time:0", GONE),
        ({"when": "2199-01-01"}, "when:0", "That year cannot be meant."),
        ({"when_time": "15:00"}, "when:0", "Choose its day as well."),
        ({}, "when:0", "Choose the day of the new time."),
    ):
        form = stage.world.sandbox.top_modal("hector")
        answer = stage.world.sandbox.submit("hector", form.id, {"answer": "eta", **given})
        assert list(answer.errors) == [block]
        assert advice in answer.errors[block]
    assert stage.journal("corrected") == []


def test_what_is_answered_takes_the_place_of_the_question(doubted: Line, stage: Stage) -> None:
    """In its thread it says what was understood by now, with no choice left to press; the channel shows Hector nothing."""
    stage.press("hector", "correct")
    time = {"answer": "eta", "when": "2026-03-10", "when_time": "15:00"}
    shown = stage.play({"submit": time, "by": "hector"})
    assert (stage.life().status, stage.local(stage.life().due)) == ("promised", "2026-03-10T15:00")
    (answered,) = [line for line in shown if line.to == "@hector" and line.ts == doubted.ts]
    assert (answered.kind, answered.thread) == ("update", doubted.thread)
    assert "Thank you, it is put right." in answered.text and "15:00" in answered.text
    assert answered.buttons == ("correct",)
    assert not [line for line in shown if line.to == "@hector" and line.kind == "ephemeral"]


def test_a_question_in_a_direct_message_gives_way_as_well(stage: Stage) -> None:
    """It is a message like any other there, and reads as what was answered."""
    stage.until("2026-03-10T09:12")
    shown = stage.say("minh", "walls 80%", "@siteloop")
    (question,) = [line for line in shown if "Which task is that?" in line.text]
    stage.press("minh", "correct")
    shown = stage.play({"submit": {"task": "A-370", "percent": "75"}, "by": "minh"})
    (answered,) = [line for line in shown if line.ts == question.ts]
    assert (answered.kind, answered.buttons) == ("update", ("correct",))
    assert "Thank you, it is put right." in answered.text and "75 % done" in answered.text
    assert told(shown, "@minh", "message") == []


def test_the_answer_comes_into_the_thread_where_the_question_cannot_be_changed_any_more(
    doubted: Line, stage: Stage
) -> None:
    """Slack lets a question be answered in its place for half an hour; Hector took longer over the form."""
    stage.press("hector", "correct")
    stage.until("2026-03-10T09:45")
    shown = stage.play({"submit": {"answer": "eta", "when": "2026-03-11"}, "by": "hector"})
    (thanks,) = [line for line in shown if line.to == "@hector" and "put right" in line.text]
    assert (thanks.kind, thanks.thread) == ("ephemeral", doubted.thread)


def test_a_list_stays_where_something_of_it_is_put_right(doubted: Line, stage: Stage) -> None:
    """The digest in which the question is asked again tells more than that; thanks are said below it, where it stands."""
    (digest,) = [line for line in stage.until("2026-03-11T07:05") if "Still to be confirmed" in line.text]
    shown = stage.press("hector", "correct_listed")
    shown += stage.play({"submit": {"answer": "done"}, "by": "hector"})
    assert not [line for line in shown if line.ts == digest.ts]
    (thanks,) = [line for line in shown if line.to == "@hector" and "put right" in line.text]
    assert thanks.kind == "message"


def test_a_time_that_stays_as_it_was_said_is_no_new_one(stage: Stage) -> None:
    """Minh said at nine until when; whoever puts another field right at noon need not change that, nor may move it to ten."""
    stage.until("2026-03-10T09:12")
    stage.say("minh", "need 4 carpenters on L3 by 11 today")
    stage.until("2026-03-10T12:00")
    stage.play({"shortcut": "understood", "by": "minh", "on": "last"})
    (refused,) = stage.play({"submit": {"when_time": "10:00"}, "by": "minh"})
    assert "That has passed: it is Tue 10 Mar 12:00 at the site" in refused.text
    stage.play({"submit": {"when_time": "11:00", "quantity": "5"}, "by": "minh"})
    (entry,) = stage.journal("corrected")
    assert isinstance(entry, Corrected)
    assert dict(entry.signals[0].values)["quantity"] == 5
    assert dict(entry.signals[0].values)["when"] == "2026-03-10T11:00"


def test_a_time_that_was_past_as_it_was_said_may_stay(stage: Stage) -> None:
    """What is late was expected before: whoever puts right how much it is need not say when it will come."""
    stage.until("2026-03-10T09:12")
    stage.say("minh", "concrete truck expected this morning at 8 is late")
    stage.play({"shortcut": "understood", "by": "minh", "on": "last"})
    stage.play({"submit": {"quantity": "8", "unit": "m3"}, "by": "minh"})
    (entry,) = stage.journal("corrected")
    assert isinstance(entry, Corrected)
    values = dict(entry.signals[0].values)
    assert (values["status"], values["when"], values["quantity"]) == ("late", "2026-03-10T08:00", 8)


def test_a_reason_that_is_given_takes_the_place_of_its_question(stage: Stage) -> None:
    """What stops it was asked in the thread with a button; the form behind it leaves nothing to press."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    shown = stage.say("diego", "not done", thread="last-card")
    (question,) = [line for line in shown if line.kind == "ephemeral" and line.to == "@diego"]
    stage.press("diego", "say_why")
    why = {"reason": "material", "when": "2026-03-11T10:00"}
    shown = stage.play({"submit": why, "by": "diego"})
    (answered,) = [line for line in shown if line.ts == question.ts]
    assert answered.text.startswith("Thank you. ACT-1: Promised by Diego Ramos for Wed 11 Mar 10:00")
    assert (answered.thread, answered.buttons) == (question.thread, ())


@pytest.fixture(scope="module")
def busy(playing: Stage) -> Stage:
    """At 09:12 Diego has something to do, and Boom lift 2 is booked."""
    playing.until("2026-03-10T09:12")
    playing.command("grace", "/site assign @diego grease the hoist by 15:00")
    return playing


@pytest.mark.parametrize(
    ("opens", "by", "fields", "field", "advice"),
    [
        ({"press": "not_done"}, "diego", {"reason": "material", "when": EARLY}, "when", GONE),
        ({"press": "later"}, "diego", {"when": EARLY}, "when", GONE),
        ({"press": "snooze"}, "diego", {"again": "then", "when": EARLY}, "when", GONE),
        ({"press": "snooze"}, "diego", {"again": "tonight", "when": EARLY}, "when", GONE),
        ({"press": "snooze"}, "diego", {"again": "tomorrow", "when": "2026-03-12T08:00"}, "again", BOTH),
        ({"command": "/site assign"}, "grace", {"to": "minh", "text": "see to it", "when": EARLY}, "when", GONE),
        ({"command": "/site resources book boom lift 2"}, "grace", BOOKING, "end", GONE),
        ({"command": "/site resources add"}, "grace", RESOURCE, "until", GONE_DAY),
        ({"command": "/site goals add"}, "grace", GOAL, "target", GONE_DAY),
        ({"command": "/site goals add"}, "grace", JUDGED, "until", GONE_DAY),
    ],
)  # fmt: skip
def test_no_form_takes_a_time_that_is_past(
    busy: Stage, opens: Mapping[str, str], by: str, fields: Mapping[str, str], field: str, advice: str
) -> None:
    """Also today, where only the hour is gone; the words say how late it is at the site, and what to choose."""
    before = len(busy.journal())
    busy.play({"by": by, **opens, **({"in": "#tower-a"} if "command" in opens else {"card": "ACT-1"})})
    form = busy.world.sandbox.top_modal(by)
    answer = busy.world.sandbox.submit(by, form.id, fields)
    assert answer.errors == {field: advice}
    assert len(busy.journal()) == before
    busy.world.sandbox.close_view(by)


def test_a_machine_whose_last_day_is_past_can_be_changed(stage: Stage) -> None:
    """Whoever renames it need not say when it left; moved to another past day it is refused, with how to retire it."""
    stage.until("2026-03-10T09:12")
    stage.command("grace", "/site resources change boom lift 2")
    stage.play({"submit": {"until": "2026-03-11"}, "by": "grace"})
    stage.until("2026-03-13T09:00")
    stage.command("grace", "/site resources change boom lift 2")
    (refused,) = stage.play({"submit": {"until": "2026-03-12"}, "by": "grace"})
    assert "Has it left? Then choose “Retire it”." in refused.text
    stage.play({"submit": {"until": "2026-03-11", "name": "Boom lift B"}, "by": "grace"})
    (line,) = stage.command("grace", "/site resources")
    assert "Boom lift B" in line.text


def test_what_stands_has_not_stood_since_a_time_to_come(stage: Stage) -> None:
    """Refused at the day, or at the hour of today; a time that has been is taken."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, waiting on concrete")
    stage.play({"shortcut": "understood", "by": "ana", "on": "last"})
    for given, block, advice in (
        ({"since": "2026-03-11"}, "since:0", "That day is still to come: it is Tue 10 Mar at the site."),
        ({"since": "2026-03-11", "since_time": "07:00"}, "since:0", "That is still to come"),
        (
            {"since": "2026-03-10", "since_time": "09:13"},
            "since_time:0",
            "it is Tue 10 Mar 09:12 at the site",
        ),
        ({"since": "2199-01-01"}, "since:0", "That year cannot be meant."),
    ):
        form = stage.world.sandbox.top_modal("ana")
        answer = stage.world.sandbox.submit("ana", form.id, given)
        assert list(answer.errors) == [block]
        assert advice in answer.errors[block]
    assert stage.journal("corrected") == []
    stage.play({"submit": {"since": "2026-03-10", "since_time": "07:00"}, "by": "ana"})
    (corrected,) = stage.journal("corrected")
    assert isinstance(corrected, Corrected)
    assert [one.values["since"] for one in corrected.signals] == ["2026-03-10T07:00"]


def test_a_cost_is_not_below_zero(stage: Stage) -> None:
    """Refused at its field."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns cost $500 more")
    stage.play({"shortcut": "understood", "by": "ana", "on": "last"})
    form = stage.world.sandbox.top_modal("ana")
    answer = stage.world.sandbox.submit("ana", form.id, {"amount": "-500"})
    assert answer.errors == {"amount:0": "Please enter a number of at least 0."}
    assert stage.journal("corrected") == []
