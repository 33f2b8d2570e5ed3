"""Spanish and Vietnamese as crews write them; messages whose id starts with "a" were unseen while words were added."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from bot.capture.command import shape
from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import Read
from tests.bot.capture.scorer import score

HERE = Path(__file__).parent
ASKED = Thread(action="Dời cây chống", task="F-4", due="2026-03-10T15:00", options=("done", "not_done"))


@pytest.mark.parametrize(
    ("name", "part", "signal", "field", "noisy"),
    [
        ("cases_es.jsonl", "t", 0.97, 0.96, 0.02),
        ("cases_es.jsonl", "a", 0.97, 0.95, 0.02),
        ("cases_vi.jsonl", "t", 0.94, 0.96, 0.03),
        ("cases_vi.jsonl", "a", 0.97, 0.95, 0.02),
    ],
)
def test_messages_keep_their_score(
    name: str, part: str, signal: float, field: float, noisy: float, tower: Reader
) -> None:
    """Figures do not fall below what was reached."""
    rows = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        if not message["id"].startswith(part):
            continue
        asked = message["thread"]
        thread = asked and Thread(
            action=asked["action"], task=asked["task"], due=asked["due"], options=tuple(asked["options"])
        )
        reading = tower.read(message["text"], at=datetime.fromisoformat(message["ts"]), thread=thread)
        rows.append((message["gold"], [shape(s) for s in reading.signals]))
    got = score(rows)
    assert got["signal_f1"] >= signal
    assert got["field_f1"] >= field
    assert got["noisy_silence"] <= noisy


@pytest.mark.parametrize(
    "text",
    [
        "losa N3 colada",
        "ya colamos la losa N3",
        "se coló la losa del nivel 3",
        "quedó vaciada la losa de planta 3",
        "Hormigonada la losa del N3",
        "se terminó de colar la losa N3",
        "sàn tầng 3 đổ xong rồi",
        "đã đổ sàn T3",
        "do xong san tang 3 roi",
        "sàn lầu 3 đổ bt xong r",
    ],
)
def test_a_finish_is_read_in_every_form_of_its_verb(read: Read, text: str) -> None:
    """Participles, preterites and resultatives all tell that the pour is done."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.task, signal.values["status"]) == ("progress", "P-3", "done")


@pytest.mark.parametrize(
    "text",
    [
        "el armado de la losa N3",
        "para el colado de la losa N3",
        "no han llegado a la obra",
        "muro de contención",
        "chống thấm",
        "lỗ chờ tầng 3",
        "đầu giờ sáng",
    ],
)
def test_the_name_of_a_work_tells_nothing(read: Read, text: str) -> None:
    """Works are often named with a word that elsewhere tells of them; the name alone asserts nothing."""
    assert not read(text).signals


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("cimbra de la losa 3 al 60", "F-3"),
        ("cp sàn T3 đc 60%", "F-3"),
        ("ghép ván sàn lầu 3 được 60%", "F-3"),
    ],
)
def test_a_share_and_a_level_are_read_as_said_on_site(read: Read, text: str, task: str) -> None:
    """ "al 60" needs no sign, "T3" and "losa 3" are levels."""
    (signal,) = read(text).signals
    assert (signal.task, signal.values["percent"]) == (task, 60)


@pytest.mark.parametrize(
    ("text", "count"),
    [("mándenme 2 muchachos mañana", 2), ("cần thêm 2 người sáng mai", 2), ("xin 3 thợ điện ngày mai", 3)],
)
def test_people_asked_for_are_labour(read: Read, text: str, count: int) -> None:
    """Whatever noun counts them."""
    (signal,) = read(text).signals
    assert (signal.values["need"], signal.values["quantity"], signal.values["unit"]) == (
        "labour",
        count,
        "person",
    )


def test_an_article_counts_nothing(read: Read) -> None:
    """ "Un camión" names no quantity, "una hora" is a length of time all the same."""
    arrived = read("llegó un camión de varilla").signals[0]
    assert "quantity" not in arrived.values
    lost = read("perdimos una hora por la lluvia").signals
    assert any(s.values.get("delay") == "PT1H" for s in lost)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("simón", "accepted"),
        ("va que va", "accepted"),
        ("em làm liền", "accepted"),
        ("đc rồi để em lo", "accepted"),
        ("ya lo dejé listo", "done"),
        ("xong r anh", "done"),
        ("no alcanzamos", "not_done"),
        ("chưa kịp anh ơi", "not_done"),
        ("no me corresponde", "declined"),
        ("em ko nhận đâu, nhờ người khác đi", "declined"),
        ("échenme la mano", "help"),
        ("qua phụ em với", "help"),
    ],
)
def test_short_answers_are_understood(read: Read, text: str, answer: str) -> None:
    """The words that a reply is made of, in the street's own form."""
    (signal,) = read(text, thread=ASKED).signals
    assert signal.values["answer"] == answer
