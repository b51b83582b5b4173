"""Operations that take a file: as `multipart/form-data`, spooled to disk and digested while it comes in."""

import asyncio
import hashlib
from collections.abc import Callable
from typing import Any, BinaryIO, cast

import orjson
from fastapi import Request, UploadFile
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from api.examples import Examples
from api.unit_of_work import Change, PersonalRoute, Work
from models.database import Database
from services.access.permissions import Permission
from services.adapters.inspection import Content
from services.settings import Settings
from services.uploads import Upload, examine

#: What the other parts of the body and the lines between them may take.
AROUND_THE_FILE = 64 * 1024
_LONGEST_FIELD = 1024
_CHUNK = 256 * 1024


class Receiving(Change):
    """A change that came with a file. `data`: the other parts of the form; `found`: what the file is."""

    upload: Upload
    data: Any
    found: Content

    async def fingerprint(self) -> bytes:
        """Not the body: what separates its parts is another text in each retry."""
        return orjson.dumps([self.data.model_dump(mode="json"), self.upload.name, self.upload.sha256.hex()])


def multipart(shape: type[BaseModel]) -> dict[str, Any]:
    """How the OpenAPI document describes the body: the file, and beside it the fields of `shape`."""
    described = shape.model_json_schema()
    schema = {
        "type": "object",
        "title": f"{shape.__name__.removesuffix('Create')}Upload",
        "properties": {
            "file": {"type": "string", "format": "binary", "description": "A PDF, JPEG, PNG or WebP."},
            **described["properties"],
        },
        "required": ["file", *described.get("required", ())],
        "additionalProperties": False,
    }
    example = {"file": "(the bytes of the file)", **Examples({}).of(described, "")}
    media = {"schema": schema, "example": example}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": media}}}


class ReceivingRoute(PersonalRoute):
    """Takes bodies as large as a file may be. Who may not upload is told so before the body is read.

    `shape`: of the fields beside the file.
    """

    change = Receiving
    shape: type[BaseModel]

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        self.app = _Larger(self.app)

    async def take_body(self, work: Work) -> None:
        """All that takes time: neither coming in nor being looked at does a file hold a transaction open."""
        assert isinstance(work, Receiving)
        _require_multipart(work)
        database: Database = work.app.state.database
        async with database.read() as connection:
            actor = await self.identify(work, connection)
        actor.require(Permission.CLAIMS_PREPARE)
        try:
            await _receive(work, self.shape)
        except BaseException:
            await work.close()
            raise

    async def run(self, work: Work, inner: Any) -> Any:
        try:
            return await super().run(work, inner)
        finally:
            await work.close()


class _Larger:
    """Lifts the limit on bodies, which is meant for JSON, to that of files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        settings: Settings = scope["app"].state.settings
        limited = RequestBodyLimitMiddleware(self.app, settings.upload_limit_bytes + AROUND_THE_FILE)
        await limited(scope, receive, send)


async def _receive(work: Receiving, shape: type[BaseModel]) -> None:
    settings: Settings = work.app.state.settings
    try:
        form = await work.form(max_files=2, max_fields=20, max_part_size=_LONGEST_FIELD)
    except ClientDisconnect as error:
        raise HTTPException(400) from error
    fields, part = _parts(form)
    work.data = _read(shape, fields)
    size, digest = await asyncio.to_thread(_digest, part.file)
    if size > settings.upload_limit_bytes:
        raise HTTPException(413)
    work.upload = Upload(part.filename or "", part.file, size, digest)
    work.found = await examine(work.upload, settings)


def _read(shape: type[BaseModel], fields: dict[str, str]) -> BaseModel:
    """Raises `RequestValidationError` as for JSON bodies."""
    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors(include_url=False)]
        raise RequestValidationError(faults) from error


def _require_multipart(request: Request) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    packed = request.headers.get("content-encoding", "identity").strip().lower() != "identity"
    if media_type != "multipart/form-data" or packed:
        raise HTTPException(415)


def _parts(form: FormData) -> tuple[dict[str, str], UploadFile]:
    """The texts by name, and the one file. Raises `RequestValidationError` for parts that are there twice or lack."""
    faults = []
    fields: dict[str, str] = {}
    file: UploadFile | None = None
    for name, part in form.multi_items():
        if isinstance(part, str) == (name == "file"):
            message = "Send the file itself." if name == "file" else "This field takes text, not a file."
            faults.append({"type": "part_kind", "loc": ("body", name[:80]), "msg": message})
        elif name in fields or (name == "file" and file is not None):
            faults.append(
                {"type": "part_repeated", "loc": ("body", name[:80]), "msg": "Send this part once."}
            )
        elif isinstance(part, str):
            fields[name[:80]] = part
        else:
            file = cast(UploadFile, part)
    if file is None and not faults:
        faults.append({"type": "missing", "loc": ("body", "file"), "msg": "Send a file in the part `file`."})
    if faults or file is None:
        raise RequestValidationError(faults)
    return fields, file


def _digest(file: BinaryIO) -> tuple[int, bytes]:
    file.seek(0)
    seen, size = hashlib.sha256(), 0
    while chunk := file.read(_CHUNK):
        seen.update(chunk)
        size += len(chunk)
    return size, seen.digest()
