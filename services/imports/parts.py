"""The bytes of a file, piece by piece: kept beside the import, and put together for the worker that reads them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.imports import ImportPart

PIECE = 1024 * 1024


async def add_piece(session: AsyncSession, import_id: UUID, position: int, content: bytes) -> None:
    """Keep a piece; one that is there already stays as it is."""
    values = {"import_id": import_id, "position": position, "size": len(content), "content": content}
    await session.execute(insert(ImportPart).values(values).on_conflict_do_nothing())


async def add_file(session: AsyncSession, import_id: UUID, file: IO[bytes]) -> int:
    """Keep a whole file; its size in bytes."""
    position = 0
    while piece := file.read(PIECE):
        await add_piece(session, import_id, position, piece)
        position += len(piece)
    return position


async def received(session: AsyncSession, import_id: UUID) -> int:
    """Bytes that are there from the start without a gap: the pieces come in their order."""
    size = select(func.coalesce(func.max(ImportPart.position + ImportPart.size), 0))
    return int(await session.scalar(size.where(ImportPart.import_id == import_id)) or 0)


@asynccontextmanager
async def as_file(database: Database, import_id: UUID) -> AsyncIterator[Path]:
    """The file on this machine's disk for as long as the block lasts."""
    with NamedTemporaryFile(prefix="partnerships-import-") as file:
        position = 0
        while True:
            async with database.read() as connection:
                piece = select(ImportPart.content).where(
                    ImportPart.import_id == import_id, ImportPart.position == position
                )
                content = await connection.scalar(piece)
            if content is None:
                break
            file.write(content)
            position += len(content)
        file.flush()
        yield Path(file.name)
