"""What a whole reply hints at, where single words give no answer, another one, or no reason."""

from collections.abc import Mapping
from datetime import date, datetime

import pytest

from bot.capture.hints import Hints
from bot.capture.lexicons import Lexicons
from bot.capture.reader import Reader, Thread
from rules.plan.schedule import Task
from rules.signal import Signal

AT = datetime(2026, 3, 10, 9)  # noqa: DTZ001 - a writer's local time
SLAB = Task(
    id="A-310",
    name="Level 3 slab pour",
    zone="L3",
    trade="concrete",
    start=date(2026, 3, 11),
    finish=date(2026, 3, 11),
)
ASKED = Thread(action="Pour the slab", task="A-310", due="2026-03-10T15:00")
NONE = Hints({}, {}, {}, {}, {})


def answer(lexicons: Lexicons, text: str, **heads: float) -> Mapping[str, object] | None:
    """The response read where each of these heads (`done`, `cause_space`, `response`) is as likely as said."""
    named = {_head(name): odds for name, odds in heads.items()}
    hints = Hints(named, {}, dict.fromkeys(named, 1.0), {}, dict.fromkeys(named, ()))
    return _response(
        Reader(lexicons, [SLAB], hints=NONE, reply_hints=hints).read(text, at=AT, thread=ASKED).signals
    )


def _head(name: str) -> str:
    if name == "response":
        return name
    cause = name.removeprefix("cause_")
    return f"response:answer:{name}" if cause == name else f"response:cause:{cause}"


def _response(signals: tuple[Signal, ...]) -> Mapping[str, object] | None:
    return next((signal.values for signal in signals if signal.kind == "response"), None)


@pytest.mark.parametrize("likely", [6.0, 4.0])
def test_a_reply_without_a_word_that_answers_gets_the_likely_answer(
    lexicons: Lexicons, likely: float
) -> None:
    """One that hardly answers anything gets none."""
    text = "the sticker hangs there since breakfast"
    assert answer(lexicons, text, response=likely, done=1.0, accepted=0.5) == {"answer": "done"}
    assert answer(lexicons, text, response=likely, done=-2.0, accepted=-3.0) is None
    assert answer(lexicons, text, response=-2.0, done=4.0) is None


def test_another_answer_that_is_likelier_is_taken(lexicons: Lexicons) -> None:
    """With the reason and the new time that the reply tells; what is taken on has neither."""
    text = "Friday, the pump is tied up"
    read = answer(lexicons, text)
    assert read is not None and read["when"] == "2026-03-13"
    likely = answer(lexicons, text, response=4.0, not_done=1.0, eta=0.5, accepted=-1.0, cause_equipment=0.0)
    assert likely == {"answer": "not_done", "cause": "equipment", "when": "2026-03-13"}
    assert answer(lexicons, text, response=4.0, not_done=-1.0, eta=-2.0, accepted=2.0) == {
        "answer": "accepted"
    }


def test_an_answer_that_would_say_nothing_is_not_taken(lexicons: Lexicons) -> None:
    """By when, without a time, and who else, without a name: then what was read stands."""
    assert answer(lexicons, "done", response=4.0, eta=4.0, done=0.0) == {"answer": "done"}
    assert answer(lexicons, "done", response=4.0, reassign=4.0, done=0.0) == {"answer": "done"}
    assert answer(lexicons, "the sticker hangs there", response=4.0, reassign=4.0, done=0.0) is None
    by_noon = answer(
        lexicons, "the sticker hangs there by noon tomorrow", response=4.0, eta=4.0, accepted=0.0
    )
    assert by_noon == {"answer": "eta", "when": "2026-03-11T12:00"}


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("the pan was built by Trane, Sione leads them", "sione"),
        ("Tane fills the logbook these days", "tane"),
        ("the logbook lies at @raj in the Leeds office", "raj"),
        ("sổ cẩu chị Linh mới nắm, ở Vinh", "linh"),
    ],
)
def test_whom_it_is_handed_on_to_is_the_name_that_is_said(text: str, to: str, lexicons: Lexicons) -> None:
    """In no phrase that is known; one that begins the reply only where no other is."""
    assert answer(lexicons, text, response=4.0, reassign=4.0, done=0.0) == {"answer": "reassign", "to": to}


def test_what_answers_nothing_is_no_answer_whatever_its_words(lexicons: Lexicons) -> None:
    """ "done" in a joke; the shortest replies are read by their words alone."""
    text = "done, said the fox to the hen"
    assert answer(lexicons, text, response=0.5, done=0.0) == {"answer": "done"}
    assert answer(lexicons, text, response=-1.5, done=0.0) is None
    assert answer(lexicons, "done", response=-1.5, done=0.0) == {"answer": "done"}


def test_a_no_takes_the_likely_reason_and_gives_up_an_unlikely_one(lexicons: Lexicons) -> None:
    """A yes takes none."""
    chances = {"response": 4.0, "cause_space": 1.0, "cause_none": 0.0, "cause_equipment": -1.0}
    assert answer(lexicons, "not done, same as ever", not_done=2.0, **chances) == {
        "answer": "not_done",
        "cause": "space",
    }
    assert answer(lexicons, "not done, the pump is broken", not_done=2.0, **chances) == {
        "answer": "not_done",
        "cause": "space",
    }
    without = chances | {"cause_none": 2.0}
    assert answer(lexicons, "not done, the pump is broken", not_done=2.0, **without) == {"answer": "not_done"}
    assert answer(lexicons, "done", done=2.0, **chances) == {"answer": "done"}


def test_a_plain_yes_answers_what_was_asked_last(lexicons: Lexicons) -> None:
    """Whatever replies hint at elsewhere: the question decides what yes means."""
    heads = {"response": 4.0, "response:answer:accepted": 3.0, "response:answer:done": 0.0}
    hints = Hints(heads, {}, dict.fromkeys(heads, 1.0), {}, dict.fromkeys(heads, ()))
    reader = Reader(lexicons, [SLAB], hints=NONE, reply_hints=hints)
    thread = Thread(action="Pour the slab", task="A-310", due=None, wants="done")
    assert _response(reader.read("yes", at=AT, thread=thread).signals) == {"answer": "done"}


def test_only_what_was_offered_ends_the_matter(lexicons: Lexicons) -> None:
    """Who was asked whether they take it on has not failed to do it; who has taken it on declines no more."""
    heads = {
        "response": 4.0,
        "response:answer:not_done": 3.0,
        "response:answer:declined": 2.0,
        "response:answer:help": 1.0,
    }
    hints = Hints(heads, {}, dict.fromkeys(heads, 1.0), {}, dict.fromkeys(heads, ()))
    reader = Reader(lexicons, [SLAB], hints=NONE, reply_hints=hints)
    read = {}
    for options in (("accepted", "declined"), ("done", "not_done"), ("accepted", "eta")):
        thread = Thread(action="Pour the slab", task="A-310", due=None, options=options)
        found = _response(
            reader.read("truck at the gate with the slab concrete", at=AT, thread=thread).signals
        )
        read[options[-1]] = found and found["answer"]
    assert read == {"declined": "declined", "not_done": "not_done", "eta": "help"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("creo que ya quedó", True),
        ("hình như xong rồi", True),
        ("I think that's done", True),
        ("ya quedó", False),
        ("xong rồi nha", False),
        ("done and dusted", False),
    ],
)
def test_a_done_that_its_writer_is_not_sure_of_is_asked_about(
    text: str, asked: bool, lexicons: Lexicons
) -> None:
    """It would close the action."""
    (signal,) = Reader(lexicons, [SLAB]).read(text, at=AT, thread=ASKED).signals
    assert (signal.values["answer"], signal.confirm) == ("done", asked)
