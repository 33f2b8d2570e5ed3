"""A real Bolt app, over HTTP and in Socket Mode, lives in the sandbox as it does in Slack."""

import threading
from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App, BoltRequest, Respond, Say
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox import Sandbox, SandboxServer
from bot.sandbox.delivery import Answer, HttpTransport, Outgoing

from .test_controls import CARD, FORM

TOWER = "C0TOWERA"
Json = dict[str, Any]


def bolt(client: WebClient, secret: str) -> App:
    """An app that answers a message with a card, its button with a form, a command with its words."""
    app = App(client=client, signing_secret=secret, process_before_response=True)

    @app.event("message")
    def on_message(event: Json, say: Say) -> None:
        if event.get("subtype") is None:
            say(text="card", blocks=CARD, thread_ts=event["ts"])

    @app.action("done")
    def on_done(ack: Ack, body: Json, client: WebClient, respond: Respond) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        respond(text="thanks", replace_original=False)

    @app.command("/site")
    def on_command(ack: Ack, command: Json) -> None:
        ack(text=f"you said {command['text']}")

    @app.view("not_done")
    def on_form(ack: Ack) -> None:
        ack(response_action="errors", errors={"reason": "Say more."})

    return app


class InProcess:
    """Signed requests straight into `App.dispatch`."""

    def __init__(self, app: App, secret: str) -> None:
        self._app = app
        self._http = HttpTransport("http://unused", secret)

    def send(self, outgoing: Outgoing) -> Answer:
        """Sign as over HTTP and dispatch."""
        headers, body = self._http.signed(outgoing)
        lowered: dict[str, str | Sequence[str]] = {name.lower(): value for name, value in headers.items()}
        answer = self._app.dispatch(BoltRequest(body=body.decode(), headers=lowered))
        return Answer.of(answer.status, answer.body or "")


def go_through(sandbox: Sandbox) -> None:
    """Say something, press the card's button, submit the form, type a command; all of it must come back."""
    shown: list[str] = []
    posted = threading.Event()

    def watch(line: Any) -> None:  # noqa: ANN401 a Shown
        shown.append(f"{line.to} {line.kind} {line.text.splitlines()[0]}")
        if line.text == "card":
            posted.set()

    sandbox.watch(watch)
    root = sandbox.say("diego", "#tower-a", "crane down")
    assert posted.wait(5)
    card = sandbox.workspace.channel("#tower-a").replies(root)[0]
    sandbox.press("diego", "#tower-a", card.ts, "done")
    done = threading.Event()
    sandbox.watch(lambda line: done.set())
    if not sandbox.workspace.modals.get("U0DIEGO"):
        assert done.wait(5)
    assert sandbox.submit("diego", None, {"reason": "no rebar", "kind": "a"}).errors == {
        "reason": "Say more."
    }
    sandbox.command("diego", "#tower-a", "/site status")
    assert shown[:2] == ["#tower-a message crane down", "#tower-a message card"]
    assert {"@diego view Not done", "@diego ephemeral you said status"} <= set(shown)


def test_bolt_over_http(server: SandboxServer, client: WebClient) -> None:
    """Signatures pass, acknowledgements count, the whole loop of card, form and command works."""
    secret = server.sandbox.app.signing_secret
    server.sandbox.connect(InProcess(bolt(client, secret), secret))
    go_through(server.sandbox)
    assert all(delivery.acknowledged for delivery in server.sandbox.deliveries)


def test_bolt_in_socket_mode(server: SandboxServer, client: WebClient) -> None:
    """The same app over the websocket that apps.connections.open gives."""
    app = bolt(client, server.sandbox.app.signing_secret)
    handler = SocketModeHandler(app, server.sandbox.app.app_token, web_client=client)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        assert server.sandbox.sockets.wait_connected(5)
        go_through(server.sandbox)
        assert all(delivery.acknowledged for delivery in server.sandbox.deliveries)
    finally:
        handler.client.auto_reconnect_enabled = False
        server.stop()  # first: the SDK's own goodbye waits for three seconds
        handler.close()  # type: ignore[no-untyped-call]
