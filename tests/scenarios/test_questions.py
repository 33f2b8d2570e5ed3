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
    assert direct.buttons == ("answer", *quick, "help", "not_mine", "why", "more")
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


def grouped(expects: str) -> str:
    """One question about all tasks that are blocked."""
    asks = {"ask": "ask: Do {{ task.id }}"}.get(
        expects, f"question: How far is {{{{ task.id }}}}?\n        expects: {expects}"
    )
    then = f'{asks}\n        together: How far are these?\n        assign: ["role:superintendent"]\n        due: 4h'
    return rule("task.blocked = true", id="question", more="group_by: site", then=then)


@pytest.fixture
def asking_two(ruled: Callable[..., Stage]) -> Asking:
    """Gives the tower at the moment in which one action about A-370 and A-310 was asked of Ana."""

    def made(expects: str) -> Stage:
        stage = ruled(grouped(expects))
        stage.until("2026-03-10T09:12")
        stage.say("minh", "A-370 stopped, waiting on concrete. A-310 stopped, no pump")
        assert cases(stage) == ["A-370", "A-310"]
        return stage

    return made


def cases(stage: Stage) -> list[str | None]:
    """The tasks that are asked about still."""
    return [member.task for member in stage.life().members]


def of(stage: Stage, task: str, kind: str) -> list[object]:
    """What was told of a task since it was asked about: percents, days or numbers of people."""
    told_so = [one.signal for one in stage.task(task).live if one.signal.kind == kind]
    return [
        one.values.get({"progress": "percent", "forecast": "when", "headcount": "count"}[kind])
        for one in told_so
    ]


def test_a_question_about_several_has_no_quick_numbers(asking_two: Asking) -> None:
    """A number with one tap would be of nobody knows which; the hint tells, by their own ids, how both are answered in words."""
    stage = asking_two("percent")
    direct = [line for line in stage.shown if line.to == "@ana"][-1]
    assert direct.buttons == ("answer", "help", "not_mine", "why", "more")
    assert "“A-370 60 %, A-310 done”" in direct.text


def test_a_form_answers_for_each(asking_two: Asking) -> None:
    """A field for each task by its name; what is left empty stays asked, and something is needed."""
    stage = asking_two("percent")
    stage.press("ana", "answer")
    (refused,) = stage.play({"submit": {}, "by": "ana"})
    assert "Answer for at least one of them" in refused.text
    stage.play({"submit": {"percent:A-310": "101"}, "by": "ana"})
    assert stage.action().steps[-1].kind == "joined"
    stage.play({"submit": {"percent:A-310": "35", "note": "pump came"}, "by": "ana"})
    assert (stage.life().is_open, cases(stage)) == (True, ["A-370"])
    assert (of(stage, "A-310", "progress"), of(stage, "A-370", "progress")) == ([35], [])
    stage.press("ana", "answer")
    stage.play({"submit": {"percent": "80"}, "by": "ana"})
    assert (stage.life().status, of(stage, "A-370", "progress")) == ("done", [80])
    stage.quiet()


def test_a_quick_number_from_before_is_not_guessed(ruled: Callable[..., Stage]) -> None:
    """The button was shown for one task; pressed when there are two, it says how to answer."""
    stage = ruled(grouped("percent"))
    stage.until("2026-03-10T09:12")
    stage.say("minh", "A-370 stopped, waiting on concrete")
    stage.say("minh", "A-310 stopped, no pump")
    shown = stage.press("ana", "percent_100")
    assert any(
        "ACT-1 is about 2 tasks by now. Press Answer." in line.text for line in shown if line.to == "@ana"
    )
    assert (of(stage, "A-370", "progress"), of(stage, "A-310", "progress")) == ([], [])
    assert cases(stage) == ["A-370", "A-310"]


def test_a_form_for_several_days(asking_two: Asking) -> None:
    """Both at once answer the question, and the card tells which is which."""
    stage = asking_two("finish")
    stage.press("ana", "answer")
    shown = stage.play({"submit": {"day:A-370": "2026-03-13", "day:A-310": "2026-03-16"}, "by": "ana"})
    assert stage.life().status == "done"
    assert (of(stage, "A-370", "forecast"), of(stage, "A-310", "forecast")) == (
        ["2026-03-13"],
        ["2026-03-16"],
    )
    assert "(A-310): expected Mon 16 Mar" in told(shown, "#tower-a", "update")[0]


@pytest.mark.parametrize(
    "words", ["both 80%", "all 80 %", "ambos 80%", "cả hai 80%", "each at 80%", "both 80"]
)
def test_a_word_for_all_answers_for_each(asking_two: Asking, words: str) -> None:
    """In every language that is spoken on site."""
    stage = asking_two("percent")
    stage.say("ana", words, thread="last-card")
    assert (of(stage, "A-370", "progress"), of(stage, "A-310", "progress")) == ([80], [80])
    assert stage.life().status == "done"


@pytest.mark.parametrize(
    ("expects", "words"),
    [
        ("percent", "80%"),
        ("percent", "80"),
        ("percent", "done"),
        ("finish", "Friday"),
        ("people", "we are 6"),
        ("ask", "done"),
    ],
)
def test_words_without_a_task_are_nobodys(asking_two: Asking, expects: str, words: str) -> None:
    """Nothing is kept, nothing is closed, and its writer alone is asked which one."""
    stage = asking_two(expects)
    before = stage.task("A-370"), stage.task("A-310")
    shown = stage.say("ana", words, thread="last-card")
    (asked,) = [line for line in shown if line.to == "@ana"]
    assert (
        f"Which one is that: A-370, A-310? Name it, such as “A-370 {words}”, or say “both {words}”."
        in asked.text
    )
    assert (stage.task("A-370"), stage.task("A-310")) == before
    assert (stage.life().is_open, cases(stage)) == (True, ["A-370", "A-310"])


@pytest.mark.parametrize(
    ("expects", "words", "kind", "first", "second"),
    [
        ("percent", "A-370 60%, A-310 20%", "progress", 60, 20),
        ("percent", "A-370 60 and A-310 20", "progress", 60, 20),
        ("percent", "A-310 20%. L3 columns 60%", "progress", 60, 20),
        ("percent", "A-370 and A-310 80%", "progress", 80, 80),
        ("percent", "A-370 60%, A-310 done", "progress", 60, 100),
        ("finish", "A-370 Friday, A-310 16 March", "forecast", "2026-03-13", "2026-03-16"),
        ("people", "A-370 6, A-310: 4 people", "headcount", 6, 4),
    ],
)
def test_words_answer_for_the_tasks_that_they_name(
    asking_two: Asking, expects: str, words: str, kind: str, first: object, second: object
) -> None:
    """Each gets what was said of it, and the question is answered."""
    stage = asking_two(expects)
    stage.say("ana", words, thread="last-card")
    assert (of(stage, "A-370", kind), of(stage, "A-310", kind)) == ([first], [second])
    assert stage.life().status == "done"


@pytest.mark.parametrize(
    ("expects", "words", "which", "kind", "told"),
    [
        ("percent", "80", "A-310", "progress", ([], [80])),
        ("percent", "80%", "both", "progress", ([80], [80])),
        ("finish", "Friday", "A-370", "forecast", (["2026-03-13"], [])),
    ],
)
def test_which_one_is_answered_with_its_name(
    asking_two: Asking, expects: str, words: str, which: str, kind: str, told: object
) -> None:
    """The name alone is enough: what was said just before is meant of it."""
    stage = asking_two(expects)
    stage.say("ana", words, thread="last-card")
    stage.say("ana", which, thread="last-card")
    assert (of(stage, "A-370", kind), of(stage, "A-310", kind)) == told


def test_words_about_one_of_two_leave_the_other_asked(asking_two: Asking) -> None:
    """Its edit may tell of the other as well; its deletion opens both again."""
    stage = asking_two("percent")
    stage.say("ana", "A-310 20%", thread="last-card")
    assert (stage.life().is_open, cases(stage)) == (True, ["A-370"])
    stage.play({"edit": "last", "by": "ana", "to": "A-310 25%, A-370 60%"})
    assert (stage.life().status, of(stage, "A-310", "progress")) == ("done", [25])
    stage.play({"delete": "last", "by": "ana"})
    assert (stage.life().is_open, sorted(map(str, cases(stage)))) == (True, ["A-310", "A-370"])
    assert of(stage, "A-310", "progress") == []


def test_a_word_for_all_is_mended_for_all(asking_two: Asking) -> None:
    """Its edit counts for every task of which it told, although none is asked about any more."""
    stage = asking_two("percent")
    stage.say("ana", "both 80%", thread="last-card")
    stage.play({"edit": "last", "by": "ana", "to": "both 90%"})
    assert (of(stage, "A-370", "progress"), of(stage, "A-310", "progress")) == ([90], [90])


def test_a_bare_number_in_a_direct_message_is_asked_about_once(asking_two: Asking) -> None:
    """Which one it is, and not also that nothing was read in it."""
    stage = asking_two("percent")
    texts = [line.text for line in stage.say("ana", "80", place="@siteloop")]
    assert sum("Which one is that" in text for text in texts) == 1
    assert not any("I read nothing" in text for text in texts)


def test_a_proposal_about_several_is_not_answered(ruled: Callable[..., Stage]) -> None:
    """Nobody was asked yet, so “all done” ends nothing."""
    stage = ruled(grouped("ask").replace("group_by: site", "group_by: site\n    mode: propose"))
    stage.until("2026-03-10T09:12")
    stage.say("minh", "A-370 stopped, waiting on concrete. A-310 stopped, no pump")
    stage.play({"say": "all done", "by": "ana", "in": "@siteloop"})
    stage.say("ana", "ACT-1 all done", place="@siteloop")
    assert stage.life().status == "proposed"


def test_an_errand_about_several(asking_two: Asking) -> None:
    """A task by its name is done and nothing more; "all done" ends the errand."""
    stage = asking_two("ask")
    stage.say("ana", "A-310 done", thread="last-card")
    assert stage.life().is_open
    assert facts(stage.task("A-310"), stage.site().calendar).status == "done"
    stage.say("ana", "all done", thread="last-card")
    assert stage.life().status == "done"
    assert facts(stage.task("A-370"), stage.site().calendar).status != "done"


@pytest.fixture
def starting(ruled: Callable[..., Stage]) -> Stage:
    """The tower at the moment in which Ana was asked whether A-410 has started."""
    asks = "ask: Has {{ task.id }} started?\n        done_means: started"
    then = f'{asks}\n        assign: ["role:superintendent"]\n        due: 20h'
    stage = ruled(rule("task.blocked = true", id="starts", then=then))
    stage.until("2026-03-10T09:12")
    stage.say("minh", "A-410 stopped, waiting on concrete")
    return stage


@pytest.mark.parametrize("how", ["button", "words", "reaction"])
def test_done_to_a_start_means_that_it_started(starting: Stage, how: str) -> None:
    """The task runs from then on, and is not finished; the button is called so."""
    match how:
        case "button":
            starting.press("ana", "done")
        case "words":
            starting.say("ana", "done", thread="last-card")
        case _:
            starting.play({"react": "white_check_mark", "by": "ana", "card": "last"})
    known = facts(starting.task("A-410"), starting.site().calendar)
    assert (starting.life().status, known.status) == ("done", "in_progress")


def test_a_task_that_is_named_as_done_is_more_than_started(starting: Stage) -> None:
    """By its name or id it is finished, as it would be in the channel."""
    starting.say("ana", "A-410 is done", thread="last-card")
    assert facts(starting.task("A-410"), starting.site().calendar).status == "done"


def test_a_start_that_was_marked_by_mistake_is_none(starting: Stage) -> None:
    """The mark taken away, the task has not started."""
    starting.play({"react": "white_check_mark", "by": "ana", "card": "last"})
    starting.play({"unreact": "white_check_mark", "by": "ana", "card": "last"})
    assert facts(starting.task("A-410"), starting.site().calendar).status == "not_started"
    assert starting.life().is_open


def test_who_may_begin_says_so_by_started(stage: Stage) -> None:
    """What was done before frees the pour; its owner's “Started” is kept as data, and nothing is asked of him any more."""
    stage.until("2026-03-10T09:00")
    stage.say("hector", "L3 slab formwork done")
    stage.say("hector", "L3 slab rebar done")
    free = next(one.asked.id for one in stage.actions() if one.asked.task == "A-310")
    stage.press("minh", "accept", free)
    stage.press("minh", "done", free)
    known = facts(stage.task("A-310"), stage.site().calendar)
    assert (stage.life(free).status, known.status) == ("done", "in_progress")
