"""The page moves the clock: a year ahead at most, one move at a time, and each can be stopped."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..clock import Move
from ..errors import ClockError
from ..workspace import Workspace
from .durations import duration

FARTHEST = timedelta(days=366)


def wanted(ws: Workspace, body: Mapping[str, Any]) -> datetime:
    """The instant that the page asks for with `to`, a local time, or `by`, a duration; ClockError if it is none to go to."""
    now = ws.clock.now()
    instant = (
        _local(str(body["to"]), ws.tz) if body.get("to") else now + _near(duration(str(body.get("by", ""))))
    )
    if instant < now:
        raise ClockError("That time has passed; the clock only moves forward.")
    _near(instant - now)
    return instant


@contextmanager
def under_way(ws: Workspace, to: datetime) -> Iterator[Move]:
    """A move that everybody on the page sees and can stop while the context lasts."""
    if ws.move:
        raise ClockError("The clock is being moved already; stop that, or wait for its end.")
    ws.move = Move(to)
    ws.feed.publish("clock")
    try:
        yield ws.move
    finally:
        ws.move = None
        ws.feed.publish("clock")


def _near(ahead: timedelta) -> timedelta:
    if ahead > FARTHEST:
        raise ClockError("The clock moves a year ahead at most; choose an earlier time.")
    return ahead


def _local(text: str, tz: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ClockError(f"{text!r} is no instant; write 2026-03-11T07:00.") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(tz))
