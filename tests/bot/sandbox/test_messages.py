"""What people do to messages, and the events the app gets of it, in the shape of Slack's samples."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import NotAllowed, NotFound, Sandbox

from .fakes import RecordingApp


def test_text_is_stored_as_slacks_client_encodes_it(sandbox: Sandbox, app: RecordingApp) -> None:
    """Mentions, channels and links become <…>, the rest is escaped; unknown names stay as typed."""
    sandbox.say(
        "ana", "#tower-a", "@Diego. see #tower-a, https://x.y/a?b=1&c=2. a<b & @nobody a@b.c <!channel> @here"
    )
    event = app.events("message")[0]
    assert event["text"] == (
        "<@U0DIEGO>. see <#C0TOWERA|tower-a>, <https://x.y/a?b=1&amp;c=2>. a&lt;b &amp; @nobody a@b.c "
        "&lt;!channel&gt; <!here>"
    )
    elements = event["blocks"][0]["elements"][0]["elements"]
    assert elements[0] == {"type": "user", "user_id": "U0DIEGO"}
    assert {"type": "link", "url": "https://x.y/a?b=1&c=2"} in elements


def test_a_message_comes_as_slack_sends_it(sandbox: Sandbox, app: RecordingApp) -> None:
    """The event names who, where, when, the kind of channel and the thread."""
    root = sandbox.say("ana", "#tower-a", "root")
    reply = sandbox.say("diego", "#tower-a", "reply", thread_ts=root)
    event = app.events("message")[1]
    assert set(event) >= {"client_msg_id", "type", "user", "team", "channel", "event_ts", "channel_type"}
    assert (event["ts"], event["event_ts"], event["thread_ts"]) == (reply, reply, root)
    assert (event["channel"], event["channel_type"], event["parent_user_id"]) == (
        "C0TOWERA",
        "channel",
        "U0ANA",
    )


def test_every_ts_is_later_than_the_one_before(sandbox: Sandbox) -> None:
    """On a clock that stands still, ts still grow."""
    said = [sandbox.say("ana", "#tower-a", str(number)) for number in range(20)]
    assert said == sorted(set(said))
    assert said[0] == "1773144000.000000"


def test_many_threads_at_once_lose_nothing(sandbox: Sandbox, app: RecordingApp) -> None:
    """Two people and the bot write at the same time: each message has its own ts and is told once, in order."""
    token = sandbox.app.bot_token
    writers: list[Callable[[], object]] = [
        lambda: sandbox.say("ana", "#tower-a", "a"),
        lambda: sandbox.say("diego", "#tower-a", "d"),
        lambda: sandbox.web_api.call("chat.postMessage", {"channel": "U0ANA", "text": "b"}, token),
    ]
    with ThreadPoolExecutor(max_workers=6) as pool:
        for result in [pool.submit(writer) for _ in range(25) for writer in writers]:
            result.result()
    sandbox.settle()
    told = [event["ts"] for event in app.events("message")]
    assert told == sorted(set(told))
    assert len(told) == 25 + 25 + 4  # the rest of the bot's posts met the rate limit


def test_a_mention_comes_twice_with_one_ts(sandbox: Sandbox, app: RecordingApp) -> None:
    """Slack sends message and app_mention for the same words, each with its event_id."""
    sandbox.say("ana", "#tower-a", "@siteloop what is open?")
    message, mention = app.events()
    assert (message["type"], mention["type"]) == ("message", "app_mention")
    assert message["ts"] == mention["ts"]
    assert len({o.content["event_id"] for o in app.received}) == 2


def test_an_edit_comes_with_both_texts(sandbox: Sandbox, app: RecordingApp) -> None:
    """message_changed carries the message as it is and as it was."""
    ts = sandbox.say("ana", "#tower-a", "L3 80%")
    sandbox.edit("ana", "#tower-a", ts, "L3 70%")
    event = app.events()[-1]
    assert (event["subtype"], event["hidden"]) == ("message_changed", True)
    assert (event["message"]["text"], event["previous_message"]["text"]) == ("L3 70%", "L3 80%")
    assert event["message"]["ts"] == event["previous_message"]["ts"] == ts
    assert event["message"]["edited"]["user"] == "U0ANA"
    assert event["ts"] != ts


def test_a_deletion_names_the_ts_and_a_root_leaves_a_tombstone(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """Without replies message_deleted comes; a root with replies becomes "This message was deleted."."""
    ts = sandbox.say("ana", "#tower-a", "gone")
    sandbox.delete("ana", "#tower-a", ts)
    event = app.events()[-1]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", ts)
    assert event["previous_message"]["text"] == "gone"
    root = sandbox.say("ana", "#tower-a", "root")
    sandbox.say("diego", "#tower-a", "reply", thread_ts=root)
    sandbox.delete("ana", "#tower-a", root)
    event = app.events()[-1]
    assert (event["subtype"], event["message"]["subtype"]) == ("message_changed", "tombstone")
    history = client.conversations_history(channel="C0TOWERA")["messages"]
    assert [m["text"] for m in history] == ["This message was deleted."]


def test_reactions_name_the_message_and_its_author(sandbox: Sandbox, app: RecordingApp) -> None:
    """reaction_added and reaction_removed carry item and item_user."""
    ts = sandbox.say("ana", "#tower-a", "x")
    sandbox.react("diego", "#tower-a", ts, "white_check_mark")
    with pytest.raises(NotAllowed, match="already"):
        sandbox.react("diego", "#tower-a", ts, ":white_check_mark:")
    sandbox.unreact("diego", "#tower-a", ts, "white_check_mark")
    added, removed = app.events("reaction_added")[0], app.events("reaction_removed")[0]
    assert added["item"] == removed["item"] == {"type": "message", "channel": "C0TOWERA", "ts": ts}
    assert (added["user"], added["reaction"], added["item_user"]) == ("U0DIEGO", "white_check_mark", "U0ANA")


def test_a_file_comes_with_its_message(sandbox: Sandbox, app: RecordingApp) -> None:
    """file_share carries the files with a private address; file_shared follows."""
    ts = sandbox.upload("ana", "#tower-a", "plan.csv", b"id,name", comment="the plan")
    message, shared = app.events("message")[0], app.events("file_shared")[0]
    assert (message["subtype"], message["text"], message["ts"]) == ("file_share", "the plan", ts)
    file = message["files"][0]
    assert (file["name"], file["filetype"], file["size"], file["id"]) == (
        "plan.csv",
        "csv",
        7,
        shared["file_id"],
    )
    assert "/files-pri/" in file["url_private_download"]


def test_joining_is_an_event_and_a_line_in_the_channel(sandbox: Sandbox, app: RecordingApp) -> None:
    """member_joined_channel comes, and the channel_join message that a bot must not take for words."""
    sandbox.invite("grace", "#tower-a", by="ana")
    assert app.events("message")[0]["subtype"] == "channel_join"
    assert app.events("member_joined_channel")[0]["inviter"] == "U0ANA"


def test_leaving_is_an_event_and_a_line_in_the_channel(sandbox: Sandbox, app: RecordingApp) -> None:
    """member_left_channel comes, after the channel_leave message; whoever left can say nothing there any more."""
    sandbox.invite("grace", "#tower-a", by="ana")
    sandbox.leave("grace", "#tower-a")
    assert app.events("message")[-1]["subtype"] == "channel_leave"
    (left,) = app.events("member_left_channel")
    assert (left["user"], left["channel"], left["channel_type"]) == ("U0GRACE", "C0TOWERA", "C")
    assert "inviter" not in left
    with pytest.raises(NotAllowed):
        sandbox.say("grace", "#tower-a", "one more thing")


def test_an_account_that_ends_is_told_of_the_user_alone(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """user_change with `deleted`; nobody left a channel by themselves, and no direct message is opened any more."""
    sandbox.deactivate("diego")
    (changed,) = app.events("user_change")
    assert (changed["user"]["id"], changed["user"]["deleted"]) == ("U0DIEGO", True)
    assert app.events("member_left_channel") == []
    assert "U0DIEGO" not in client.conversations_members(channel="C0TOWERA")["members"]
    assert client.users_info(user="U0DIEGO")["user"]["deleted"]
    with pytest.raises(SlackApiError, match="user_disabled"):
        client.conversations_open(users="U0DIEGO")


def test_other_bots_speak_as_bots(sandbox: Sandbox, app: RecordingApp) -> None:
    """Another app's message has its own bot_id, so that ours can tell it from people and from itself."""
    sandbox.workspace.add_user("weather", is_bot=True)
    sandbox.invite("weather", "#tower-a")
    sandbox.say("weather", "#tower-a", "Rain at 14:00")
    event = app.events("message")[-1]
    assert (event["user"], event["bot_id"], event["app_id"]) == ("U0WEATHER", "B0WEATHER", "A0WEATHER")


def test_a_preview_of_a_link_is_a_change_of_the_same_text(sandbox: Sandbox, app: RecordingApp) -> None:
    """message_changed comes without anybody having edited."""
    ts = sandbox.say("ana", "#tower-a", "see https://x.y")
    sandbox.unfurl("#tower-a", ts, "https://x.y", "X")
    event = app.events("message")[-1]
    assert event["message"]["text"] == event["previous_message"]["text"]
    assert "edited" not in event["message"]
    assert event["message"]["attachments"][0]["title"] == "X"


def test_a_direct_conversation_goes_by_the_others_name(sandbox: Sandbox, app: RecordingApp) -> None:
    """Here "@siteloop" as a channel is the person's own conversation with the bot."""
    sandbox.say("ana", "@siteloop", "done")
    event = app.events("message")[-1]
    assert (event["channel"], event["channel_type"]) == ("D0ANA", "im")


def test_people_cannot_do_what_slack_does_not_offer(sandbox: Sandbox) -> None:
    """Strangers, outsiders, others' messages, empty words: each refused in words that say why."""
    ts = sandbox.say("ana", "#tower-a", "x")
    with pytest.raises(NotFound, match="no user"):
        sandbox.say("zoe", "#tower-a", "x")
    with pytest.raises(NotFound, match="no channel"):
        sandbox.say("ana", "#nowhere", "x")
    with pytest.raises(NotAllowed, match="not in #tower-a"):
        sandbox.say("grace", "#tower-a", "x")
    with pytest.raises(NotAllowed, match="their own"):
        sandbox.edit("diego", "#tower-a", ts, "y")
    with pytest.raises(NotAllowed, match="empty"):
        sandbox.say("ana", "#tower-a", "  ")
    with pytest.raises(NotFound, match="no message"):
        sandbox.delete("ana", "#tower-a", "1.2")
    with pytest.raises(NotFound, match="reply"):
        sandbox.say("ana", "#tower-a", "x", thread_ts="1.2")
    with pytest.raises(NotAllowed, match="already a user"):
        sandbox.workspace.add_user("ana")
