"""The Web API, called as bots call it: with Slack's own client."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.sandbox import AppConfig, MovableClock, Sandbox, SandboxServer

Json = dict[str, Any]
TOWER = "C0TOWERA"
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}


def refused(call: Callable[[], SlackResponse]) -> Json:
    """Return Slack's answer to a call that it refuses."""
    with pytest.raises(SlackApiError) as caught:
        call()
    answer: Json = caught.value.response.data
    return answer


def test_the_token_decides_who_calls(server: SandboxServer, client: WebClient) -> None:
    """A right token tells who the bot is; none, a wrong one, or the wrong kind is refused."""
    assert client.auth_test()["user_id"] == "U0SITELOOP"
    wrong = WebClient(token="xoxb-no", base_url=server.api_url)
    none = WebClient(base_url=server.api_url)
    assert refused(wrong.auth_test)["error"] == "invalid_auth"
    assert refused(none.auth_test)["error"] == "not_authed"
    assert refused(lambda: client.apps_connections_open(app_token=server.sandbox.app.bot_token))["error"] == (
        "not_allowed_token_type"
    )


def test_unknown_methods_and_arguments_are_refused(client: WebClient) -> None:
    """A misspelt method or argument is never ignored."""
    assert refused(lambda: client.api_call("chat.posMessage"))["error"] == "unknown_method"
    answer = refused(lambda: client.chat_postMessage(channel=TOWER, text="x", thread="1.2"))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] unknown argument of chat.postMessage: thread"]


def test_a_method_without_its_scope_says_which(clock: MovableClock) -> None:
    """missing_scope names what is needed and what there is; headers carry the scopes."""
    sandbox = Sandbox(clock=clock, app=AppConfig(scopes=frozenset({"chat:write"})))
    sandbox.workspace.add_channel("tower-a", members=["siteloop"])
    with SandboxServer(sandbox) as server:
        client = WebClient(token=sandbox.app.bot_token, base_url=server.api_url)
        answer = refused(lambda: client.conversations_history(channel=TOWER))
        assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")
        assert answer["provided"] == "chat:write"
        assert client.auth_test().headers["x-oauth-scopes"] == "chat:write"
        assert refused(lambda: client.conversations_join(channel=TOWER))["needed"] == "channels:join"


def test_a_post_is_in_the_history_with_its_metadata_only_when_asked(client: WebClient) -> None:
    """What was posted is read back, so that an uncertain send can be checked."""
    metadata = {"event_type": "siteloop", "event_payload": {"outbox": "17"}}
    posted = client.chat_postMessage(channel=TOWER, text="card", blocks=[SECTION], metadata=metadata)
    assert posted["message"]["bot_id"] == "B0SITELOOP"
    read = client.conversations_history(channel=TOWER, include_all_metadata=True)["messages"][0]
    assert (read["ts"], read["metadata"]) == (posted["ts"], metadata)
    assert read["blocks"][0]["block_id"]
    assert "metadata" not in client.conversations_history(channel=TOWER)["messages"][0]
    between = client.conversations_history(channel=TOWER, oldest=posted["ts"], inclusive=True, limit=1)
    assert [message["ts"] for message in between["messages"]] == [posted["ts"]]


def test_posting_goes_where_slack_lets_it(sandbox: Sandbox, client: WebClient) -> None:
    """To channels by id or #name, to people by id; elsewhere Slack's errors."""
    assert client.chat_postMessage(channel="#tower-a", text="x")["channel"] == TOWER
    assert client.chat_postMessage(channel="U0DIEGO", text="x")["channel"] == "D0DIEGO"
    secret = sandbox.workspace.add_channel("secret", private=True, members=["ana"])
    for channel, error in (
        ("C0NOWHERE", "channel_not_found"),
        ("C0OFFICE", "not_in_channel"),
        (secret.id, "channel_not_found"),
    ):
        assert refused(lambda: client.chat_postMessage(channel=channel, text="x"))["error"] == error  # noqa: B023
    sandbox.workspace.channel("tower-a").archived = True
    assert refused(lambda: client.chat_postMessage(channel=TOWER, text="x"))["error"] == "is_archived"


def test_what_cannot_be_shown_is_refused(client: WebClient) -> None:
    """No text, a 51st block, a 3001st character, blocks too long in all, a missing thread."""
    assert refused(lambda: client.api_call("chat.postMessage", json={"channel": TOWER}))["error"] == "no_text"
    answer = refused(
        lambda: client.chat_postMessage(channel=TOWER, text="x", blocks=[{"type": "divider"}] * 51)
    )
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] no more than 50 items allowed [json-pointer:/blocks]"
    ]
    long = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    assert refused(lambda: client.chat_postMessage(channel=TOWER, text="x", blocks=long))["error"] == (
        "invalid_blocks"
    )
    much = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2700}}] * 5
    assert refused(lambda: client.chat_postMessage(channel=TOWER, text="x", blocks=much))["error"] == (
        "msg_blocks_too_long"
    )
    assert refused(lambda: client.chat_postMessage(channel=TOWER, text="x", thread_ts="1.2"))["error"] == (
        "thread_not_found"
    )
    many: list[dict[str, Any]] = [{"text": "a"}] * 101
    assert refused(lambda: client.chat_postMessage(channel=TOWER, text="x", attachments=many))["error"] == (
        "too_many_attachments"
    )


def test_a_message_of_40000_characters_is_cut_and_an_update_of_4001_refused(client: WebClient) -> None:
    """Slack truncates posts and refuses long updates."""
    posted = client.chat_postMessage(channel=TOWER, text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000
    answer = refused(lambda: client.chat_update(channel=TOWER, ts=posted["ts"], text="x" * 4001))
    assert answer["error"] == "msg_too_long"


def test_updates_keep_what_they_leave_out(client: WebClient) -> None:
    """Blocks stay when an update names only the text, and go when it gives an empty list."""
    ts = client.chat_postMessage(channel=TOWER, text="one", blocks=[SECTION])["ts"]
    kept = client.chat_update(channel=TOWER, ts=ts, text="two")["message"]
    assert kept["text"] == "two"
    assert kept["blocks"]
    assert "blocks" not in client.chat_update(channel=TOWER, ts=ts, text="three", blocks=[])["message"]


def test_only_its_own_messages_are_the_bots_to_change(sandbox: Sandbox, client: WebClient) -> None:
    """A person's message can neither be updated nor deleted; a deleted one is gone."""
    theirs = sandbox.say("ana", "#tower-a", "hello")
    assert refused(lambda: client.chat_update(channel=TOWER, ts=theirs, text="x"))["error"] == (
        "cant_update_message"
    )
    assert refused(lambda: client.chat_delete(channel=TOWER, ts=theirs))["error"] == "cant_delete_message"
    own = client.chat_postMessage(channel=TOWER, text="x")["ts"]
    client.chat_delete(channel=TOWER, ts=own)
    assert (
        refused(lambda: client.chat_update(channel=TOWER, ts=own, text="x"))["error"] == "message_not_found"
    )


def test_threads_are_counted_and_read_in_order(sandbox: Sandbox, client: WebClient) -> None:
    """A root knows its replies; replies come oldest first with the root ahead; history hides them."""
    root = sandbox.say("ana", "#tower-a", "root")
    first = client.chat_postMessage(channel=TOWER, text="first", thread_ts=root)["ts"]
    second = sandbox.say("diego", "#tower-a", "second", thread_ts=first)
    thread = client.conversations_replies(channel=TOWER, ts=root)["messages"]
    assert [message["ts"] for message in thread] == [root, first, second]
    assert thread[0]["reply_count"] == 2
    assert thread[0]["latest_reply"] == second
    assert thread[1]["parent_user_id"] == "U0ANA"
    assert [m["ts"] for m in client.conversations_history(channel=TOWER)["messages"]] == [root]
    assert (
        refused(lambda: client.conversations_replies(channel=TOWER, ts="1.2"))["error"] == "thread_not_found"
    )


def test_pages_are_followed_by_their_cursor(sandbox: Sandbox, client: WebClient) -> None:
    """Three messages in pages of two: the cursor leads to the rest."""
    said = [sandbox.say("ana", "#tower-a", text) for text in ("a", "b", "c")]
    first = client.conversations_history(channel=TOWER, limit=2)
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = client.conversations_history(channel=TOWER, limit=2, cursor=cursor)
    assert [m["ts"] for m in [*first["messages"], *rest["messages"]]] == said[::-1]
    assert refused(lambda: client.users_list(cursor="%%"))["error"] == "invalid_cursor"


def test_an_ephemeral_message_reaches_a_member_and_no_history(sandbox: Sandbox, client: WebClient) -> None:
    """It is shown to its recipient and can never be read back."""
    shown: list[tuple[str, str | None, str]] = []
    sandbox.watch(lambda line: shown.append((line.to, line.channel, line.kind)))
    client.chat_postEphemeral(channel=TOWER, user="U0DIEGO", text="only you")
    assert shown == [("@diego", "#tower-a", "ephemeral")]
    assert client.conversations_history(channel=TOWER)["messages"] == []
    assert refused(lambda: client.chat_postEphemeral(channel=TOWER, user="U0GRACE", text="x"))["error"] == (
        "user_not_in_channel"
    )
    assert refused(lambda: client.chat_postEphemeral(channel=TOWER, user="U0NOBODY", text="x"))["error"] == (
        "user_not_found"
    )


def test_people_and_channels_are_listed_as_slack_does(client: WebClient) -> None:
    """Slackbot is listed and counts as no bot; channels say whether the bot is in them; DMs need im:read."""
    users = {user["id"]: user for user in client.users_list()["members"]}
    assert users["USLACKBOT"]["is_bot"] is False
    assert users["U0SITELOOP"]["profile"]["bot_id"] == "B0SITELOOP"
    assert users["U0ANA"]["tz_offset"] == -5 * 3600
    channels = client.conversations_list(types="public_channel,private_channel")["channels"]
    assert {channel["name"]: channel["is_member"] for channel in channels} == {
        "tower-a": True,
        "office": False,
    }
    assert client.conversations_info(channel=TOWER)["channel"]["is_channel"]
    assert set(client.conversations_members(channel=TOWER)["members"]) == {"U0ANA", "U0DIEGO", "U0SITELOOP"}
    assert refused(lambda: client.conversations_list(types="im"))["needed"] == "im:read"
    assert refused(lambda: client.users_info(user="U0NOBODY"))["error"] == "user_not_found"


def test_a_direct_conversation_is_opened_once(client: WebClient) -> None:
    """Opening it again gives the same id."""
    first = client.conversations_open(users="U0ANA")["channel"]["id"]
    again = client.conversations_open(users=["U0ANA"])
    assert again["channel"]["id"] == first
    assert again["already_open"]


def test_reactions_are_added_once_and_removed_once(sandbox: Sandbox, client: WebClient) -> None:
    """already_reacted and no_reaction, as Slack; reactions.get shows who."""
    ts = sandbox.say("ana", "#tower-a", "x")
    client.reactions_add(channel=TOWER, timestamp=ts, name="eyes")
    assert refused(lambda: client.reactions_add(channel=TOWER, timestamp=ts, name="eyes"))["error"] == (
        "already_reacted"
    )
    shown = client.reactions_get(channel=TOWER, timestamp=ts)["message"]["reactions"]
    assert shown == [{"name": "eyes", "users": ["U0SITELOOP"], "count": 1}]
    client.reactions_remove(channel=TOWER, timestamp=ts, name="eyes")
    assert refused(lambda: client.reactions_remove(channel=TOWER, timestamp=ts, name="eyes"))["error"] == (
        "no_reaction"
    )
    client.reactions_add(channel=TOWER, timestamp=ts, name="+1::skin-tone-3")
    assert refused(lambda: client.reactions_add(channel=TOWER, timestamp=ts, name="crane_down"))["error"] == (
        "invalid_name"
    )


def test_a_file_is_uploaded_as_slack_sdk_does_it(server: SandboxServer, client: WebClient) -> None:
    """files_upload_v2 ends in a message; the bytes come back with the token only."""
    uploaded = client.files_upload_v2(channel=TOWER, content=b"a,b", filename="s.csv", initial_comment="see")
    message = client.conversations_history(channel=TOWER)["messages"][0]
    assert message["files"][0]["id"] == uploaded["file"]["id"]
    assert message["text"] == "see"
    info = client.files_info(file=uploaded["file"]["id"])["file"]
    assert info["size"] == 3
    assert download(info["url_private"], server.sandbox.app.bot_token) == (200, b"a,b")
    assert download(info["url_private"], "xoxb-wrong")[0] == 302


def download(url: str, token: str) -> tuple[int, bytes]:
    """Fetch without following redirects."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("GET", parts.path, headers={"Authorization": f"Bearer {token}"})
    response = connection.getresponse()
    return response.status, response.read()


def test_a_view_needs_a_trigger_that_works_once(
    sandbox: Sandbox, client: WebClient, clock: MovableClock
) -> None:
    """Invalid, used and expired triggers get Slack's three errors."""
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [SECTION]}
    trigger = sandbox.interactions.trigger("U0ANA")
    opened = client.views_open(trigger_id=trigger, view=view)["view"]
    assert sandbox.top_modal("ana").id == opened["id"]
    assert (
        refused(lambda: client.views_open(trigger_id=trigger, view=view))["error"] == "exchanged_trigger_id"
    )
    assert refused(lambda: client.views_open(trigger_id="1.2.3", view=view))["error"] == "invalid_trigger_id"
    late = sandbox.interactions.trigger("U0ANA")
    clock.advance(timedelta(seconds=4))
    assert refused(lambda: client.views_open(trigger_id=late, view=view))["error"] == "expired_trigger_id"


def test_views_are_updated_by_hash_and_refused_by_size(sandbox: Sandbox, client: WebClient) -> None:
    """hash_conflict, not_found, invalid_arguments and view_too_large."""
    view: Json = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [SECTION]}
    trigger = sandbox.interactions.trigger("U0ANA")
    opened = client.views_open(trigger_id=trigger, view=view)["view"]
    updated = client.views_update(view_id=opened["id"], view=view, hash=opened["hash"])["view"]
    assert updated["hash"] != opened["hash"]
    assert refused(lambda: client.views_update(view_id=opened["id"], view=view, hash=opened["hash"]))[
        "error"
    ] == ("hash_conflict")
    assert refused(lambda: client.views_update(view_id="V0NONE", view=view))["error"] == "not_found"
    titled = view | {"title": {"type": "plain_text", "text": "T" * 25}}
    answer = refused(lambda: client.views_update(view_id=opened["id"], view=titled))
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    heavy = view | {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 90}
    assert refused(lambda: client.views_publish(user_id="U0ANA", view=heavy | {"type": "home"}))["error"] == (
        "view_too_large"
    )


def test_faults_can_be_ordered(sandbox: Sandbox, client: WebClient) -> None:
    """An error, a status, a 429; a dropped connection before or after the message was posted."""
    sandbox.fail_next("chat.postMessage", error="fatal_error")
    assert refused(lambda: client.chat_postMessage(channel=TOWER, text="a"))["error"] == "fatal_error"
    sandbox.fail_next("chat.postMessage", retry_after=30)
    with pytest.raises(SlackApiError) as limited:
        client.chat_postMessage(channel=TOWER, text="b")
    assert limited.value.response.headers["Retry-After"] == "30"
    for drop, arrived in (("before", 0), ("after", 1)):
        sandbox.fail_next("chat.postMessage", drop=drop)  # type: ignore[arg-type]
        with pytest.raises((ConnectionError, OSError)):
            client.chat_postMessage(channel=TOWER, text="c")
        assert len(client.conversations_history(channel=TOWER)["messages"]) == arrived


def kept(
    client: WebClient, name: str = "week.png", content: bytes = b"\x89PNG", length: int | None = None
) -> str:
    """Hand a file over without showing it anywhere; gives its id."""
    place = client.files_getUploadURLExternal(filename=name, length=length or len(content))
    posted = urllib.request.Request(place["upload_url"], data=content, method="POST")  # noqa: S310 - the sandbox's
    posted.add_header("Content-Type", "application/octet-stream")
    with urllib.request.urlopen(posted) as answer:  # noqa: S310 - as above
        assert answer.status == 200
    done = client.files_completeUploadExternal(files=[{"id": place["file_id"], "title": "Weeks"}])
    return str(done["files"][0]["id"])


def image(**slack_file: str) -> list[Json]:
    """A block that shows a file."""
    return [{"type": "image", "slack_file": slack_file, "alt_text": "z"}]


def test_a_file_that_was_handed_over_can_be_shown(client: WebClient) -> None:
    """By its id or its address, in messages, edits and whispers; it is shared nowhere for that."""
    id = kept(client)
    ts = client.chat_postMessage(channel=TOWER, text="x", blocks=image(id=id))["ts"]
    address = client.files_info(file=id)["file"]["permalink"]
    client.chat_update(channel=TOWER, ts=ts, text="x", blocks=image(url=address))
    client.chat_postEphemeral(channel=TOWER, user="U0ANA", text="x", blocks=image(id=id))
    assert client.files_info(file=id)["file"]["shares"] == {}


def test_what_is_no_image_of_the_apps_cannot_be_shown(sandbox: Sandbox, client: WebClient) -> None:
    """A file that is not there, of another kind, or in a channel that the app is not in; and two addresses at once."""
    hidden = sandbox.store_file("grace", "plan.png", b"\x89PNG")
    sandbox.share_files("grace", "#office", [hidden], "")
    told = "invalid slack file [json-pointer:/blocks/0/slack_file]"
    for id in ("F0123456789", kept(client, "plan.pdf"), hidden.id):
        answer = refused(lambda id=id: client.chat_postMessage(channel=TOWER, text="x", blocks=image(id=id)))  # type: ignore[misc]
        assert (answer["error"], answer["response_metadata"]["messages"]) == (
            "invalid_blocks", [f"[ERROR] {told}"],
        )  # fmt: skip
    both = image(id=hidden.id, url="https://x.y/z.png")
    assert (
        refused(lambda: client.chat_postMessage(channel=TOWER, text="x", blocks=both))["error"]
        == "invalid_blocks"
    )


def test_an_upload_ends_with_all_of_its_bytes(client: WebClient) -> None:
    """As many as were told of; what never came is no file, and none is completed twice."""
    with pytest.raises(urllib.error.HTTPError):
        kept(client, content=b"abc", length=5)
    promised = client.files_getUploadURLExternal(filename="a.png", length=3)["file_id"]
    for id in (promised, kept(client)):
        answer = refused(lambda id=id: client.files_completeUploadExternal(files=[{"id": id}]))  # type: ignore[misc]
        assert answer["error"] == "file_not_found"
