"""Tables of rates as they are published: handed in as files, compared with what is in force, applied or discarded."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Response, UploadFile

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.rates import DifferenceRow, Edition, EditionRow, EditionTerms
from services.listing import ListQuery
from services.rates import editions
from services.rates.edition_queries import DIFFERENCES, EDITION, EDITIONS, of_edition

router = Resource("/rates/editions", tags=["rates"])

_CSV = {
    "description": "The file as it was read, with three columns more.",
    "content": {"text/csv": {"schema": {"type": "string"}}},
}


_FORM = {
    "requestBody": {
        "content": {
            "multipart/form-data": {
                "example": {"file": "(the bytes of the file)", "effective_from": "2026-05-01"}
            }
        }
    }
}


class EditionUpload(EditionTerms):
    """`file`: CSV or XLSX with a heading, as State, Defense, GSA and the Treasury publish it or in our own columns."""

    file: UploadFile


@router.get("", operation_id="rate_editions_list", response_model=Page[EditionRow])
async def list_editions(work: Read, query: ListQuery = list_query(EDITIONS)) -> Response:
    """Tables that were handed in, and those that came with the program."""
    return await list_response(work, EDITIONS, query)


@router.post(
    "", operation_id="rate_editions_create", response_model=Edition, status_code=201, openapi_extra=_FORM
)
async def create(work: Change, data: Annotated[EditionUpload, File()]) -> Response:
    """Reads and compares the table; nothing in force changes. The same file for the same day answers with what there
    is."""
    content, name = await data.file.read(), data.file.filename or ""
    edition_id, new = await editions.stage_edition(work.session, work.actor, work.clock, name, content, data)
    answer = await EDITION.after_change(work.session, work.actor, edition_id)
    path = f"/api/v1/rates/editions/{edition_id}"
    return record_response(work.request, answer, created_at=path if new else None)


@router.get("/{edition_id}", operation_id="rate_editions_get", response_model=Edition)
async def get_edition(work: Read, edition_id: UUID) -> Response:
    return record_response(work.request, await EDITION.get(work.connection, work.actor, edition_id))


@router.get(
    "/{edition_id}/differences", operation_id="rate_differences_list", response_model=Page[DifferenceRow]
)
async def list_differences(
    work: Read, edition_id: UUID, query: ListQuery = list_query(DIFFERENCES)
) -> Response:
    """What the table does to the rates in force on its day: faults first, then the biggest changes."""
    await EDITION.get(work.connection, work.actor, edition_id)
    return await list_response(work, DIFFERENCES, query, of_edition(edition_id))


@router.get(
    "/{edition_id}/faults",
    operation_id="rate_faults_get",
    response_class=Response,
    responses={200: _CSV},
)
async def get_faults(work: Read, edition_id: UUID) -> Response:
    """The file to mend in place and send again: faults and fixes stand in columns that are not read."""
    text = await editions.file_of_faults(work.connection, work.actor, edition_id)
    headers = {"Content-Disposition": f'attachment; filename="rates-{edition_id}.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/{edition_id}/apply", operation_id="rate_editions_apply", response_model=Edition)
async def apply(work: Change, edition_id: UUID, version: Version) -> Response:
    """Puts the whole table in force from its day, by adding rows: what was recorded stays."""
    await editions.apply_edition(work.session, work.actor, work.clock, edition_id, version)
    return record_response(work.request, await EDITION.after_change(work.session, work.actor, edition_id))


@router.post("/{edition_id}/discard", operation_id="rate_editions_discard", response_model=Edition)
async def discard(work: Change, edition_id: UUID, version: Version) -> Response:
    await editions.discard_edition(work.session, work.actor, edition_id, version)
    return record_response(work.request, await EDITION.after_change(work.session, work.actor, edition_id))
