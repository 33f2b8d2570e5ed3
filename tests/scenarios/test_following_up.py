"""What a manager tells a person to do by a time, without Siteloop: they are asked once whether it shall be followed up."""

import pytest

from tests.scenarios.replaying import replayed, tried
from tests.scenarios.stage import Line, Stage, told

SWEEP = "@hector please sweep the stairs by 16:00"


@pytest.fixture
def nine(stage: Stage) -> Stage:
    """Tuesday, nine o'clock."""
    stage.until("2026-03-10T09:00")
    return stage


def offers(shown: list[Line], to: str) -> list[str]:
    """What they alone are asked."""
    return [line.text for line in shown if line.to == to and "follow_up" in line.buttons]


def test_yes_asks_it_of_them(nine: Stage) -> None:
    """Only who wrote it reads the question; with one tap it is Hector's, on the words that were written."""
    shown = nine.say("grace", SWEEP)
    (offer,) = offers(shown, "@grace")
    assert offer.startswith(
        "Shall I follow this up with Hector Salas? “sweep the stairs”, due Tue 10 Mar 16:00."
    )
    assert nine.actions() == [] and {line.to for line in shown} == {"#tower-a", "@grace"}
    shown = nine.press("grace", "follow_up")
    asked = nine.action().asked
    assert (asked.text, asked.ladder[0].person, asked.asked_by) == (
        "sweep the stairs",
        nine.person("hector"),
        nine.person("grace"),
    )
    assert nine.local(asked.due) == "2026-03-10T16:00"
    assert any("please sweep the stairs by 16:00” Grace Okafor" in text for text in told(shown, "#tower-a"))
    assert any(text.startswith("Grace Okafor asks this of you.") for text in told(shown, "@hector"))
    nine.press("hector", "done")
    assert nine.life().status == "done"
    replayed(nine)
    tried(nine)


def test_no_leaves_it(nine: Stage) -> None:
    """Nothing is asked, and nobody asks about that message again, whatever it is edited to."""
    nine.say("grace", SWEEP)
    shown = nine.press("grace", "leave_it")
    assert nine.actions() == []
    shown = nine.play({"edit": "last", "by": "grace", "to": f"{SWEEP}!"})
    assert offers(shown, "@grace") == []


def test_who_wants_none_is_asked_no_more(nine: Stage) -> None:
    """Who says no twice, which is remembered; the others still are."""
    for what in ("sweep the stairs", "close the gate"):
        assert offers(nine.say("grace", f"@hector please {what} by 16:00"), "@grace")
        shown = nine.press("grace", "leave_it")
    assert any("I do not offer it any more" in line.text for line in shown)
    nine.until("2026-03-12T09:00")
    assert offers(nine.say("grace", "@hector please fix the ladder by 16:00"), "@grace") == []
    assert offers(nine.say("ana", "@hector please fix the ladder by 16:00"), "@ana")


def test_who_says_nothing_is_left_alone_for_the_day(nine: Stage) -> None:
    """Three questions that wait are enough; on another day there may be one again."""
    asked = [
        offers(nine.say("grace", f"@hector please sweep stair {n} by 16:00"), "@grace") for n in range(1, 6)
    ]
    assert [len(one) for one in asked] == [1, 1, 1, 0, 0]
    nine.until("2026-03-11T09:00")
    assert offers(nine.say("grace", "@hector please fix the ladder by 16:00"), "@grace")


def test_the_action_goes_with_its_words(nine: Stage) -> None:
    """As of an order to Siteloop: a slip mended leaves it, another person or time asks anew, a deletion drops it."""
    nine.say("grace", SWEEP)
    nine.press("grace", "follow_up")
    nine.play({"edit": "last", "by": "grace", "to": f"{SWEEP}, thanks"})
    assert [nine.life(one.asked.id).status for one in nine.actions()] == ["assigned"]
    nine.play({"edit": "last", "by": "grace", "to": "@diego please sweep the stairs by 15:00"})
    assert [nine.life(one.asked.id).status for one in nine.actions()] == ["dropped", "assigned"]
    assert nine.life("ACT-2").owner == nine.person("diego")
    nine.play({"delete": "last", "by": "grace"})
    assert nine.life("ACT-2").status == "dropped"


def test_what_changed_before_the_answer(nine: Stage) -> None:
    """It is asked as it reads by then, once; what was deleted, or tells nobody anything any more, is not asked."""
    nine.say("grace", SWEEP)
    nine.play({"edit": "last", "by": "grace", "to": "@hector please sweep the stairs by 17:00"})
    nine.press("grace", "follow_up")
    assert nine.local(nine.action().asked.due) == "2026-03-10T17:00"
    nine.say("grace", "@hector please close the gate by 16:00")
    nine.play({"edit": "last", "by": "grace", "to": "@hector the gate is fine"})
    shown = nine.press("grace", "follow_up")
    assert any("asks nobody for anything" in line.text for line in shown)
    nine.say("ana", "@hector please close the gate by 16:00")
    nine.play({"delete": "last", "by": "ana"})
    shown = nine.press("ana", "follow_up")
    assert any("taken back" in line.text for line in shown)
    assert len(nine.actions()) == 1


def test_a_yes_that_comes_too_late_asks_nobody(nine: Stage) -> None:
    """Who taps after the time would have Hector overdue at once."""
    nine.say("grace", SWEEP)
    nine.until("2026-03-10T16:30")
    shown = nine.press("grace", "follow_up")
    assert any("is over by now" in line.text for line in shown if line.to == "@grace")
    assert nine.actions() == []


@pytest.mark.parametrize(
    "text",
    [
        "Hector, sweep the stairs by 16:00",
        "hi @hector, could you please sweep the stairs by 4pm, thanks",
        "@hector you need to sweep the stairs before 16:00",
        "@minh please pour the L3 slab by Thursday",
    ],
)
def test_what_is_an_order(playing: Stage, text: str) -> None:
    """By the name or a mention, politely or not; Grace has a time in it."""
    before = playing.shown
    shown = playing.say("grace", text)
    assert len(offers(shown, "@grace")) == 1, before
    playing.press("grace", "follow_up")


@pytest.mark.parametrize(
    "text",
    [
        "@hector are the stairs swept by 16:00?",
        "@hector can you sweep the stairs by 16:00?",
        "@hector please sweep the stairs",
        "@hector the stairs will be swept by 16:00",
        "@hector see you by 16:00",
        "@hector let me know by 16:00",
        "@hector please send me the count by 16:00",
        "@hector please tell us how many came by 16:00",
        "@hector don't close the gate before 16:00",
        "@hector if it rains, sweep the stairs by 16:00",
        "@hector please wait until 16:00",
        "@hector great job today. Clean up by 16:00",
        "@hector @diego please sweep the stairs by 16:00",
        "please sweep the stairs by 16:00",
        "@deigo please sweep the stairs by 16:00",
        "@grace please sweep the stairs by 16:00",
        "@hector please be here by 16:00",
    ],
)
def test_what_is_none(playing: Stage, text: str) -> None:
    """Questions, chat, what is to be known or told, several people, nobody known, oneself."""
    assert offers(playing.say("grace", text), "@grace") == []


def test_only_who_may_order_is_asked(playing: Stage) -> None:
    """Omar is no manager, and reads nothing."""
    assert offers(playing.say("omar", SWEEP), "@omar") == []
