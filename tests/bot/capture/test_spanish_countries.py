"""What Spanish of any country has in common: how it counts a part of the whole, where it sets a level, whose no it is and why."""

import pytest

from bot.capture.reader import Thread
from tests.bot.capture.conftest import Read

ACTION = Thread(
    action="Revisar el armado",
    task="R-3",
    due="2026-03-10T15:00",
    options=("done", "not_done", "accepted", "declined"),
)


def told(read: Read, text: str) -> list[tuple[str, dict[str, object]]]:
    """Each signal's kind and values."""
    return [(s.kind, dict(s.values)) for s in read(text).signals]


def reply(read: Read, text: str) -> dict[str, object] | None:
    """What a reply answers; None where it answers nothing."""
    found: list[dict[str, object]] = [
        dict(s.values) for s in read(text, ACTION).signals if s.kind == "response"
    ]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "percent", "quantity", "unit"),
    [
        ("llevamos 48 m3 colados de los 120 en la losa del 2", 40, 48, "m3"),
        ("van catorce ménsulas ya montadas de las treinta en fachada sur", 47, 14, "ea"),
        ("muro de la escalera 1: 3 tomas de las 8 armadas", 38, 3, "ea"),
    ],
)
def test_a_part_of_the_whole_is_a_share(
    read: Read, text: str, percent: int, quantity: int, unit: str
) -> None:
    """What was done may stand between both numbers, and the article makes the second the whole."""
    (kind, values), *_ = told(read, text)
    assert (kind, values["percent"], values["quantity"], values["unit"]) == (
        "progress",
        percent,
        quantity,
        unit,
    )


def test_a_size_is_no_share(read: Read) -> None:
    """Without the article or a deed the second number tells how large the pieces are."""
    ((_, values),) = told(read, "llegaron 20 varillas de 6 metros")
    assert values == {"status": "arrived", "quantity": 20, "unit": "ea"}


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("los pernos costaron Q12,350", 12350, "GTQ"),
        ("pagamos B/. 480 de flete", 480, "PAB"),
        ("S/ 1,500 por el alquiler del andamio", 1500, "PEN"),
        ("gasté RD$ 8,200 en clavos", 8200, "DOP"),
        ("nos cobraron L 4,500 por la retro", 4500, "HNL"),
        ("el flete quedó en 2 mil 400 soles", 2400, "PEN"),
    ],
)
def test_money_has_the_sign_of_its_country(read: Read, text: str, amount: int, currency: str) -> None:
    """The sign before the amount tells the currency, and the hundreds after the thousands belong to them."""
    ((kind, values),) = told(read, text)
    assert (kind, values["amount"], values["currency"]) == ("cost", amount, currency)


def test_a_level_code_is_no_money(read: Read) -> None:
    """The letter of a level, which no thousands follow, is no currency."""
    assert [s.kind for s in read("L4 slab rebar al 80%").signals] == ["progress"]


@pytest.mark.parametrize(
    ("text", "task", "percent"),
    [
        ("pilares 4 al 60", "C-4", 60),
        ("desencofrado 3 al 40%", "S-3", 40),
        ("vaciado del techo 2 al 60%", "P-2", 60),
        ("encofrado losa 4, dos tercios", "F-4", 67),
    ],
)
def test_a_number_after_a_work_is_its_level(read: Read, text: str, task: str, percent: int) -> None:
    """A work and a bare number name the work of a level; the work's own name tells no deed."""
    assert [(s.task, s.values["status"], s.values["percent"]) for s in read(text).signals] == [
        (task, "in_progress", percent)
    ]


@pytest.mark.parametrize(
    ("text", "count"), [("vinieron 4 de los 9 fierreros", 4), ("fierreros incompletos, nomás 5 de 8", 5)]
)
def test_who_came_of_so_many_is_counted(read: Read, text: str, count: int) -> None:
    """Of people, those who are here count; nothing was delivered."""
    assert told(read, text) == [("headcount", {"count": count, "trade": "rebar"})]


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("vinieron 4 de los 9 sacos de cemento", 5, "bag"),
        ("la guía dice 50 tubos y venían 42", 8, "ea"),
        ("de las 90 hojas que pedimos llegaron 72", 18, "sheet"),
    ],
)
def test_what_did_not_come_is_missing(read: Read, text: str, quantity: int, unit: str) -> None:
    """Of goods, what lacks of all that were ordered is what is missing."""
    assert told(read, text) == [("delivery", {"status": "short", "quantity": quantity, "unit": unit})]


def test_an_accent_tells_who_did_it(read: Read) -> None:
    """ "Mandé" tells what I did; "mande" asks for it."""
    assert "request" in [kind for kind, _ in told(read, "mande 20 sacos de cemento")]
    assert "request" not in [kind for kind, _ in told(read, "ya mandé 20 sacos de cemento")]


def test_a_wish_begins_a_new_statement(read: Read) -> None:
    """In speech nobody puts a full stop: what is asked for takes no hour of the stop before it, nor the stop its day."""
    found = dict(
        told(read, "drenaje pluvial parado desde las ocho necesito un martillo hidráulico para mañana")
    )
    assert found["blocker"]["since"] == "2026-03-10T08:00"
    assert found["request"] == {"need": "equipment", "when": "2026-03-11"}


def test_a_stop_that_ended_is_over(read: Read) -> None:
    """A time lost until something happened is over; one until something happens is not."""
    over = "perdimos 3 horas hasta que nos firmaron el permiso"
    assert ("cleared", {"cause": "inspection"}) in told(read, over)
    assert "cleared" not in [kind for kind, _ in told(read, "parados hasta que nos firmen el permiso")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ya nos firmó la alcaldía lo del drenaje pluvial", ["cleared"]),
        ("el supervisor aprobó la prueba de la plomería del 1", ["quality"]),
    ],
)
def test_a_permit_frees_and_a_check_passes(read: Read, text: str, kinds: list[str]) -> None:
    """What the authorities sign lets the work go on; what a supervisor approves of a test is its result."""
    assert [kind for kind, _ in told(read, text)] == kinds


@pytest.mark.parametrize(
    ("text", "answer", "cause"),
    [
        ("hasta que no me den el plano no puedo", "not_done", "design"),
        ("nos prometieron la retro y nada, sin eso no puedo", "not_done", "equipment"),
        ("ando esperando a que los plomeros acaben", "not_done", "prior_work"),
        ("no jefe, yo ese trabajo no lo agarro", "declined", None),
        ("simón, todos puestos y checados", "done", None),
        ("ya lo revisé", "done", None),
        ("de acuerdo, yo lo coordino", "accepted", None),
        ("che dame una mano con esto que solo no puedo", "help", None),
    ],
)
def test_a_reply_says_whose_no_it_is_and_why(read: Read, text: str, answer: str, cause: str | None) -> None:
    """A condition that is not met is why; what "that" points to is what lacks; a yes before what was done is done."""
    found = reply(read, text) or {}
    assert (found.get("answer"), found.get("cause")) == (answer, cause)


def test_who_declines_promises_nothing(read: Read) -> None:
    """The day that is refused is no new promise, and an hour goes before a mere "later today"."""
    assert reply(read, "el domingo no cuenten conmigo") == {"answer": "declined"}
    assert reply(read, "al ratito, a las cuatro y media se lo entrego") == {
        "answer": "eta",
        "when": "2026-03-10T16:30",
    }


@pytest.mark.parametrize("text", ["ahí la vemos, déjeme checar", "ahorita le digo", "ya se verá"])
def test_a_reply_that_commits_to_nothing(read: Read, text: str) -> None:
    """Putting off answers nothing."""
    assert reply(read, text) is None


def test_goods_that_no_lexicon_knows(read: Read) -> None:
    """A common noun after a lack or an arrival is goods; a name and what nobody builds with are none."""
    assert told(read, "muro sur parado por falta de antisol")[0][1]["cause"] == "material"
    assert told(read, "llegaron 40 chupones") == [
        ("delivery", {"status": "arrived", "quantity": 40, "unit": "ea"})
    ]
    assert told(read, "nos falta Anselmo") == []


def test_a_list_of_loads_is_a_delivery_each(read: Read) -> None:
    """What follows "and" came as well; what was poured with it is work."""
    came = [
        values
        for kind, values in told(read, "llegaron 30 sacos de cemento y 12 láminas")
        if kind == "delivery"
    ]
    assert [(v["quantity"], v["unit"]) for v in came] == [(30, "bag"), (12, "sheet")]
    both = [kind for kind, _ in told(read, "llegaron 30 sacos y colamos 20 m3 en la losa 2")]
    assert both == ["delivery", "progress"]


def test_what_is_left_for_later_is_not_done(read: Read) -> None:
    """A part that was done, and another that is left until a time."""
    assert reply(read, "dos tramos armados, queda el del eje 4 pa mañana temprano") == {
        "answer": "not_done",
        "when": "2026-03-11",
    }


def test_a_day_that_is_called_past_is_over(read: Read) -> None:
    """What was finished then is done, and what was so then is a story."""
    assert told(read, "el viernes pasado terminamos el armado de la losa 3") == [
        ("progress", {"status": "done"})
    ]
    assert told(read, "el viernes pasado tuvimos la grúa parada todo el día") == []
