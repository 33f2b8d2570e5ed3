"""A site's founding, lived through once and kept: the next stage that begins alike begins where the founding ended.

What stands then is what stood after the first founding: the database is a copy of it, and the sandbox is asked once more, at the
same instants, all that Siteloop asked of it. `test_stories.py` holds the two to play the same.
"""

import sqlite3
from collections.abc import Hashable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from bot.playing.demo import Beginning, World, found_site
from bot.playing.plot import Plot
from bot.ruling.books import Books
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.web_api.api import Reply
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """One call of Siteloop's to Slack."""

    at: datetime
    method: str
    args: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Founded:
    """A database after the founding, what was asked of Slack until then, and the time that it was."""

    database: bytes
    asked: tuple[_Asked, ...]
    at: datetime


@dataclass
class Foundings:
    """The foundings that were lived through, by plot and rulebook."""

    _kept: dict[Hashable, _Founded] = field(default_factory=dict)

    def beginning(self, plot: Plot, books: Books, database: Path) -> Beginning:
        """How a site of this plot comes to be under this rulebook, in a world whose store is to be in this file."""
        begins = (plot.name, plot.content, plot.register, plot.day, books.current().rulebook.version)
        founded = self._kept.get(begins)
        database.write_bytes(founded.database if founded else _tables())

        def found(world: World, channel: str) -> None:
            if founded is None:
                self._kept[begins] = _lived(world, channel, database)
            else:
                _resumed(world, channel, founded)

        return Beginning(database=f"sqlite:///{database}", found=found)


@cache
def _tables() -> bytes:
    """A database with its tables and nothing in them, which it takes longer to make than to copy."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        Store.open(f"sqlite:///{file}", durable=False).close()
        return file.read_bytes()


def _lived(world: World, channel: str, database: Path) -> _Founded:
    with _listening(world) as asked:
        found_site(world, channel)
    with closing(sqlite3.connect(database)) as connection:
        return _Founded(database=connection.serialize(), asked=tuple(asked), at=world.clock.now())


def _resumed(world: World, channel: str, founded: _Founded) -> None:
    """Bring the sandbox to where the founding ended; Siteloop has it in its database."""
    sandbox = world.sandbox
    with _untold(sandbox):
        sandbox.invite(sandbox.app.bot_user, channel)
    for one in founded.asked:
        world.clock.move_to(one.at)
        reply = sandbox.web_api.call(one.method, one.args, sandbox.app.bot_token)
        assert reply.status == 200, one
    world.clock.move_to(founded.at)


@contextmanager
def _listening(world: World) -> Iterator[list[_Asked]]:
    """Notes what is asked of Slack."""
    asked: list[_Asked] = []
    answer = world.sandbox.web_api.call

    def call(name: str, args: Mapping[str, Any], bearer: str | None) -> Reply:
        asked.append(_Asked(at=world.clock.now(), method=name, args=args))
        return answer(name, args, bearer)

    with patch.object(world.sandbox.web_api, "call", call):
        yield asked


@contextmanager
def _untold(sandbox: Sandbox) -> Iterator[None]:
    """Siteloop is told nothing of what happens meanwhile."""
    dispatcher = sandbox.dispatcher
    wire, dispatcher.transport = dispatcher.transport, None
    try:
        yield
    finally:
        dispatcher.transport = wire
