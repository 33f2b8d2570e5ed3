"""Papers about a work, which are no progress of it, and what stops in weather."""

import pytest

from tests.bot.capture.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "shop drawings for the north facade brackets are 60% done",
        "method statement for the L4 pour 70% complete",
        "L3 rebar submittals 90% done",
        "our as-builts for L1 plumbing are at 50%",
        "planos de taller de la fachada norte al 70%",
        "procedimiento de colado de la losa 4 al 60%",
        "bản vẽ shop cốp pha sàn tầng 4 xong 80%",
        "biện pháp thi công đổ sàn tầng 4 xong 60%",
    ],
)
def test_a_paper_is_no_work(read: Read, text: str) -> None:
    """How far a drawing or a method statement is tells nothing of the task."""
    assert not [s for s in read(text).signals if s.kind == "progress"]


@pytest.mark.parametrize(
    ("text", "task", "percent"),
    [
        ("L3 rebar 60%, drawings still missing", "R-3", 60),
        ("drawings are in, L3 slab rebar 40%", "R-3", 40),
        ("losa 4 armado 60% según planos", "R-4", 60),
        ("có bản vẽ rồi, cốp pha sàn tầng 4 xong 60%", "F-4", 60),
        ("following the lift plan, L4 rebar 30%", "R-4", 30),
    ],
)
def test_a_work_beside_its_papers(read: Read, text: str, task: str, percent: int) -> None:
    """A paper that is named beside the work takes no progress from it."""
    assert {(s.task, s.values["percent"]) for s in read(text).signals if s.kind == "progress"} == {
        (task, percent)
    }


@pytest.mark.parametrize(
    "text", ["need the lift plan by Thursday", "can you send me the lift plan by Thursday"]
)
def test_a_plan_that_is_asked_for(read: Read, text: str) -> None:
    """A lift plan is information."""
    (found,) = read(text).signals
    assert (found.kind, found.values) == ("request", {"need": "information", "when": "2026-03-12"})


@pytest.mark.parametrize("text", ["per the lift plan, two picks tomorrow", "lift plan says two cranes"])
def test_what_a_plan_says(read: Read, text: str) -> None:
    """What stands in a plan is not asked for."""
    assert read(text).signals == ()


@pytest.mark.parametrize(
    "text",
    [
        "with this wind we stopped the L3 columns",
        "too much rain so we quit the L3 columns",
        "L3 columns stopped by rain",
    ],
)
def test_weather_in_which_people_stopped(read: Read, text: str) -> None:
    """ "The wind stopped" is over; "in the wind we stopped" is a stop."""
    kinds = {s.kind for s in read(text).signals}
    assert "cleared" not in kinds
    assert [s.values["cause"] for s in read(text).signals if s.kind == "blocker"] == ["weather"]


@pytest.mark.parametrize(
    "text", ["the wind has stopped", "wind stopped, we are back at it", "rain quit an hour ago"]
)
def test_weather_that_stopped(read: Read, text: str) -> None:
    """Weather that stopped is cleared."""
    assert [s.kind for s in read(text).signals] == ["cleared"]


def test_two_works_each_stopped(read: Read) -> None:
    """Two sentences that each name their work and its stop are two stops."""
    found = read("L3 slab pour rained out. L4 slab rebar stopped by the wind").signals
    assert {s.task for s in found if s.kind == "blocker"} == {"P-3", "R-4"}


@pytest.mark.parametrize(
    "text",
    [
        "L3 columns stopped by the wind. Nobody up there because of the gusts",
        "L3 columns rained out. Still raining",
    ],
)
def test_one_work_is_stopped_once(read: Read, text: str) -> None:
    """What goes on about the one stop is no second one."""
    assert [s.task for s in read(text).signals if s.kind == "blocker"] == ["C-3"]
