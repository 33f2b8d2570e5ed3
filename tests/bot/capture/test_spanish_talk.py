"""How Spanish says things that no list of words tells: the same on another level, an hour and its verb, a name, a heading."""

import pytest

from bot.capture.reader import Thread
from tests.bot.capture.conftest import Read

ACTION = Thread(action="Armar la losa", task="R-3", due="2026-03-10T15:00")


def kinds(read: Read, text: str) -> list[str]:
    """The kinds that a text tells."""
    return sorted(s.kind for s in read(text).signals)


def answer(read: Read, text: str) -> dict[str, object]:
    """What a reply answers."""
    (found,) = [s for s in read(text, ACTION).signals if s.kind == "response"]
    return dict(found.values)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("terminado el encofrado de la planta 2, empezado el de la 3", {("F-2", "done"), ("F-3", "started")}),
        ("listo el armado del 3, arrancamos el del 4", {("R-3", "done"), ("R-4", "started")}),
        ("coladas las columnas del 3, las del 4 al 40%", {("C-3", "done"), ("C-4", "in_progress")}),
        ("acabamos la plomería del 1 y ya empezamos la del 2", {("W-1", "done"), ("W-2", "started")}),
    ],
)
def test_the_one_of_another_level_is_the_same_work(read: Read, text: str, told: set[tuple[str, str]]) -> None:
    """ "El de la 3" is the work that was spoken of, on level 3, and its number counts nothing."""
    assert {(s.task, s.values["status"]) for s in read(text).signals} == told


@pytest.mark.parametrize(
    ("text", "percents"),
    [
        ("Plomería: piso 1 al 90, piso 2 al 30", {("W-1", 90), ("W-2", 30)}),
        ("Reporte eléctrico: nivel 1 al 80, nivel 2 al 25", {("E-1", 80), ("E-2", 25)}),
        ("cimbra del 4 al 70, perdón, 60 por ciento", {("F-4", 60)}),
        ("plomería del 1 al 40, digo, 45 por ciento", {("W-1", 45)}),
        ("se ha armado el 60 % de la losa del 4", {("R-4", 60)}),
    ],
)
def test_shares_of_levels_and_shares_taken_back(
    read: Read, text: str, percents: set[tuple[str, int]]
) -> None:
    """A share right after its level is of the work of the heading; a share that is corrected leaves only the right one."""
    assert {(s.task, s.values.get("percent")) for s in read(text).signals} == percents


@pytest.mark.parametrize(
    "text", ["Armado losa N3: 14 de 20 paños amarrados", "Encofrado losa N3: 14 de 20 paños puestos"]
)
def test_a_heading_names_its_work(read: Read, text: str) -> None:
    """What could be a participle names the work where a colon follows: only the share is told."""
    (signal,) = read(text).signals
    assert dict(signal.values) == {"status": "in_progress", "percent": 70, "quantity": 14, "unit": "ea"}


def test_pieces_that_were_set_are_counted(read: Read) -> None:
    """A number, what it counts and what was done to it say how far the work is; "los 3" are all of them."""
    (some,) = read("la escalera 1 lleva 3 tramos montados").signals
    (every,) = read("quedaron los 3 tramos montados de la escalera 1").signals
    assert dict(some.values) == {"status": "in_progress", "quantity": 3, "unit": "ea"}
    assert (every.values["status"], every.values.get("quantity")) == ("done", None)


@pytest.mark.parametrize(
    "text",
    [
        "Plan para el viernes: cimbra del 4 con 8 carpinteros",
        "Programa del lunes: colado de la N4 con 10 concreteros",
        "Para el jueves: armado del 4 con 8 fierreros",
        "los martes se entrega el material en bodega",
        "Recordatorio: los reportes se entregan los viernes",
        "no hay lesionados, tranquilos",
        "no hay heridos, todo bien",
    ],
)
def test_plans_habits_and_nobody_hurt_tell_nothing(read: Read, text: str) -> None:
    """A heading of a day to come, what is done every week, and that nobody was hurt are no reports."""
    assert read(text).signals == ()


def test_what_is_not_every_week_is_told(read: Read) -> None:
    """One day is a day, and what follows a colon without a plan is a report."""
    assert kinds(read, "el martes se entrega el material en bodega") == ["delivery"]
    assert kinds(read, "Hoy: 8 carpinteros en la cimbra del 4") == ["headcount"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ya van 7 columnas coladas del 4", "C-4"),
        ("ya llevamos 9 paños cimbrados de la 4", "F-4"),
        ("van 210 metros de cable eléctrico tendidos en el 1", "E-1"),
        ("la cimbra de la 4 va al 30", "F-4"),
    ],
)
def test_a_number_after_a_work_is_its_level(read: Read, text: str, place: str) -> None:
    """After a work, or what was done to several things, "del 4", "de la 4" and "en el 4" are a level."""
    assert [s.task for s in read(text).signals] == [place]


def test_a_number_too_high_for_a_level_is_a_day(read: Read) -> None:
    """ "El 25" at the end of a finish is a date; "al 25" and "en el 25" are how far it is."""
    (signal,) = read("terminaremos la escalera 2 el 25").signals
    assert (signal.kind, signal.values["when"]) == ("forecast", "2026-03-25")
    assert all(s.kind == "progress" for s in read("la escalera 2 va al 25").signals)


def test_a_day_and_an_hour_past_an_and(read: Read) -> None:
    """The hour after the "y" is of the day before it, whose own moment has none."""
    found = {
        s.kind: s.values["when"]
        for s in read("el armado del 4 queda mañana y a las 7 necesito la bomba").signals
    }
    assert found == {"forecast": "2026-03-11", "request": "2026-03-11T07:00"}


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("la grúa no anda, desde las 8 nadie mueve un dedo", "2026-03-10T08:00"),
        ("la bomba no anda, desde las 8 estaban esperando", "2026-03-10T08:00"),
        ("la grúa no anda, paramos de 7 a 8", None),
    ],
)
def test_an_hour_before_a_verb(read: Read, text: str, since: str | None) -> None:
    """After "las" a number that counts no thing is an hour; hours from which to which a work stood are no beginning."""
    assert [s.values.get("since") for s in read(text).signals if s.kind == "blocker"] == [since]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a las 3 entregamos", {"answer": "eta", "when": "2026-03-10T15:00"}),
        ("a las 8 entregamos", {"answer": "done"}),
        ("ya entregamos a las 8", {"answer": "done"}),
        ("en media hora quedo", {"answer": "eta", "when": "2026-03-10T09:42"}),
        ("hecho, aguantó las 2 horas sin bajar", {"answer": "done"}),
        ("listo, duró dos horas la maniobra", {"answer": "done"}),
        ("listo: 8 carpinteros, 9 hrs", {"answer": "done"}),
        ("hecho, vinieron 4 plomeros de 7 a 5", {"answer": "done"}),
        ("va jefe, de hecho ya le empezamos", {"answer": "accepted"}),
        ("la tienes en tu correo desde anoche", {"answer": "done"}),
        ("hecho, quedaron 3 pendientes", {"answer": "not_done"}),
        ("lo dejo listo antes de comer", {"answer": "eta", "when": "2026-03-10T12:00"}),
        ("me tardo como una hora", {"answer": "eta", "when": "2026-03-10T10:12"}),
        (
            "se descompuso la cortadora, hasta el jueves la reparan",
            {"answer": "not_done", "cause": "equipment", "when": "2026-03-12"},
        ),
        (
            "el almacén está cerrado, abren a las 10",
            {"answer": "not_done", "cause": "space", "when": "2026-03-10T10:00"},
        ),
        ("espero a que salgan los plomeros", {"answer": "not_done", "cause": "prior_work"}),
        ("no alcanzó el tiempo", {"answer": "not_done"}),
        ("yo me aviento ese", {"answer": "accepted"}),
        (
            "cómo, si la grúa la trae el fierrero hasta las 2",
            {"answer": "not_done", "cause": "equipment", "when": "2026-03-10T14:00"},
        ),
    ],
)
def test_replies(read: Read, text: str, told: dict[str, object]) -> None:
    """Hours that were worked promise nothing, a verb of no tense is of now or of then by its hour, and who has the machine that
    it takes is no one to hand it to."""
    assert answer(read, text) == told


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("esa no es mía, le toca a Omar", "omar"),
        ("pregúntale a Íñigo, él trae esas llaves", "inigo"),
        ("eso lo ve don Héctor, no yo", "hector"),
        ("mejor dile al inge Yuki", "yuki"),
        ("no es conmigo, es con Sofía", "U2"),
        ("no soy yo, es Carlos", "carlos"),
        ("eso no es mío", None),
        ("esa no es mía, le toca a los de clima", None),
    ],
)
def test_a_name_is_who_is_to_do_it(read: Read, text: str, to: str | None) -> None:
    """Right after who is to take it a word written large is a name, whoever it is; words for crews are none."""
    assert answer(read, text) == {"answer": "reassign", **({"to": to} if to else {})}


def test_hours_of_plant_and_of_people(read: Read) -> None:
    """Plant is asked for by the hour; hours beside "tiempo extra" are those that each worked."""
    (asked,) = read("Solicito 4 horas de grúa el jueves para la escalera 2").signals
    assert (asked.values["quantity"], asked.values["unit"]) == (4, "h")
    counted = read("hoy traigo 6 fierreros y 3 peones, puro tiempo extra, 11 horas cada uno").signals
    assert [s.values["hours"] for s in counted] == [11, 11]


@pytest.mark.parametrize(
    "text",
    [
        "ocupo 20 hojas de triplay para la cimbra del 4, para el lunes por favor",
        "ocupo 20 hojas de triplay para la cimbra del 4, a más tardar el lunes",
    ],
)
def test_a_day_told_after_a_request_is_when_it_is_needed(read: Read, text: str) -> None:
    """A clause of nothing but a day is no finish of a work where something was just asked for."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.values["when"]) == ("request", "2026-03-16")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ya firmó el municipio, le seguimos al drenaje pluvial", ["cleared"]),
        ("arreglaron la bomba, ya le estamos dando al colado del 4", ["cleared"]),
        ("la cimbra del 4 ya arrancó", ["progress"]),
        ("le seguimos al drenaje pluvial, vamos al 40", ["progress"]),
    ],
)
def test_work_that_goes_on_once_it_may(read: Read, text: str, told: list[str]) -> None:
    """That a work goes on is said of what was cleared; that one began, or how far it is, is its own progress."""
    assert kinds(read, text) == told


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("un ayudante se vino abajo del andamio, le dieron puntos", "fall"),
        ("alguien dejó un alargue pelado sobre el piso mojado", "electrical"),
        ("hay un registro abierto sin tapa junto a la caseta", "fall"),
        ("están soldando sin extintor cerca del thinner", "other"),
        ("al gruero le dio un desmayo, va a la clínica", "other"),
    ],
)
def test_what_befell_or_threatens(read: Read, text: str, category: str) -> None:
    """A fall is of who fell, a bare cable is electrical wherever it lies, and a lid is none of a current."""
    (signal,) = read(text).signals
    assert signal.values["category"] == category


def test_weather_that_falls_threatens_nobody(read: Read) -> None:
    """Rain that comes down is weather, and no load over somebody's head."""
    assert kinds(read, "está cayendo un aguacero y paramos el colado del 4") == ["blocker", "weather"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("SSOMA nos ha paralizado los soportes de la fachada norte hasta nuevo aviso", "safety"),
        ("el prevencionista nos detuvo el desencofrado del 3", "safety"),
        ("por la visita del alcalde nos mandaron parar el colado del 3", "other"),
        ("la plomería del 1 no la podemos arrancar, los eléctricos todavía no terminan", "prior_work"),
        ("nos tumbaron la corriente, los eléctricos del 2 sin hacer nada", "equipment"),
    ],
)
def test_who_stops_a_work_tells_why(read: Read, text: str, cause: str) -> None:
    """The cause is of who stopped it, not of the thing that stands."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.values["cause"]) == ("blocker", cause)
