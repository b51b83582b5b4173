"""International Law Enforcement Academies, what they offer and when."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.academies import (
    Academy,
    AcademyCreate,
    AcademyRow,
    AcademyUpdate,
    Offering,
    OfferingCreate,
    OfferingRow,
    OfferingUpdate,
)
from schemas.base import Page
from services.academies import commands
from services.academies.queries import (
    ACADEMIES,
    ACADEMY,
    OFFERING,
    OFFERINGS,
    of_academy,
)
from services.listing import ListQuery

router = Resource("/academies", tags=["academies"])
_OFFERING = "/{academy_id}/offerings/{offering_id}"


@router.get("", operation_id="academies_list", response_model=Page[AcademyRow])
async def list_academies(work: Read, query: ListQuery = list_query(ACADEMIES)) -> Response:
    return await list_response(work, ACADEMIES, query)


@router.post("", operation_id="academies_create", response_model=Academy, status_code=201)
async def create_academy(work: Change, data: AcademyCreate) -> Response:
    academy_id = await commands.create_academy(work.session, work.actor, work.clock, data)
    answer = await ACADEMY.after_change(work.session, work.actor, academy_id)
    return record_response(work.request, answer, created_at=f"/api/v1/academies/{academy_id}")


@router.get("/{academy_id}", operation_id="academies_get", response_model=Academy)
async def get_academy(work: Read, academy_id: UUID) -> Response:
    return record_response(work.request, await ACADEMY.get(work.connection, work.actor, academy_id))


@router.patch("/{academy_id}", operation_id="academies_update", response_model=Academy)
async def update_academy(work: Change, academy_id: UUID, version: Version, data: AcademyUpdate) -> Response:
    await commands.update_academy(work.session, work.actor, work.clock, academy_id, version, data)
    return record_response(work.request, await ACADEMY.after_change(work.session, work.actor, academy_id))


@router.delete("/{academy_id}", operation_id="academies_delete", status_code=204)
async def delete_academy(work: Change, academy_id: UUID, version: Version) -> Response:
    await commands.delete_academy(work.session, work.actor, academy_id, version)
    return Response(status_code=204)


@router.get(
    "/{academy_id}/offerings", operation_id="academy_offerings_list", response_model=Page[OfferingRow]
)
async def list_offerings(work: Read, academy_id: UUID, query: ListQuery = list_query(OFFERINGS)) -> Response:
    await ACADEMY.get(work.connection, work.actor, academy_id)
    return await list_response(work, OFFERINGS, query, of_academy(academy_id))


@router.post(
    "/{academy_id}/offerings",
    operation_id="academy_offerings_create",
    response_model=Offering,
    status_code=201,
)
async def create_offering(work: Change, academy_id: UUID, data: OfferingCreate) -> Response:
    offering_id = await commands.create_offering(work.session, work.actor, academy_id, data)
    answer = await OFFERING.after_change(work.session, work.actor, offering_id)
    address = f"/api/v1/academies/{academy_id}/offerings/{offering_id}"
    return record_response(work.request, answer, created_at=address)


@router.get(_OFFERING, operation_id="academy_offerings_get", response_model=Offering)
async def get_offering(work: Read, academy_id: UUID, offering_id: UUID) -> Response:
    answer = await OFFERING.get(work.connection, work.actor, offering_id, of_academy(academy_id))
    return record_response(work.request, answer)


@router.patch(_OFFERING, operation_id="academy_offerings_update", response_model=Offering)
async def update_offering(
    work: Change, academy_id: UUID, offering_id: UUID, version: Version, data: OfferingUpdate
) -> Response:
    await commands.update_offering(work.session, work.actor, academy_id, offering_id, version, data)
    return record_response(work.request, await OFFERING.after_change(work.session, work.actor, offering_id))


@router.delete(_OFFERING, operation_id="academy_offerings_delete", status_code=204)
async def delete_offering(work: Change, academy_id: UUID, offering_id: UUID, version: Version) -> Response:
    await commands.delete_offering(work.session, work.actor, academy_id, offering_id, version)
    return Response(status_code=204)
