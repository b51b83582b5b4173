"""Opening the database for one command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models.database import Database
from services.adapters.embedded_postgres import database_address
from services.settings import Settings


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The configured or embedded database, closed afterwards. Joins a `serve` that runs at the same time."""
    with database_address(settings) as address:
        database = Database(address, pool_size=settings.pool_size)
        try:
            yield database
        finally:
            await database.close()
