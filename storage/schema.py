"""The schema's version: what the database has, what this code wants, and the way from one to the other."""

from functools import cache
from importlib import import_module

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database
from storage.errors import SchemaOutdated

_UPGRADE_LOCK = 7_483_565  # any number that nothing else in the database locks on


def current(database: Database) -> str | None:
    """The version of the tables in the database; None where there are none."""
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def head() -> str:
    """The version that this code works with; read once in a process, since its migrations do not change while it runs."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None  # noqa: S101 - the package ships its migrations
    return found


def upgrade(database: Database) -> None:
    """Bring the database to `head()`, in one transaction; of several processes that try, one does it."""
    if current(database) == head():
        return
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
        command.upgrade(_config(connection), "head")


def require_head(database: Database) -> None:
    """Refuse to work on tables of another version.

    Raises:
        SchemaOutdated: they are.
    """
    has, wants = current(database), head()
    if has != wants:
        stand = f"the database's tables are at version {has}" if has else "the database has no tables yet"
        raise SchemaOutdated(f"{stand}, this program's are at {wants}: run `siteloop db upgrade`")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(import_module("storage.migrations").__path__[0]))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config
