"""Goals from Slack: seen by all, set, changed and retired by managers."""

import pytest

from rules.folding.entry import Aimed
from tests.scenarios.stage import Stage, told

NEW = {
    "name": "Level 3 poured",
    "measure": "progress",
    "target": "100 %",
    "until": "2026-04-10",
    "zones": "L3, L4",
}


def aims(stage: Stage) -> list[Aimed]:
    """Every goal as it was set, oldest first, after those of the demo."""
    return [entry for entry in stage.journal("aimed") if isinstance(entry, Aimed)][3:]


def test_the_demo_starts_with_three_goals(playing: Stage) -> None:
    """Everybody sees what is wanted, how far it is, and how many tasks serve it."""
    (line,) = playing.command("omar", "/site goals")
    for wanted in (
        "*Finish on time* (`finish-on-time`): finished by Mon 11 May 2026",
        "*Within budget* (`within-budget`): costs no more than $",
        "*Nobody gets hurt* (`nobody-gets-hurt`): no incident",
        "68 of 68 tasks serve it",
        "0 incidents in 30 days",
    ):
        assert wanted in line.text


def test_a_goal_is_added_changed_and_retired(stage: Stage) -> None:
    """By form and command; who did it is in the journal; the site is told what is wanted."""
    stage.command("grace", "/site goals add")
    shown = stage.play({"submit": NEW, "by": "grace"})
    assert any("The goal stands" in text for text in told(shown, "@grace"))
    (aim,) = aims(stage)
    assert aim.by == stage.person("grace")
    assert (aim.goal.id, aim.goal.target, aim.goal.zones) == ("level-3-poured", 100.0, ("L3", "L4"))
    stage.command("grace", "/site goals change level-3-poured")
    stage.play({"submit": {"target": "90"}, "by": "grace"})
    assert (aims(stage)[-1].goal.id, aims(stage)[-1].goal.target) == ("level-3-poured", 90.0)
    (line,) = stage.command("ana", "/site goals")
    assert "90 % done by Fri 10 Apr" in line.text
    (line,) = stage.command("ana", "/site goals retire level-3-poured")
    assert "retired" in line.text
    assert aims(stage)[-1].retired
    (line,) = stage.command("ana", "/site goals")
    assert "Level 3 poured" not in line.text


def test_a_second_goal_of_a_name_is_another_one(stage: Stage) -> None:
    """Nothing is overwritten by chance."""
    for _ in range(2):
        stage.command("grace", "/site goals add")
        stage.play({"submit": NEW, "by": "grace"})
    assert [aim.goal.id for aim in aims(stage)] == ["level-3-poured", "level-3-poured-2"]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"measure": "finish", "target": "soon"}, "is no day"),
        ({"measure": "cost", "target": "a lot"}, "is no number"),
        ({"until": "10 April"}, "is no day"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_the_form(
    playing: Stage, fields: dict[str, str], wanted: str
) -> None:
    """The field says what to write; nothing is set."""
    playing.command("grace", "/site goals add")
    sandbox = playing.world.sandbox
    answer = sandbox.submit("grace", None, {**NEW, **fields})
    assert wanted in " ".join(answer.errors.values())
    assert aims(playing) == []


@pytest.mark.parametrize("command", ["add", "change finish-on-time", "retire finish-on-time"])
def test_only_managers_set_goals(playing: Stage, command: str) -> None:
    """Anybody else is told so."""
    (line,) = playing.command("omar", f"/site goals {command}")
    assert "Only this site's managers" in line.text
    assert aims(playing) == []


def test_a_goal_that_is_not_there(playing: Stage) -> None:
    """It says which may be meant."""
    for verb in ("change", "retire"):
        (line,) = playing.command("grace", f"/site goals {verb} finish-in-time")
        assert "Did you mean finish-on-time" in line.text
    (line,) = playing.command("grace", "/site goals polish")
    assert "/site goals add" in line.text


def test_a_goal_tells_its_own_measure_and_no_other(stage: Stage) -> None:
    """How far the work is stands below finish and cost alone; what is not known yet is said, with what to tell."""
    (line,) = stage.command("grace", "/site goals")
    finish, safety, cost = line.text.removeprefix("*Goals*\n").split("\n\n")
    assert "% planned done" in finish and "% planned done" in cost
    assert safety.splitlines()[1].startswith("0 incidents in 30 days · 68 of 68 tasks serve it")
    assert "no forecast of the cost yet: tell what work under way costs" in cost
