"""Events as they come, one stream a reader: between two looks it holds no connection to the database."""

import asyncio
import time
from dataclasses import replace
from typing import Any, Self

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.unit_of_work import Read, actor_behind
from models.database import Database
from services.errors import Busy, DomainError
from services.workflows.feed.events import FeedPage, FeedQuery, feed_page, position_text

#: Streams that one process keeps open.
MOST_AT_ONCE = 100
PAUSE_SECONDS, QUIET_SECONDS = 1.0, 15.0
#: After so long a stream ends by itself; browsers open another, with the last id they have.
LONGEST_SECONDS = 600.0
#: A reader who does not take what was sent for so long is cut off.
PATIENCE_SECONDS = 20.0
_RETRY_SECONDS = 10


class EventStream(Response):
    """What comes after `query.after`. Raises `Busy` when too many streams are open."""

    open_now = 0

    def __init__(self, work: Read, query: FeedQuery, first: FeedPage) -> None:
        self._work, self._query, self._first = work, query, first
        self.status_code = 200
        self.background = None
        # Not to be held back by a proxy that gathers answers.
        self.init_headers(
            {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        )

    @classmethod
    async def opened(cls, work: Read, query: FeedQuery) -> Self:
        """Reads the first page, so that a wrong position is still an error and no stream."""
        if EventStream.open_now >= MOST_AT_ONCE:
            raise Busy("Too many streams are open.", retry_after_seconds=_RETRY_SECONDS)
        first = await feed_page(work.connection, work.actor, query, work.app.state.settings.site_url)
        return cls(work, query, first)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        EventStream.open_now += 1
        writing = asyncio.ensure_future(self._write(scope, send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if writing.done():
                writing.result()
        finally:
            writing.cancel()
            leaving.cancel()
            await asyncio.wait({writing, leaving})
            EventStream.open_now -= 1

    async def _write(self, scope: Scope, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if scope["method"] != "HEAD":
            await self._follow(send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _follow(self, send: Send) -> None:
        started = sent_at = time.monotonic()
        page: FeedPage | None = self._first
        await _hand_over(send, b"retry: 3000\n\n")
        while page is not None and time.monotonic() - started < LONGEST_SECONDS:
            if page.events:
                await _hand_over(send, b"".join(_frame(page)))
                sent_at = time.monotonic()
            elif time.monotonic() - sent_at > QUIET_SECONDS:
                # Its id moves on too, so that a reader who sees little does not begin far back.
                await _hand_over(send, f": still here\nid: {position_text(page.next)}\n\n".encode())
                sent_at = time.monotonic()
            self._query = replace(self._query, after=page.next)
            if not page.has_more:
                await asyncio.sleep(PAUSE_SECONDS)
            page = await self._look()

    async def _look(self) -> FeedPage | None:
        """None when the token was revoked, or the reader signed out, meanwhile."""
        database: Database = self._work.app.state.database
        source = self._work.app.state.settings.site_url
        async with database.read() as connection:
            try:
                actor = await actor_behind(self._work, connection)
                return await feed_page(connection, actor, self._query, source)
            except DomainError:
                return None


def _frame(page: FeedPage) -> list[bytes]:
    return [
        f"id: {position_text(event.position)}\nevent: change\ndata: ".encode() + event.body + b"\n\n"
        for event in page.events
    ]


async def _hand_over(send: Send, piece: bytes) -> None:
    """Raises `TimeoutError` for a reader who takes nothing: what cannot be sent must not gather here."""
    message: dict[str, Any] = {"type": "http.response.body", "body": piece, "more_body": True}
    await asyncio.wait_for(send(message), PATIENCE_SECONDS)


async def _left(receive: Receive) -> None:
    """Ends when the reader has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
