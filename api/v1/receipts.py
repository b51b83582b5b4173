"""Receipts: the files behind the lines of claims."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.receiving import Receiving, ReceivingRoute, multipart
from api.responses import Version, record_response
from api.stored_files import FILE, FileResponse, file_response
from api.unit_of_work import Change, PersonalRoute, Read, Resource
from models.database import connection_of
from schemas.base import Page
from schemas.receipts import Receipt, ReceiptCreate, ReceiptRow
from services.claims import receipt_queries, receipts
from services.claims.receipt_queries import RECEIPTS
from services.listing import ListQuery


class ReceiptRoute(ReceivingRoute):
    shape = ReceiptCreate


router = Resource("/receipts", tags=["receipts"], route_class=PersonalRoute)
uploads = Resource("/receipts", tags=["receipts"], route_class=ReceiptRoute)

_RANGES = {"x-answers": ["416"]}


@router.get("", operation_id="receipts_list", response_model=Page[ReceiptRow])
async def list_receipts(work: Read, query: ListQuery = list_query(RECEIPTS)) -> Response:
    return await list_response(work, RECEIPTS, query)


@uploads.post(
    "",
    operation_id="receipts_create",
    response_model=Receipt,
    status_code=201,
    openapi_extra=multipart(ReceiptCreate),
)
async def upload_receipt(work: Receiving) -> Response:
    """A PDF, JPEG, PNG or WebP; what it is, its content says. `same_as` tells of earlier uploads of the same file."""
    files = work.app.state.files
    receipt_id = await receipts.add_receipt(
        work.session, work.actor, work.clock, files, work.data, work.upload, work.found
    )
    answer = await receipt_queries.receipt(connection_of(work.session), work.actor, receipt_id)
    return record_response(work.request, answer, created_at=f"/api/v1/receipts/{receipt_id}")


@router.get("/{receipt_id}", operation_id="receipts_get", response_model=Receipt)
async def get_receipt(work: Read, receipt_id: UUID) -> Response:
    answer = await receipt_queries.receipt(work.connection, work.actor, receipt_id)
    return record_response(work.request, answer)


@router.get(
    "/{receipt_id}/content",
    operation_id="receipts_content",
    response_class=FileResponse,
    responses=FILE,
    openapi_extra=_RANGES,
)
async def get_content(work: Read, receipt_id: UUID) -> Response:
    """The file as it was uploaded, to the byte."""
    file = await receipt_queries.content(work.connection, work.actor, work.app.state.files, receipt_id)
    return file_response(work.request, file)


@router.get(
    "/{receipt_id}/thumbnail",
    operation_id="receipts_thumbnail",
    response_class=FileResponse,
    responses=FILE,
    openapi_extra=_RANGES,
)
async def get_thumbnail(work: Read, receipt_id: UUID) -> Response:
    """A small JPEG of a picture. A PDF has none."""
    return file_response(
        work.request, await receipt_queries.thumbnail(work.connection, work.actor, receipt_id)
    )


@router.delete("/{receipt_id}", operation_id="receipts_delete", status_code=204)
async def remove_receipt(work: Change, receipt_id: UUID, version: Version) -> Response:
    """While its claim can be changed, no line has it, and it was not handed in."""
    await receipts.remove_receipt(work.session, work.actor, receipt_id, version)
    return Response(status_code=204)
