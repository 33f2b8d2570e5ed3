"""What crews answer in few words: how a thing is left, all but a part, whose it is, what it came to, and another hour."""

import pytest

from bot.capture.reader import Thread
from tests.bot.capture.conftest import Read

PUMP = Thread(action="Get the pump inspected", task="P-3", due=None, options=("done", "not_done"))


def answer(read: Read, text: str) -> tuple[object, object]:
    """The answer of a reply, and who is to take it, why not, or by when."""
    found = [s for s in read(text, PUMP).signals if s.kind == "response"]
    values = found[0].values if len(found) == 1 else {}
    return values.get("answer"), values.get("to") or values.get("cause") or values.get("when")


@pytest.mark.parametrize(
    "text",
    [
        "stakes are in, sir", "labels on, panel shut, photos in the folder", "cover's back on and screwed down", "valve's open",
        "signs are up both ends", "barrier is across the gap", "handed the samples in", "breaker's locked off and tagged",
    ],
)  # fmt: skip
def test_how_it_is_left_says_that_it_is_done(read: Read, text: str) -> None:
    """A thing that is where it belongs, or a deed of any name, with no word for done."""
    assert answer(read, text) == ("done", None)


@pytest.mark.parametrize(
    "text", ["lids aren't on yet", "is the lid on?", "boss is on the phone", "will the sign be up?"]
)
def test_what_is_not_so_yet_is_not_done(read: Read, text: str) -> None:
    """Denied, asked, or told of a person, the same words say no such thing."""
    assert answer(read, text)[0] != "done"


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("that's Marco's lot, nothing to do with us", "Marco"), ("wrong crew, the drains sit with Hassan", "Hassan"),
        ("not me, Olga deals with the permits", "Olga"), ("the dampers are down to Kevin", "Kevin"),
        ("try Sunita, she looks after the hoist", "Sunita"),
    ],
)  # fmt: skip
def test_a_name_says_whose_it_is(read: Read, text: str, to: str) -> None:
    """A word that no lexicon knows and that is written large, beside words for whose task it is."""
    assert answer(read, text) == ("reassign", to)


@pytest.mark.parametrize(
    "text", ["done, told Gareth", "done, Pedro has it now", "spoke to Anders, it's sorted"]
)
def test_a_name_beside_what_is_done_takes_nothing(read: Read, text: str) -> None:
    """Who is only told of it is not to do it."""
    assert answer(read, text) == ("done", None)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("all but one corner, sealant ran dry", "material"), ("nets are tied bar the west bay", None),
        ("tags are on, all bar the roof", None),
    ],
)  # fmt: skip
def test_all_but_a_part_is_not_done(read: Read, text: str, cause: str | None) -> None:
    """An exception stands where a done-word would, with its cause where one is told."""
    assert answer(read, text) == ("not_done", cause)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("too wet to weld, back on it tomorrow at 8", ("not_done", "weather")),
        ("not putting my lads under that load", ("declined", "safety")),
        ("three's no good for me, you'll have it by 5", ("eta", "2026-03-10T17:00")),
        ("half of it, rest by 3", ("eta", "2026-03-10T15:00")),
    ],
)
def test_a_later_time_after_a_stop_is_no_promise(read: Read, text: str, expected: tuple[str, str]) -> None:
    """What stops it goes before a new time; an hour refused for another, and a part that is done, promise."""
    assert answer(read, text) == expected


@pytest.mark.parametrize(
    ("text", "amount"), [("done, courier was £40", 40), ("fixed it, two fuses at €4.20", 4.2)]
)
def test_what_it_came_to_is_a_cost(read: Read, text: str, amount: float) -> None:
    """Money in a currency, said of anything, beside the answer."""
    assert [s.values["amount"] for s in read(text, PUMP).signals if s.kind == "cost"] == [amount]


@pytest.mark.parametrize(
    "text", ["done, 35 bolts tightened", "finished, 18 holes drilled, dust hoovered up", "88 props are up"]
)
def test_pieces_are_counted_by_what_was_done_to_them(read: Read, text: str) -> None:
    """Whatever the pieces and the deed are called."""
    (told,) = (s for s in read(text, PUMP).signals if s.kind == "progress")
    assert told.values["status"] == "in_progress"
    assert told.values["unit"] == "ea"
