"""Slack's side of HTTP: the Web API, uploads and downloads, response addresses, Socket Mode."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from .records import Json
from .responses import ResponseRefused, respond
from .sandbox import Sandbox


class SlackHttp:
    """The routes that the app calls."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[BaseRoute]:
        """Return the routes."""
        return [
            Route("/api/{method}", self._api, methods=["GET", "POST"]),
            Route("/actions/{id:path}", self._response_url, methods=["POST"]),
            Route("/upload/v1/{token}", self._upload, methods=["POST"]),
            Route("/files-pri/{file}/{name:path}", self._download, methods=["GET"]),
            WebSocketRoute("/link/", self._socket),
        ]

    async def _api(self, request: Request) -> Response:
        arguments = await _arguments(request)
        if arguments is None:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        reply = await run_in_threadpool(
            self._sandbox.web_api.call, request.path_params["method"], arguments, _bearer(request)
        )
        if reply.drop:
            request.scope["sandbox.drop"]()
            return Response()
        if reply.body is None:
            return Response(status_code=reply.status, headers=dict(reply.headers))
        return JSONResponse(reply.body, status_code=reply.status, headers=dict(reply.headers))

    async def _response_url(self, request: Request) -> Response:
        response = self._sandbox.interactions.use_response(request.path_params["id"])
        if isinstance(response, str):
            return JSONResponse({"ok": False, "error": response}, status_code=404)
        content = await _arguments(request)
        if content is None:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, status_code=400)
        try:
            await run_in_threadpool(respond, self._sandbox.workspace, response, content)
        except ResponseRefused as refused:
            messages = {"messages": [f"[ERROR] {words}" for words in refused.problems]}
            answer = {"ok": False, "error": refused.code, "response_metadata": messages}
            return JSONResponse(answer, status_code=400)
        return PlainTextResponse("ok")

    async def _upload(self, request: Request) -> Response:
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            form = await request.form()
            part = next((value for value in form.values() if not isinstance(value, str)), None)
            content = await part.read() if part else b""
        else:
            content = await request.body()
        if not self._sandbox.interactions.receive_upload(request.url.path, content):
            return PlainTextResponse("upload failed", status_code=400)
        return PlainTextResponse(f"OK - {len(content)}")

    async def _download(self, request: Request) -> Response:
        app = self._sandbox.app
        allowed = _bearer(request) == app.bot_token and "files:read" in app.scopes
        if not allowed:  # Slack sends whoever is not signed in to its login page, with no error
            login = f"{self._sandbox.workspace.base_url}/?redir={request.url.path}"
            return RedirectResponse(login, status_code=302)
        file = self._sandbox.workspace.files.get(request.path_params["file"].rpartition("-")[2])
        if file is None:
            return Response(status_code=404)
        if request.path_params["name"] == "file.vtt" and file.clip:
            return Response(subtitles(file.transcript or ""), media_type="text/vtt")
        return Response(file.content, media_type=file.mimetype)

    async def _socket(self, websocket: WebSocket) -> None:
        sandbox = self._sandbox
        if not sandbox.interactions.use_ticket(websocket.query_params.get("ticket", "")):
            await websocket.close(code=4001)
            return
        await websocket.accept()
        loop = asyncio.get_running_loop()

        def send(envelope: Json) -> None:
            asyncio.run_coroutine_threadsafe(websocket.send_text(json.dumps(envelope)), loop)

        id = sandbox.sockets.connect(send)
        if id is None:
            await websocket.send_text(json.dumps({"type": "disconnect", "reason": "too_many_websockets"}))
            await websocket.close()
            return
        try:
            sandbox.connect(sandbox.sockets)
            await websocket.send_text(json.dumps(_hello(sandbox)))
            while True:
                sandbox.sockets.acknowledge(json.loads(await websocket.receive_text()))
        except (WebSocketDisconnect, ValueError):
            return
        finally:
            sandbox.sockets.disconnect(id)


def _hello(sandbox: Sandbox) -> Json:
    return {
        "type": "hello",
        "num_connections": sandbox.sockets.connections,
        "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
        "connection_info": {"app_id": sandbox.app.app_id},
    }


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else None


def subtitles(text: str) -> str:
    """A transcript as WebVTT, a few words to a cue."""
    words = text.split()
    cues = [" ".join(words[start : start + 8]) for start in range(0, len(words), 8)]
    shown = (
        f"{n}\n00:00:{3 * n % 60:02}.000 --> 00:00:{(3 * n + 2) % 60:02}.900\n- {cue}"
        for n, cue in enumerate(cues)
    )
    return "\n\n".join(("WEBVTT", *shown)) + "\n"


async def _arguments(request: Request) -> dict[str, Any] | None:
    """Return the arguments of query and body, form or JSON; None if the JSON is none."""
    arguments: dict[str, Any] = dict(request.query_params)
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            return None
        if not isinstance(body, Mapping):
            return None
        arguments |= {key: value for key, value in body.items() if value is not None}
    elif request.method == "POST":
        form = await request.form()
        arguments |= {key: value for key, value in form.items() if isinstance(value, str)}
    return arguments
