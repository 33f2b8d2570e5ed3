"""Words in the channel that name an action answer it, as they do in its thread."""

import pytest

from tests.scenarios.stage import Stage, told


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """Tuesday 09:00: Grace asks Diego for ACT-1, and Minh for ACT-2."""
    stage.until("2026-03-10T09:00")
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    stage.command("grace", "/site assign @minh fix the ladder by 15:00")
    return stage


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("ACT-2 done", "done"),
        ("ACT-2: not done, no rebar", "stuck"),
        ("act-2 on it", "accepted"),
        ("@siteloop ACT-2 by 4pm", "promised"),
        ("done with ACT-2", "done"),
    ],
)
def test_who_has_it_answers_in_the_channel(asked: Stage, words: str, status: str) -> None:
    """Its name says which of two is meant; the words are its answer."""
    asked.say("minh", words)
    assert (asked.life("ACT-2").status, asked.life("ACT-1").status) == (status, "assigned")
    assert asked.action("ACT-2").steps[0].by == asked.person("minh")


def test_a_bare_no_is_asked_for_its_reason_there(asked: Stage) -> None:
    """To Minh alone, as in its thread."""
    shown = asked.say("minh", "ACT-2 not done")
    (asks,) = told(shown, "@minh", "ephemeral")
    assert "What is in the way of ACT-2" in asks


def test_its_edit_and_its_deletion_count(asked: Stage) -> None:
    """The answer follows its message."""
    asked.say("minh", "ACT-2 done")
    asked.play({"edit": "last", "by": "minh", "to": "ACT-2 not done, no rebar"})
    assert asked.life("ACT-2").status == "stuck"
    asked.play({"delete": "last", "by": "minh"})
    assert asked.life("ACT-2").status == "assigned"


def test_an_edit_can_name_another(asked: Stage) -> None:
    """What the first name got is taken back; a name that no action has answers none."""
    asked.command("grace", "/site assign @minh sweep the stair by 15:00")
    asked.say("minh", "ACT-3 done")
    asked.play({"edit": "last", "by": "minh", "to": "ACT-2 done"})
    assert (asked.life("ACT-3").status, asked.life("ACT-2").status) == ("assigned", "done")
    shown = asked.play({"edit": "last", "by": "minh", "to": "ACT-22 done"})
    assert any("There is no action ACT-22" in text for text in told(shown, "@minh", "ephemeral"))
    assert asked.life("ACT-2").status == "assigned"


def test_anothers_word_is_no_answer(asked: Stage) -> None:
    """Omar is told whose it is; what he reports of the site by the way is kept."""
    shown = asked.say("omar", "ACT-2 done")
    assert any("ACT-2 is Minh Trần's to answer" in text for text in told(shown, "@omar", "ephemeral"))
    assert asked.life("ACT-2").status == "assigned"


def test_a_name_by_the_way_is_no_answer(asked: Stage) -> None:
    """Who has not got it and only speaks of it reports as ever."""
    asked.say("ana", "L3 pour 60%, done with it before ACT-2")
    assert asked.action("ACT-2").steps == ()


def test_unknown_and_closed_ones_get_a_true_word(asked: Stage) -> None:
    """To the writer alone."""
    shown = asked.say("minh", "ACT-77 done")
    assert any("There is no action ACT-77" in text for text in told(shown, "@minh", "ephemeral"))
    asked.say("minh", "ACT-2 done")
    shown = asked.say("minh", "ACT-2 done")
    assert any("ACT-2 is closed already" in text for text in told(shown, "@minh", "ephemeral"))


def test_in_the_thread_of_another_the_name_counts(asked: Stage) -> None:
    """Words that open with a name are of that one, wherever they stand; a name further on is only spoken of."""
    asked.say("diego", "not done, the ladder is needed, so after ACT-2", thread="last-card")
    asked.say("minh", "ACT-2 done", thread="last-card")
    assert asked.life("ACT-2").status == "done"


@pytest.mark.parametrize("lead", ["ACT-2 ", "ACT-2: ", "@siteloop ACT-2, "])
def test_what_is_ordered_behind_a_name_is_ordered(asked: Stage, lead: str) -> None:
    """To be reminded later is no promise, to split is heard, and what is dropped is not done: as in its thread."""
    shown = asked.say("minh", f"{lead}snooze until 14:00")
    assert any("I remind you of ACT-2 Tue 10 Mar 14:00" in text for text in told(shown, "@minh"))
    asked.say("minh", f"{lead}split with @diego: I hold it / Diego mends it")
    assert asked.life("ACT-2").text == "I hold it"
    asked.say("grace", f"{lead}drop it, the client has changed it")
    found = asked.life("ACT-2")
    assert (found.status, found.dropped is not None) == ("dropped", True)


@pytest.mark.parametrize("lead", ["", "@siteloop "])
def test_what_is_ordered_may_name_what_it_orders_it_of(asked: Stage, lead: str) -> None:
    """“Snooze ACT-2”, in the channel and in the thread of another, as well as “ACT-2 snooze”; so do “split” and “drop”."""
    shown = asked.say("minh", f"{lead}snooze ACT-2 until 14:00")
    assert any("I remind you of ACT-2 Tue 10 Mar 14:00" in text for text in told(shown, "@minh"))
    shown = asked.say("minh", f"{lead}remind me of ACT-2 at 14:10", thread="last-card")
    assert any("I remind you of ACT-2 Tue 10 Mar 14:10" in text for text in told(shown, "@minh"))
    asked.say("minh", f"{lead}split ACT-2 with @diego: I hold it / Diego mends it")
    assert asked.life("ACT-2").text == "I hold it"
    asked.say("grace", f"{lead}drop ACT-2, the client has changed it")
    found = asked.life("ACT-2").dropped
    assert found is not None
    assert found.note == "the client has changed it"


def test_why_something_is_ordered_may_name_another(asked: Stage) -> None:
    """“Drop it, ACT-1 covers it” drops what Ana was asked last, and not ACT-1."""
    asked.command("grace", "/site assign @ana see to the hoist by 15:00")
    asked.say("ana", "drop it, ACT-1 covers it", "@siteloop")
    assert (asked.life("ACT-1").status, asked.life("ACT-3").status) == ("assigned", "dropped")


@pytest.fixture
def wanting(stage: Stage) -> Stage:
    """Tuesday 09:12: Minh wants a week for ACT-1, and Diego for ACT-2; Ana is to say yes or no to each."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 slab pour stopped, no concrete")
    stage.command("ana", "/site assign @diego grease the hoist by 15:00")
    for who, card in (("minh", "ACT-1"), ("diego", "ACT-2")):
        stage.press(who, "later", card)
        stage.play({"submit": {"when": "2026-03-17T10:00"}, "by": who})
    return stage


def test_a_yes_behind_a_name_is_a_yes_to_that_one(wanting: Stage) -> None:
    """Edited to name another it is taken back there, of which Minh hears, and given here."""
    wanting.say("ana", "ACT-1 yes")
    assert wanting.local(wanting.life("ACT-1").due) == "2026-03-17T10:00"
    shown = wanting.play({"edit": "last", "by": "ana", "to": "ACT-2 yes"})
    assert wanting.local(wanting.life("ACT-2").due) == "2026-03-17T10:00"
    assert wanting.life("ACT-1").wish is not None
    assert any("Your yes to ACT-1 is taken back" in text for text in told(shown, "@ana"))
    assert any("Ana Ruiz has taken their yes back" in text for text in told(shown, "@minh"))


@pytest.mark.parametrize("words", ["ACT-2 and ACT-3 done", "I have done ACT-2, and ACT-3 by 4pm"])
def test_an_answer_for_two_is_none(asked: Stage, words: str) -> None:
    """The first would get what was said of the other: Minh is asked to say of each what is so."""
    asked.command("grace", "/site assign @minh sweep the stair by 15:00")
    (answer,) = told(asked.say("minh", words), "@minh", "ephemeral")
    assert "An answer is of one action" in answer
    assert [asked.action(one).steps for one in ("ACT-2", "ACT-3")] == [(), ()]
    asked.say("minh", "ACT-3 done, ACT-2 waits")
    assert asked.life("ACT-3").status == "done"


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("ACT-2 done, ACT-3 not done", "done", "ACT-3 not done"),
        ("ACT-2 not done, no ladder. ACT-3 done", "stuck", "ACT-3 done"),
        ("ACT-2 by 4pm\nACT-3 done", "promised", "ACT-3 done"),
        ("ACT-2 xong, ACT-3 chưa xong, thiếu thép", "done", "ACT-3 chưa xong, thiếu thép"),
        ("ACT-2 listo y ACT-3 para las 4", "done", "ACT-3 para las 4"),
        ("ACT-2 on it but ACT-3 is not mine", "accepted", "ACT-3 is not mine"),
    ],
)
def test_each_name_keeps_its_own_words(asked: Stage, words: str, first: str, second: str) -> None:
    """The first is answered by what is said of it, and never by what is said of the other, of which Minh is told."""
    asked.command("grace", "/site assign @minh sweep the stair by 15:00")
    shown = asked.say("minh", words)
    assert (asked.life("ACT-2").status, asked.action("ACT-3").steps) == (first, ())
    assert any(f"by itself: “{second}”" in text for text in told(shown, "@minh", "ephemeral"))


def test_in_its_thread_what_is_said_of_another_is_not_its_answer(asked: Stage) -> None:
    """ "done, ACT-1 not done" in the thread of ACT-2; a name that no clause opens with is only spoken of."""
    asked.say("minh", "done, ACT-1 not done", thread="last-card")
    assert (asked.life("ACT-2").status, asked.life("ACT-1").status) == ("done", "assigned")
    asked.command("grace", "/site assign @minh sweep the stair by 15:00")
    asked.say("minh", "ACT-3 not done, no broom, after ACT-1")
    assert asked.life("ACT-3").status == "stuck"
    asked.say("minh", "ACT-3 done. I left ACT-1 open. L3 slab pour 60%")
    assert asked.life("ACT-3").status == "done"
    assert {one.signal.values["percent"] for one in asked.task("A-310").live} == {60}
