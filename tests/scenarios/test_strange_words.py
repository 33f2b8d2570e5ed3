"""Words of a command that mean nothing there are never passed over: they are named, with what can be said."""

import pytest

from tests.scenarios.stage import Stage, told


@pytest.mark.parametrize(
    ("typed", "strange", "taught"),
    [
        ("status banana", "banana", "/site status"),
        ("loop banana", "banana", "/site loop"),
        ("import banana", "banana", "/site import"),
        ("setup banana", "banana", "/site setup"),
        ("me banana", "banana", "/site me thread"),
        ("me page banana", "page banana", "/site me thread"),
        ("promise A-999", "A-999", "/site promise next"),
        ("promises next month", "next month", "/site promise next"),
        ("back @grace yesterday", "yesterday", "/site back"),
    ],
)
def test_words_that_mean_nothing_are_refused(playing: Stage, typed: str, strange: str, taught: str) -> None:
    """Nothing is shown, opened or recorded."""
    (line,) = playing.command("grace", f"/site {typed}")
    assert f"I do not understand “{strange}”" in line.text
    assert f"`{taught}`" in line.text
    assert line.kind == "ephemeral"


@pytest.mark.parametrize(
    "typed", ["@hector until yesterday", "@hector yesterday", "@hector ACT-1 banana", "@hector A-310"]
)
def test_nothing_is_handed_over_for_words_that_mean_nothing(stage: Stage, typed: str) -> None:
    """Diego, who wants it handed over in a way that I do not know, keeps it."""
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    (line,) = told(stage.command("diego", f"/site handover {typed}"), "@diego")
    words = typed.removeprefix("@hector ").removeprefix("ACT-1 ")
    assert f"I do not understand “{words}”" in line
    assert "`/site handover @x`" in line
    assert stage.life().owner == stage.person("diego")


@pytest.mark.parametrize(
    "typed", ["everything to @hector, please", "to @hector ACT-1", "from @diego to @hector: act-1"]
)
def test_small_words_around_a_handover_are_understood(stage: Stage, typed: str) -> None:
    """They say what is meant anyway."""
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    stage.command("diego", f"/site handover {typed}")
    assert stage.life().owner == stage.person("hector")
