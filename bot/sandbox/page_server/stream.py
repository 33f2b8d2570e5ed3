"""Server-Sent Events: each change once, from where the page left off."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import StreamingResponse

from ..records import Change, User
from ..workspace import Workspace
from . import shapes

_ALIVE = 15.0  # seconds between comment lines that keep the connection open
_Queue = asyncio.Queue[Change | None]


class Streams:
    """The open streams; closing ends them all, so that the server can stop."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._open: set[tuple[asyncio.AbstractEventLoop, _Queue]] = set()

    def close(self) -> None:
        """End every stream."""
        for loop, queue in list(self._open):
            if not loop.is_closed():
                loop.call_soon_threadsafe(queue.put_nowait, None)

    def response(self, request: Request, me: User) -> StreamingResponse:
        """Answer with a stream of what `me` sees, after `Last-Event-ID` or `?after=`."""
        after = request.headers.get("last-event-id") or request.query_params.get("after")
        lines = self._lines(me, int(after) if after and after.isdigit() else None)
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines, media_type="text/event-stream", headers=headers)

    async def _lines(self, me: User, after: int | None) -> AsyncIterator[str]:
        loop, queue = asyncio.get_running_loop(), _Queue()

        def enqueue(change: Change) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, change)

        with self._ws.lock:
            missed = self._ws.feed.since(self._ws.feed.last if after is None else after)
            stop = self._ws.feed.watch(enqueue)
        self._open.add((loop, queue))
        try:
            yield "retry: 1000\n\n"
            if missed is None:
                yield f"id: {self._ws.feed.last}\ndata: {json.dumps({'type': 'reset'})}\n\n"
            for change in missed or []:
                yield self._line(change, me)
            while (line := await self._next(queue, me)) is not None:
                yield line
        finally:
            stop()
            self._open.discard((loop, queue))

    async def _next(self, queue: _Queue, me: User) -> str | None:
        try:
            change = await asyncio.wait_for(queue.get(), _ALIVE)
        except TimeoutError:
            return ": alive\n\n"
        return None if change is None else self._line(change, me)

    def _line(self, change: Change, me: User) -> str:
        with self._ws.lock:
            told = shapes.change(self._ws, change, me)
        return f"id: {change.number}\ndata: {json.dumps(told)}\n\n" if told else ""
