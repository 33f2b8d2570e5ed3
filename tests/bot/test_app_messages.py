"""What Slack tells reaches the inbox once, routed to its site; what nobody said does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.happening import Erased, Joined, Reacted, Uninstalled, Wrote
from bot.listeners.messages import read_message
from tests.bot.surface import CHANNEL, Surface, surface


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surface]:
    """One workspace for all: each test takes out of the inbox what it put in."""
    folder: Path = tmp_path_factory.mktemp("slack")
    with surface(folder) as made:
        yield made


def test_a_message_reaches_the_channels_site(slack: Surface) -> None:
    """What a person writes is in the inbox of the channel's site, its text as Slack has it."""
    ts = slack.sandbox.say("ana", "tower-a", "L3 pour 80%, crane down < 7")
    assert slack.happened() == [
        Wrote(channel=CHANNEL, ts=ts, user="U0ANA", text="L3 pour 80%, crane down &lt; 7")
    ]
    assert slack.store.site_for(slack.workspace, CHANNEL) is not None


def test_a_mention_is_one_message(slack: Surface) -> None:
    """Slack tells of it as `message` and as `app_mention`; the inbox has it once."""
    slack.sandbox.say("ana", "tower-a", "@siteloop L3 pour 80%")
    (wrote,) = slack.happened()
    assert isinstance(wrote, Wrote)
    assert wrote.mentions_bot
    assert wrote.text == "@Siteloop L3 pour 80%"  # as people read it, on a card that quotes it


def test_an_edit_is_a_revision(slack: Surface) -> None:
    """An edit is a happening of its own, known by its message."""
    ts = slack.sandbox.say("ana", "tower-a", "L3 pour 80%")
    slack.sandbox.edit("ana", "tower-a", ts, "L3 pour 70%")
    wrote, edited = slack.happened()
    assert isinstance(wrote, Wrote)
    assert isinstance(edited, Wrote)
    assert (edited.ts, edited.text, bool(edited.edited)) == (ts, "L3 pour 70%", True)
    assert wrote.key != edited.key


@pytest.mark.parametrize(
    "event",
    [
        {"subtype": "message_changed", "message": {"user": "U1", "ts": "1.0", "text": "see https://a.b"},
         "previous_message": {"user": "U1", "ts": "1.0", "text": "see https://a.b"}},
        {"subtype": "message_changed", "message": {"user": "U1", "bot_id": "B1", "ts": "1.0", "text": "new"}},
        {"subtype": "message_deleted", "deleted_ts": "1.0", "previous_message": {"user": "U0", "bot_id": "B0", "ts": "1.0"}},
        {"subtype": "channel_join", "user": "U1", "ts": "1.0", "text": "<@U1> has joined"},
        {"subtype": "bot_message", "bot_id": "B1", "ts": "1.0", "text": "alert"},
        {"subtype": "message_replied", "message": {"user": "U1", "ts": "1.0"}},
        {"bot_id": "B1", "user": "U1", "ts": "1.0", "text": "from a workflow"},
        {"user": "USLACKBOT", "ts": "1.0", "text": "a reminder"},
        {"user": "U0", "ts": "1.0", "text": "ours"},
    ],
)  # fmt: skip
def test_what_nobody_said_is_left_alone(event: dict[str, object]) -> None:
    """Unfurled links, bots, joins and Slackbot are nobody's words."""
    assert read_message({"channel": "C1", "event_ts": "2.0", **event}, "U0") is None


def test_half_a_character_is_replaced() -> None:
    """JSON can carry half of a surrogate pair; no database takes it."""
    found = read_message({"channel": "C1", "user": "U1", "ts": "1.0", "text": "crane \ud83d down"}, "U0")
    assert isinstance(found, Wrote)
    assert found.text == "crane � down"


def test_replies_and_deletions(slack: Surface) -> None:
    """A reply knows its thread; a deletion knows its message."""
    root = slack.sandbox.say("ana", "tower-a", "crane down")
    slack.sandbox.say("diego", "tower-a", "fixed by 3", thread_ts=root)
    lone = slack.sandbox.say("ana", "tower-a", "no rebar")
    slack.sandbox.delete("ana", "tower-a", lone)
    found = slack.happened()
    assert [one.thread_ts for one in found if isinstance(one, Wrote)] == ["", root, ""]
    assert found[-1] == Erased(channel=CHANNEL, ts=lone)


def test_a_deleted_root_is_erased(slack: Surface) -> None:
    """Slack keeps a thread's deleted root as a tombstone; its words are gone all the same."""
    root = slack.sandbox.say("ana", "tower-a", "crane down")
    slack.sandbox.say("diego", "tower-a", "which one?", thread_ts=root)
    slack.sandbox.delete("ana", "tower-a", root)
    assert Erased(channel=CHANNEL, ts=root) in slack.happened()


def test_a_file_comes_with_its_words(slack: Surface) -> None:
    """A dropped file is told with the message that shares it."""
    slack.sandbox.upload("ana", "tower-a", "plan.csv", b"id,name\n", comment="the plan")
    (wrote,) = (one for one in slack.happened() if isinstance(one, Wrote))
    assert [(file.name, wrote.text) for file in wrote.files] == [("plan.csv", "the plan")]


def test_siteloops_own_words_are_no_words(slack: Surface) -> None:
    """What Siteloop posts, edits and deletes comes back from Slack and is left alone."""
    ts = slack.client.chat_postMessage(channel=CHANNEL, text="hello")["ts"]
    slack.client.chat_update(channel=CHANNEL, ts=ts, text="hello again")
    slack.client.chat_delete(channel=CHANNEL, ts=ts)
    slack.sandbox.settle()
    assert slack.happened() == []


def test_reactions_to_siteloop_count_and_others_do_not(slack: Surface) -> None:
    """A tick on a card is an answer, and so is taking it away; a tick among people is theirs."""
    ours = slack.post({"text": "a card", "blocks": []})
    theirs = slack.sandbox.say("ana", "tower-a", "crane down")
    slack.sandbox.react("diego", "tower-a", ours, "white_check_mark")
    slack.sandbox.unreact("diego", "tower-a", ours, "white_check_mark")
    slack.sandbox.react("diego", "tower-a", theirs, "white_check_mark")
    reacted = [one for one in slack.happened() if isinstance(one, Reacted)]
    assert [(one.ts, one.added) for one in reacted] == [(ours, True), (ours, False)]


def test_a_direct_message_of_nobody_known_goes_to_the_lobby(slack: Surface) -> None:
    """Who belongs to no site is heard in the lobby."""
    direct = slack.sandbox.open_dm("noor", "siteloop").id
    slack.sandbox.say("noor", direct, "hello")
    (wrote,) = slack.happened()
    assert isinstance(wrote, Wrote)
    assert wrote.direct
    lobby = slack.store.lobby(slack.workspace)
    assert [site.id for site in slack.store.sites(slack.workspace) if site.is_lobby] == [lobby]


def test_joining_tells_who_and_whether_it_is_siteloop(slack: Surface) -> None:
    """A channel that Siteloop is invited to becomes a site."""
    office = slack.sandbox.workspace.channel("office").id
    slack.sandbox.invite("siteloop", "office", by="grace")
    joined = [one for one in slack.happened() if isinstance(one, Joined)]
    assert [(one.channel, one.is_bot) for one in joined] == [(office, True)]
    assert slack.store.site_for(slack.workspace, office) is not None


def test_a_second_delivery_is_the_same(slack: Surface) -> None:
    """Slack may deliver twice; the inbox keeps it once."""
    slack.sandbox.duplicate_next(2)
    slack.sandbox.say("ana", "tower-a", "crane down again")
    slack.sandbox.settle()
    assert len(slack.happened()) == 1


def test_nothing_is_answered_with_an_error(slack: Surface) -> None:
    """Whatever Slack told in all of these was acknowledged."""
    assert [one.body for one in slack.sandbox.deliveries if not one.acknowledged] == []


def test_an_uninstall_is_told_once_by_each_of_its_events(tmp_path: Path) -> None:
    """The app being taken away is known in the lobby."""
    with surface(tmp_path) as slack:
        slack.sandbox.uninstall()
        assert {type(one) for one in slack.happened()} == {Uninstalled}
