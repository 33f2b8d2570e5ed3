"""What was not understood surely is asked in one tap, once more the next morning, and is else kept, and nobody acts on it."""

import pytest

from rules.folding.entry import Assigned, Corrected, Said
from rules.progress import facts
from tests.scenarios.stage import Line, Stage, told

OPEN = "walls 80%"
DOUBT = "L3 columns stopped, I think, waiting on concrete"


@pytest.fixture
def asked(stage: Stage) -> Line:
    """Minh has said that walls are at 80 %, and several are under way; the question that he was asked."""
    stage.until("2026-03-10T09:12")
    shown = stage.say("minh", OPEN)
    (question,) = [line for line in shown if line.kind == "ephemeral"]
    return question


def test_the_question_goes_to_the_writer_alone(asked: Line) -> None:
    """Which task: two that can be meant, none, or something else; two to four buttons in all."""
    assert asked.to == "@minh"
    assert "Which task is that?" in asked.text and "“walls 80%”" in asked.text
    assert asked.buttons == ("choose_1", "choose_2", "choose_3", "correct")
    assert "Nothing of it" in asked.text


def test_one_tap_says_the_task(asked: Line, stage: Stage) -> None:
    """The answer is kept as data, used at once, and the question gives way to a thank-you."""
    shown = stage.press("minh", "choose_1")
    assert [line.kind for line in shown if line.to == "@minh"] == ["update"]
    (entry,) = stage.journal("corrected")
    assert isinstance(entry, Corrected) and entry.by == stage.person("minh")
    (signal,) = entry.signals
    assert signal.task is not None and signal.task in asked.text and not signal.confirm
    assert facts(stage.task(signal.task), stage.site().calendar).percent == 80


def test_nothing_of_it_drops_it(asked: Line, stage: Stage) -> None:
    """The mark below the message goes as well."""
    shown = stage.press("minh", "choose_3")
    assert told(shown, "#tower-a", "reaction") == ["-:memo:"]
    assert [live for live in stage.site().live if live.signal.kind == "progress"] == []


def test_something_else_opens_the_form(asked: Line, stage: Stage) -> None:
    """Where no button is right, the form takes any answer."""
    (view,) = stage.press("minh", "correct")
    assert view.kind == "view" and "walls 80%" in view.text
    stage.play({"submit": {"task": "A-310", "percent": "75"}, "by": "minh"})
    assert facts(stage.task("A-310"), stage.site().calendar).percent == 75


def test_it_is_asked_once_more_in_the_digest_and_then_no_more(asked: Line, stage: Stage) -> None:
    """The next morning's digest asks with the same buttons; the morning after that does not."""
    shown = stage.until("2026-03-11T07:05")
    (digest,) = [line for line in shown if line.to == "@minh" and "Good morning" in line.text]
    assert "Still to be confirmed" in digest.text and "again_1" in digest.buttons
    later = stage.until("2026-03-12T07:05")
    assert not any("Still to be confirmed" in line.text for line in later)
    assert "(unconfirmed)" in stage.command("minh", "/site log 2026-03-10")[-1].text


def test_the_digest_can_be_answered_and_stays(asked: Line, stage: Stage) -> None:
    """An answer there tells thank you and leaves the digest alone; a second tap changes nothing."""
    stage.until("2026-03-11T07:05")
    shown = stage.press("minh", "again_1")
    assert [(line.kind, line.text) for line in shown if line.to == "@minh"] == [
        ("message", "Recorded, thank you.")
    ]
    again = stage.press("minh", "again_2")
    assert "answered already" in again[-1].text
    assert len(stage.journal("corrected")) == 1


def test_what_was_answered_is_not_asked_again(asked: Line, stage: Stage) -> None:
    """A digest is no place for what is settled."""
    stage.press("minh", "choose_1")
    shown = stage.until("2026-03-11T07:05")
    assert not any("Still to be confirmed" in line.text for line in shown)


def test_no_rule_acts_on_what_nobody_confirmed(stage: Stage) -> None:
    """Neither at once nor after the unanswered digest; with the answer it does."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", DOUBT)
    stage.until("2026-03-11T09:00")
    asked_for = [one.asked for one in stage.journal("assigned") if isinstance(one, Assigned)]
    assert "A-370" not in {one.task for one in asked_for if one.severity != "low"}
    stage.press("ana", "again_1")
    assert any(one.asked.task == "A-370" and one.asked.rule == "work-stopped" for one in stage.actions())


def test_the_same_elsewhere_is_told_of_what_was_said_just_before(stage: Stage) -> None:
    """ "Same on L4" is what its writer said of L3, and "now 90%" goes on about it; an hour later they say nothing of it."""
    stage.until("2026-03-10T09:12")
    stage.say("minh", "L3 columns at 60%")
    stage.say("ana", "L3 slab rebar stopped, no rebar")
    stage.say("minh", "same on L4")
    stage.say("minh", "now 70%")
    calendar = stage.site().calendar
    assert [facts(stage.task(name), calendar).percent for name in ("A-370", "A-470")] == [60, 70]
    stage.until("2026-03-10T10:30")
    stage.say("minh", "same on L5")
    assert facts(stage.task("A-570"), calendar).percent == 0


def test_what_fits_many_tasks_is_the_one_at_hand(stage: Stage) -> None:
    """Every level has such work; who writes means their own, what is worked on, what begins tomorrow, and is not asked."""
    stage.until("2026-03-10T09:12")
    for by, words, kind, task in (
        ("minh", "slab pour 80%", "progress", "A-310"),
        ("minh", "pour moved to Thursday", "forecast", "A-310"),
        ("hector", "rebar 90% done", "progress", "A-390"),
        ("raj", "rough-in at 30%", "progress", "M-510"),
        ("ana", "ductwork started", "progress", "M-530"),
    ):
        shown = stage.say(by, words)
        assert not [line for line in shown if line.kind == "ephemeral"]
        said = stage.journal("said")[-1]
        assert isinstance(said, Said)
        assert [(one.kind, one.task) for one in said.signals] == [(kind, task)]


def test_an_unsure_answer_is_asked_about_with_its_action(doubted: Line, stage: Stage) -> None:
    """Who has several open reads which of them is meant, and how it was read, in the thread where they said it."""
    assert "ACT-1 put the tag on the west scaffold: done" in doubted.text
    (said,) = [line for line in stage.shown if line.text == "I think that's done"]
    assert doubted.thread == said.thread is not None
