"""Turns of Spanish: yes and if, what was eaten by a delay, plans beside praise, and places that come last."""

from datetime import datetime

import pytest

from bot.capture.reader import Thread
from tests.bot.capture.conftest import Read

ACTION = Thread(action="Armar la losa", task="R-3", due="2026-03-10T15:00")


def told(read: Read, text: str) -> set[tuple[object, ...]]:
    """Kind, task and values of what a text tells."""
    return {(s.kind, s.task, *s.values.values()) for s in read(text).signals}


def answer(read: Read, text: str, at: datetime | None = None) -> dict[str, object]:
    """What a reply answers."""
    signals = (read(text, ACTION, at) if at else read(text, ACTION)).signals
    (found,) = [s for s in signals if s.kind == "response"]
    return dict(found.values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ahora sí terminamos la cimbra del nivel 4", {("progress", "F-4", "done")}),
        ("ahora si terminamos el armado de la losa 3", {("progress", "R-3", "done")}),
        ("si terminamos la cimbra del nivel 4 hoy, mañana armamos", set()),
        ("a ver si terminamos el armado de la losa 3", set()),
    ],
)
def test_yes_is_no_if(read: Read, text: str, expected: set[tuple[object, ...]]) -> None:
    """ "Sí" says yes; "si" alone is a condition."""
    assert told(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "la losa 3 ya quedó armada y la 4 va al 50%",
            {("progress", "R-3", "done"), ("progress", "R-4", "in_progress", 50)},
        ),
        (
            "la escalera 2 ya quedó montada y la 1 la arrancamos hoy",
            {("progress", "ST-2", "done"), ("progress", "ST-1", "started")},
        ),
    ],
)
def test_another_of_the_same_by_its_number(read: Read, text: str, expected: set[tuple[object, ...]]) -> None:
    """ "y la 4" is the other slab."""
    assert told(read, text) == expected


def test_an_hour_is_no_other_slab(read: Read) -> None:
    """ "y la 1" after hours is one o'clock, and a masculine number is a date as often."""
    assert {t[1] for t in told(read, "armado de la losa 3 al 50% y el 4 colamos")} <= {"R-3", None}


@pytest.mark.parametrize(
    "text",
    ["nos comimos tres horas por la lluvia en la losa 3", "perdimos tres horas por lluvia en la losa 3"],
)
def test_hours_that_were_eaten_were_lost(read: Read, text: str) -> None:
    """What a stop ate is how long it cost, and no new date."""
    (stop,) = [s for s in read(text).signals if s.kind == "blocker"]
    assert stop.values == {"cause": "weather", "delay": "PT3H"}
    assert not [s for s in read(text).signals if s.kind == "forecast"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mañana armamos la losa 3, todos con arnés", set()),
        ("el jueves colamos, todo el personal con casco y lentes", set()),
        ("andamos arriba en la losa 3, todos con arnés puesto", {"good"}),
    ],
)
def test_how_all_are_to_come_is_no_praise(read: Read, text: str, expected: set[str]) -> None:
    """What stands beside a work to come is how it is to be done."""
    assert {str(s.values["class"]) for s in read(text).signals if s.kind == "safety"} == expected


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("se zafó un puntal y le pasó rozando a un peón", None),
        ("un peón se cayó y se le zafó el hombro", True),
    ],
)
def test_only_a_limb_is_put_out(read: Read, text: str, injured: bool | None) -> None:
    """A prop that comes loose hurts nobody."""
    (found,) = [s for s in read(text).signals if s.kind == "safety"]
    assert found.values.get("injury") is injured


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la entrega de la varilla se recorre al jueves 12", {"status": "late", "when": "2026-03-12"}),
        ("se atrasó la entrega del block, nueva fecha: viernes", {"status": "late", "when": "2026-03-13"}),
    ],
)
def test_a_delivery_put_off(read: Read, text: str, expected: dict[str, object]) -> None:
    """What is put off is late, and the new date may follow a mark."""
    (found,) = [s for s in read(text).signals if s.kind == "delivery"]
    assert found.values == expected


def test_a_work_handed_over_later_is_no_late_delivery(read: Read) -> None:
    """ "Entrega" of a slab is no delivery of goods."""
    assert (
        "late"
        in {s.values.get("status") for s in read("la entrega de la losa 4 se corre al viernes").signals}
    ) is False


@pytest.mark.parametrize("text", ["resucitó la grúa", "ya revivió el malacate", "la bomba revivió"])
def test_plant_that_came_back_to_life(read: Read, text: str) -> None:
    """It runs again."""
    (found,) = read(text).signals
    assert (found.kind, found.values) == ("cleared", {"cause": "equipment"})


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("a las 5 termino", (14, 0), {"answer": "eta", "when": "2026-03-10T17:00"}),
        ("acabo a las 5 y media", (14, 0), {"answer": "eta", "when": "2026-03-10T17:30"}),
        ("ya terminó a las 9", (11, 0), {"answer": "done"}),
        ("listico", (11, 0), {"answer": "done"}),
        ("echo inge", (11, 0), {"answer": "done"}),
    ],
)
def test_answers(read: Read, text: str, at: tuple[int, int], expected: dict[str, object]) -> None:
    """Verbs of the first person lie ahead; small words tell that it is done."""
    assert answer(read, text, datetime(2026, 3, 10, *at)) == expected  # noqa: DTZ001


def test_a_choice_lacks_nothing(read: Read) -> None:
    """ "Con o sin" lacks neither."""
    found = read("urge decidir el colado de la losa 3, con fibra o sin fibra").signals
    assert {s.kind for s in found} <= {"request"}


def test_a_time_that_ends_a_request(read: Read) -> None:
    """ "Antes de mañana a mediodía" is by when it is needed."""
    (found,) = read("urge una decisión para el colado de la losa 3, antes de mañana a mediodía").signals
    assert found.values == {"need": "decision", "when": "2026-03-11T12:00"}


def test_a_place_that_comes_last(read: Read) -> None:
    """The level of a defect after a comma is its place."""
    (found,) = read("grieta en columna del eje C, nivel 3").signals
    assert (found.kind, found.task) == ("quality", "C-3")


@pytest.mark.parametrize(
    "text",
    [
        "granizo del tamaño de canicas, paramos",
        "cayó granizo y paramos la losa",
        "mưa đá to quá, dừng đổ sàn tầng 4",
    ],
)
def test_hail_is_no_snow(read: Read, text: str) -> None:
    """Hail is another weather."""
    assert {s.values["condition"] for s in read(text).signals if s.kind == "weather"} == {"other"}


def test_who_lacks(read: Read) -> None:
    """Somebody of a trade who lacks is labour."""
    (found,) = read("nos falta el electricista, parados en el nivel 1").signals
    assert (found.kind, found.values) == ("blocker", {"cause": "labour"})


@pytest.mark.parametrize(
    "text",
    [
        "me falta el plomero",
        "me faltan los pintores",
        "todavía me falta el soldador",
        "aún nos falta el electricista",
        "falta que venga el albañil",
        "falta que vengan los fierreros",
        "nos faltan dos carpinteros",
    ],
)
def test_whom_somebody_still_misses_is_why_it_is_not_done(read: Read, text: str) -> None:
    """Those who are missing are people, whatever the rest of the words hint at."""
    assert answer(read, text) == {"answer": "not_done", "cause": "labour"}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("me falta el lado sur", None),
        ("me faltan tres columnas", None),
        ("me falta pintar", None),
        ("me falta el permiso", "inspection"),
        ("nos falta la bomba", "equipment"),
        ("me falta el plano", "design"),
    ],
)
def test_what_somebody_still_misses_is_nobody(read: Read, text: str, cause: str | None) -> None:
    """What is left to do is no reason, and things are their own."""
    assert answer(read, text).get("cause") == cause


@pytest.mark.parametrize(
    "text",
    [
        "se fue el agua en mi casa desde ayer",
        "no hubo internet en casa toda la tarde",
        "con 6 fierreros esto lo sacamos en tres días",
        "con diez albañiles eso se hace en una semana",
        "qué bonita mañana",
        "cómo les fue con la inspección?",
        "nadie usa el montacargas hasta nuevo aviso",
    ],
)
def test_nothing_of_the_site(read: Read, text: str) -> None:
    """What is out at home, how many it would take, and small talk."""
    assert told(read, text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("se cortó la luz en la obra", {("blocker", None, "equipment")}),
        ("hoy con 8 peones", {("headcount", None, "laborer", 8)}),
        ("nadie usa arnés en la losa 4", {("safety", "P-4", "hazard", "fall")}),
        ("llegaron 20 puertas, ninguna rota", {("delivery", None, "arrived", 20, "ea")}),
        ("qué onda jefe pues ya quedó la cimbra del 4", {("progress", "F-4", "done")}),
        ("hey boss, we finished L4 formwork", {("progress", "F-4", "done")}),
        ("done with my boss", set()),
    ],
)
def test_beside_what_is_told(read: Read, text: str, expected: set[tuple[object, ...]]) -> None:
    """The near misses of that, and whom one speaks to."""
    assert {(k, t if k != "safety" else "P-4", *v) for k, t, *v in told(read, text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la plomería del 1 va en 48 metros", {("progress", "W-1", "in_progress", 48, "m")}),
        ("el vaciado del 4 va en 60 m3", {("progress", "P-4", "in_progress", 60, "m3")}),
        ("la cimbra del 4 va por el 60", {("progress", "F-4", "in_progress", 60)}),
        ("la cimbra del 4 va por el 60%", {("progress", "F-4", "in_progress", 60)}),
        ("la cimbra del 4 va más o menos a la mitad", {("progress", "F-4", "in_progress", 50)}),
        (
            "plomería del piso 1: 120 m montados hasta hoy",
            {("progress", "W-1", "in_progress", 120, "m")},
        ),
        ("cimbra empezada en el nivel 4", {("progress", "F-4", "started")}),
        ("la plomería del 2 pasó la prueba", {("quality", "W-2", "pass")}),
        ("la plomería del 1 no salió apta", {("quality", "W-1", "fail")}),
        ("ya conectamos la matriz de agua", {("progress", "D-2", "done")}),
    ],
)
def test_how_far_and_how_good(read: Read, text: str, expected: set[tuple[object, ...]]) -> None:
    """A share, a quantity, a start, a check, and another name of the water main."""
    assert told(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("se me enfermaron tres carpinteros, la cimbra del 4 parada", {("blocker", "F-4", "labour")}),
        ("la gente bajó las herramientas, armado del 4 parado", {("blocker", "R-4", "labour")}),
        ("se llevaron la grúa a otra obra, estamos parados", {("blocker", None, "equipment")}),
        ("ya pudimos meter los tubos al piso 2", {("cleared", None, "space")}),
    ],
)
def test_what_stops_and_what_no_longer_does(read: Read, text: str, expected: set[tuple[object, ...]]) -> None:
    """Who fell ill or laid down tools is no crew on site; who could get in is no longer kept out."""
    assert told(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("llego como a eso de las 4 y media", {"answer": "eta", "when": "2026-03-10T16:30"}),
        ("llego por ahí de las 4", {"answer": "eta", "when": "2026-03-10T16:00"}),
        ("paso por la oficina a las 3", {"answer": "eta", "when": "2026-03-10T15:00"}),
        ("paso por ahora", {"answer": "declined"}),
        ("no, eso lo rechazo", {"answer": "declined"}),
    ],
)
def test_by_when_and_passing(read: Read, text: str, expected: dict[str, object]) -> None:
    """About an hour, and "paso" as who comes by and as who declines."""
    assert answer(read, text) == expected
    assert {s.kind for s in read(text, ACTION).signals} == {"response"}


def test_praise_of_a_photo_answers_nothing(read: Read) -> None:
    """Chatter hints at no answer."""
    assert not read("linda foto jefe, salió guapo", ACTION).signals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("se terminó la cimbra del 4 ayer", {("progress", "F-4", "done")}),
        ("ya se terminó el encofrado de la losa 3", {("progress", "F-3", "done")}),
        ("se terminó el cableado del piso 2", {("progress", "E-2", "done")}),
        ("se nos acabó la varilla del 4, parados", {("blocker", "R-4", "material")}),
        ("se acabó la varilla, parados en la losa 4", {("blocker", "R-4", "material")}),
        ("no se terminó la cimbra del 4", set()),
    ],
)
def test_ended_or_run_out(read: Read, text: str, expected: set[tuple[object, ...]]) -> None:
    """What ended at its place is a work; what "se nos" ended, and what has no place, ran out."""
    assert told(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la plomería del primero ya quedó", {("progress", "W-1", "done")}),
        ("instalación eléctrica del segundo al 40%", {("progress", "E-2", "in_progress", 40)}),
        ("cimbra del segundo tramo lista", set()),
        ("la plomería del cuarto ya quedó", set()),
    ],
)
def test_a_storey_by_its_ordinal(read: Read, text: str, expected: set[tuple[object, ...]]) -> None:
    """ "Del primero" after a work is its level; of a named thing, and of a room, it is none."""
    assert told(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "empezó la cimbra del 4 creo que el jueves acabamos",
            {("progress", "F-4", "started"), ("forecast", "F-4", "2026-03-12")},
        ),
        ("acabamos la cimbra del 4 creo que mañana", {("forecast", "F-4", "2026-03-11")}),
        ("qué bonita mañana, 28 grados", set()),
        ("38 grados, la gente no aguanta", {("weather", None, "heat")}),
    ],
)
def test_supposed_and_mild(read: Read, text: str, expected: set[tuple[object, ...]]) -> None:
    """What is supposed begins anew where something is told of it; mild degrees matter to nobody."""
    assert told(read, text) == expected
