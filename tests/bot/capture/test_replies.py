"""Answers in the thread of an assigned action."""

import pytest

from bot.capture.reader import Thread
from tests.bot.capture.conftest import Read

ACTION = Thread(action="Get the L3 rebar inspected", task="R-3", due="2026-03-10T15:00")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("done", {"answer": "done"}),
        ("Done!", {"answer": "done"}),
        ("all set", {"answer": "done"}),
        ("finished", {"answer": "done"}),
        ("taken care of", {"answer": "done"}),
        ("✅", {"answer": "done"}),
        ("xong", {"answer": "done"}),
        ("xong rồi anh", {"answer": "done"}),
        ("listo", {"answer": "done"}),
        ("ya quedó", {"answer": "done"}),
        ("closed it out", {"answer": "done"}),
        (":white_check_mark:", {"answer": "done"}),
        ("ok", {"answer": "accepted"}),
        ("on it", {"answer": "accepted"}),
        ("👍", {"answer": "accepted"}),
        ("will do", {"answer": "accepted"}),
        ("copy that", {"answer": "accepted"}),
        ("10-4", {"answer": "accepted"}),
        ("got it", {"answer": "accepted"}),
        ("yep", {"answer": "accepted"}),
        (":+1:", {"answer": "accepted"}),
        ("va", {"answer": "accepted"}),
        ("dạ", {"answer": "accepted"}),
        ("dạ ok anh", {"answer": "accepted"}),
        ("enterado", {"answer": "accepted"}),
        ("sounds good", {"answer": "accepted"}),
        ("I'll handle it", {"answer": "accepted"}),
        (
            "can't, waiting on inspector till Thu",
            {"answer": "not_done", "cause": "inspection", "when": "2026-03-12"},
        ),
        ("not yet", {"answer": "not_done"}),
        ("nope", {"answer": "not_done"}),
        ("no, crane was down all day", {"answer": "not_done", "cause": "equipment"}),
        (
            "not done, no rebar until Thursday",
            {"answer": "not_done", "cause": "material", "when": "2026-03-12"},
        ),
        ("couldn't, rained out", {"answer": "not_done", "cause": "weather"}),
        ("chưa xong, chờ thép", {"answer": "not_done", "cause": "material"}),
        ("todavía no, falta el plano", {"answer": "not_done", "cause": "design"}),
        ("done except the north side", {"answer": "not_done"}),
        ("haven't started", {"answer": "not_done"}),
        ("not done, no crew", {"answer": "not_done", "cause": "labour"}),
        ("will be there by 3", {"answer": "eta", "when": "2026-03-10T15:00"}),
        ("be there at 2:30", {"answer": "eta", "when": "2026-03-10T14:30"}),
        ("on it, done by 4", {"answer": "eta", "when": "2026-03-10T16:00"}),
        ("in 20 min", {"answer": "eta", "when": "2026-03-10T09:32"}),
        ("tomorrow morning", {"answer": "eta", "when": "2026-03-11"}),
        ("llego a las 3", {"answer": "eta", "when": "2026-03-10T15:00"}),
        ("3h chiều em tới", {"answer": "eta", "when": "2026-03-10T15:00"}),
        ("will have it done by EOD", {"answer": "eta", "when": "2026-03-10T17:00"}),
        ("not mine, ask @minh", {"answer": "reassign", "to": "U1"}),
        ("not mine thats @U05LNH7Q2", {"answer": "reassign", "to": "U05LNH7Q2"}),
        ("wrong guy, ask sofia", {"answer": "reassign", "to": "U2"}),
        ("no es mío, pregúntale a @hector", {"answer": "reassign", "to": "hector"}),
        ("việc này của @tuan", {"answer": "reassign", "to": "tuan"}),
        ("not my job", {"answer": "declined"}),
        ("need a hand", {"answer": "help"}),
        ("could use some help here", {"answer": "help"}),
        ("échame la mano", {"answer": "help"}),
        ("giúp em với", {"answer": "help"}),
        ("help!", {"answer": "help"}),
        ("not doing that, outside our scope", {"answer": "declined"}),
    ],
)
def test_answers(text: str, answer: dict[str, str], read: Read) -> None:
    """One response, with the reason and the new promise in it."""
    assert [(s.kind, dict(s.values)) for s in read(text, ACTION).signals] == [("response", answer)]


@pytest.mark.parametrize("text", ["we'll see", "lol", "thanks", "haha good one", "morning", "😂"])
def test_no_answer(text: str, read: Read) -> None:
    """What commits to nothing is nothing."""
    assert read(text, ACTION).signals == ()


@pytest.mark.parametrize(
    "text",
    [
        "which bay?",
        "what time does he get here?",
        "is that the right drawing?",
        "where exactly?",
        "do you want the east end too?",
    ],
)
def test_a_question_back(text: str, read: Read) -> None:
    """A question whose answer is needed asks for information on the thread's task."""
    (signal,) = read(text, ACTION).signals
    assert (signal.kind, signal.task, signal.values["need"]) == ("request", "R-3", "information")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("at 60%, done by 4", {"progress", "response"}),
        ("ok but I need 2 more guys for it", {"response", "request"}),
        ("done. cost us $740", {"response", "cost"}),
        ("done, passed with 2 comments", {"response", "quality"}),
        ("done, L3 slab rebar is all tied, 9 rodbusters", {"response", "progress", "headcount"}),
    ],
)
def test_what_else_is_said(text: str, kinds: set[str], read: Read) -> None:
    """Progress, cost, quality and people told with the answer are captured as well, on the thread's task."""
    signals = read(text, ACTION).signals
    assert {s.kind for s in signals} == kinds
    assert {s.task for s in signals if s.kind in ("progress", "request", "cost", "quality")} <= {"R-3"}


def test_a_refusal_where_only_acceptance_was_asked(read: Read) -> None:
    """With accepted and declined as its options, a "can't" declines."""
    asked = Thread(action="Walk the deck", task=None, due=None, options=("accepted", "declined"))
    (signal,) = read("can't, I'm tied up", asked).signals
    assert signal.values["answer"] == "declined"


def test_no_response_outside_a_thread(read: Read) -> None:
    """The same words outside a thread answer nothing."""
    for text in ("done", "ok", "on it", "not mine, ask @minh", "need a hand"):
        assert all(s.kind != "response" for s in read(text).signals)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("that's with Orlando for now", "Orlando"),
        ("those are under Helga", "Helga"),
        ("Wanda's dealing with it", "Wanda"),
        ("wanda's on that", "wanda"),
    ],
)
def test_somebody_else_has_it(text: str, to: str, read: Read) -> None:
    """Who has it, whether the name is written large or small, and known to the site or not."""
    (signal,) = read(text, ACTION).signals
    assert signal.values == {"answer": "reassign", "to": to}


@pytest.mark.parametrize(
    "text", ["everybody's got that", "we've got it", "crew's on it", "who do I ask about this?"]
)
def test_nobody_is_named(text: str, read: Read) -> None:
    """A crew, or whoever is asked for, is nobody to hand it on to."""
    assert all(s.values.get("answer") != "reassign" for s in read(text, ACTION).signals)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("seems fixed", "done"),
        ("guess it's finished, haven't gone up to check", "done"),
        ("perhaps finished", "done"),
        ("might be thursday", "eta"),
        ("maybe 3pm", "eta"),
    ],
)
def test_an_answer_that_is_only_believed(text: str, answer: str, read: Read) -> None:
    """What somebody takes to be done, or holds to be possible, is asked about."""
    (signal,) = read(text, ACTION).signals
    assert (signal.values["answer"], signal.confirm) == (answer, True)


@pytest.mark.parametrize(
    "text",
    [
        "fixed it once, then it leaked again",
        "sorted already but somebody pulled it out",
        "was done yesterday, then the storm ripped it off",
    ],
)
def test_what_came_undone(text: str, read: Read) -> None:
    """What was done and came to be as before is not done."""
    assert read(text, ACTION).signals[0].values["answer"] == "not_done"


@pytest.mark.parametrize("text", ["done, then washed out the pump again", "did it, cleaned it up after"])
def test_what_was_done_besides(text: str, read: Read) -> None:
    """What was done after it takes nothing back."""
    assert read(text, ACTION).signals[0].values["answer"] == "done"


@pytest.mark.parametrize("text", ["sometime next week", "next week probably", "more like next month"])
def test_a_new_time_without_a_day(text: str, read: Read) -> None:
    """That it is put off is a new time, of which no day is said."""
    (signal,) = read(text, ACTION).signals
    assert signal.values == {"answer": "eta"}


@pytest.mark.parametrize("text", ["we'll see tomorrow", "dunno, ask me after lunch", "have a good week"])
def test_a_time_that_promises_nothing(text: str, read: Read) -> None:
    """A time until which it is left open is no answer."""
    assert not read(text, ACTION).signals


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("not done, we still need rebar", "material"),
        ("not yet, need the inspector first", "inspection"),
        ("todavía no, necesitamos la grúa", "equipment"),
        ("chưa xong, thiếu thép", "material"),
    ],
)
def test_what_it_needs_is_why_it_is_not_done(read: Read, text: str, cause: str) -> None:
    """Whoever says what they need says what it waits for."""
    answer = next(s for s in read(text, ACTION).signals if s.kind == "response")
    assert (answer.values["answer"], answer.values["cause"]) == ("not_done", cause)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("done, nobody complained", "done"),
        ("done. what next?", "done"),
        ("xong, không ai ý kiến gì", "done"),
        ("done, but the north side is not", "not_done"),
        ("done, not the north side", "not_done"),
        ("listo, falta el lado norte", "not_done"),
    ],
)
def test_a_reply_that_opens_with_done_is_done_unless_it_takes_that_back(
    text: str, answer: str, read: Read
) -> None:
    """Whatever else is told in it of people who said nothing, or of what comes next."""
    found = [s.values["answer"] for s in read(text, ACTION).signals if s.kind == "response"]
    assert found == [answer]
