"""Brings a database to the tables this version of the program works with."""

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import models  # noqa: F401 - registers every table
from models.base import Base
from models.database import Database
from services.revisions import current_revision, newest_revision


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={} if connection is None else {"connection": connection})
    config.set_main_option("script_location", "migrations:")
    return config


def revisions() -> list[str]:
    """Every revision, oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


async def upgrade(database: Database, revision: str = "head") -> bool:
    """Migrates up to `revision`; false when there was nothing to do. Runs of several processes queue up.

    Raises `sqlalchemy.exc.DBAPIError` when a table stays locked by others for longer than the lock timeout.
    """
    before = await current_revision(database)
    if revision == "head" and before is not None and before == newest_revision():
        return False
    async with database.engine.connect() as connection:
        await connection.run_sync(lambda sync: command.upgrade(_config(sync), revision))
    return before != await current_revision(database)


async def downgrade(database: Database, revision: str) -> None:
    """Undoes migrations down to `revision` (`base` for all, `-1` for the last)."""
    async with database.engine.connect() as connection:
        await connection.run_sync(lambda sync: command.downgrade(_config(sync), revision))


async def drift(database: Database) -> list[Any]:
    """Differences between the tables of `database` and the models; empty when the history is complete."""

    def compare(connection: Connection) -> list[Any]:
        options = {"compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))

    async with database.engine.connect() as connection:
        return await connection.run_sync(compare)
