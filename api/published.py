"""Answers for everybody: made at most once in some minutes, kept compressed, and told apart by their content."""

import asyncio
import hashlib
import zlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import StreamingResponse

from api.responses import tags
from api.unit_of_work import Read
from models.database import Database

FRESH = timedelta(minutes=5)
#: Answers that a process keeps. There are some for each year.
_MOST = 200
_PIECE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Making:
    """How an answer is made: its pieces, on a connection that shows one moment, and what stands around them."""

    pieces: Callable[[AsyncConnection], AsyncIterator[bytes]]
    before: bytes = b""
    after: bytes = b""


@dataclass(frozen=True, slots=True)
class Kept:
    """`content` is gzip; `digest` is of the pieces alone, since what stands around them may tell the time."""

    digest: str
    content: bytes
    made_at: datetime


class Published:
    """What this process keeps. Who asks while an answer is made waits for it, so that it is made once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._making = asyncio.Lock()

    async def get(self, database: Database, now: datetime, key: Hashable, making: Making) -> Kept:
        """An answer that is `FRESH`. Raises what making it raises."""
        if (kept := self._fresh(key, now)) is not None:
            return kept
        async with self._making:
            if (kept := self._fresh(key, now)) is not None:
                return kept
            made, former = await _made(database, now, making), self._kept.get(key)
            if former is not None and former.digest == made.digest:
                made = replace(former, made_at=now)
            self._kept[key] = made
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
            return made

    def _fresh(self, key: Hashable, now: datetime) -> Kept | None:
        kept = self._kept.get(key)
        return kept if kept is not None and abs(now - kept.made_at) < FRESH else None


async def published_response(
    work: Read, key: Hashable, making: Making, media_type: str, name: str | None = None
) -> Response:
    """For everybody and for caches in between; 304 to those who have it. `name`: of a file to be kept."""
    state = work.app.state
    kept = await state.published.get(state.database, work.clock.now(), key, making)
    tag = f'W/"{kept.digest}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={int(FRESH.total_seconds())}"}
    if name is not None:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if tags(tag) & tags(work.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    if "gzip" in work.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(kept.content, 200, headers, media_type)
    return StreamingResponse(_unpacked(kept.content), 200, headers, media_type)


async def _made(database: Database, now: datetime, making: Making) -> Kept:
    packer, digest = zlib.compressobj(wbits=_GZIP), hashlib.sha256()
    content = bytearray(packer.compress(making.before))
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        async for piece in making.pieces(connection):
            digest.update(piece)
            content += packer.compress(piece)
    content += packer.compress(making.after) + packer.flush()
    return Kept(digest.hexdigest()[:32], bytes(content), now)


async def _unpacked(content: bytes) -> AsyncIterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    waiting = content
    while not unpacker.eof:
        piece = unpacker.decompress(waiting, _PIECE)
        waiting = unpacker.unconsumed_tail
        yield piece
