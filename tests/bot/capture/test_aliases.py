"""A site's own words are read as what they stand for, wherever they stand, and nobody else's are."""

from bot.capture.lexicons import Lexicons, load_lexicons
from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import TOWER, TUESDAY

WORDS = {"podium": "P-3", "the big pit": "D-1", "big pit": "D-2", "tiger": "tower crane", "boss": "@minh"}


def reader(**aliases: str) -> Reader:
    """A reader of the tower."""
    lexicons: Lexicons = load_lexicons()
    return Reader(lexicons, TOWER, {"minh": "U0MINH"}, {**WORDS, **aliases})


def test_a_name_is_its_task() -> None:
    """Also in another case, and with the characters that were written."""
    (signal,) = reader().read("Podium is at 60%", at=TUESDAY).signals
    assert (signal.kind, signal.task, signal.values["percent"]) == ("progress", "P-3", 60)
    assert signal.spans["percent"] == (13, 16)


def test_the_longest_name_counts() -> None:
    """A part of it may be the name of something else."""
    read = reader().read
    assert [one.task for one in read("the big pit is 60% done", at=TUESDAY).signals] == ["D-1"]
    assert [one.task for one in read("big pit is 60% done", at=TUESDAY).signals] == ["D-2"]


def test_slang_is_the_words_that_it_stands_for() -> None:
    """What everybody knows of them holds for it."""
    (signal,) = reader().read("tiger down since 7", at=TUESDAY).signals
    assert (signal.kind, signal.task, signal.values["cause"]) == ("blocker", None, "equipment")


def test_a_name_of_somebody_is_whom_it_is_handed_to() -> None:
    """In the thread of an action."""
    thread = Thread(action="Inspect the pump", task=None, due=None)
    (signal,) = reader().read("not mine, ask boss", at=TUESDAY, thread=thread).signals
    assert (signal.values["answer"], signal.values["to"]) == ("reassign", "U0MINH")


def test_a_word_inside_another_is_none() -> None:
    """Only whole words are replaced."""
    (signal,) = reader(crane="P-2").read("cranes down since 7", at=TUESDAY).signals
    assert signal.task is None


def test_what_only_this_site_can_know() -> None:
    """One name that no lexicon and no task has; several, or none, teach nothing."""
    read = reader()
    assert read.own_name("plaza slab 60%") == "plaza"
    assert read.own_name("L3 slab 60%") == ""
    assert read.own_name("plaza and zocalo 60%") == ""
    assert read.own_name("podium 60%") == ""
    assert (
        read.knows("slab pour") and read.knows("minh") and not read.knows("plaza") and not read.knows("Z-99")
    )


def test_the_tasks_that_words_fit_alike() -> None:
    """The few that may be asked about; of clear words the one."""
    assert set(reader().tasks_alike("slab pour 80%")) == {"P-1", "P-2", "P-3", "P-4"}
    assert reader().tasks_alike("L3 slab pour 80%") == ("P-3",)
    assert reader().tasks_alike("good morning") == ()


def test_a_name_beside_other_work_is_asked_about() -> None:
    """Whoever says "podium rebar" may mean another task than its pour; with the task's own words, or its id, it is sure."""
    for text, unsure in (
        ("podium rebar 50%", True),
        ("podium slab pour 50%", False),
        ("podium 50%", False),
        ("P-3 rebar 50%", False),
    ):
        (signal,) = reader().read(text, at=TUESDAY).signals
        assert (signal.task, signal.confirm) == ("P-3", unsure), text
