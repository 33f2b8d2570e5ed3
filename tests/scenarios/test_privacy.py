"""What people write is theirs: a channel can be paused, a message kept out, what was captured seen, withdrawn and erased."""

from argparse import Namespace

import pytest

from bot.cli import main
from bot.console.commandline import Misused
from bot.console.erasing import erase_words
from rules.folding.entry import Deleted, Paused, Said
from rules.key import SubjectKind
from rules.progress import facts
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"


@pytest.fixture
def nine(stage: Stage) -> Stage:
    """A quarter past nine."""
    stage.until("2026-03-10T09:12")
    return stage


def said(stage: Stage) -> list[str]:
    """All texts that the journal has."""
    return [one.text for one in stage.journal("said") if isinstance(one, Said)]


def test_a_paused_channel_is_not_read(nine: Stage) -> None:
    """Everybody there is told until when and why; nothing written meanwhile is kept, and it ends by itself, which is told too."""
    shown = nine.command("grace", "/site pause until 11:00 because the client visits")
    assert (
        "⏸️ Grace Okafor paused me here until Tue 10 Mar 11:00: the client visits."
        in told(shown, "#tower-a")[0]
    )
    assert "Paused in its channel until Tue 10 Mar 11:00" in nine.command("omar", "/site status")[-1].text
    assert told(nine.say("ana", STOPPED), "#tower-a", "reaction") == []
    assert said(nine) == []
    over = told(nine.until("2026-03-10T11:00"), "#tower-a", "message")
    assert any("The pause is over" in text for text in over)
    nine.say("ana", STOPPED)
    assert said(nine) == [STOPPED]


def test_a_manager_resumes(nine: Stage) -> None:
    """Without an end it holds until then; that is told, and so is who ended it."""
    assert (
        "until somebody resumes it"
        in told(nine.command("ana", "/site pause until further notice"), "#tower-a")[0]
    )
    assert "I am paused here by Ana Ruiz" in nine.command("ana", "/site pause")[-1].text
    assert "Grace Okafor ended the pause" in told(nine.command("grace", "/site resume"), "#tower-a")[0]
    nine.say("ana", STOPPED)
    assert said(nine) == [STOPPED]
    assert [entry.by for entry in nine.journal("paused") if isinstance(entry, Paused)] == [
        nine.person("ana"),
        nine.person("grace"),
    ]


def test_a_prolonged_pause_ends_once(nine: Stage) -> None:
    """The end that was planned first is not told."""
    nine.command("grace", "/site pause until 10:00")
    nine.command("grace", "/site pause for 4 hours")
    shown = [*nine.until("2026-03-10T12:00"), *nine.until("2026-03-10T14:00")]
    assert sum("The pause is over" in text for text in told(shown, "#tower-a")) == 1


def test_what_was_recorded_before_still_follows_its_edits(nine: Stage) -> None:
    """Else it would stand there wrongly; buttons work as well."""
    nine.say("ana", STOPPED)
    nine.command("grace", "/site pause until 15:00")
    nine.press("minh", "accept", "ACT-1")
    assert nine.life().status == "accepted"
    nine.play({"edit": "last", "by": "ana", "to": "all good"})
    assert nine.life().status == "resolved"


def test_whoever_speaks_to_it_is_told_that_it_is_paused(nine: Stage) -> None:
    """An answer in a card's thread is not lost without a word."""
    nine.say("ana", STOPPED)
    nine.command("grace", "/site pause until 15:00")
    shown = nine.say("minh", "done", thread="last-card")
    assert "paused in this channel until Tue 10 Mar 15:00" in told(shown, "@minh")[0]
    assert nine.life().is_open


@pytest.mark.parametrize(
    ("by", "order", "answer"),
    [
        ("omar", "pause until 15:00", "write `[off]` in it"),
        ("omar", "resume", "Only this site's managers"),
        ("grace", "pause", "Until when?"),
        ("grace", "pause until 2026-03-01T08:00", "still to come"),
        ("grace", "pause until whenever", "cannot read “until whenever”"),
        ("grace", "resume", "I am not paused here"),
    ],
)
def test_a_wrong_order_says_what_to_do(nine: Stage, by: str, order: str, answer: str) -> None:
    """Nothing is paused by it, and the channel is not bothered."""
    shown = nine.command(by, f"/site {order}")
    assert answer in shown[-1].text
    assert told(shown, "#tower-a") == []
    assert nine.site().pauses == {}


def test_another_channel_is_not_paused_by_mistake(nine: Stage) -> None:
    """Where Siteloop is not, there is nothing to pause."""
    nine.world.sandbox.create_channel("grace", "elsewhere")
    assert (
        "in the channel that it is about"
        in nine.command("grace", "/site pause until 15:00", "#elsewhere")[-1].text
    )
    assert nine.site().pauses == {}


def test_a_message_that_is_off_is_never_kept(nine: Stage) -> None:
    """Its words are nowhere, neither in the journal nor in what waits to be worked in."""
    shown = nine.say("ana", f"[off] {STOPPED}")
    assert told(shown, "#tower-a", "reaction") == []
    assert nine.journal("said") == []


def test_off_takes_back_what_was_recorded(nine: Stage) -> None:
    """Edited in, it withdraws the message and what came of it; edited out, the message is read."""
    nine.say("ana", STOPPED)
    nine.play({"edit": "last", "by": "ana", "to": f"{STOPPED} [OFF]"})
    assert nine.life().status == "resolved"
    assert said(nine) == [STOPPED, ""]
    nine.play({"edit": "last", "by": "ana", "to": f"{STOPPED}!"})
    assert facts(nine.task("A-370"), nine.site().calendar).of("blocker") != ()


def test_everybody_sees_what_was_captured_from_them(nine: Stage) -> None:
    """Their own and nobody else's, with what can be done about it."""
    nine.say("ana", STOPPED)
    nine.say("diego", "crane down since 7")
    shown = nine.command("ana", "/site me")[-1]
    assert STOPPED in shown.text and "crane" not in shown.text
    assert shown.buttons == ("correct_listed", "withdraw", "ask_erasure", "reach")
    assert "Nothing was captured from you at Tower A" in nine.command("omar", "/site me")[-1].text


def test_a_report_is_withdrawn(nine: Stage) -> None:
    """What rested on it ends, the mark goes, and an edit of it is not read any more."""
    nine.say("ana", STOPPED)
    nine.command("ana", "/site me")
    shown = nine.press("ana", "withdraw")
    assert f"Withdrawn: nothing rests on “{STOPPED}”" in told(shown, "@ana")[0]
    assert told(shown, "#tower-a", "reaction") == ["-:memo:"]
    assert nine.life().status == "resolved"
    (entry,) = nine.journal("deleted")
    assert isinstance(entry, Deleted) and entry.by == nine.person("ana")
    nine.play({"edit": "last", "by": "ana", "to": f"{STOPPED}!"})
    assert facts(nine.task("A-370"), nine.site().calendar).of("blocker") == ()
    assert "withdrawn already" in told(nine.press("ana", "withdraw"), "@ana")[0]


def test_an_answer_by_button_is_withdrawn(nine: Stage) -> None:
    """The action stands as if it had not been given."""
    nine.say("ana", STOPPED)
    nine.press("minh", "done", "ACT-1")
    assert nine.life().status == "done"
    nine.command("minh", "/site me")
    nine.press("minh", "withdraw")
    assert nine.life().is_open


def test_erasure_is_asked_of_those_who_can_have_it_done(nine: Stage) -> None:
    """The managers are told who asks, and the very command."""
    nine.say("diego", "crane down since 7")
    nine.command("diego", "/site me")
    shown = nine.press("diego", "ask_erasure")
    assert "siteloop journal erase --channel" in told(shown, "@grace")[0]
    assert nine.person("diego") in told(shown, "@ana")[0]
    assert "were told" in told(shown, "@diego")[0]


def test_words_are_erased_for_good(nine: Stage) -> None:
    """What counts is withdrawn first and erased when asked again; others' words stay, and the journal still proves itself."""
    nine.say("ana", STOPPED)
    nine.say("diego", "crane down since 7")
    channel = nine.world.sandbox.workspace.channel("#tower-a").id
    asked = Namespace(channel=channel, workspace=None, person=nine.person("ana"), message=None)
    now = nine.world.clock.now()
    assert erase_words(nine.store, asked, now) == (0, 1)
    nine.world.settle()
    assert nine.life().status == "resolved"
    assert "(erased)" in nine.command("grace", "/site why ACT-1")[-1].text
    assert erase_words(nine.store, asked, now)[1] == 0
    assert said(nine) == ["crane down since 7"]
    kinds: tuple[SubjectKind, ...] = ("site", "task", "action", "person", "message")
    with nine.store.reading(nine.site_id()) as reader:
        left = [str(record.entry) for record in reader.records()]
        left += [str(one) for kind in kinds for one in reader.all(kind)]
    assert [text for text in left if "columns stopped" in text or "on concrete" in text] == []
    with pytest.raises(Misused, match="no words of that person"):
        erase_words(nine.store, asked, now)


def test_erasing_is_asked_for_on_the_command_line(
    nine: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who is not known is told so; a person or a message has to be named."""
    monkeypatch.setenv("SITELOOP_DATABASE_URL", nine.world.siteloop.settings.database_url)
    channel = nine.world.sandbox.workspace.channel("#tower-a").id
    assert main(["journal", "erase", "--channel", channel, "--person", "U0NOBODY"]) == 1
    assert "no words of that person" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["journal", "erase", "--channel", channel])
