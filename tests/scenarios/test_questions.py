"""A rule's question: its answer is data, however it comes: by a tap, in a form, in words."""

from collections.abc import Callable
from datetime import date

import pytest

from rules.progress import facts
from rules.subject import Severity
from tests.rules.world import rule
from tests.scenarios.stage import Stage, told

LADDER = 'assign: [task.owner, "role:superintendent"]\n        due: 4h'


def question(expects: str, text: str = "How far is {{ task.name }}?", severity: Severity = "medium") -> str:
    """Asked of the owner as soon as the task is blocked."""
    then = f'question: "{text}"\n        expects: {expects}\n        {LADDER}'
    return rule("task.blocked = true", id="question", severity=severity, then=then)


Asking = Callable[..., Stage]


@pytest.fixture
def asking(ruled: Callable[..., Stage]) -> Asking:
    """Gives the tower at the moment in which such a question about A-370 was asked of Minh."""

    def made(expects: str) -> Stage:
        stage = ruled(question(expects))
        stage.until("2026-03-10T09:12")
        stage.say("ana", "L3 columns stopped, waiting on concrete")
        return stage

    return made


def percent(stage: Stage) -> float:
    """How far A-370 is."""
    return facts(stage.task("A-370"), stage.site().calendar).percent


def test_a_question_offers_an_answer(asking: Asking) -> None:
    """First "Answer", then the quarters that are still to come; the hint says how to tell it in words."""
    stage = asking("percent")
    (direct,) = [line for line in stage.shown if line.to == "@minh"]
    known = percent(stage)
    quick = tuple(f"percent_{step}" for step in (25, 50, 75, 100) if step > known)
    assert direct.buttons == ("answer", *quick, "help", "not_mine", "why")
    assert "A question for you. ACT-1: How far is Level 3 columns" in direct.text
    assert "“60 %”" in direct.text


def test_a_tap_answers(asking: Asking) -> None:
    """75 % is recorded for the task and closes the question, which says what it was told; 100 % ends the task."""
    stage = asking("percent")
    shown = stage.press("minh", "percent_100")
    assert (stage.life().status, percent(stage)) == ("done", 100)
    assert facts(stage.task("A-370"), stage.site().calendar).status == "done"
    assert "Answered, Minh Trần Tue 10 Mar 09:12: 100 % done" in told(shown, "#tower-a", "update")[0]


def test_a_form_answers_with_a_percent(asking: Asking) -> None:
    """A number from 0 to 100; anything else is refused at its field, and nothing is recorded."""
    stage = asking("percent")
    stage.press("minh", "answer")
    for wrong in ("101", "-3", "many"):
        stage.play({"submit": {"percent": wrong}, "by": "minh"})
        assert stage.action().steps == ()
    shown = stage.play({"submit": {"percent": "100", "note": "all poured"}, "by": "minh"})
    assert (stage.life().status, percent(stage)) == ("done", 100)
    assert "“all poured”" in told(shown, "#tower-a", "update")[0]


def test_a_form_answers_with_a_day(asking: Asking) -> None:
    """The forecast of the task; a day that has passed is none."""
    stage = asking("finish")
    stage.press("minh", "answer")
    (refused,) = stage.play({"submit": {"day": "2026-03-09"}, "by": "minh"})
    assert "Choose today or a day to come" in refused.text
    stage.play({"submit": {"day": "2026-03-13"}, "by": "minh"})
    assert stage.life().status == "done"
    assert facts(stage.task("A-370"), stage.site().calendar).forecast == date(2026, 3, 13)


def test_a_form_answers_with_people(asking: Asking) -> None:
    """A headcount of the task's trade."""
    stage = asking("people")
    stage.press("minh", "answer")
    stage.play({"submit": {"people": "6"}, "by": "minh"})
    told_so = stage.task("A-370").live[-1].signal
    assert (told_so.kind, dict(told_so.values)) == ("headcount", {"trade": "concrete", "count": 6})
    assert stage.life().status == "done"


@pytest.mark.parametrize(
    ("expects", "words", "kind", "value"),
    [
        ("percent", "80%", "progress", 80),
        ("percent", "85", "progress", 85),
        ("percent", "done", "progress", 100),
        ("finish", "Friday", "forecast", "2026-03-13"),
        ("finish", "will be done by 16 March", "forecast", "2026-03-16"),
        ("people", "4 carpenters", "headcount", 4),
        ("people", "we are 6", "headcount", 6),
    ],
)
def test_words_answer(asking: Asking, expects: str, words: str, kind: str, value: object) -> None:
    """In the thread, as people say it; it is data of the task and closes the question."""
    stage = asking(expects)
    stage.say("minh", words, thread="last-card")
    told_so = [one.signal for one in stage.task("A-370").live if one.signal.kind == kind]
    assert value in told_so[-1].values.values()
    assert stage.life().status == "done"


def test_words_that_are_no_answer_leave_it_open(asking: Asking) -> None:
    """A reason why it stands is a reason, and a number that nobody asked for is none."""
    stage = asking("percent")
    stage.say("minh", "stopped, no rebar", thread="last-card")
    stage.say("minh", "370", thread="last-card")
    assert stage.life().is_open
    assert stage.life().last_answer is not None


def test_a_reaction_tells_no_number(asking: Asking) -> None:
    """✅ on a question closes nothing; its giver learns how it is answered."""
    stage = asking("people")
    shown = stage.play({"react": "white_check_mark", "by": "minh", "card": "last"})
    assert stage.action().steps == ()
    assert any("ACT-1 asks for more than “done”. Press Answer." in line.text for line in shown)


def test_an_answer_in_words_is_taken_back_with_them(asking: Asking) -> None:
    """Edited, the new number counts; deleted, the question is open again."""
    stage = asking("percent")
    stage.say("minh", "85", thread="last-card")
    stage.play({"edit": "last", "by": "minh", "to": "95"})
    assert (stage.life().status, percent(stage)) == ("done", 95)
    stage.play({"delete": "last", "by": "minh"})
    assert stage.life().is_open
