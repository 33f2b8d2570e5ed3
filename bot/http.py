"""Slack over HTTP: one address for everything, requests served by threads so that many share one commit to disk."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import uvicorn
from anyio import CapacityLimiter, to_thread
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.starlette.handler import to_starlette_response
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from rules.errors import SiteloopError

PATH = "/slack/events"
HEALTH = "/health"
THREADS = 32
_MOST_BYTES = 1_000_000


class AddressError(SiteloopError):
    """Nothing can listen at this address."""


def http_app(bolt: App, *, healthy: Callable[[], bool], threads: int = THREADS) -> Starlette:
    """The endpoint for events, commands, shortcuts and buttons, and `/health`, which is 503 while `healthy` is false."""
    limiter = CapacityLimiter(threads)

    async def slack(request: Request) -> Response:
        body = await _body(request)
        if isinstance(body, Response):
            return body
        asked = BoltRequest(body=body, query=dict(request.query_params), headers=dict(request.headers))
        answered: BoltResponse = await to_thread.run_sync(partial(bolt.dispatch, asked), limiter=limiter)
        return to_starlette_response(answered)

    async def health(_request: Request) -> Response:
        ok = await to_thread.run_sync(healthy)
        return JSONResponse({"ok": ok}, status_code=200 if ok else 503)

    return Starlette(routes=[Route(PATH, slack, methods=["POST"]), Route(HEALTH, health, methods=["GET"])])


@contextmanager
def serving(app: Starlette, host: str, port: int) -> Iterator[str]:
    """Serve in a thread for as long as the context lasts; gives the address. Port 0 takes any free one.

    Raises:
        AddressError: somebody else listens there, or it is no address of this machine.
    """
    listening = _listen(host, port)
    taken = listening.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=5)
    )
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="siteloop-http", daemon=True
    )
    thread.start()
    try:
        yield f"http://{f'[{host}]' if ':' in host else host}:{taken}{PATH}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    """Bound before the server's thread starts: connections that come at once wait for it."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(512)
    except (OSError, OverflowError) as error:
        raise AddressError(
            f"Nothing can listen at {host}:{port} ({error}). Choose another HOST:PORT."
        ) from error
    return listening


async def _body(request: Request) -> str | Response:
    """The body as text: it is signed as it stands. What is too large or no text is not from Slack."""
    received = bytearray()
    try:
        async for chunk in request.stream():
            received += chunk
            if len(received) > _MOST_BYTES:
                return PlainTextResponse("too large", status_code=413)
        return received.decode()
    except (UnicodeDecodeError, ClientDisconnect):
        return PlainTextResponse("not readable", status_code=400)
