"""Schedules: dropped in the channel, taken over whole, and a real one played on its own dates."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path

import pytest

from bot.playing.plot import Plot, plot_of
from rules.plan.network import network_of
from rules.progress import facts
from tests.bot.importers.mspdi.project import HOUSE
from tests.scenarios.plans import plan_without
from tests.scenarios.stage import Stage, told

Staging = Callable[[Plot], AbstractContextManager[Stage]]
STOPPED = "L3 columns stopped, waiting on concrete"


def test_a_schedule_dropped_by_a_manager(stage: Stage, tmp_path: Path) -> None:
    """Offered to her alone, imported at one press; what was said stays, tasks that vanish take their actions with them."""
    stage.say("ana", STOPPED)
    stage.say("hector", "L3 slab rebar 60%")
    (tmp_path / "new.csv").write_text(plan_without(stage, "A-370"))
    offered = stage.play({"upload": "new.csv", "by": "grace", "in": "#tower-a", "say": "new plan"})
    (question,) = [line for line in offered if line.to == "@grace"]
    assert (question.kind, question.buttons) == ("ephemeral", ("import", "dismiss"))
    shown = stage.press("grace", "import")
    assert any("new* is in force: 67 tasks" in text for text in told(shown, "#tower-a"))
    assert stage.life().status == "resolved"
    assert "A-370 is no longer in the schedule" in stage.life().closed_why
    assert any("no longer in the schedule" in text for text in told(shown, "#tower-a", "update"))
    assert stage.task("A-390").live
    with pytest.raises(AssertionError):
        stage.task("A-370")


def test_a_schedule_from_ms_project(stage: Stage, tmp_path: Path) -> None:
    """Offered and imported likewise, with its crews, machines and working time; its tasks are spoken of by their ids."""
    (tmp_path / "house.xml").write_bytes(HOUSE)
    stage.play({"upload": "house.xml", "by": "grace", "in": "#tower-a"})
    shown = stage.press("grace", "import")
    (said,) = [text for text in told(shown, "#tower-a") if "is in force" in text]
    assert "*House on Elm Street* is in force: 7 tasks" in said
    assert "07:00 to 16:00" in said
    assert "2 crews, 1 machine" in said
    stage.say("ana", "T-9 is 20% done")
    assert facts(stage.task("T-9"), stage.site().calendar).percent == 20


def test_an_offer_that_is_not_wanted(stage: Stage, tmp_path: Path) -> None:
    """The question goes away, and the schedule stays."""
    (tmp_path / "new.csv").write_text(plan_without(stage, "A-370"))
    stage.play({"upload": "new.csv", "by": "grace", "in": "#tower-a"})
    (line,) = stage.press("grace", "dismiss")
    assert line.kind == "delete"
    assert stage.task("A-370")


def test_a_schedule_dropped_by_somebody_else(stage: Stage, tmp_path: Path) -> None:
    """They are told, privately, that a manager has to do it."""
    (tmp_path / "new.csv").write_text(plan_without(stage, "A-370"))
    shown = stage.play({"upload": "new.csv", "by": "minh", "in": "#tower-a"})
    assert any("managers" in text for text in told(shown, "@minh", "ephemeral"))


def test_owners_whom_nobody_knows_are_named(stage: Stage, tmp_path: Path) -> None:
    """Who is missing is told, and the set-up form takes who they are."""
    text = stage.world.plot.content.decode().replace(",yuki,", ",Crew Nine,")
    (tmp_path / "new.csv").write_text(text)
    stage.play({"upload": "new.csv", "by": "grace", "in": "#tower-a"})
    shown = stage.press("grace", "import")
    assert any("Nobody here answers to: Crew Nine" in text for text in told(shown, "#tower-a"))
    (form,) = stage.command("grace", "/site setup")
    assert "Crew Nine" in form.text
    stage.play({"submit": {"owner:Crew Nine": "yuki"}, "by": "grace"})
    assert stage.site().owners["Crew Nine"] == stage.person("yuki")


def test_setting_up_changes_the_working_time(stage: Stage) -> None:
    """The form's shift is the site's from then on: due times and digests follow it."""
    stage.command("grace", "/site setup")
    stage.play({"submit": {"opens": "06:00", "closes": "14:00"}, "by": "grace"})
    site = stage.site()
    assert (site.calendar.opens.hour, site.calendar.closes.hour, site.evening.hour) == (6, 14, 14)
    stage.until("2026-03-10T12:00")
    stage.say("ana", STOPPED)
    assert stage.local(stage.life().due) == "2026-03-11T08:00"


@pytest.fixture(scope="module")
def refinery() -> Plot:
    """The real export that ships."""
    with resources.as_file(resources.files("bot.demo_data").joinpath("mdl4d.xer")) as place:
        return plot_of(place)


def test_a_real_schedule_runs_on_its_own_dates(refinery: Plot, staging: Staging) -> None:
    """It begins on its data date, works as its calendar does, and float and criticality come from its network."""
    with staging(refinery) as stage:
        site = stage.site()
        assert site.calendar.local_date(stage.world.clock.now()) == refinery.day
        assert len(site.calendar.weekdays) == 7
        assert (site.calendar.opens.hour, site.calendar.closes.hour) == (8, 16)
        network = network_of(refinery.schedule, site.calendar)
        assert network.critical
        for task in refinery.schedule.tasks[:20]:
            assert stage.task(task.id).critical == (task.id in network.critical)


def test_words_about_a_real_activity_reach_its_owner(refinery: Plot, staging: Staging) -> None:
    """A blocker on a running activity becomes an action for whom the export names as its resource."""
    with staging(refinery) as stage:
        site = stage.site()
        running = next(
            task
            for task in refinery.schedule.tasks
            if task.owner in site.owners and task.start <= refinery.day < task.finish
        )
        stage.play({"advance": "PT3H"})
        stage.say("ana", f"{running.id} started, 5%", f"#{refinery.channel}")
        stage.say("ana", f"{running.id} stopped, no access", f"#{refinery.channel}")
        mine = [one.asked for one in stage.actions() if one.asked.task == running.id]
        assert mine
        assert mine[0].ladder[0].person == site.owners[running.owner]
