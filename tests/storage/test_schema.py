"""The migrations make the tables that the code works with."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from storage import schema
from storage.database import Database
from storage.tables import metadata
from tests.storage.databases import Fresh


def test_the_migrated_tables_are_those_of_the_code(url: str) -> None:
    """Nothing is left for a migration to change: tables, columns, types, indexes, constraints."""
    database = Database(url)
    with database.write() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        reflected = inspect(connection)
        for table in metadata.sorted_tables:
            named = {index["name"] for index in reflected.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= named
            foreign = {tuple(key["constrained_columns"]) for key in reflected.get_foreign_keys(table.name)}
            assert foreign == {tuple(key.column_keys) for key in table.foreign_key_constraints}
    database.close()


def test_migrations_go_up_and_down_again(fresh: Fresh) -> None:
    """From nothing to the newest version and back nothing is left but Alembic's own table."""
    database = Database(fresh(empty=True))
    assert schema.current(database) is None
    schema.upgrade(database)
    assert schema.current(database) == schema.head()
    schema.upgrade(database)
    with database.write() as connection:
        command.downgrade(schema._config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    database.close()
