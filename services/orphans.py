"""Files of the store that no record names."""

from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import select

from models.database import Database
from services.adapters.file_store import FileStore

log = structlog.get_logger(__name__)

#: A file without a record that is younger may belong to a transaction that has not ended.
ORPHAN_AGE = timedelta(hours=6)


async def sweep_orphans(database: Database, files: FileStore, folder: str, key: Any) -> int:
    """Remove files of `folder` whose record was never committed, or no longer names them; how many there were.

    `key` is the column that names them.
    """
    swept = 0
    async for keys in files.older_than(folder, ORPHAN_AGE):
        async with database.read() as connection:
            kept = set((await connection.execute(select(key).where(key.in_(keys)))).scalars())
        if orphans := [one for one in keys if one not in kept]:
            await files.remove(orphans)
            swept += len(orphans)
    if swept:
        log.info("orphans_swept", folder=folder, files=swept)
    return swept
