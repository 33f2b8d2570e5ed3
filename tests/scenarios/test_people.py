"""People and places: who is heard, where, and what only they see."""

import pytest

from rules.folding.entry import Said
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


def test_a_photo_with_words_is_heard(stage: Stage) -> None:
    """A file's words count as any others; a photo without words is nothing to read."""
    stage.play({"upload": "deck.jpg", "by": "hector", "in": "#tower-a", "say": "L3 slab rebar 80%"})
    (said,) = stage.journal("said")
    assert isinstance(said, Said)
    assert said.text == "L3 slab rebar 80%"
    stage.play({"upload": "deck2.jpg", "by": "hector", "in": "#tower-a"})
    assert len(stage.journal("said")) == 1


def test_the_bots_own_words_are_not_heard(stage: Stage) -> None:
    """Cards speak of stopped work as well; nothing of them comes back as a report."""
    stage.say("ana", STOPPED)
    stage.until("2026-03-10T17:00")
    assert len(stage.journal("said")) == 1


def test_a_stranger_in_a_direct_message(stage: Stage) -> None:
    """Somebody who is at no site is told how to come to one, whatever they write."""
    stage.world.sandbox.workspace.add_user("kim", real_name="Kim Novak")
    for text in ("hello", "crane down since 7", "done"):
        shown = stage.say("kim", text, "@siteloop")
        assert "I do not know which site you are at" in told(shown, "@kim")[-1]
    (line,) = stage.command("kim", "/site status", "@siteloop")
    assert "no site" in line.text.lower() or "Invite me" in line.text


def test_two_sites_do_not_mix(stage: Stage) -> None:
    """Another channel is another site: its words, people, numbers and cards are its own."""
    sandbox = stage.world.sandbox
    sandbox.workspace.add_user("kim", real_name="Kim Novak")
    channel = sandbox.create_channel("kim", "garage")
    sandbox.invite("omar", channel.id)
    sandbox.invite(sandbox.app.bot_user, channel.id)
    stage.world.settle()
    stage.say("ana", STOPPED)
    shown = stage.say("kim", "crane down, nothing moves", "#garage")
    assert not any(line.to in ("#tower-a", "@ana", "@minh") for line in shown)
    assert len(stage.actions()) == 1
    assert stage.site("garage").next_action <= 2
    assert {entry.by for entry in stage.journal("said", channel="garage") if isinstance(entry, Said)} == {
        stage.person("kim")
    }
    (line,) = stage.command("omar", "/site actions", "#garage")
    assert "columns" not in line.text


def test_a_message_recorded_by_its_menu(stage: Stage) -> None:
    """Grace records what Siteloop took for chatter; an answer tells her."""
    stage.say("ana", "morning all")
    shown = stage.play({"shortcut": "record", "by": "grace", "on": "last"})
    assert [line.to for line in shown] == ["@grace"]


def test_an_answer_at_home_is_taken_and_its_home_shown_anew(stage: Stage) -> None:
    """The home tab lists it; pressed there, it is done, the tab is drawn anew without it, and the channel sees it."""
    stage.say("ana", STOPPED)
    (home,) = stage.play({"open_home": True, "by": "minh"})
    assert "ACT-1" in home.text
    shown = stage.press("minh", "done", "home")
    assert stage.life().status == "done"
    drawn = told(shown, "@minh", "home")
    assert "ACT-1" not in drawn[-1]
    assert "Nothing is open with you" in drawn[-1]
    assert any("Done, Minh Trần" in text for text in told(shown, "#tower-a", "update"))


def test_an_uninstalled_workspace_is_left_alone(stage: Stage) -> None:
    """Nothing is sent any more, and nothing fails for it; what waited is sent after a new installation."""
    stage.say("ana", STOPPED)
    sandbox = stage.world.sandbox
    sandbox.uninstall()
    shown = stage.until("2026-03-11T12:00")
    assert shown == []
    assert stage.store.next_outgoing() is None
    assert stage.life().level > 0
    stage.quiet()


@pytest.mark.parametrize(
    "line",
    [
        {"command": "/site setup", "by": "omar", "in": "#tower-a"},
        {"command": "/site assign @diego grease the hoist", "by": "omar", "in": "#tower-a"},
        {"command": "/site assign", "by": "omar", "in": "#tower-a"},
    ],
)
def test_only_managers_change_a_site(playing: Stage, line: dict[str, str]) -> None:
    """Anybody else is told so, kindly, and nobody else sees it."""
    (told_so,) = playing.play(line)
    assert (told_so.to, told_so.kind) == ("@omar", "ephemeral")
    assert "managers" in told_so.text
    assert "thank you" in told_so.text
    assert playing.actions() == []


def test_a_direct_message_names_the_action_that_is_meant(stage: Stage) -> None:
    """With several open, the one asked last is meant, or the one that is named."""
    stage.command("grace", "/site assign @diego grease the hoist by 15:00")
    stage.command("grace", "/site assign @diego check the radio by 16:00")
    stage.say("diego", "ACT-1 done", "@siteloop")
    assert (stage.life("ACT-1").status, stage.life("ACT-2").status) == ("done", "assigned")
    stage.say("diego", "done", "@siteloop")
    assert stage.life("ACT-2").status == "done"


def test_whom_it_was_escalated_to_answers_in_a_direct_message(stage: Stage) -> None:
    """Ana, asked after Minh kept silent, answers in her own conversation with the bot."""
    stage.until("2026-03-10T07:30")
    stage.say("ana", STOPPED)
    stage.until("2026-03-10T14:00")
    assert stage.life().helpers == (stage.person("ana"),)
    stage.say("ana", "done", "@siteloop")
    assert stage.life().status == "done"
