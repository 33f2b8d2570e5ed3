"""What somebody meets who does not know Siteloop yet: every answer says something true, in words of a site."""

from pathlib import Path

from tests.scenarios.stage import Stage, told


def test_a_fire_reaches_who_leads_safety_at_once(stage: Stage) -> None:
    """However loosely it is told."""
    stage.until("2026-03-10T09:00")
    shown = stage.say("ana", "the tower is on fire")
    assert any("the tower is on fire" in text for text in told(shown, "@noor", "message"))


def test_a_card_names_the_day_on_which_a_task_begins(stage: Stage) -> None:
    """Nobody has to work out of working hours which day is meant."""
    stage.until("2026-03-10T09:00")
    stage.say("minh", "L4 pour stopped, no concrete")
    assert "before it begins on Wed 18 Mar: " in stage.action().asked.text


def test_a_trade_that_is_misspelt_is_doubted(stage: Stage) -> None:
    """It is kept, since it may be new, and the trades of the schedule are told; one that is known raises no doubt."""
    (doubted,) = stage.command("ana", "/site people @raj trade elektrical")
    assert "No task and no crew here is of “elektrical”, though" in doubted.text
    assert "electrical" in doubted.text.partition("the schedule are")[2]
    (known,) = stage.command("ana", "/site people @raj trade electricians")
    assert "though" not in known.text


def test_people_are_shown_with_the_trades_that_the_schedule_gives_them(stage: Stage) -> None:
    """Until somebody says who leads a trade; who runs the site leads none."""
    (shown,) = stage.command("ana", "/site people")
    assert "Raj Patel (@raj): leads electrical, as far as I can tell" in shown.text
    stage.command("ana", "/site people @minh trade electrical")
    (shown,) = stage.command("ana", "/site people")
    assert "• Raj Patel (@raj)\n" in shown.text
    assert "Minh Trần (@minh): leads electrical" in shown.text


def test_a_task_that_should_be_done_is_late_however_little_is_left(stage: Stage) -> None:
    """Its last percent counts: what stops a task of last week makes it a late one."""
    (none,) = stage.command("ana", "/site tasks late")
    assert none.text == "No task is late."
    stage.say("ana", "L3 columns stopped, crane's waiting")
    (late,) = stage.command("ana", "/site tasks late")
    assert "A-370 Level 3 columns" in late.text


def test_handover_to_nobody_known_says_so(stage: Stage) -> None:
    """A handle that is nobody's is not taken for no name at all."""
    (unknown,) = stage.command("ana", "/site handover @nobody")
    assert unknown.text.startswith("I do not know who that is.")


def test_what_hinders_an_asked_errand_does_not_stand_in_the_way_of_the_whole_site(stage: Stage) -> None:
    """Its reason is shown with the errand, whoever asks how the site stands; what the site lacks is the site's."""
    stage.until("2026-03-10T09:00")
    stage.command("ana", "/site assign @minh check the pump")
    (asked,) = [
        line for line in stage.say("minh", "not done", place="@siteloop") if "in the way" in line.text
    ]
    assert "What is in the way of ACT-1 (check the pump)?" in asked.text
    stage.say("minh", "not done, no rebar till thursday", place="@siteloop")
    (status,) = stage.command("ana", "/site status")
    assert "⛔ ACT-1 check the pump: “not done, no rebar till thursday”" in status.text
    assert "The whole site" not in status.text


def test_a_dropped_table_is_not_called_a_schedule_before_it_is_read(stage: Stage, tmp_path: Path) -> None:
    """Crews and plant come as a CSV too, under any name; only a planning program's file is surely a schedule."""
    (tmp_path / "list.csv").write_text("name,kind\nPump 9,plant\n")
    shown = stage.play({"upload": "list.csv", "by": "ana", "in": "#tower-a"})
    assert any("whether it is the site's schedule or its crews and plant" in one.text for one in shown)


def test_leave_in_whole_days_is_told_in_days(stage: Stage) -> None:
    """The last day away is named, not the midnight after it."""
    stage.command("raj", "/site away today..Friday")
    (shown,) = stage.command("ana", "/site people")
    assert "away to the end of Fri 13 Mar" in shown.text
