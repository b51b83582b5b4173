"""Instruments, which bind money."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.instruments import (
    Instrument,
    InstrumentCreate,
    InstrumentRow,
    InstrumentSignature,
    InstrumentUpdate,
)
from services.instruments import commands
from services.instruments.queries import INSTRUMENT, INSTRUMENTS
from services.listing import ListQuery

router = Resource("/instruments", tags=["instruments"])


async def _answer(work: Change, instrument_id: UUID) -> Response:
    answer = await INSTRUMENT.after_change(work.session, work.actor, instrument_id)
    return record_response(work.request, answer)


@router.get("", operation_id="instruments_list", response_model=Page[InstrumentRow])
async def list_instruments(work: Read, query: ListQuery = list_query(INSTRUMENTS)) -> Response:
    return await list_response(work, INSTRUMENTS, query)


@router.post("", operation_id="instruments_create", response_model=Instrument, status_code=201)
async def create_instrument(work: Change, data: InstrumentCreate) -> Response:
    instrument_id = await commands.create_instrument(work.session, work.actor, data)
    answer = await INSTRUMENT.after_change(work.session, work.actor, instrument_id)
    return record_response(work.request, answer, created_at=f"/api/v1/instruments/{instrument_id}")


@router.get("/{instrument_id}", operation_id="instruments_get", response_model=Instrument)
async def get_instrument(work: Read, instrument_id: UUID) -> Response:
    return record_response(work.request, await INSTRUMENT.get(work.connection, work.actor, instrument_id))


@router.patch("/{instrument_id}", operation_id="instruments_update", response_model=Instrument)
async def update_instrument(
    work: Change, instrument_id: UUID, version: Version, data: InstrumentUpdate
) -> Response:
    await commands.update_instrument(work.session, work.actor, instrument_id, version, data)
    return await _answer(work, instrument_id)


@router.delete("/{instrument_id}", operation_id="instruments_delete", status_code=204)
async def delete_instrument(work: Change, instrument_id: UUID, version: Version) -> Response:
    await commands.delete_instrument(work.session, work.actor, instrument_id, version)
    return Response(status_code=204)


@router.post("/{instrument_id}/sign", operation_id="instruments_sign", response_model=Instrument)
async def sign_instrument(
    work: Change, instrument_id: UUID, version: Version, data: InstrumentSignature | None = None
) -> Response:
    signed_at = data.signed_at if data else None
    await commands.sign_instrument(work.session, work.actor, work.clock, instrument_id, version, signed_at)
    return await _answer(work, instrument_id)
