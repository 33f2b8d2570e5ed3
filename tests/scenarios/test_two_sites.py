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
