"""An app that remembers what it was told, reached in process or over HTTP."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from bot.sandbox.delivery import Answer, Outgoing, TransportFailed

Json = dict[str, Any]
ACKNOWLEDGED = Answer(status=200)


class RecordingApp:
    """A transport to an app that answers what it is told to, and 200 otherwise."""

    def __init__(self) -> None:
        self.received: list[Outgoing] = []
        self.answers: list[Answer | TransportFailed] = []
        self.on_ask: Callable[[Outgoing], Answer] = lambda outgoing: ACKNOWLEDGED

    def send(self, outgoing: Outgoing) -> Answer:
        """Remember, and answer the next prepared thing."""
        self.received.append(outgoing)
        if self.answers:
            prepared = self.answers.pop(0)
            if isinstance(prepared, TransportFailed):
                raise prepared
            return prepared
        return self.on_ask(outgoing)

    def events(self, kind: str | None = None) -> list[Json]:
        """Return the events received, of one type if given."""
        told = [outgoing.content["event"] for outgoing in self.received if outgoing.kind == "event"]
        return [event for event in told if kind in (None, event["type"])]

    def asked(self, kind: str = "interactive") -> Json:
        """Return the last command or interaction."""
        return [outgoing.content for outgoing in self.received if outgoing.kind == kind][-1]


class HttpApp:
    """A small HTTP app: keeps (headers, body) of each request and answers with `status` and `body`."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.status = 200
        self.body: Callable[[str], str] = lambda body: ""
        self.gate = threading.Event()
        self.gate.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/slack/events"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def close(self) -> None:
        """Stop."""
        self.gate.set()
        self._server.shutdown()
        self._server.server_close()

    def payload(self, index: int = -1) -> Json:
        """Return the interaction payload of one request."""
        payload: Json = json.loads(parse_qs(self.requests[index][1])["payload"][0])
        return payload

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        app = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                app.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
                app.gate.wait(5)
                answer = app.body(body).encode()
                self.send_response(app.status)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:
                return

        return Handler
