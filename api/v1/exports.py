"""Exports: lists as files that are made while nobody waits."""

from typing import Any
from uuid import UUID

from fastapi import Response
from starlette.responses import StreamingResponse

from api.files import FILE as BINARY
from api.files import MEDIA_TYPES
from api.listing import list_query
from api.pages import list_response
from api.responses import json_response, record_response
from api.stored_files import POLICY, FileResponse, span_of
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.exports import Export, ExportableLists, ExportCreate, ExportRow
from services.exports import commands, queries
from services.exports.queries import EXPORT, EXPORTS
from services.listing import ListQuery

router = Resource("/exports", tags=["exports"])

FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, or of a `Range` its part (206).",
        "content": {kind.partition(";")[0]: BINARY for kind in MEDIA_TYPES.values()},
    },
    206: {"description": "The bytes that `Range` names."},
}


@router.get("", operation_id="exports_list", response_model=Page[ExportRow])
async def list_exports(work: Read, query: ListQuery = list_query(EXPORTS)) -> Response:
    """Your own, the latest first. Files are kept for seven days."""
    return await list_response(work, EXPORTS, query)


@router.post("", operation_id="exports_create", response_model=Export, status_code=202)
async def create_export(work: Change, data: ExportCreate) -> Response:
    """Have a list made into a file. The job says how far it is; the file has the rows of the moment it begins."""
    export_id, job_id = await commands.create_export(work.session, work.actor, data)
    answer = await EXPORT.after_change(work.session, work.actor, export_id)
    return record_response(work.request, answer, accepted_at=f"/api/v1/jobs/{job_id}")


@router.get("/lists", operation_id="exports_lists", response_model=ExportableLists)
async def list_lists(work: Read) -> Response:
    return json_response(queries.lists_for(work.actor))


@router.get("/{export_id}", operation_id="exports_get", response_model=Export)
async def get_export(work: Read, export_id: UUID) -> Response:
    return record_response(work.request, await EXPORT.get(work.connection, work.actor, export_id))


@router.get(
    "/{export_id}/file",
    operation_id="exports_file",
    response_class=FileResponse,
    responses=FILE,
    openapi_extra={"x-answers": ["409", "416", "503"]},
)
async def get_file(work: Read, export_id: UUID) -> Response:
    """The file, for whoever asked for it and may still read what is in it."""
    made = await queries.file_of(work.connection, work.actor, export_id)
    tag = f'"{made.sha256}"'
    span = span_of(work, tag, made.size)
    start, end = span or (0, made.size)
    headers = {
        "ETag": tag,
        "Cache-Control": "no-store",
        "Content-Length": str(end - start),
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "Content-Security-Policy": POLICY,
        "Accept-Ranges": "bytes",
    }
    if span:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{made.size}"
    content = await queries.content_of(work.app.state.files, made, span)
    return StreamingResponse(content, 206 if span else 200, headers, MEDIA_TYPES[made.format])
