"""A site's own words: learned from an answer, added by managers, used at once, shown, and undone."""

import re

import pytest

from rules.folding.entry import Learned
from rules.progress import facts
from tests.scenarios.stage import Stage, told

TOLD = "podium slab 60%"


@pytest.fixture
def learned(stage: Stage) -> Stage:
    """Minh has said which task the podium is."""
    stage.until("2026-03-10T09:12")
    stage.say("minh", TOLD)
    stage.press("minh", "correct")
    stage.play({"submit": {"task": "A-310"}, "by": "minh"})
    return stage


def percent(stage: Stage, task: str = "A-310") -> float:
    """How far a task is."""
    return facts(stage.task(task), stage.site().calendar).percent


def test_a_confirmed_link_teaches_the_word(learned: Stage) -> None:
    """Who answered is told so; the journal has it with its message; the next message with it needs no question."""
    assert any("I take “podium” for Level 3 slab" in text for text in told(learned.shown, "@minh"))
    (entry,) = learned.journal("learned")
    assert isinstance(entry, Learned)
    assert (entry.word.said, entry.word.means, entry.word.by) == ("podium", "A-310", learned.person("minh"))
    shown = learned.say("omar", "The podium is at 75%")
    assert told(shown, "@omar") == []
    assert percent(learned) == 75


def test_a_tap_teaches_it_as_well(stage: Stage) -> None:
    """The answer to the question which task is meant."""
    stage.until("2026-03-10T09:12")
    stage.say("minh", TOLD)
    shown = stage.press("minh", "choose_1")
    assert any("From now on I take “podium”" in text for text in told(shown, "@minh"))


def test_words_are_shown_and_undone(learned: Stage) -> None:
    """Everybody sees what was learned and from whom; a manager undoes it with a press, and it means nothing any more."""
    assert "“podium” is Level 3 slab" in learned.command("omar", "/site words")[-1].text
    assert learned.shown[-1].buttons == ()
    listing = learned.command("grace", "/site words")[-1]
    assert "learned from Minh Trần" in listing.text and listing.buttons == ("word_forget",)
    shown = learned.press("grace", "word_forget")
    assert "Forgotten" in told(shown, "@grace")[0]
    learned.say("omar", "The podium is at 75%")
    assert percent(learned) == 60
    assert "no words of its own yet" in learned.command("grace", "/site words")[-1].text


def test_what_a_message_taught_goes_with_it(learned: Stage) -> None:
    """Deleted, its word is forgotten; edited to say the same of the task, it stays."""
    learned.play({"edit": "last", "by": "minh", "to": "podium slab 65%"})
    assert "podium" in learned.site().words
    assert percent(learned) == 65
    learned.play({"delete": "last", "by": "minh"})
    assert learned.site().words == {}


def test_a_word_that_led_astray_is_learned_anew(learned: Stage) -> None:
    """The newest correction counts."""
    learned.say("omar", "The podium is at 75%")
    learned.play({"shortcut": "understood", "by": "omar", "on": "last"})
    learned.play({"submit": {"task": "A-210"}, "by": "omar"})
    assert learned.site().words["podium"].means == "A-210"
    assert (percent(learned), percent(learned, "A-210")) == (60, 75)


@pytest.mark.parametrize(
    ("order", "says", "task", "answer"),
    [
        ("the Big Whale = a-310", "big whale 40% done", "A-310", "for Level 3 slab"),
        ("“Z4x” means A-310", "z4x is 40% done", "A-310", "for Level 3 slab"),
        ("Igloo = L3 slab pour", "igloo 40%", "A-310", "“L3 slab pour”"),
    ],
)
def test_managers_add_words(stage: Stage, order: str, says: str, task: str, answer: str) -> None:
    """For a task or for words that everybody knows, with or without an article, used at once."""
    stage.until("2026-03-10T09:12")
    assert answer in stage.command("grace", f"/site words add {order}")[-1].text
    stage.say("omar", says)
    assert percent(stage, task) == 40


def test_a_word_and_its_meaning_are_enough(stage: Stage) -> None:
    """Without “add” it is added; said anew it means something else, and its manager reads what it meant; “remove” forgets it."""
    added = stage.command("grace", "/site words podium = A-310")[-1].text
    assert added == "From now on I take “podium” for Level 3 slab pour (A-310)."
    changed = stage.command("grace", "/site words podium -> A-410")[-1].text
    assert changed == (
        "From now on I take “podium” for Level 4 slab pour (A-410), no longer for Level 3 slab pour (A-310)."
    )
    assert "Forgotten" in stage.command("grace", "/site words remove podium")[-1].text
    assert stage.site().words == {}


def test_every_order_that_is_taught_is_taken(stage: Stage) -> None:
    """Whoever copies an example gets what it says."""
    taught = re.findall(r"`(/site words [^`]+)`", stage.command("grace", "/site words")[-1].text)
    answers = [stage.command("grace", order)[-1].text for order in taught]
    assert [text.partition(" “")[0] for text in answers] == ["From now on I take"] * 3 + ["Forgotten:"]


def test_managers_add_names_of_people(stage: Stage) -> None:
    """A name that the channel does not have is whom it is said to be."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, waiting on concrete")
    assert "for Raj Patel" in stage.command("grace", "/site words add tio = @raj")[-1].text
    stage.say("minh", "not mine, ask tio", thread="last-card")
    assert stage.life().owner == stage.person("raj")


@pytest.mark.parametrize(
    ("by", "order", "answer"),
    [
        ("omar", "add podium = A-310", "Only this site's managers"),
        ("grace", "add podium", "What does it mean? Write it like this"),
        ("grace", "add done = A-310", "has a meaning already"),
        ("grace", "add podium = A-31", "Did you mean A-310"),
        ("grace", "add podium = @mihn", "Did you mean @minh"),
        ("grace", "add one two three four five = A-310", "one to 4 words"),
        ("grace", "forget podium", "no word “podium”"),
        ("grace", "remember podium", "I do not know “remember”"),
    ],
)
def test_a_wrong_order_says_what_to_do(stage: Stage, by: str, order: str, answer: str) -> None:
    """Nothing is learned of it."""
    assert answer in stage.command(by, f"/site words {order}")[-1].text
    assert stage.site().words == {}


def test_one_sites_words_are_not_anothers(learned: Stage) -> None:
    """Another channel is another site, with words of its own."""
    sandbox = learned.world.sandbox
    sandbox.create_channel("minh", "tower-b")
    sandbox.invite(sandbox.app.bot_user, "#tower-b", "minh")
    learned.world.settle()
    assert "no words of its own yet" in learned.command("minh", "/site words", "#tower-b")[-1].text
