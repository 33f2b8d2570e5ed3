"""What may have been meant: only what is really near."""

import pytest

from bot.commands.topics import COMMANDS
from bot.commands.words import did_you_mean

PEOPLE = ("@ana", "@minh.tran", "@noor", "@diego", "@hector")
TASKS = ("A-310", "A-320", "A-370", "Level 3 slab pour", "L3 columns", "concrete")


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("frobnicate", COMMANDS),
        ("banana", COMMANDS),
        ("banana", PEOPLE),
        ("31", TASKS),
        ("Feb", TASKS),
        ("tomorrow", (*PEOPLE, *TASKS)),
        ("yesterday", (*PEOPLE, *TASKS)),
        ("everybody", PEOPLE),
        ("", PEOPLE),
        ("?", TASKS),
    ],
)
def test_another_word_is_not_offered(word: str, known: tuple[str, ...]) -> None:
    """A few letters in common make no slip of the pen."""
    assert did_you_mean(word, known) == ""


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("staus", COMMANDS, "status"),
        ("assing", COMMANDS, "assign"),
        ("stat", COMMANDS, "status"),
        ("@deigo", PEOPLE, "@diego"),
        ("@anna", PEOPLE, "@ana"),
        ("@minh", PEOPLE, "@minh.tran"),
        ("A-37", TASKS, "A-370"),
        ("a311", TASKS, "A-310"),
        ("slb pour", TASKS, "Level 3 slab pour"),
        ("colums", TASKS, "L3 columns"),
        ("concret", TASKS, "concrete"),
    ],
)
def test_a_slip_of_the_pen_is_known(word: str, known: tuple[str, ...], meant: str) -> None:
    """Letters left out, doubled, exchanged; the beginning of a name, or a part of a longer one."""
    assert did_you_mean(word, known).startswith(f" Did you mean {meant}")
