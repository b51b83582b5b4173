"""Operations that take any file, as the body itself or as the part `file` of a form, and look into it later.

Files that are checked for what they are at once, such as receipts, come in by `receiving.py`.
"""

import asyncio
import hashlib
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.unit_of_work import Change, Handler, SignedInRoute, Work
from models.database import Database

#: Of a file that is kept in memory on its way in.
_IN_MEMORY = 1024 * 1024
_LONGEST_FIELD = 1024


class Upload(Change):
    """A change that comes with a file."""

    content: IO[bytes]
    file_name: str | None = None

    async def fingerprint(self) -> bytes:
        """Not the body: what separates its parts is another text in each retry."""
        return await asyncio.to_thread(_digest, self.content) + (self.file_name or "").encode()


class UploadRoute(SignedInRoute):
    """Who sends the file is known before the file is taken in, and no transaction is open while it comes."""

    change = Upload
    largest_body = 0

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **(options | {"max_body_size": self.largest_body}))

    async def take_body(self, work: Work) -> None:
        assert isinstance(work, Upload)
        if work.headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise HTTPException(415)
        database: Database = work.app.state.database
        async with database.read() as connection:
            await self.identify(work, connection)
        try:
            await _receive(work)
        except ClientDisconnect as error:
            raise HTTPException(400) from error

    async def run(self, work: Work, inner: Handler) -> Any:
        assert isinstance(work, Upload)
        try:
            return await super().run(work, inner)
        finally:
            work.content.close()


async def _receive(work: Upload) -> None:
    """The file, spooled to this machine's disk."""
    if work.headers.get("content-type", "").startswith("multipart/form-data"):
        form = await work.form(max_files=1, max_fields=20, max_part_size=_LONGEST_FIELD)
        faults = [
            {"type": "unknown_field", "loc": ("body", name[:80]), "msg": "State this in the query."}
            for name in form
            if name != "file"
        ]
        sent = form.get("file")
        if not isinstance(sent, UploadFile):
            faults.append(
                {"type": "missing", "loc": ("body", "file"), "msg": "Send the file as the part `file`."}
            )
        if faults:
            await form.close()
            raise RequestValidationError(faults)
        assert isinstance(sent, UploadFile)
        work.content, work.file_name = cast(IO[bytes], sent.file), (sent.filename or "")[:100] or None
        return
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the operation
    async for piece in work.stream():
        file.write(piece)
    file.seek(0)
    work.content = cast(IO[bytes], file)


def _digest(file: IO[bytes]) -> bytes:
    digest = hashlib.file_digest(cast(Any, file), "sha256").digest()
    file.seek(0)
    return digest
