"""Operations that take a file: streamed to this machine's disk before any transaction, whatever its size."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.strictness import check_query
from api.unit_of_work import Change, Handler, SignedInRoute
from models.database import Database

#: Of a file that is kept in memory on its way in.
_IN_MEMORY = 1024 * 1024


class Upload(Change):
    """A change that comes with a file, as the body itself or as the part `file` of a form."""

    content: IO[bytes]
    file_name: str | None = None


class UploadRoute(SignedInRoute):
    """Who sends the file is known before the file is taken in."""

    largest_body = 0

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **(options | {"max_body_size": self.largest_body}))

    def get_route_handler(self) -> Handler:
        super().get_route_handler()
        # FastAPI's own, which reads no body where none is declared.
        inner: Handler = APIRoute.get_route_handler(self)

        async def handle(request: Request) -> Response:
            work = Upload(request.scope, request.receive)
            check_query(work, self.query_parameters)
            if work.headers.get("content-encoding", "identity").strip().lower() != "identity":
                raise HTTPException(415)
            work.clock = work.app.state.clock
            database: Database = work.app.state.database
            async with database.read() as connection:
                await self.identify(work, connection)
            async with _received(work):
                return await self.run(work, inner)

        return handle


@asynccontextmanager
async def _received(work: Upload) -> AsyncIterator[None]:
    """The file, for as long as the block lasts. For retries, its digest stands for the body."""
    if work.headers.get("content-type", "").startswith("multipart/form-data"):
        async with work.form(max_files=1, max_fields=0) as form:
            sent = form.get("file")
            if not isinstance(sent, UploadFile):
                fault = {
                    "type": "missing",
                    "loc": ("body", "file"),
                    "msg": "Send the file as the part `file`.",
                }
                raise RequestValidationError([fault])
            work.content, work.file_name = cast(IO[bytes], sent.file), (sent.filename or "")[:200] or None
            work._body = _digest(work.content)
            yield
        return
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        async for piece in work.stream():
            file.write(piece)
        file.seek(0)
        work.content = cast(IO[bytes], file)
        work._body = _digest(work.content)
        yield


def _digest(file: IO[bytes]) -> bytes:
    digest = hashlib.file_digest(cast(Any, file), "sha256").digest()
    file.seek(0)
    return digest
