"""Who is at two sites reads in a direct message of which one it is; in a channel that is plain."""

import pytest

from tests.scenarios.stage import Stage, told


@pytest.fixture
def elsewhere(stage: Stage) -> Stage:
    """Tuesday 09:12: Minh is at another site as well, which has no name so far, and spoke there last."""
    stage.until("2026-03-10T09:12")
    sandbox = stage.world.sandbox
    sandbox.create_channel("minh", "tower-b")
    sandbox.invite(sandbox.app.bot_user, "#tower-b", "minh")
    stage.world.settle()
    return stage


def test_a_receipt_names_the_site(elsewhere: Stage) -> None:
    """What was read, and that nothing was; whoever is at one site alone knows."""
    shown = elsewhere.say("minh", "crane down since 7", "@siteloop")
    assert any(text.startswith("#tower-b: Understood") for text in told(shown, "@minh"))
    shown = elsewhere.say("minh", "good morning to you", "@siteloop")
    assert any(text.startswith("#tower-b: I read nothing") for text in told(shown, "@minh"))
    shown = elsewhere.say("diego", "good morning to you", "@siteloop")
    assert [text for text in told(shown, "@diego") if text.startswith("I read nothing to record")]


def test_an_answer_names_the_site(elsewhere: Stage) -> None:
    """A command's, in the direct message; in the site's channel its answer is as it was."""
    shown = elsewhere.command("minh", "/site words add podium = tower crane", "@siteloop")
    assert shown[-1].text.startswith("#tower-b: From now on")
    shown = elsewhere.command("minh", "/site words add podium = A-310", "#tower-a")
    assert shown[-1].text.startswith("Only this site's managers")


def test_what_is_asked_and_reminded_names_the_site(elsewhere: Stage) -> None:
    """The card in the direct message, its reminder, what changes of it, and the morning's digest; whoever is at one site alone
    knows, and a thread in the channel tells."""
    elsewhere.command("grace", "/site assign @minh fix the pump by 14:00")
    elsewhere.command("grace", "/site assign @diego sweep the deck by 14:00")
    asked = told(elsewhere.shown, "@minh", "message")[-1]
    assert asked.startswith("Tower A: Grace Okafor asks this of you.")
    elsewhere.until("2026-03-10T14:01")
    reminded = told(elsewhere.shown, "@minh", "message")[-1]
    assert reminded.startswith("Tower A: Due now. Is it done?")
    assert told(elsewhere.shown, "@diego", "message")[-1].startswith("Due now.")
    shown = elsewhere.press("minh", "accept")
    assert all(text.startswith("Tower A: ") for text in told(shown, "@minh", "update"))
    elsewhere.until("2026-03-11T07:30")
    assert any(
        "Tower A" in line.text.split("\n")[0]
        for line in elsewhere.shown
        if line.to == "@minh" and "morning" in line.text
    )
