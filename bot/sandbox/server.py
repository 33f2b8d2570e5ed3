"""Serve the sandbox on this machine: Slack's HTTP for the app, the page for people."""

import socket
import threading
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

import uvicorn
from starlette.applications import Starlette

from .delivery import HttpTransport
from .errors import SandboxError
from .page_server import PageApi
from .sandbox import Sandbox
from .slack_http import SlackHttp

_START_LIMIT = 10.0  # seconds


class SandboxServer:
    """Runs a sandbox on uvicorn in a thread; a context manager too. Port 0 takes a free one."""

    def __init__(self, sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.sandbox = sandbox
        self.page = PageApi(sandbox)
        self._host = host
        self._port = port
        self._thread: threading.Thread | None = None
        self._server: uvicorn.Server | None = None

    @property
    def url(self) -> str:
        """The sandbox's address, http://127.0.0.1:PORT."""
        return self.sandbox.workspace.base_url

    @property
    def api_url(self) -> str:
        """The `base_url` for a slack_sdk WebClient."""
        return f"{self.url}/api/"

    def start(self) -> "SandboxServer":
        """Start serving and delivering; returns when requests are answered."""
        listening = socket.create_server((self._host, self._port))
        port = listening.getsockname()[1]
        shown = f"[{self._host}]" if ":" in self._host else self._host
        self.sandbox.workspace.base_url = f"http://{shown}:{port}"
        routes = [*SlackHttp(self.sandbox).routes(), *self.page.routes()]
        config = uvicorn.Config(
            _Droppable(Starlette(routes=routes)),
            log_level="warning",
            lifespan="off",
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listening]}, name="sandbox-server", daemon=True
        )
        self._thread.start()
        self._wait_until_started()
        self.sandbox.dispatcher.start()
        return self

    def stop(self, *, wait: bool = True) -> None:
        """Stop delivering and serving; without `wait` the last connections close by themselves."""
        self.page.close()
        self.sandbox.close()
        if self._server and self._thread:
            self._server.should_exit = self._server.force_exit = (
                True  # the streams are closed; wait for no one
            )
            if wait:
                self._thread.join(timeout=_START_LIMIT)
        self._server = self._thread = None

    def connect_http(self, request_url: str, *, verify: bool = False, deadline: float = 3.0) -> None:
        """Deliver to this Request URL from now on, signed with the app's secret; `verify` challenges it first."""
        transport = HttpTransport(request_url, self.sandbox.app.signing_secret, deadline=deadline)
        self.sandbox.connect(transport, verify=verify)

    def __enter__(self) -> "SandboxServer":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _wait_until_started(self) -> None:
        deadline = time.monotonic() + _START_LIMIT
        while self._server is not None and not self._server.started:
            if time.monotonic() > deadline or not (self._thread and self._thread.is_alive()):
                raise SandboxError(f"The sandbox did not start on {self.url}; is the port free?")
            time.sleep(0.002)


class _Droppable:
    """Lets a request end as a broken network would end it: the connection closed, nothing answered."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(
        self, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]
    ) -> None:
        cycle = getattr(send, "__self__", None)  # uvicorn's request cycle, which holds the connection
        if scope["type"] == "http" and cycle is not None:
            scope["sandbox.drop"] = cycle.transport.abort
        await self._app(scope, receive, send)
