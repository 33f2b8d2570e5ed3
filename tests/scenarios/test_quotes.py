"""A card quotes the words that led to it, also when their writer has taken them back."""

from bot.cards import action_card
from bot.view import SiteView
from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Stage, told

DOWN = "crane down since 6"
QUOTE = f"“{DOWN}” Diego Ramos, Tue 10 Mar 09:00 (taken back since)"


def card(stage: Stage, action: str = "ACT-1") -> str:
    """The action's card as it is drawn now."""
    with stage.store.reading(stage.site_id()) as reader:
        return action_card(stage.action(action), SiteView(reader)).text


def test_words_that_are_edited_away_are_quoted_as_they_were(stage: Stage) -> None:
    """What is taken back is the old words, also once the message is deleted."""
    stage.until("2026-03-10T09:00")
    stage.say("diego", DOWN)
    stage.play({"edit": "last", "by": "diego", "to": "crane works fine"})
    assert QUOTE in told(stage.shown, "#tower-a", "update")[-1]
    assert "works fine" not in card(stage)
    stage.play({"delete": "last", "by": "diego"})
    assert QUOTE in card(stage)


def test_words_that_are_deleted_are_quoted_as_they_were(stage: Stage) -> None:
    """Also those that asked for it by themselves."""
    stage.until("2026-03-10T09:00")
    stage.say("diego", DOWN)
    stage.play({"delete": "last", "by": "diego"})
    assert QUOTE in card(stage)
    stage.say("grace", "@siteloop have diego fix the pump by 3")
    stage.play({"delete": "last", "by": "grace"})
    assert "have diego fix the pump by 3” Grace Okafor, Tue 10 Mar 09:00 (taken back since)" in card(
        stage, "ACT-2"
    )


def test_words_that_are_kept_out_are_quoted_no_more(stage: Stage) -> None:
    """Whoever writes `[off]` wants them nowhere; a word that is only put otherwise is quoted as it reads now."""
    stage.until("2026-03-10T09:00")
    stage.say("diego", DOWN)
    stage.play({"edit": "last", "by": "diego", "to": "crane down since 7"})
    assert "“crane down since 7” Diego Ramos, Tue 10 Mar 09:00\n" in card(stage)
    stage.play({"edit": "last", "by": "diego", "to": "[off] crane down since 7"})
    assert "Diego Ramos, Tue" not in card(stage)


def test_words_that_asked_are_quoted_as_they_asked(stage: Stage) -> None:
    """Another order in their place, another time, or nothing at all: each card has the words that asked for it."""
    stage.until("2026-03-10T09:00")
    stage.say("grace", "@siteloop have diego fix the pump by 3")
    stage.play({"edit": "last", "by": "grace", "to": "@siteloop have diego fix the pump by 4"})
    assert "fix the pump by 3” Grace Okafor, Tue 10 Mar 09:00 (edited since)" in card(stage)
    assert "fix the pump by 4” Grace Okafor, Tue 10 Mar 09:00\n" in card(stage, "ACT-2")
    shown = stage.play({"edit": "last", "by": "grace", "to": "never mind"})
    assert "fix the pump by 3”" in card(stage)
    assert "fix the pump by 4” Grace Okafor, Tue 10 Mar 09:00 (edited since)" in card(stage, "ACT-2")
    assert not any("never mind" in text for text in told(shown, "#tower-a", "update") if "ACT-" in text)
    stage.play({"delete": "last", "by": "grace"})
    assert "fix the pump by 4” Grace Okafor, Tue 10 Mar 09:00 (taken back since)" in card(stage, "ACT-2")
    replayed(stage)


def test_words_that_asked_and_are_kept_out_are_quoted_no_more(stage: Stage) -> None:
    """Nor is what stands in their place later taken for them."""
    stage.until("2026-03-10T09:00")
    stage.say("grace", "@siteloop have diego fix the pump by 3")
    stage.play({"edit": "last", "by": "grace", "to": "[off] the pump"})
    stage.play({"edit": "last", "by": "grace", "to": "lunch is here"})
    assert "Grace Okafor, Tue" not in card(stage)
    assert "lunch" not in card(stage)


def test_an_edit_that_still_says_it_is_quoted_at_once(stage: Stage) -> None:
    """The card and the direct message read as the words do now, and nobody is written to anew."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, waiting on concrete")
    shown = stage.play(
        {"edit": "last", "by": "ana", "to": "L3 columns stopped, waiting on concrete, 2 trucks"}
    )
    (drawn,) = [text for text in told(shown, "#tower-a", "update") if "ACT-1" in text]
    assert "waiting on concrete, 2 trucks” Ana Ruiz" in drawn
    (direct,) = told(shown, "@minh")
    assert "waiting on concrete, 2 trucks” Ana Ruiz" in direct
    assert stage.life().status == "assigned"
