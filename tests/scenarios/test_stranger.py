"""What somebody meets who does not know Siteloop yet: every answer says something true, in words of a site."""

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
    assert "Raj Patel (@raj): electrical by the schedule" in shown.text
    stage.command("ana", "/site people @minh trade electrical")
    (shown,) = stage.command("ana", "/site people")
    assert "• Raj Patel (@raj)\n" in shown.text
    assert "Minh Trần (@minh): leads electrical, concrete by the schedule" in shown.text


def test_a_task_that_should_be_done_is_late_however_little_is_left(stage: Stage) -> None:
    """Its last percent counts: what stops a task of last week makes it a late one."""
    (none,) = stage.command("ana", "/site tasks late")
    assert none.text == "No task is late."
    stage.say("ana", "L3 columns stopped, crane's waiting")
    (late,) = stage.command("ana", "/site tasks late")
    assert "A-370 Level 3 columns" in late.text


def test_handover_alone_says_how(stage: Stage) -> None:
    """Nobody was named, so nobody is unknown."""
    (alone,) = stage.command("ana", "/site handover")
    assert alone.text.startswith("`/site handover @x` hands all")
    (unknown,) = stage.command("ana", "/site handover @nobody")
    assert unknown.text.startswith("I do not know who that is.")
