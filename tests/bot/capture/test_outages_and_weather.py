"""What stops a whole site: power, water and plant that are out, and lightning that sends everybody down."""

import pytest

from tests.bot.capture.conftest import Read


def kinds(read: Read, text: str) -> list[str]:
    """The kinds of what a text tells, in order of the alphabet."""
    return sorted(s.kind for s in read(text).signals)


@pytest.mark.parametrize(
    "text",
    [
        "power is out on the whole site",
        "the crane is out for the whole site",
        "water is off everywhere",
        "power's out on L3",
        "no power anywhere on site",
        "no water on site",
        "power went out on all floors",
        "temp power down on the whole site",
        "water's shut off on L2",
        "generator's out on the east side",
        "hoist is off today",
        "power is not back on yet",
        "no hay luz en toda la obra",
        "se fue la luz en toda la obra",
        "sin corriente en todos los niveles",
        "la grúa está fuera de servicio en toda la obra",
        "mất điện toàn công trường",
        "cúp điện hết công trường rồi",
        "cẩu tháp hư, cả công trường đứng",
    ],
)
def test_what_is_out_on_a_site_is_down(read: Read, text: str) -> None:
    """A place after "out" or "off" ("out on the site") clears nothing: it is one blocker, by equipment."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.values["cause"]) == ("blocker", "equipment")


@pytest.mark.parametrize(
    "text",
    [
        "power is back on",
        "power came back on",
        "power's on again at L3",
        "power is on",
        "water restored on all floors",
        "crane back up",
        "ya volvió la luz",
        "có điện lại rồi",
    ],
)
def test_what_is_back_is_cleared(read: Read, text: str) -> None:
    """What is on or back again is cleared, wherever it is."""
    (signal,) = read(text).signals
    assert (signal.kind, signal.values["cause"]) == ("cleared", "equipment")


def test_a_breaker_that_tripped_hurt_nobody(read: Read) -> None:
    """Power that trips is no person who does."""
    assert "safety" not in kinds(read, "site power tripped on all levels")


@pytest.mark.parametrize(
    "text",
    [
        "lightning close by, everybody down",
        "lightning nearby, everyone off the deck",
        "lightning 5 miles out, come down off the deck",
        "lightning! get everybody down now",
        "lightning in the area, everyone inside",
        "lightning alarm went off, clear the deck",
        "thunder, all hands down",
        "thunder overhead, get off the steel",
        "heard thunder, everyone take shelter",
        "all hands inside, lightning",
        "guys are coming down, lightning close",
        "thunder and lightning, crews inside",
        "lightning within 6 miles, crane down",
        "hay rayos cerca, todos abajo",
        "cayó un rayo cerca, bajen todos",
        "tormenta eléctrica, todos abajo",
        "relámpagos encima, bajamos a toda la gente",
        "se oyen truenos, todos a resguardo",
        "rayos cerca de la obra, evacuamos",
        "sét đánh gần, anh em xuống hết",
        "có sấm sét, cho xuống hết",
        "sấm chớp gần quá, cho thợ xuống hết",
        "nghe sấm rồi, mọi người vào trong",
        "chớp liên tục, rút hết",
    ],
)
def test_lightning_that_sends_people_down_stops_work(read: Read, text: str) -> None:
    """It is weather and a blocker by it, of no task, also where it is said as an order."""
    found = {s.kind: s for s in read(text).signals}
    assert found.keys() == {"weather", "blocker"}
    assert found["weather"].values == {"condition": "lightning"}
    assert (found["blocker"].task, found["blocker"].values["cause"]) == (None, "weather")


@pytest.mark.parametrize(
    "text",
    ["lightning nearby", "lightning strike right by the site", "hay rayos cerca", "sét đánh gần công trường"],
)
def test_lightning_near_matters_by_itself(read: Read, text: str) -> None:
    """Lightning close to the site is told although nobody says that work stopped."""
    assert kinds(read, text) == ["weather"]


@pytest.mark.parametrize("text", ["too windy, everyone down", "snow, all crews off the roof"])
def test_any_weather_takes_people_down(read: Read, text: str) -> None:
    """Not lightning alone."""
    assert kinds(read, text) == ["blocker", "weather"]


@pytest.mark.parametrize(
    "text",
    [
        "if we get lightning everybody down",
        "is there lightning, should everybody come down?",
        "lightning expected tomorrow",
        "light rain, all the guys are in",
        "windy, bring the panels down",
        "lightning fast crew today, nice",
        "everybody down to the trailer for pizza",
    ],
)
def test_people_who_go_down_for_no_weather_stop_nothing(read: Read, text: str) -> None:
    """Conditions, questions, forecasts of the sky and people who go down for another reason assert no stop."""
    assert kinds(read, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "blocked, drawings not approved",
        "L3 rebar blocked, shop drawings not signed",
        "stopped, drawings aren't approved yet",
        "L4 columns on hold, submittal not approved",
        "blocked, permit not approved",
        "plans not released, can't start L4",
        "detail not approved, rebar stopped",
        "parados, los planos no están aprobados",
        "bloqueados, no han aprobado los planos",
        "detenidos, planos sin aprobar",
        "đang dừng, bản vẽ chưa duyệt",
        "đứng, bản vẽ chưa được duyệt",
    ],
)
def test_an_approval_that_is_out_is_no_failed_check(read: Read, text: str) -> None:
    """Drawings and permits that nobody approved stop work; no check of the work failed."""
    (signal,) = read(text).signals
    assert signal.kind == "blocker"
    assert signal.values["cause"] in ("design", "inspection")


@pytest.mark.parametrize("text", ["inspection not approved", "L3 slab rebar not approved by the inspector"])
def test_work_that_is_not_approved_failed(read: Read, text: str) -> None:
    """The inspector's no to the work itself is a failed check."""
    assert kinds(read, text) == ["quality"]


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("la losa del nivel 3 está parada, no llegó el concreto", "P-3"),
        ("parada la losa N3, el concreto no llega", "P-3"),
        ("la losa N3 parada, falta la varilla", "R-3"),
        ("losa del N4 detenida, no han traído la cimbra", "F-4"),
        ("L3 slab is stopped, concrete never came", "P-3"),
        ("L3 slab stopped, no rebar delivered", "R-3"),
        ("sàn tầng 3 dừng, bê tông chưa về", "P-3"),
        ("sàn tầng 3 đứng, chưa có thép", "R-3"),
    ],
)
def test_what_did_not_come_tells_which_work_stopped(read: Read, text: str, task: str) -> None:
    """A stop whose own words fit several tasks is of the one that waits for the material."""
    (stop,) = [s for s in read(text).signals if s.kind == "blocker"]
    assert (stop.task, stop.values["cause"]) == (task, "material")
