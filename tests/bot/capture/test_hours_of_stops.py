"""The hour at which something was wanting or broke promises nothing: the other hour of a reply does."""

import pytest

from bot.capture.reader import Thread
from tests.bot.capture.conftest import Read

ACTION = Thread(action="Tie the last bay", task="R-3", due="2026-03-10T15:00")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("no rebar at 8am, will be done by 2pm", "2026-03-10T14:00"),
        ("crane was down at 8am, finishing by 3pm", "2026-03-10T15:00"),
        ("inspector not here at 8, will be done by 1pm", "2026-03-10T13:00"),
        ("no mesh at 3pm, will be done by 5pm", "2026-03-10T17:00"),
        ("sin varilla a las 8, termino a las 2 de la tarde", "2026-03-10T14:00"),
        ("no había alambre a las 8, queda a las 2 pm", "2026-03-10T14:00"),
        ("8 giờ chưa có sắt, 2 giờ chiều xong", "2026-03-10T14:00"),
        ("7h30 mất điện, trưa xong", "2026-03-10T12:00"),
        ("lúc 8h không có cẩu, chiều 3h em xong", "2026-03-10T15:00"),
    ],
)
def test_the_hour_of_a_stop_is_not_promised(text: str, when: str, read: Read) -> None:
    """By when it will be done is the other hour, whether that is told as a promise or as what stops it until then."""
    (signal,) = read(text, ACTION).signals
    assert signal.values["answer"] in ("eta", "not_done")
    assert signal.values["when"] == when


@pytest.mark.parametrize("text", ["no rebar at 8am", "sin varilla a las 8", "no cement at 3pm"])
def test_a_stop_at_an_hour_promises_none(text: str, read: Read) -> None:
    """What was wanting at an hour is why it is not done, with no new time."""
    (signal,) = read(text, ACTION).signals
    assert signal.values == {"answer": "not_done", "cause": "material"}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("no rebar until 8am", "2026-03-11T08:00"),
        ("no crane before 2pm", "2026-03-10T14:00"),
        ("no rebar, 8am tomorrow", "2026-03-11T08:00"),
        ("no crane, back on it at 8am", "2026-03-11T08:00"),
        ("will be done by 8am", "2026-03-11T08:00"),
        ("at 8am", "2026-03-11T08:00"),
        ("no problem, at 8am", "2026-03-11T08:00"),
        ("chưa có cẩu, 8h mai làm", "2026-03-11T08:00"),
    ],
)
def test_until_when_it_stops_is_the_new_time(text: str, when: str, read: Read) -> None:
    """An hour that is over today is tomorrow's where the work waits for it, goes on at it, or nothing stops it."""
    (signal,) = read(text, ACTION).signals
    assert signal.values["when"] == when
