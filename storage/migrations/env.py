"""Runs the migrations on the connection that `storage.schema` (or `alembic` by hand, with a URL) gives."""

from alembic import context
from sqlalchemy import Connection

from storage.database import Database
from storage.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    database = Database(context.config.get_main_option("sqlalchemy.url") or "")
    with database.write() as opened:
        _run(opened)
    database.close()
