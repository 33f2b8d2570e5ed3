"""Any text at all is read, in bounded time, the same way each time."""

import random
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.capture.lexicons import LexiconError, Lexicons, compiled
from bot.capture.reader import Reader, Thread
from bot.capture.trim import LIMIT
from tests.bot.capture.conftest import TOWER, TUESDAY, Read

WORDS = [
    "L3",
    "slab",
    "pour",
    "80%",
    "done",
    "crane",
    "down",
    "since",
    "7am",
    "no",
    "rebar",
    "?",
    ",",
    ".",
    "not",
    "will",
    "be",
    "friday",
    "$5k",
    "3",
    "guys",
    "need",
    "-",
    ":",
    "xong",
    "chưa",
    "tầng",
    "mañana",
    "losa",
    "@minh",
    "<@U1>",
    "#4",
    "3/4",
    "12/40",
    "/",
    "thứ",
    "h",
    "ask",
    "sorry",
    "100",
    "of",
    "half",
    "%",
    "\n",
]

ASKED = Thread(action="Get the pump inspected", task="P-3", due="2026-03-10T15:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "👍🏽🔥",
        "\ud800 done",
        "\x00\x01 L3 slab pour done",
        "e\u0301" * 50,
        "9" * 400,
        "1/0/0",
        "99:99",
        "L" * 5000,
        "%%%",
        "$",
        "3/",
        "@",
        "<>",
        "-" * 300,
    ],
)
def test_odd_texts(text: str, read: Read) -> None:
    """Empty, broken, huge and meaningless texts neither fail nor say much, in a thread as little as in the channel."""
    assert len(read(text).signals) <= 1
    assert len(read(text, ASKED).signals) <= 2  # an answer and what it tells


def test_a_long_text_is_cut_at_a_border(read: Read) -> None:
    """Of 40,000 characters the first clauses are read, and the steps say so."""
    reading = read("L3 slab pour 80% done. " + "the weather is what it is. " * 1600)
    assert any("read the first" in step for step in reading.steps())
    assert all(len(step) < 2 * LIMIT for step in reading.steps())
    assert any(s.task == "P-3" for s in reading.signals)


def test_decomposed_accents(read: Read) -> None:
    """Text in decomposed form reads the same, and its spans fit its own characters."""
    text = unicodedata.normalize("NFD", "cốt thép sàn tầng 3 được 60%")
    (signal,) = read(text).signals
    assert (signal.task, signal.values["percent"]) == ("R-3", 60)
    start, end = signal.spans["percent"]
    assert text[start:end] == "60%"


@settings(max_examples=120)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@example("L3 slab slab slab sorry chưa L3")  # the corrected level stands where it was corrected
def test_any_words_in_any_order(lexicons: Lexicons, text: str) -> None:
    """Shuffled words of the trade are read without failing; spans stay inside the text; a second reading agrees."""
    reader = _reader(lexicons)
    for thread in (None, ASKED):
        first, second = (reader.read(text, at=TUESDAY, thread=thread) for _ in range(2))
        assert first == second
        for signal in first.signals:
            assert 0 <= signal.confidence <= 1
            assert all(0 <= start <= end <= len(text) for start, end in signal.spans.values())


def test_what_a_stop_waits_for_may_be_found_twice(read: Read) -> None:
    """ "panel" is a word for material in more than one language, where a message may be in either."""
    text = (
        "air cut out on the diver and he came home on bailout, all diving stood down pending the panel check"
    )
    assert any(one.kind == "blocker" for one in read(text).signals)


def test_a_number_may_end_the_text(read: Read) -> None:
    """What it counts is said nowhere."""
    assert all(one.kind == "progress" for one in read("losa L3 van 12").signals)


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_characters(lexicons: Lexicons, text: str) -> None:
    """No sequence of characters makes it fail."""
    for thread in (None, ASKED):
        _reader(lexicons).read(text, at=TUESDAY, thread=thread)


_BUILT: list[Reader] = []


def _reader(lexicons: Lexicons) -> Reader:
    if not _BUILT:
        _BUILT.append(Reader(lexicons, TOWER))
    return _BUILT[0]


def test_order_of_tasks_does_not_matter(lexicons: Lexicons) -> None:
    """The same schedule in another order links the same."""
    shuffled = list(TOWER)
    random.Random(7).shuffle(shuffled)
    one, two = Reader(lexicons, TOWER), Reader(lexicons, shuffled)
    for text in ("L3 rebar 40%", "north brackets done", "L2 slab 80%", "stair 1 done, stair 2 half done"):
        assert one.read(text, at=TUESDAY).signals == two.read(text, at=TUESDAY).signals


def test_a_broken_lexicon_is_named() -> None:
    """A section that is no list of phrases is refused with its place."""
    with pytest.raises(LexiconError, match=r"xx\.yml cues: done"):
        compiled({"xx": {"cues": {"done": "finished"}}})


def test_a_new_language_is_data() -> None:
    """A lexicon of a few lines makes another language readable."""
    source = {
        "function_words": ["der", "ist"],
        "concepts": {"rebar": ["bewehrung"]},
        "cues": {"done": ["fertig"]},
    }
    reader = Reader(compiled({"de": source}), TOWER)
    (signal,) = reader.read("L3 Bewehrung ist fertig", at=TUESDAY).signals
    assert (signal.kind, signal.values["status"]) == ("progress", "done")
