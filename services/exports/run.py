"""Making the file of an export: one statement over one snapshot, under the rights that its owner has at that moment.

What was cut off anywhere is made anew as a whole: until the last transaction nothing of it can be seen.
"""

import hashlib
import tempfile
import time
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.export_enums import ExportResource, FileFormat
from models.exports import Export
from models.imports import Job
from services.access.policy import Actor
from services.adapters.file_store import FileStore
from services.clock import Clock
from services.errors import Forbidden, Invalid
from services.exports.files import write_file
from services.exports.kept import FOLDER, KEPT
from services.exports.queries import rule_of
from services.exports.resources import EXPORTABLE, read_query
from services.identity.authentication import actor_of_user
from services.queue import JobFailed, Lease, finish, renew

_TELL_SECONDS = 1.0


class ExportRun:
    """One export in a worker's hands."""

    def __init__(self, database: Database, clock: Clock, files: FileStore, lease: Lease) -> None:
        self._database, self._clock, self._files, self._lease = database, clock, files, lease
        self._rows, self._told_at = 0, time.monotonic()

    async def run(self) -> None:
        """Raises `JobFailed`, `StoreAway`, and `LeaseLost` or `CancelRequested` as the queue does."""
        export, actor = await self._begin()
        resource = ExportResource(export.resource)
        exportable = EXPORTABLE[resource]
        query = read_query(resource, FileFormat(export.format), export.query)
        with tempfile.TemporaryFile() as file:
            digest = hashlib.sha256()

            async def write(piece: bytes) -> None:
                file.write(piece)
                digest.update(piece)

            async with self._database.read() as connection:
                scope = await exportable.scope(connection, query, self._clock.today())
                try:
                    rule = rule_of(actor, resource)
                    await self._tell(total=await exportable.listing.total(connection, actor, query, scope))
                    taken_at = self._clock.now()
                    rows = await write_file(
                        connection, actor, exportable.listing, query, scope, write, self._count
                    )
                except Forbidden as error:
                    raise JobFailed(
                        f"Whoever asked for this lacks the permission {error.permission} by now."
                    ) from error
                except Invalid as error:
                    raise JobFailed(error.detail) from error
            # Of this taking alone: a worker that lost the job cannot put another file in its place.
            key = f"{FOLDER}/{export.id}-{self._lease.fence}"
            made = {
                "rows": rows,
                "size_bytes": file.tell(),
                "sha256": digest.digest(),
                "seen_as": rule,
                "storage_key": key,
                "taken_at": taken_at,
                "expires_at": self._clock.now() + KEPT,
            }
            await self._files.put_large(key, file)
        async with self._database.transaction() as session:
            await renew(session, self._lease, cursor=rows, total=rows)
            await _set(session, export.id, made)
            await finish(session, self._lease, "succeed")

    async def _begin(self) -> tuple[Any, Actor]:
        async with self._database.read() as connection:
            found = await connection.execute(
                select(Export.id, Export.resource, Export.format, Export.query).where(
                    Export.id == self._lease.subject_id
                )
            )
            job = (
                await connection.execute(
                    select(Job.created_by, Job.permissions).where(Job.id == self._lease.job_id)
                )
            ).one()
            actor = await actor_of_user(connection, job.created_by, frozenset(job.permissions))
        if actor is None:
            raise JobFailed("Whoever asked for this can no longer sign in.")
        return found.one(), actor

    async def _count(self, rows: int) -> None:
        self._rows += rows
        if time.monotonic() - self._told_at > _TELL_SECONDS:
            await self._tell()

    async def _tell(self, total: int | None = None) -> None:
        async with self._database.transaction() as session:
            await renew(session, self._lease, cursor=self._rows, total=total)
        self._told_at = time.monotonic()


async def _set(session: AsyncSession, export_id: UUID, values: dict[str, Any]) -> None:
    statement = update(Export).where(Export.id == export_id).values(**values, version=Export.version + 1)
    await session.execute(statement, execution_options={"synchronize_session": False})
