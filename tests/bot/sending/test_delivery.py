"""What the outbox holds is shown in Slack."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.happening import FileRead, Member, People
from bot.sandbox import RateLimits
from storage.outgoing import Outgoing, OutgoingKind
from tests.bot.posts import OFFICE, TOWER, Posts, posts


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Posts]:
    """A workspace, a store, and what delivers."""
    with posts(tmp_path) as made:
        yield made


def card(key: str, text: str = "", kind: OutgoingKind = "show", channel: str = TOWER) -> Outgoing:
    """The living message `card`."""
    return Outgoing(key=key, kind=kind, channel=channel, target="card", body={"text": text or key})


def say(key: str, channel: str = TOWER, thread_of: str = "") -> Outgoing:
    """A message that is said once."""
    return Outgoing(key=key, kind="say", channel=channel, body={"text": key}, thread_of=thread_of)


def test_a_living_message_is_posted_once_and_then_edited(slack: Posts) -> None:
    """However often a card changes, one message stands, with its newest body."""
    slack.send(card("first"))
    slack.deliver()
    slack.send(card("second"))
    slack.send(card("third"))
    slack.deliver()
    assert slack.shown() == ["third"]
    place = slack.store.place_of_message(slack.sandbox.workspace.team_id, TOWER, slack_ts(slack))
    assert place == (slack.site, "card")


def test_a_change_edits_what_stands_and_posts_nothing(slack: Posts) -> None:
    """Where no message stands, or somebody deleted it, there is nothing to change."""
    slack.send(card("nothing", kind="change"))
    slack.deliver()
    assert slack.shown() == []
    slack.send(card("first"))
    slack.deliver()
    slack.send(card("second", kind="change"))
    slack.deliver()
    assert slack.shown() == ["second"]


def slack_ts(slack: Posts) -> str:
    """The ts of the first message in the channel."""
    return next(iter(slack.sandbox.workspace.channels[TOWER].messages))


def test_a_whisper_where_siteloop_is_not_is_a_direct_message(slack: Posts) -> None:
    """What answers somebody reaches them, also below what they did in a channel without Siteloop."""
    elsewhere = slack.sandbox.create_channel("ana", "welders").id
    body = {"text": "Only Ana sees this."}
    slack.send(
        Outgoing(
            key="e", kind="ephemeral", channel=elsewhere, user=slack.id("ana"), thread_ts="5.0", body=body
        )
    )
    slack.deliver()
    assert slack.direct("ana") == [body["text"]]
    assert slack.store.aside() == []


def test_a_nudge_is_a_new_message_in_place_of_the_old(slack: Posts) -> None:
    """The old message goes once the new one stands; an answer to the old one still finds its target."""
    slack.send(card("first", channel=slack.id("ana")))
    slack.deliver()
    direct = slack.sandbox.workspace.direct("ana", slack.sandbox.app.bot_user)
    old = next(iter(direct.messages))
    slack.send(card("nudge", kind="nudge", channel=slack.id("ana")))
    slack.deliver()
    assert slack.direct("ana") == ["nudge"]
    assert slack.store.place_of_message(slack.sandbox.workspace.team_id, direct.id, old) == (
        slack.site,
        "card",
    )


def test_what_belongs_to_a_living_message_is_said_in_its_thread(slack: Posts) -> None:
    """`thread_of` is found where its message stands by then, `thread_ts` as it is given; gone threads lose nothing."""
    slack.send(card("card"), say("answer", thread_of="card"))
    slack.send(Outgoing(key="there", kind="say", channel=TOWER, body={"text": "there"}, thread_ts="1.000001"))
    slack.deliver()
    assert slack.shown() == ["card", "> answer", "there"]


def test_messages_to_a_person_go_to_their_direct_message(slack: Posts) -> None:
    """A person's id is a channel; the conversation is opened."""
    slack.send(say("good morning", channel=slack.id("diego")))
    slack.deliver()
    assert slack.direct("diego") == ["good morning"]


def test_a_whisper_is_seen_by_one_person(slack: Posts) -> None:
    """An ephemeral message is shown to its person."""
    body = {"text": "only managers may do that"}
    slack.send(Outgoing(key="e", kind="ephemeral", channel=TOWER, user=slack.id("ana"), body=body))
    slack.deliver()
    whispers = slack.sandbox.workspace.channels[TOWER].ephemerals.values()
    assert [(one.text, one.recipient) for one in whispers] == [(body["text"], slack.id("ana"))]


def test_reactions_come_and_go(slack: Posts) -> None:
    """A reaction is put and taken away; what is so already is fine, and so is a message that is gone."""
    ts = slack.sandbox.say("ana", TOWER, "L3 pour 80%")

    def mark(key: str, kind: OutgoingKind, at: str = ts) -> Outgoing:
        return Outgoing(key=key, kind=kind, channel=TOWER, ts=at, body={"name": "eyes"})

    slack.send(mark("r1", "react"), mark("r2", "react"), mark("r3", "react", "1.000001"))
    slack.deliver()
    assert list(slack.sandbox.workspace.channels[TOWER].messages[ts].reactions) == ["eyes"]
    slack.send(mark("u1", "unreact"), mark("u2", "unreact"))
    slack.deliver()
    assert not slack.sandbox.workspace.channels[TOWER].messages[ts].reactions
    assert slack.store.aside() == []


def test_a_living_message_can_be_removed(slack: Posts) -> None:
    """It is deleted where it stands; where it stands nowhere there is nothing to do."""
    slack.send(card("card"))
    slack.deliver()
    slack.send(Outgoing(key="x1", kind="remove", channel=TOWER, target="card"))
    slack.send(Outgoing(key="x2", kind="remove", channel=TOWER, target="card"))
    slack.deliver()
    assert slack.shown() == []
    assert slack.store.aside() == []


def test_a_message_that_somebody_deleted_is_posted_anew(slack: Posts) -> None:
    """An edit of a living message that is gone becomes a post."""
    slack.send(card("first"))
    slack.deliver()
    slack.client.chat_delete(channel=TOWER, ts=slack_ts(slack))
    slack.send(card("second"))
    slack.deliver()
    assert slack.shown() == ["second"]


def test_one_channel_gets_one_post_a_second(slack: Posts) -> None:
    """Posts of one channel wait for each other; edits, and other channels, do not wait."""
    slack.send(*(say(f"t{number}") for number in range(3)), say("o", channel=OFFICE))
    assert slack.deliver() == [1.0, 1.0]
    assert (slack.shown(), slack.shown(OFFICE)) == (["t0", "t1", "t2"], ["o"])


def test_what_slack_will_not_do_is_kept_for_the_operator(slack: Posts) -> None:
    """A permanent refusal is set aside with its reason, and the rest goes on; once mended it can be tried again."""
    slack.send(say("lost", channel="C0NOWHERE"), say("found"))
    slack.deliver()
    assert slack.shown() == ["found"]
    (aside,) = slack.store.aside()
    assert (aside.key, aside.error) == ("lost", "Slack refused: channel_not_found")
    slack.sandbox.workspace.channels["C0NOWHERE"] = slack.sandbox.workspace.channels[OFFICE]
    assert slack.store.retry(aside.id)
    slack.deliver()
    assert slack.shown(OFFICE) == ["lost"]


def test_nothing_is_sent_before_its_time(slack: Posts) -> None:
    """What is to be shown tomorrow is shown tomorrow, and holds nothing up until then."""
    slack.send(say("tomorrow"), not_before=slack.clock.now() + timedelta(days=1))
    slack.send(say("today"))
    assert slack.deliver() == []
    assert slack.shown() == ["today"]
    slack.clock.advance(timedelta(days=1))
    slack.deliver()
    assert slack.shown() == ["today", "tomorrow"]


def test_the_people_of_a_channel_come_back_as_a_happening(slack: Posts) -> None:
    """Who is in the channel is read with names, titles and time zones; bots and who is elsewhere are none of them."""
    slack.sandbox.workspace.add_user("elsewhere")
    slack.send(Outgoing(key="who", kind="people", channel=TOWER))
    slack.deliver()
    people = [
        Member(id=slack.id(name), handle=name, name=name.title(), title="Foreman", timezone="America/Chicago")
        for name in ("ana", "diego")
    ]
    members = tuple(sorted(people, key=lambda one: one.id))
    assert slack.happened == [People(channel=TOWER, members=members, asked="who")]


def test_many_people_are_read_in_pages(slack: Posts) -> None:
    """A large channel is read whole, in fewer calls than it has people."""
    for number in range(220):
        slack.sandbox.workspace.add_user(f"p{number}")
        slack.sandbox.invite(f"p{number}", TOWER)
    slack.send(Outgoing(key="who", kind="people", channel=TOWER))
    slack.deliver()
    (people,) = slack.happened
    assert isinstance(people, People)
    assert len(people.members) == 222


def dropped(slack: Posts, content: bytes, name: str = "plan.csv") -> Outgoing:
    """Ana drops a file in the channel, and it is asked for."""
    file = slack.sandbox.store_file("ana", name, content)
    slack.sandbox.share_files("ana", TOWER, [file])
    body = {"file_id": file.id, "name": name}
    return Outgoing(key="file", kind="file", channel=TOWER, user=slack.id("ana"), body=body)


def test_a_file_comes_back_as_a_happening(slack: Posts) -> None:
    """Its content arrives byte by byte."""
    slack.send(dropped(slack, b"id,name\nA-1,Dig\n"))
    slack.deliver()
    (read,) = slack.happened
    assert isinstance(read, FileRead)
    assert (read.name, read.content, read.asked) == ("plan.csv", "aWQsbmFtZQpBLTEsRGlnCg==", "file")


def test_who_asked_for_a_file_that_cannot_be_read_is_told(slack: Posts) -> None:
    """A file that is too large is refused to the person's face, and kept for the operator."""
    slack.send(dropped(slack, b"x" * (10 * 1024 * 1024 + 1)))
    slack.deliver()
    (told,) = slack.sandbox.workspace.channels[TOWER].ephemerals.values()
    assert told.text == (
        "I could not read the file: it is larger than 10 MB; whoever runs Siteloop can take a schedule over with "
        "`siteloop import`. Nothing was changed."
    )
    assert slack.happened == []
    assert [one.key for one in slack.store.aside()] == ["file"]


def test_slack_s_own_limits_are_never_met(tmp_path: Path) -> None:
    """Twenty posts to one channel go out at a pace that even a Slack without patience for bursts takes."""
    with posts(tmp_path, RateLimits(post_burst=1)) as slack:
        slack.send(*(say(f"m{number}") for number in range(20)))
        assert slack.deliver() == [1.0] * 19
        assert slack.shown() == [f"m{number}" for number in range(20)]
