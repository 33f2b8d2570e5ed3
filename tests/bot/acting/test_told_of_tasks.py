"""What an answer by button or form says of the tasks that it is about: their start, their finish, or nothing."""

from dataclasses import replace

import pytest

from bot.acting.questions import told_of_tasks
from rules.key import Key
from rules.signal import Signal
from rules.subject import Answer, Member, Step
from tests.bot import paper
from tests.bot.paper import Whatever

CALENDAR = paper.site().calendar
FRIDAY = paper.utc(15, day=13)
START = ("A-310", {"start": "2026-03-13"})
FINISH = ("A-310", {"when": "2026-03-13"})
STARTED = ("A-310", {"status": "started"})


def said(answer: Answer, **more: Whatever) -> Step:
    """Minh's answer."""
    return Step(id="s1", kind="answered", at=paper.utc(15), by="U0MINH", answer=answer, **more)


def told(step: Step) -> list[tuple[str | None, object]]:
    """Of which task what."""
    return [(one.task, dict(one.values)) for one in step.signals]


@pytest.mark.parametrize(
    ("asked", "step", "expected"),
    [
        ({"done_means": "started"}, said("done"), [STARTED]),
        ({"done_means": "started"}, said("eta", due=FRIDAY), [START]),
        ({"done_means": "started"}, said("not_done", wish=FRIDAY, cause="space"), [START]),
        ({"done_means": "started"}, said("accepted"), []),
        ({"expects": "finish"}, said("eta", due=FRIDAY), [FINISH]),
        ({"expects": "finish"}, said("not_done", due=FRIDAY), [FINISH]),
        ({"expects": "finish"}, said("not_done", due=FRIDAY, cause="material"), []),
        ({"expects": "finish"}, said("help"), []),
        ({"expects": "percent"}, said("eta", due=FRIDAY), []),
        ({"expects": "people"}, said("eta", due=FRIDAY), []),
        ({}, said("eta", due=FRIDAY), []),
        ({}, said("done"), []),
    ],
)
def test_a_time_is_a_forecast_where_it_was_asked_for(
    asked: Whatever, step: Step, expected: list[tuple[str, object]]
) -> None:
    """Of the start or the finish that was asked for; not where a reason holds until then, and not of what else is asked."""
    found = told_of_tasks(paper.action(matter=None, **asked), step, CALENDAR)
    assert told(found) == expected
    is_answered = expected == [FINISH]
    assert (found.answer, found.due) == (("done", None) if is_answered else (step.answer, step.due))


def test_the_words_are_those_of_its_giver() -> None:
    """The day, and what was noted with it."""
    step = said("eta", due=FRIDAY, note="two men short")
    (signal,) = told_of_tasks(paper.action(expects="finish"), step, CALENDAR).signals
    assert signal.words == "2026-03-13, two men short"


def test_a_time_for_several_tasks_is_the_finish_of_none() -> None:
    """Both will start then, who says so; when each will be finished has to be said of each."""
    other = Member(subject=Key("task", "A-320"), matter=None, task="A-320", text="And this", evidence=())
    joined = Step(id="s0", kind="joined", at=paper.utc(14, 30), member=other)
    step = said("eta", due=FRIDAY)
    assert told_of_tasks(paper.action("ACT-1", joined, expects="finish"), step, CALENDAR) == step
    both = told_of_tasks(paper.action("ACT-1", joined, done_means="started"), step, CALENDAR)
    assert told(both) == [START, ("A-320", {"start": "2026-03-13"})]


def test_only_an_answer_tells_of_its_task() -> None:
    """A word that it is done, or is not, brings what was said before."""
    word = replace(said("eta", due=FRIDAY), kind="returned", signals=(Signal(kind="cost"),))
    assert told_of_tasks(paper.action(expects="finish"), word, CALENDAR) == word
