"""One question about several tasks: each answer counts for its own, and the others stay asked."""

from rules.past.replay import check
from rules.progress import facts
from rules.read import action_of, task_of
from rules.signal import Signal
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, blocked, rule, signal

QUESTION = rule(
    "task.blocked = true",
    id="question",
    more="group_by: site",
    then="question: How far is {{ task.id }}?\n        expects: percent\n        together: How far are these?\n"
    '        assign: ["role:superintendent"]\n        due: 20h',
)
FINISH = QUESTION.replace("expects: percent", "expects: finish")


def three(*rules: str) -> Lived:
    """One question is about three tasks, which stay blocked whatever is answered."""
    site = Lived(*rules or (QUESTION,))
    site.say(blocked("A-1"), blocked("A-2"), blocked("A-3"), at="03-10 08:00")
    assert cases(site) == ["A-1", "A-2", "A-3"]
    return site


def cases(site: Lived) -> list[str]:
    """The tasks that are asked about still."""
    return [member.subject.id for member in site.life().members]


def told(task: str, percent: int) -> Signal:
    """So far is it."""
    return signal("progress", task, status="in_progress", percent=percent)


def percents(site: Lived) -> list[float]:
    """How far the three are."""
    found = [task_of(site.memory, name) for name in ("A-1", "A-2", "A-3")]
    return [facts(task, CHICAGO).percent for task in found if task is not None]


def test_a_form_answers_for_some_and_the_others_stay_asked() -> None:
    """Their tasks hold what was told, their cases are gone; with the last one the question is answered."""
    site = three()
    site.press("ACT-1", "done", at="03-10 09:00", signals=(told("A-1", 40), told("A-3", 70)), via="form")
    assert (site.life().is_open, cases(site), percents(site)) == (True, ["A-2"], [40, 0, 70])
    assert site.life().text == "How far is A-2?"
    site.press("ACT-1", "done", at="03-10 10:00", signals=(told("A-2", 10),), via="form")
    assert (site.life().status, percents(site)) == ("done", [40, 10, 70])
    assert check(site.records, site.books).same


def test_what_was_answered_is_not_asked_anew() -> None:
    """Although the condition holds on, and the rule declares no cooldown; nor is it the task's open action any more."""
    site = three()
    site.press("ACT-1", "done", at="03-10 09:00", signals=(told("A-1", 40),), via="form")
    site.say(signal("weather", None, condition="rain"), at="03-10 12:00")
    assert cases(site) == ["A-2", "A-3"]
    assert action_of(site.memory, "ACT-2") is None
    found = [task_of(site.memory, name) for name in ("A-1", "A-2")]
    assert [(task.open_actions, len(task.settled)) for task in found if task] == [((), 1), (("ACT-1",), 0)]


def test_words_answer_for_the_tasks_that_they_tell_of() -> None:
    """A message may tell of two of three; its edit takes one back, its deletion both."""
    site = three()
    message = site.say(told("A-1", 60), told("A-2", 20), at="03-10 09:00", action="ACT-1", by="ana")
    assert (cases(site), percents(site)) == (["A-3"], [60, 20, 0])
    site.delete(message)
    assert (cases(site), percents(site)) == (["A-1", "A-2", "A-3"], [0, 0, 0])
    assert check(site.records, site.books).same


def test_the_last_answer_taken_back_opens_only_its_own() -> None:
    """The answers of others stand."""
    site = three()
    site.press("ACT-1", "done", at="03-10 09:00", signals=(told("A-1", 40), told("A-3", 70)), via="form")
    message = site.say(told("A-2", 20), at="03-10 10:00", action="ACT-1", by="ana")
    assert site.life().status == "done"
    site.delete(message)
    assert (site.life().is_open, cases(site)) == (True, ["A-2"])
    assert check(site.records, site.books).same


def test_a_day_for_several_is_nobodys() -> None:
    """Which of them ends on that day nobody said: it is a promise to answer by then, and data of no task."""
    site = three(FINISH)
    site.say(
        signal("response", None, answer="eta", when="2026-03-13"), at="03-10 09:00", action="ACT-1", by="ana"
    )
    assert (site.life().status, cases(site)) == ("promised", ["A-1", "A-2", "A-3"])
    forecasts = [task_of(site.memory, name) for name in ("A-1", "A-2", "A-3")]
    assert [facts(task, CHICAGO).forecast for task in forecasts if task is not None] == [None, None, None]


def test_a_task_that_is_done_has_its_finish() -> None:
    """Who is asked for the day and says that it is done has answered."""
    site = three(FINISH)
    site.say(signal("progress", "A-2", status="done"), at="03-10 09:00", action="ACT-1", by="ana")
    assert [member.task for member in site.life().told] == ["A-2"]


def test_an_answered_case_that_is_asked_again_joins_anew() -> None:
    """After its cooldown, as long as the others are not answered."""
    site = Lived(QUESTION)
    site.say(blocked("A-1"), blocked("A-3"), at="03-10 08:00")
    site.press("ACT-1", "done", at="03-10 08:30", signals=(told("A-1", 40),), via="form")
    assert [member.subject.id for member in site.life().told] == ["A-1"]
    site.say(signal("cleared", "A-1"), at="03-10 09:00")
    site.say(blocked("A-1"), at="03-11 09:30")
    assert (cases(site), site.life().told) == (["A-3", "A-1"], ())
    assert check(site.records, site.books).same
