"""Days on which an agency is not available."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.blackouts import Blackout, BlackoutCreate, BlackoutRow, BlackoutUpdate
from services.agencies import blackouts
from services.agencies.blackouts import BLACKOUT, BLACKOUTS, of_agency
from services.agencies.queries import AGENCY
from services.listing import ListQuery

router = Resource("/agencies/{agency_id}/blackouts", tags=["agencies"])


@router.get("", operation_id="agency_blackouts_list", response_model=Page[BlackoutRow])
async def list_blackouts(work: Read, agency_id: UUID, query: ListQuery = list_query(BLACKOUTS)) -> Response:
    await AGENCY.get(work.connection, work.actor, agency_id)
    return await list_response(work, BLACKOUTS, query, of_agency(agency_id))


@router.post("", operation_id="agency_blackouts_create", response_model=Blackout, status_code=201)
async def create_blackout(work: Change, agency_id: UUID, data: BlackoutCreate) -> Response:
    blackout_id = await blackouts.create_blackout(work.session, work.actor, agency_id, data)
    answer = await BLACKOUT.after_change(work.session, work.actor, blackout_id)
    address = f"/api/v1/agencies/{agency_id}/blackouts/{blackout_id}"
    return record_response(work.request, answer, created_at=address)


@router.get("/{blackout_id}", operation_id="agency_blackouts_get", response_model=Blackout)
async def get_blackout(work: Read, agency_id: UUID, blackout_id: UUID) -> Response:
    answer = await BLACKOUT.get(work.connection, work.actor, blackout_id, of_agency(agency_id))
    return record_response(work.request, answer)


@router.patch("/{blackout_id}", operation_id="agency_blackouts_update", response_model=Blackout)
async def update_blackout(
    work: Change, agency_id: UUID, blackout_id: UUID, version: Version, data: BlackoutUpdate
) -> Response:
    await blackouts.update_blackout(work.session, work.actor, agency_id, blackout_id, version, data)
    return record_response(work.request, await BLACKOUT.after_change(work.session, work.actor, blackout_id))


@router.delete("/{blackout_id}", operation_id="agency_blackouts_delete", status_code=204)
async def delete_blackout(work: Change, agency_id: UUID, blackout_id: UUID, version: Version) -> Response:
    await blackouts.delete_blackout(work.session, work.actor, agency_id, blackout_id, version)
    return Response(status_code=204)
