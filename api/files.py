"""A whole list as a file, sent while PostgreSQL writes it."""

import asyncio
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Send
from starlette.types import Scope as Connection

from api.unit_of_work import Read
from models.database import Database
from models.export_enums import FileFormat
from services.errors import Busy
from services.exports.files import write_file
from services.listing import Listing, ListQuery, Scope

MEDIA_TYPES = {
    FileFormat.CSV: "text/csv; charset=utf-8; header=present",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.JSONL: "application/jsonl; charset=utf-8",
    FileFormat.PARQUET: "application/vnd.apache.parquet",
}
#: How the OpenAPI document describes each.
FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
#: Files under way in one process: each holds a connection for as long as its reader takes.
_MOST_AT_ONCE = 4
_RETRY_SECONDS = 10


class ListFile(Response):
    """Every row of `listing` for the actor of `work`, on a connection of its own.

    Raises `Busy` when too many files are under way. A fault in the middle breaks the connection off, so that half a
    file is never taken for a whole one.
    """

    under_way = 0

    def __init__(self, work: Read, listing: Listing, query: ListQuery, scope: Scope | None) -> None:
        assert query.format is not None
        if listing.permission:
            work.actor.require(listing.permission)
        if ListFile.under_way >= _MOST_AT_ONCE:
            raise Busy("Other files are being made.", retry_after_seconds=_RETRY_SECONDS)
        self._work, self._asked = work, (listing, query, scope)
        name = f"{listing.table.__tablename__.replace('_', '-')}-{work.clock.today()}.{query.format}"
        self.status_code = 200
        self.background = None
        self.init_headers(
            {
                "Content-Type": MEDIA_TYPES[query.format],
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            }
        )

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        ListFile.under_way += 1
        writing = asyncio.ensure_future(self._send(scope, send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if writing.done():
                writing.result()
        finally:
            writing.cancel()
            leaving.cancel()
            await asyncio.wait({writing, leaving})
            ListFile.under_way -= 1

    async def _send(self, scope: Connection, send: Send) -> None:
        start: dict[str, Any] | None = {
            "type": "http.response.start",
            "status": self.status_code,
            "headers": self.raw_headers,
        }

        async def write(piece: bytes, more: bool = True) -> None:
            nonlocal start
            if start is not None:
                await send(start)
                start = None
            await send({"type": "http.response.body", "body": piece, "more_body": more})

        if scope["method"] != "HEAD":
            database: Database = self._work.app.state.database
            listing, query, narrowed = self._asked
            async with database.read() as connection:
                await write_file(connection, self._work.actor, listing, query, narrowed, write)
        await write(b"", more=False)


async def _left(receive: Receive) -> None:
    """Ends when the reader has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
