"""How crews that speak Spanish and Vietnamese tell of their work, kind by kind, and what only looks like it."""

from pathlib import Path

import pytest

from bot.capture.reader import Reader, Thread
from tests.bot.capture.conftest import Read
from tests.bot.capture.test_told import AT, TELLING

HERE = Path(__file__).parent
ASKED = Thread(
    action="Check the guardrail", task="A-580", due="2026-03-17T15:00", options=("done", "not_done", "eta")
)


def lines(name: str) -> list[str]:
    """The lines of a file beside the tests."""
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def weighed(reader: Reader, text: str) -> set[str]:
    """What is read, with its telling value, whether it is sure enough to be told or not."""
    found, _ = reader.weighed(text, at=AT)
    return {f"{s.kind}:{s.values.get(TELLING[s.kind])}" if s.kind in TELLING else s.kind for s, _ in found}


@pytest.mark.parametrize(("lang", "share"), [("es", 0.95), ("vi", 0.95), ("mixed", 0.97)])
def test_all_that_a_crew_tells_is_read(lang: str, share: float, tower: Reader) -> None:
    """Each statement of a sentence is among what is read from it, in at least this share of the sentences."""
    wanted = [line.split(" | ", 1) for line in lines(f"crews_{lang}.txt")]
    hits = [set(want.split("+")) <= weighed(tower, text) for want, text in wanted]
    assert sum(hits) / len(hits) >= share


@pytest.mark.parametrize("lang", ["es", "vi"])
def test_what_only_looks_like_it_is_left(lang: str, tower: Reader) -> None:
    """Questions, plans, orders, conditions, wishes, old news, other sites and talk: of fifty at most one is told wrongly."""
    told = [text for text in lines(f"crews_idle_{lang}.txt") if tower.read(text, at=AT).signals]
    assert len(told) <= len(lines(f"crews_idle_{lang}.txt")) // 50, told


@pytest.mark.parametrize(("name", "most"), [("idle", 20), ("aside_idle", 10)])
@pytest.mark.parametrize("lang", ["es", "vi"])
def test_small_talk_is_left(name: str, most: int, lang: str, tower: Reader) -> None:
    """Griping, jokes, plans, orders and general talk: of so many at most one is told; those put aside were never looked at."""
    told = [text for text in lines(f"{name}_{lang}.txt") if tower.read(text, at=AT).signals]
    assert len(told) <= len(lines(f"{name}_{lang}.txt")) // most


@pytest.mark.parametrize("line", lines("crews_replies.txt"))
def test_an_answer_is_the_only_thing_told(line: str, tower: Reader) -> None:
    """A reply under an action is its answer and nothing else; one that commits to nothing is none."""
    answer, text = (part.strip() for part in line.split("|", 1))
    told = [(s.kind, s.values["answer"]) for s in tower.read(text, at=AT, thread=ASKED).signals]
    assert told == ([("response", answer)] if answer else [])


@pytest.mark.parametrize(
    ("text", "percent", "number", "unit"),
    [
        ("van 12 columnas de 20 en el nivel 3", 60, 12, "ea"),
        ("van 5 ollas de 10 en el colado de la losa 3", 50, 5, "load"),
        ("cột tầng 3 đổ 6 cột trên 8", 75, 6, "ea"),
    ],
)
def test_so_many_of_so_many(text: str, percent: int, number: int, unit: str, read: Read) -> None:
    """What is counted may stand between the two numbers of a share."""
    (signal,) = read(text).signals
    told = {name: signal.values.get(name) for name in ("percent", "quantity", "unit")}
    assert told == {"percent": percent, "quantity": number, "unit": unit}


@pytest.mark.parametrize(
    "text", ["12 tubos de 4 pulgadas en el nivel 3", "3 columnas de 40 cm", "5 ollas de 7 m3"]
)
def test_what_measures_is_no_whole(text: str, read: Read) -> None:
    """A size after "de" is no total."""
    assert not [s for s in read(text).signals if "percent" in s.values]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("la reparación costó 7 mil quinientos", 7500, None),
        ("pagamos 12 mil trescientos cincuenta pesos de flete", 12350, "MXN"),
        ("tiền tăng ca 9 triệu 5", 9_500_000, "VND"),
        ("tốn thêm một triệu hai tiền cẩu", 1_200_000, "VND"),
        ("thuê bơm hết 2 triệu", 2_000_000, "VND"),
    ],
)
def test_thousands_and_tenths_in_words(text: str, amount: int, currency: str | None, read: Read) -> None:
    """Hundreds after "mil", and a digit after "triệu", belong to the amount."""
    costs = [s.values for s in read(text).signals if s.kind == "cost"]
    assert [(c["amount"], c["currency"]) for c in costs] == [(amount, currency)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quân số nay: sắt 8, mộc 12, phụ 6", [("rebar", 8), ("carpenter", 12), ("laborer", 6)]),
        ("Personal: fierro 8, cimbra 12, tubos 3", [("rebar", 8), ("formwork", 12), ("plumber", 3)]),
        ("sắt 8, mộc 12", []),
    ],
)
def test_a_roll_names_who_is_here_by_their_work(
    text: str, told: list[tuple[str, int]], tower: Reader
) -> None:
    """After a roll call, the word for a work stands for who does it; without one it counts nobody."""
    found = [s.values for s, _ in tower.weighed(text, at=AT)[0] if s.kind == "headcount"]
    assert [(f["trade"], f["count"]) for f in found] == told


@pytest.mark.parametrize(
    "text",
    [
        "me faltaron 4 carpinteros en la losa 3",
        "hôm nay vắng 4 thợ điện tầng 1",
        "trời nóng 40 độ thợ phải nghỉ",
    ],
)
def test_who_did_not_come_is_not_counted(text: str, tower: Reader) -> None:
    """Missing people, and degrees, are no headcount."""
    assert "headcount" not in weighed(tower, text)


@pytest.mark.parametrize("text", ["solo vinieron 4 carpinteros", "hôm nay 4 thợ điện làm 10 tiếng"])
def test_who_came_is_counted(text: str, tower: Reader) -> None:
    """People who came are a headcount."""
    assert "headcount" in weighed(tower, text)


@pytest.mark.parametrize(
    "text", ["tổ cốp pha không tới", "los de los ductos no vinieron", "tổ ống gió nay lại không ra"]
)
def test_a_crew_is_no_load(text: str, tower: Reader) -> None:
    """A crew named by what it builds with stays away; nothing was to be delivered."""
    told = weighed(tower, text)
    assert "blocker:labour" in told
    assert not [one for one in told if one.startswith("delivery")]


@pytest.mark.parametrize(
    "text", ["la rampa está bloqueada por un tráiler descompuesto", "đường vào bị xe tải hư chắn ngang"]
)
def test_what_stands_in_the_way_brings_nothing(text: str, tower: Reader) -> None:
    """A broken truck on the ramp is no delivery."""
    assert weighed(tower, text) == {"blocker:space"}


@pytest.mark.parametrize(
    "text", ["no nos dan el visto bueno para colar la losa 3", "la supervisión no nos ha dado la liberación"]
)
def test_an_approval_withheld_stops_work(text: str, tower: Reader) -> None:
    """What nobody gives is awaited, and no check was passed."""
    assert weighed(tower, text) == {"blocker:inspection"}


def test_a_signature_beside_a_passed_check_is_its_own(tower: Reader) -> None:
    """Who signs what passed says it a second time; nothing was cleared."""
    assert weighed(tower, "nghiệm thu thép sàn tầng 3 đạt, TVGS ký rồi") == {"quality:pass"}


def test_what_is_said_ends_at_a_particle(tower: Reader) -> None:
    """A dictated report without a full stop is cut where Vietnamese ends what it says."""
    text = "alo anh ghi giùm em nha hôm nay cột vách tầng năm đổ xong hết rồi thợ cốp pha có mười hai đứa"
    found = {s.kind: s for s, _ in tower.weighed(text, at=AT)[0]}
    assert (found["progress"].task, found["progress"].values["status"]) == ("A-570", "done")
    assert (found["headcount"].values["trade"], found["headcount"].values["count"]) == ("formwork", 12)


def test_a_verb_of_spanish_joins_nothing(tower: Reader) -> None:
    """ "va" goes on with the sentence where nobody speaks Vietnamese."""
    (signal,) = tower.read("la cimbra colada del nivel 5 va como al 30", at=AT).signals
    assert signal.values["percent"] == 30


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ia acavamos la losa del nibel 3", "progress"),
        ("nesesito 3 fierreros pa la loza 3", "request"),
        ("ay 12 carpinteros oy en obra", "headcount"),
        ("yego la bariya del 3, 8 toneladas", "delivery"),
    ],
)
def test_what_is_spelt_by_ear_is_read(text: str, kind: str, tower: Reader) -> None:
    """Spanish as it sounds is read as what it stands for."""
    assert kind in {one.split(":")[0] for one in weighed(tower, text)}


def test_an_hour_to_come_is_a_forecast(read: Read) -> None:
    """A Vietnamese verb tells no time, so an hour still to come does; one that is over is a finish."""
    assert [s.kind for s in read("cốp pha sàn tầng 3 cuối ngày xong").signals] == ["forecast"]
    assert [s.kind for s in read("cốp pha sàn tầng 3 xong hồi sáng rồi").signals] == ["progress"]


def test_a_bruise_belongs_to_what_happened_before(read: Read) -> None:
    """An injury told in a sentence of its own is that of the incident."""
    (signal,) = read("a Beto le cayó una llave en el hombro. Moretón nada más.").signals
    assert (signal.kind, signal.values["injury"]) == ("safety", True)


def test_what_is_wanted_may_be_named_before(read: Read) -> None:
    """ "lo quiero hoy": what nobody gave is asked for."""
    found = {
        s.kind: s
        for s in read("nadie nos ha dado el plano de la losa 3. Lo quiero hoy antes de las cinco.").signals
    }
    assert (found["request"].values["need"], found["request"].values["when"]) == (
        "information",
        "2026-03-10T17:00",
    )
