"""The routes of the page: reading, doing, the live stream, and its static files."""

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ..clock import MovableClock, Move
from ..errors import BotFailed, BotTimedOut, ClockError, NotAllowed, NotFound, SandboxError
from ..images import shown_to
from ..records import Json
from ..sandbox import Sandbox
from . import shapes
from .acts import PageActs
from .guard import refusal
from .moves import under_way, wanted
from .static import PAGE, page_file
from .stream import Streams

_STATUS: tuple[tuple[type[SandboxError], int], ...] = (
    (NotFound, 404),
    (BotTimedOut, 504),
    (BotFailed, 502),
    (SandboxError, 400),
)
Endpoint = Callable[[Request], Awaitable[Response]]


class PageApi:
    """Serves the page. `on_advance(move)` moves the clock; the demo sets its own, which goes from reminder to reminder.

    `samples` are the messages that the page's hints offer, where they are not to be those that ship.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.on_advance: Callable[[Move], None] = self._move_clock
        self.samples: Sequence[str] = ()
        self._sandbox = sandbox
        self._acts = PageActs(sandbox)
        self._streams = Streams(sandbox.workspace)

    def close(self) -> None:
        """End the open streams, and the move of the clock if one is under way."""
        self.stop_move()
        self._streams.close()

    def stop_move(self) -> None:
        """Let the move of the clock that is under way, if there is one, end after the step at hand."""
        if move := self._sandbox.workspace.move:
            move.stop()

    def routes(self) -> list[BaseRoute]:
        """Return the routes; the static files come last since they take every path."""
        reading: dict[str, Callable[[Request], Json]] = {
            "people": self._people,
            "state": self._state,
            "messages": self._messages,
            "home": self._home,
            "views": self._views,
        }
        return [
            *(Route(f"/ui/{name}", _guarded(_read(run)), methods=["GET"]) for name, run in reading.items()),
            Route("/ui/stream", _guarded(self._stream), methods=["GET"]),
            Route("/ui/file/{id}", _guarded(self._file), methods=["GET"]),
            Route("/ui/upload", _guarded(self._upload), methods=["POST"]),
            Route("/ui/advance", _guarded(self._advance), methods=["POST"]),
            Route("/ui/stop", _guarded(self._stop), methods=["POST"]),
            Route("/ui/{act}", _guarded(self._act), methods=["POST"]),
            Route("/hints.json", _guarded(self._hints), methods=["GET"]),
            Route("/archives/{rest:path}", _guarded(self._page), methods=["GET"]),
            Route("/{path:path}", _guarded(self._page), methods=["GET"]),
        ]

    def _people(self, request: Request) -> Json:
        ws = self._sandbox.workspace
        return {
            "workspace": shapes.workspace(ws),
            "users": [shapes.user(person) for person in ws.users.values()],
        }

    def _state(self, request: Request) -> Json:
        ws = self._sandbox.workspace
        with ws.lock:
            return shapes.state(ws, ws.user(_asked(request, "as")))

    def _messages(self, request: Request) -> Json:
        ws = self._sandbox.workspace
        with ws.lock:
            me, where = ws.user(_asked(request, "as")), ws.channel(_asked(request, "channel"))
            if me.id not in where.members:
                raise NotAllowed(f"@{me.name} is not in #{where.name or where.id}.")
            listed = shapes.messages(ws, where, me, request.query_params.get("thread"))
            return {"channel": shapes.channel(ws, where, me), "messages": listed}

    def _home(self, request: Request) -> Json:
        ws = self._sandbox.workspace
        return {"view": shapes.view(ws, ws.homes.get(ws.user(_asked(request, "as")).id))}

    def _views(self, request: Request) -> Json:
        ws = self._sandbox.workspace
        return {"views": shapes.views(ws, ws.user(_asked(request, "as")))}

    async def _stream(self, request: Request) -> Response:
        return self._streams.response(request, self._sandbox.workspace.user(_asked(request, "as")))

    async def _file(self, request: Request) -> Response:
        ws = self._sandbox.workspace
        me, file = ws.user(_asked(request, "as")), ws.files.get(request.path_params["id"])
        seen = file and (
            file.user == me.id
            or any(me.id in ws.channels[where].members for where in file.shared_in)
            or shown_to(ws, me.id, file.id)
        )
        if file is None or not seen:
            raise NotFound("There is no such file here.")
        image = file.mimetype in ("image/png", "image/jpeg", "image/gif", "image/webp")
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if not image:
            name = "".join(c for c in file.name if c.isascii() and c.isprintable() and c not in '"\\')
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return Response(file.content, media_type=file.mimetype, headers=headers)

    async def _act(self, request: Request) -> Response:
        act = self._acts.by_path.get(request.path_params["act"])
        if act is None:
            raise NotFound(f"There is no /ui/{request.path_params['act']}.")
        answer = await run_in_threadpool(act, await _body(request))
        return JSONResponse({"ok": True, **answer})

    async def _advance(self, request: Request) -> Response:
        body = await _body(request)
        ws = self._sandbox.workspace
        with under_way(ws, wanted(ws, body)) as move:
            await run_in_threadpool(self.on_advance, move)
        return JSONResponse({"ok": True, "clock": shapes.clock(ws)})

    async def _stop(self, request: Request) -> Response:
        self.stop_move()
        return JSONResponse({"ok": True})

    async def _upload(self, request: Request) -> Response:
        form = await request.form()
        uploads = [part for part in form.getlist("file") if isinstance(part, UploadFile)]
        if not uploads:
            raise NotAllowed("Choose a file to upload.")
        contents = [(part.filename or "file", await part.read()) for part in uploads]
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return JSONResponse({"ok": True, **await run_in_threadpool(self._uploaded, fields, contents)})

    def _uploaded(self, fields: dict[str, str], contents: list[tuple[str, bytes]]) -> Json:
        who = fields.get("as", "")
        files = [self._sandbox.store_file(who, name, content) for name, content in contents]
        answer: Json = {"files": [shapes.file(file) for file in files]}
        if fields.get("channel"):
            answer["ts"] = self._sandbox.share_files(
                who, fields["channel"], files, fields.get("comment", ""), fields.get("thread") or None
            )
        return answer

    async def _page(self, request: Request) -> Response:
        return page_file(request.path_params.get("path", ""), request.headers.get("if-none-match"))

    async def _hints(self, request: Request) -> Response:
        if not self.samples:
            return page_file("hints.json", request.headers.get("if-none-match"))
        hints = json.loads((PAGE / "hints.json").read_bytes())
        return JSONResponse({**hints, "samples": list(self.samples)}, headers={"Cache-Control": "no-cache"})

    def _move_clock(self, move: Move) -> None:
        clock = self._sandbox.clock
        if not isinstance(clock, MovableClock):
            raise ClockError("This sandbox runs on a clock that cannot be moved.")
        clock.move_to(move.to)


def _read(run: Callable[[Request], Json]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return JSONResponse({"ok": True, **await run_in_threadpool(run, request)})

    return endpoint


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Refuse foreign requests, and answer a SandboxError with its code and words."""

    async def guarded(request: Request) -> Response:
        refused = refusal(request)
        if refused:
            return refused
        try:
            return await endpoint(request)
        except SandboxError as error:
            status = next(status for kind, status in _STATUS if isinstance(error, kind))
            return JSONResponse({"ok": False, "error": error.code, "detail": str(error)}, status_code=status)

    return guarded


def _asked(request: Request, name: str) -> str:
    value = request.query_params.get(name)
    if not value:
        raise NotAllowed(f"Give {name} in the address.")
    return value


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        raise NotAllowed("The body is no JSON.") from None
    if not isinstance(body, dict):
        raise NotAllowed("The body has to be a JSON object.")
    return body
