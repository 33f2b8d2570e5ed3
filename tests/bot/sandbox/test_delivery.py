"""How events reach the app: signed, in three seconds, three retries, duplicates."""

import json
import threading
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.sandbox import BotFailed, BotTimedOut, MovableClock, Sandbox, SandboxServer
from bot.sandbox.delivery import Answer, Outgoing, TransportFailed

from .fakes import HttpApp, RecordingApp


def test_requests_are_signed_as_slacks(server: SandboxServer, http_app: HttpApp) -> None:
    """Slack's own verifier accepts the signature of events, commands and interactions."""
    server.connect_http(http_app.url)
    server.sandbox.say("ana", "#tower-a", "Grüße & <3")
    server.sandbox.command("ana", "#tower-a", "/site status")
    verifier = SignatureVerifier(server.sandbox.app.signing_secret)
    assert len(http_app.requests) == 2
    for headers, body in http_app.requests:
        assert verifier.is_valid_request(body, headers)
        assert headers["user-agent"].startswith("Slackbot 1.0")
    envelope = json.loads(http_app.requests[0][1])
    assert envelope["type"] == "event_callback"
    assert envelope["authorizations"][0]["user_id"] == "U0SITELOOP"
    assert envelope["event"]["text"] == "Grüße &amp; &lt;3"
    assert parse_qs(http_app.requests[1][1])["text"] == ["status"]


def test_a_request_url_is_challenged(server: SandboxServer, http_app: HttpApp) -> None:
    """Only an address that gives the challenge back is taken."""
    http_app.body = lambda body: json.dumps({"challenge": json.loads(body)["challenge"]})
    server.connect_http(http_app.url, verify=True)
    http_app.body = lambda body: "nothing"
    with pytest.raises(BotFailed, match="challenge"):
        server.connect_http(http_app.url, verify=True)


def test_a_failed_event_is_retried_at_once_after_one_and_after_five_minutes(
    sandbox: Sandbox, app: RecordingApp, clock: MovableClock
) -> None:
    """Retries carry their number and reason, on the sandbox's clock; after the third Slack gives up."""
    app.on_ask = lambda outgoing: Answer(status=500)
    sandbox.say("ana", "#tower-a", "hello")
    assert [(o.retry_num, o.retry_reason) for o in app.received] == [(0, ""), (1, "http_error")]
    clock.advance(timedelta(seconds=59))
    assert len(app.received) == 2
    clock.advance(timedelta(seconds=1))
    assert app.received[-1].retry_num == 2
    clock.advance(timedelta(minutes=5))
    assert app.received[-1].retry_num == 3
    clock.advance(timedelta(hours=1))
    assert len(app.received) == 4
    assert len({o.content["event_id"] for o in app.received}) == 1
    assert sandbox.deliveries[0].given_up
    assert [a.reason for a in sandbox.deliveries[0].attempts] == ["http_error"] * 4


def test_a_retry_that_finds_no_app_is_given_up(
    sandbox: Sandbox, app: RecordingApp, clock: MovableClock
) -> None:
    """Whatever comes after is delivered once an app is there again."""
    app.on_ask = lambda outgoing: Answer(status=500)
    sandbox.say("ana", "#tower-a", "hello")
    sandbox.connect(None)
    clock.advance(timedelta(minutes=1))
    assert sandbox.deliveries[0].given_up
    app.on_ask = lambda outgoing: Answer(status=200)
    sandbox.connect(app)
    sandbox.say("ana", "#tower-a", "again")
    assert app.events()[-1]["text"] == "again"


def test_an_event_that_is_taken_at_the_retry_is_not_sent_again(sandbox: Sandbox, app: RecordingApp) -> None:
    """One failure, one retry, acknowledged."""
    app.answers = [TransportFailed("http_timeout")]
    sandbox.say("ana", "#tower-a", "hello")
    assert [(o.retry_num, o.retry_reason) for o in app.received] == [(0, ""), (1, "http_timeout")]
    assert sandbox.deliveries[0].acknowledged


def test_no_retry_when_the_app_asks_for_none(sandbox: Sandbox, app: RecordingApp) -> None:
    """X-Slack-No-Retry: 1 ends it."""
    app.on_ask = lambda outgoing: Answer(status=500, headers={"x-slack-no-retry": "1"})
    sandbox.say("ana", "#tower-a", "hello")
    assert len(app.received) == 1


def test_an_app_that_does_not_answer_in_time_has_failed(server: SandboxServer, http_app: HttpApp) -> None:
    """A person waits for the deadline, no longer, and is told operation_timeout; commands are not retried."""
    server.connect_http(http_app.url, deadline=0.1)
    http_app.gate.clear()
    shown: list[str] = []
    server.sandbox.watch(lambda line: shown.append(f"{line.to} {line.kind}: {line.text}"))
    with pytest.raises(BotTimedOut):
        server.sandbox.command("ana", "#tower-a", "/site status")
    assert shown == ['@ana ephemeral: /site failed with the error "operation_timeout"']
    assert len(http_app.requests) == 1


def test_nobody_listening_is_a_connection_failed(server: SandboxServer) -> None:
    """An app that is down gets its events later; the retry says why."""
    server.connect_http("http://127.0.0.1:9/slack/events")
    server.sandbox.say("ana", "#tower-a", "hello")
    assert [a.reason for a in server.sandbox.deliveries[0].attempts] == ["connection_failed"] * 2


def test_an_event_can_come_twice(sandbox: Sandbox, app: RecordingApp) -> None:
    """duplicate_next and redeliver repeat an event under its event_id."""
    sandbox.duplicate_next()
    sandbox.say("ana", "#tower-a", "hello")
    ids = [o.content["event_id"] for o in app.received]
    assert len(ids) == 2
    sandbox.redeliver(ids[0])
    assert [o.content["event_id"] for o in app.received] == [ids[0]] * 3


def test_the_app_hears_only_what_it_subscribes_to_where_it_is(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """Nothing from channels it is not in, nor of its unsubscribed events; direct messages as message.im."""
    sandbox.say("grace", "#office", "private matters")
    assert app.received == []
    sandbox.invite("siteloop", "#office", by="grace")
    joined = app.events("member_joined_channel")[0]
    assert (joined["user"], joined["inviter"], joined["channel_type"]) == ("U0SITELOOP", "U0GRACE", "C")
    direct = sandbox.open_dm("ana", "siteloop")
    sandbox.say("ana", direct.id, "psst")
    assert app.events("message")[-1]["channel_type"] == "im"
    client.chat_postMessage(channel="C0TOWERA", text="from the bot")
    sandbox.settle()
    assert app.events("message")[-1]["bot_id"] == "B0SITELOOP"


def test_uninstalling_tells_the_app_and_closes_the_api(
    sandbox: Sandbox, app: RecordingApp, client: WebClient
) -> None:
    """app_uninstalled and tokens_revoked come, and the token is worth nothing afterwards."""
    sandbox.uninstall()
    assert {event["type"] for event in app.events()} == {"app_uninstalled", "tokens_revoked"}
    assert client.api_test()["ok"]
    with pytest.raises(Exception, match="account_inactive"):
        client.auth_test()


def test_in_the_background_an_act_does_not_wait(clock: MovableClock) -> None:
    """With synchronous=False an act returns before the app has acknowledged; settle waits for it."""
    sandbox = Sandbox(clock=clock, synchronous=False)
    sandbox.workspace.add_user("ana")
    sandbox.workspace.add_channel("tower-a", members=["ana", "siteloop"])
    slow = RecordingApp()

    said = threading.Event()

    def answer(outgoing: Outgoing) -> Answer:
        assert said.wait(10)
        return Answer(status=200)

    slow.on_ask = answer
    sandbox.connect(slow)
    sandbox.say("ana", "#tower-a", "hello")
    said.set()
    assert sandbox.settle()
    assert sandbox.deliveries[0].acknowledged
    sandbox.close()
