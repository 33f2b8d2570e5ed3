"""Without a network the sandbox and the app meet as over one: refusals, broken connections and signatures included."""

from urllib.error import URLError

import pytest
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.playing.direct import DirectClient, DirectTransport
from bot.sandbox.delivery.transport import Outgoing
from bot.sandbox.sandbox import Sandbox
from bot.sending.slack import plain_client


def test_a_call_is_answered() -> None:
    """Also by the client without retries that delivery makes of it."""
    sandbox = Sandbox()
    client = plain_client(DirectClient.of(sandbox))
    assert client.auth_test()["user_id"] == sandbox.app.bot_user


def test_a_refusal_is_an_error() -> None:
    """Slack's code comes with it."""
    with pytest.raises(SlackApiError) as refused:
        DirectClient.of(Sandbox()).chat_postMessage(channel="C0NOWHERE", text="hello")
    assert refused.value.response["error"] == "channel_not_found"


def test_a_connection_breaks() -> None:
    """As the standard library tells of it."""
    sandbox = Sandbox()
    sandbox.fail_next("auth.test", drop="before")
    with pytest.raises(URLError):
        DirectClient.of(sandbox).auth_test()


def test_what_is_not_signed_with_the_secret_is_refused() -> None:
    """The app checks what comes directly as it checks what comes over HTTP."""
    sandbox = Sandbox()
    client = DirectClient.of(sandbox)
    app = App(client=client, token=client.token, signing_secret="the app's")
    told = Outgoing(kind="command", content={"command": "/site", "team_id": "T1", "user_id": "U1"})
    assert DirectTransport(app, "somebody else's").send(told).status == 401
