"""Connections: how each database is opened so that what it commits is kept, and how one reads and writes it."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import UnsupportedDatabase

_BUSY_MS = 30_000
_OLDEST_SQLITE = (3, 35)  # RETURNING
_POOL: dict[str, Any] = {"pool_size": 8, "max_overflow": 24}
_SNAPSHOT: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_Insert = postgresql.Insert | sqlite.Insert


class Database:
    """One database by URL: `sqlite:///path` or `postgresql://…`.

    `durable=False` gives up the wait for the disk (a crash of the machine may lose the last commits, never more): for throw-away
    sites of a demonstration or a test.

    Raises:
        UnsupportedDatabase: any other URL, SQLite in memory, whose connections would each see a database of their own, and
            PostgreSQL without its driver.
    """

    def __init__(self, url: str, *, durable: bool = True) -> None:
        self.url = _supported(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url, durable) if self.is_sqlite else _postgres(self.url, durable)
        self._for_reading = self.engine if self.is_sqlite else self.engine.execution_options(**_SNAPSHOT)
        # SQLite has one writer at a time; those of this process queue here, since its own queue polls and sleeps.
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One writing transaction: committed on normal exit, rolled back on an exception."""
        with self._turn, self.engine.begin() as connection:
            # A writer that begins as a reader would fail, not wait, when another one wrote in between.
            self._begin(connection, "BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot, which neither waits for writers nor holds them up."""
        with self._for_reading.begin() as connection:
            self._begin(connection, "BEGIN")
            yield connection

    def insert_new(self, table: Table) -> _Insert:
        """An INSERT that leaves out what is there already."""
        return _insert_new(self.is_sqlite, table)

    def upsert(self, table: Table, *, unless_same: tuple[str, ...] = ()) -> _Insert:
        """An INSERT that replaces what has the same primary key, but not where all of `unless_same` are the same."""
        return _upsert(self.is_sqlite, table, unless_same)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def _begin(self, connection: Connection, how: str) -> None:
        """Begin a transaction of SQLite, of which its driver begins none; by no listener, since one slows every statement."""
        if self.is_sqlite:
            connection.connection.execute(how)


def exists(url: str) -> bool:
    """Whether there is a database to open; of a PostgreSQL only connecting can tell, so it is taken to be there.

    Raises:
        UnsupportedDatabase: as with `Database`.
    """
    parsed = _supported(url)
    return parsed.get_backend_name() != "sqlite" or Path(parsed.database or "").exists()


def _supported(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UnsupportedDatabase(
            f"{url!r} is no database URL: use sqlite:///path/to/siteloop.db or postgresql://user@host/name"
        ) from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed
    raise UnsupportedDatabase(
        f"Siteloop cannot keep its promises on {parsed.render_as_string()}: "
        "use a SQLite file (sqlite:///path/to/siteloop.db) or PostgreSQL (postgresql://user@host/name)"
    )


def _sqlite(url: URL, durable: bool) -> Engine:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise UnsupportedDatabase(
            f"Python's SQLite is {sqlite3.sqlite_version}; Siteloop needs 3.35 or newer: update Python, or use PostgreSQL"
        )
    engine = create_engine(url, **_POOL)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        connection.isolation_level = None  # the driver shall begin no transaction of its own accord
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        _use_wal(connection)
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        connection.execute("PRAGMA foreign_keys = ON")

    return engine


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch a new file to WAL, for good; of several that try at once SQLite refuses some without waiting."""
    until = time.monotonic() + _BUSY_MS / 1_000
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def _postgres(url: URL, durable: bool) -> Engine:
    options = "" if durable else "-c synchronous_commit=off"
    try:
        return create_engine(
            url, pool_pre_ping=True, connect_args={"options": options} if options else {}, **_POOL
        )
    except ImportError as error:
        raise UnsupportedDatabase(
            f"PostgreSQL's driver cannot be imported ({error}): install it with pip install '.[postgres]'"
        ) from error


def _insert(is_sqlite: bool, table: Table) -> _Insert:
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


@cache
def _insert_new(is_sqlite: bool, table: Table) -> _Insert:
    return _insert(is_sqlite, table).on_conflict_do_nothing()


@cache
def _upsert(is_sqlite: bool, table: Table, unless_same: tuple[str, ...]) -> _Insert:
    put = _insert(is_sqlite, table)
    keys = [column.name for column in table.primary_key]
    changes = {column.name: put.excluded[column.name] for column in table.columns if column.name not in keys}
    differs = [table.columns[name] != put.excluded[name] for name in unless_same]
    where = or_(*differs) if differs else None
    return put.on_conflict_do_update(index_elements=keys, set_=changes, where=where)
