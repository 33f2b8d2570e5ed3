"""A plain yes, no or almost is read by the question that was asked, in three languages."""

import pytest

from bot.capture.answering.plain_answers import plain_answer, wants_yes_or_no
from bot.capture.reader import Thread
from bot.capture.thread import Wants
from tests.bot.capture.conftest import Read


def _thread(wants: Wants) -> Thread:
    return Thread(action="Get it moving", task="A-310", due="2026-03-10T12:00", wants=wants)


def _answer(read: Read, text: str, wants: Wants) -> tuple[object, bool] | None:
    found = [one for one in read(text, _thread(wants)).signals if one.kind == "response"]
    return (found[0].values["answer"], found[0].confirm) if found else None


@pytest.mark.parametrize(
    "text", ["yes", "Yes!", "yep, it is", "yes boss, thanks", "both yes", "👍", "sí", "si", "ya", "claro que sí", "sí, ya",
             "rồi", "dạ rồi", "roi anh", "có", "dạ đúng rồi"]
)  # fmt: skip
def test_yes_is_done(read: Read, text: str) -> None:
    """To "is it done?" a yes says that it is, surely enough to ask nothing; asked nothing, the same words only take it on."""
    assert _answer(read, text, "done") == ("done", False)
    assert _answer(read, text, "yours") == ("accepted", False)


@pytest.mark.parametrize(
    "text", ["no", "nope", "not yet", "no, not yet", "todavía no", "aún no", "chưa", "dạ chưa", "chua a", "không",
             "almost", "almost there", "getting there", "casi", "ya casi", "ya mero", "gần xong", "sắp xong rồi"]
)  # fmt: skip
def test_no_and_almost_are_not_done(read: Read, text: str) -> None:
    """As are “not yet” and “nearly”."""
    assert _answer(read, text, "done") == ("not_done", False)


@pytest.mark.parametrize("text", ["no", "nope", "para nada", "không", "dạ không phải"])
def test_no_to_whose_it_is_declines(read: Read, text: str) -> None:
    """To "is it yours?" a no gives it back."""
    assert _answer(read, text, "yours") == ("declined", False)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes, on it", "accepted"),
        ("yes, but the east side is open", "not_done"),
        ("sí, pero falta el lado norte", "not_done"),
        ("yes, can you send help?", "help"),
        ("no, ask @raj", "reassign"),
        ("no, no rebar until Thursday", "not_done"),
        ("no problem", "accepted"),
        ("ok", "accepted"),
    ],
)
def test_more_words_say_more(read: Read, text: str, answer: str) -> None:
    """What follows a yes or no, or only begins like one, counts as it did."""
    found = _answer(read, text, "done")
    assert found is not None
    assert found[0] == answer


@pytest.mark.parametrize("text", ["yes?", "si llega el camión", "no injuries", "coffee"])
def test_what_answers_nothing(read: Read, text: str) -> None:
    """A yes with a question mark, an “if”, and a no to something else."""
    assert _answer(read, text, "done") is None


def test_why_it_is_not_done_is_kept(read: Read) -> None:
    """The cause and the time beside a no."""
    (one, *_) = read("no, no rebar until Thursday", _thread("done")).signals
    assert dict(one.values) == {"answer": "not_done", "cause": "material", "when": "2026-03-12"}


@pytest.mark.parametrize(
    ("text", "means", "rest"),
    [
        ("ok", "yes", ""),
        ("go ahead", "yes", ""),
        ("dale", "yes", ""),
        ("duyệt", "yes", ""),
        ("no, the truck is here", "no", "the truck is here"),
        ("<@U0ANA> yes: thanks", "yes", ""),
        ("từ chối, xe đến rồi", "no", "xe đến rồi"),
    ],
)
def test_leave_is_given_in_words(text: str, means: str, rest: str) -> None:
    """To what waits for leave “ok” is a yes, and what follows a no is its reason."""
    found = plain_answer(text, decides=True)
    assert found is not None
    assert (found.means, found.rest) == (means, rest)


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("Did the delivery for the pour come? It was to be here 3 h ago.", True),
        ("¿Llegó el concreto?", True),
        ("Bê tông về chưa?", True),
        ("How far is the pour?", False),
        ("At 60 %. On which day will it be finished?", False),
        ("¿Cuándo llega?", False),
        ("Khi nào xong?", False),
        ("Get the pour moving again: “is the crane back?”", False),
        ("Say whether it has started.", False),
    ],
)
def test_a_question_that_wants_yes_or_no(text: str, wants: bool) -> None:
    """As it is asked, and not as somebody is quoted."""
    assert wants_yes_or_no(text) is wants
