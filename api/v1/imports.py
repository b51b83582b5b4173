"""Imports: files that are read into records."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from api.uploads import Upload, UploadRoute
from schemas.base import Page
from schemas.imports import (
    Import,
    ImportColumns,
    ImportedRow,
    ImportFile,
    ImportRow,
    ImportRun,
    ImportStart,
    KindsOfImport,
)
from services.imports import commands, queries, refused
from services.imports.columns import columns_of
from services.imports.queries import IMPORT, IMPORTS, ROWS
from services.listing import ListQuery

_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_FORM = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
}
_FORM_BODY = {"schema": _FORM, "example": {"file": "(the bytes of the file)"}}
#: How the OpenAPI document describes the file. What kind it is shows in the file itself.
WHOLE_FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": _FILE, "multipart/form-data": _FORM_BODY},
    }
}
PART = {"requestBody": {"required": True, "content": {"application/octet-stream": _FILE}}}


class _Whole(UploadRoute):
    largest_body = commands.MOST_BYTES


class _Part(UploadRoute):
    largest_body = commands.MOST_PART_BYTES


router = Resource("/imports", tags=["imports"])
files = Resource("/imports", tags=["imports"], route_class=_Whole)
parts = Resource("/imports", tags=["imports"], route_class=_Part)


@router.get("", operation_id="imports_list", response_model=Page[ImportRow])
async def list_imports(work: Read, query: ListQuery = list_query(IMPORTS)) -> Response:
    return await list_response(work, IMPORTS, query)


@files.post(
    "", operation_id="imports_create", response_model=Import, status_code=202, openapi_extra=WHOLE_FILE
)
async def import_file(work: Upload, query: Annotated[ImportFile, Query()]) -> Response:
    """Read a whole file at once: CSV of any delimiter, JSON lines, or XLSX. The job says how far it is."""
    start = query.start(work.file_name)
    import_id, job_id = await commands.import_file(work.session, work.actor, start, work.content)
    answer = await IMPORT.after_change(work.session, work.actor, import_id)
    return record_response(work, answer, accepted_at=f"/api/v1/jobs/{job_id}")


@router.get("/kinds", operation_id="imports_kinds", response_model=KindsOfImport)
async def list_kinds(work: Read) -> Response:
    return json_response(queries.kinds_of_import(work.actor))


@router.post("/staged", operation_id="imports_stage", response_model=Import, status_code=201)
async def stage_import(work: Change, data: ImportStart) -> Response:
    """Announce a file that comes in parts: send these, then start."""
    import_id = await commands.create_import(work.session, work.actor, data)
    answer = await IMPORT.after_change(work.session, work.actor, import_id)
    return record_response(work.request, answer, created_at=f"/api/v1/imports/{import_id}")


@router.get("/{import_id}", operation_id="imports_get", response_model=Import)
async def get_import(work: Read, import_id: UUID) -> Response:
    return record_response(work.request, await IMPORT.get(work.connection, work.actor, import_id))


@parts.put("/{import_id}/parts", operation_id="imports_put_part", response_model=Import, openapi_extra=PART)
async def put_part(
    work: Upload,
    import_id: UUID,
    position: Annotated[
        int, Query(ge=0, le=commands.MOST_BYTES, description="Of its first byte in the file.")
    ],
) -> Response:
    """Send the next part, at most 8 MiB. After an interruption go on at `received_bytes`."""
    await commands.put_part(work.session, work.actor, import_id, position, work.content.read())
    return record_response(work, await IMPORT.after_change(work.session, work.actor, import_id))


@router.post("/{import_id}/start", operation_id="imports_start", response_model=Import, status_code=202)
async def start_import(work: Change, import_id: UUID, version: Version, data: ImportRun) -> Response:
    """Start the first run over the file, or another one, such as the real one after a dry one."""
    job_id = await commands.start_import(work.session, work.actor, import_id, version, data)
    answer = await IMPORT.after_change(work.session, work.actor, import_id)
    return record_response(work.request, answer, accepted_at=f"/api/v1/jobs/{job_id}")


@router.get(
    "/{import_id}/columns",
    operation_id="imports_columns",
    response_model=ImportColumns,
    openapi_extra={"x-answers": ["409"]},
)
async def get_columns(work: Read, import_id: UUID) -> Response:
    """The columns of the file and what they are taken for, to be looked at before a run; 409 before it is whole."""
    answer = await IMPORT.get(work.connection, work.actor, import_id)
    return json_response(await columns_of(work.app.state.database, work.actor, answer))


@router.get("/{import_id}/rows", operation_id="import_rows_list", response_model=Page[ImportedRow])
async def list_rows(work: Read, import_id: UUID, query: ListQuery = list_query(ROWS)) -> Response:
    await IMPORT.get(work.connection, work.actor, import_id)
    return await list_response(work, ROWS, query, queries.of_import(import_id))


@router.get(
    "/{import_id}/refused",
    operation_id="imports_refused",
    response_class=Response,
    responses={
        200: {"description": "In the format of the file that was sent.", "content": {"text/csv": _FILE}}
    },
)
async def get_refused(work: Read, import_id: UUID) -> Response:
    """The refused rows as they were sent, with what is wrong in two more columns: to be corrected and sent again."""
    answer = await IMPORT.get(work.connection, work.actor, import_id)
    content, media_type, name = await refused.refused_file(work.connection, work.actor, answer)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
