"""A person leaves mid-action, by the channel or for good: what was theirs goes on with others, each told once."""

import pytest

from rules.folding.entry import Departed
from rules.life.departure import is_here
from tests.scenarios.stage import Stage, told

STOPPED = "L3 columns stopped, waiting on concrete"
FAILED = "L3 slab rebar inspection failed, cover is too small at C4"
CHANNEL = "#tower-a"


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """Tuesday 10:00: Minh has two actions, one of a rule that he took on, and one that Grace asked of him."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", STOPPED)
    stage.command("grace", "/site assign @minh bring the vibrator by 15:00")
    stage.until("2026-03-10T10:00")
    stage.press("minh", "accept", "ACT-1")
    return stage


def _here(stage: Stage, handle: str) -> bool:
    with stage.store.reading(stage.site_id()) as reader:
        return is_here(reader, stage.person(handle))


def test_what_was_theirs_goes_to_the_next_of_the_ladder(asked: Stage) -> None:
    """Ana has both, in one message, and reads which work nobody answers for; nothing comes back to who is gone."""
    shown = asked.play({"leave": CHANNEL, "by": "minh"})
    assert not _here(asked, "minh")
    assert [asked.life(name).owner for name in ("ACT-1", "ACT-2")] == [asked.person("ana")] * 2
    inherited = [text for text in told(shown, "@ana", "message") if "has left the site. 2 actions" in text]
    assert len(inherited) == 1
    assert "ACT-1" in inherited[0] and "ACT-2" in inherited[0]
    (report,) = [text for text in told(shown, "@ana", "message") if "with Ana Ruiz now" in text]
    assert "have nobody who answers (minh)" in report
    asked.press("ana", "not_mine", "ACT-2")
    asked.play({"submit": {"note": "ask the carpenters"}, "by": "ana"})
    assert asked.life("ACT-2").owner == asked.person("grace")
    shown = asked.until("2026-03-11T12:00")
    assert told(shown, "@minh", "message") == []


def test_nothing_more_is_asked_of_them(asked: Stage) -> None:
    """A new stop of their task goes to the superintendent; a hand-over to them is refused; no rule looks at them."""
    asked.play({"leave": CHANNEL, "by": "minh"})
    asked.say("ana", "L4 columns blocked, no drawings")
    assert all(one.asked.ladder[0].person != asked.person("minh") for one in asked.actions()[2:])
    refused = asked.command("ana", "/site handover @minh ACT-1")
    assert any("Minh Trần has left the site, so nothing was handed over" in line.text for line in refused)
    assert asked.life("ACT-1").owner == asked.person("ana")
    shown = asked.until("2026-03-20T12:00")
    assert not any("Call Minh" in line.text for line in shown)


def test_whoever_asks_it_of_them_is_told_that_they_left(asked: Stage) -> None:
    """By command, by an order in words, in a part of somebody's own: nothing is asked, and they are not written to; and why a
    rule says nothing of them is that they left, and when."""
    asked.play({"leave": CHANNEL, "by": "minh"})
    before = len(asked.shown)
    ordered = asked.command("grace", "/site assign @minh grease the hoist by 15:00")
    ordered += asked.say("grace", "@siteloop have minh fix the pump by 3pm")
    told_so = [
        text
        for text in told(ordered, "@grace")
        if "Minh Trần has left the site, so nothing was asked" in text
    ]
    assert len(told_so) == 2
    asked.press("ana", "split", "ACT-2")
    (refused,) = asked.play({"submit": {"mine": "the head", "theirs": "the hose", "to": "minh"}, "by": "ana"})
    assert "They are not of this site" in refused.text
    assert len(asked.actions()) == 2
    assert told(asked.shown[before:], "@minh") == []
    (why,) = asked.command("grace", "/site why-not person-overloaded @minh")
    assert "they have left the site, on Tue 10 Mar 10:00, so no rule looks at them" in why.text


def test_what_has_no_taker_is_told_to_the_manager(asked: Stage) -> None:
    """All of the ladder have passed it on already: it stays, and Ana gets one message with it and how to hand it over."""
    asked.press("minh", "not_mine", "ACT-2")
    asked.play({"submit": {"to": "ana"}, "by": "minh"})
    asked.press("ana", "not_mine", "ACT-2")
    asked.play({"submit": {"to": "grace"}, "by": "ana"})
    asked.press("grace", "not_mine", "ACT-2")
    asked.play({"submit": {"to": "hector"}, "by": "grace"})
    assert asked.life("ACT-2").owner == asked.person("hector")
    shown = asked.play({"leave": CHANNEL, "by": "hector"})
    (report,) = [text for text in told(shown, "@ana", "message") if "has left the site" in text]
    assert "Nobody of their ladder could take these" in report
    assert "ACT-2" in report and "/site handover @hector @somebody" in report
    asked.command("ana", "/site handover @hector @diego")
    assert asked.life("ACT-2").owner == asked.person("diego")


def test_what_waits_for_their_word_goes_on(stage: Stage) -> None:
    """Hector's rebar waits for Ana to confirm it, as she leaves: Grace is asked; and the site has no superintendent."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", FAILED)
    (check,) = [one.asked.id for one in stage.actions() if one.asked.rule == "check-failed"]
    stage.until("2026-03-10T10:00")
    stage.press("hector", "done", check)
    assert stage.life(check).verifier == stage.person("ana")
    shown = stage.play({"leave": CHANNEL, "by": "ana"})
    assert stage.life(check).verifier == stage.person("grace")
    assert any("Is it?" in text for text in told(shown, "@grace", "message"))
    (report,) = [text for text in told(shown, "@grace", "message") if "Ana Ruiz has left the site" in text]
    assert "*Nobody is now:* Superintendent" in report
    assert stage.site().roles["superintendent"] == ()
    (status,) = stage.command("grace", "/site status")
    assert "Nobody is superintendent any more" in status.text


def test_a_time_that_was_asked_of_them_is_asked_of_the_next(asked: Stage) -> None:
    """Minh needs until Tuesday, and Ana leaves before she says a word: Grace is asked at once, and her yes counts. A time that
    is asked for later is asked of Grace alone."""
    asked.press("minh", "later", "ACT-1")
    asked.play({"submit": {"when": "2026-03-17T10:00"}, "by": "minh"})
    shown = asked.play({"leave": CHANNEL, "by": "ana"})
    assert any(
        "Minh Trần asks for more time, until Tue 17 Mar 10:00" in text
        for text in told(shown, "@grace", "message")
    )
    assert asked.life("ACT-1").wish_silent == ()
    asked.press("grace", "allow", "ACT-1")
    assert asked.local(asked.life("ACT-1").due) == "2026-03-17T10:00"
    asked.press("minh", "later", "ACT-1")
    asked.play({"submit": {"when": "2026-03-31T10:00"}, "by": "minh"})
    wish = asked.life("ACT-1").wish
    assert wish is not None
    assert (wish.to, wish.line) == (asked.person("grace"), ())


def test_who_comes_back_has_again_what_nobody_took(asked: Stage) -> None:
    """Role and tasks are theirs again; what others have by now stays with them."""
    asked.play({"leave": CHANNEL, "by": "ana"}, {"leave": CHANNEL, "by": "minh"})
    assert asked.site().roles["superintendent"] == ()
    asked.play({"join": CHANNEL, "by": "ana"}, {"join": CHANNEL, "by": "minh"})
    assert asked.site().roles["superintendent"] == (asked.person("ana"),)
    assert asked.site().owners["minh"] == asked.person("minh")
    assert asked.life("ACT-1").owner == asked.person("grace")
    assert [(one.person, one.back) for one in asked.journal("departed") if isinstance(one, Departed)] == [
        (asked.person("ana"), False),
        (asked.person("minh"), False),
        (asked.person("ana"), True),
        (asked.person("minh"), True),
    ]


def test_whose_account_ends_is_gone_as_well(asked: Stage) -> None:
    """Slack tells it of the person alone, once; nothing is written to them any more."""
    shown = asked.play({"deactivate": "minh"})
    assert not _here(asked, "minh")
    assert asked.life("ACT-1").owner == asked.person("ana")
    assert len([text for text in told(shown, "@ana", "message") if "2 actions" in text]) == 1
    (mine, *_) = [line for line in shown if line.to == "@minh"]
    assert (mine.kind, mine.buttons) == ("update", ())
    assert "You have left the site. Waiting for Ana Ruiz" in mine.text
    shown = asked.until("2026-03-10T17:05")
    assert told(shown, "@minh") == []


def test_who_leaves_another_channel_is_still_there(asked: Stage) -> None:
    """Only the site's own channel says who is at the site."""
    sandbox = asked.world.sandbox
    sandbox.create_channel("ana", "lunch")
    for person in ("minh", sandbox.app.bot_user):
        sandbox.invite(person, "#lunch")
    asked.play({"leave": "#lunch", "by": "minh"})
    assert _here(asked, "minh")
