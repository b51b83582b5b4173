"""Who teaches in what an academy offers."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, PersonalRoute, Read, Resource
from schemas.academies import Instructor, InstructorCreate, InstructorRow
from schemas.base import Page
from services.academies import instructors
from services.academies.queries import INSTRUCTOR, INSTRUCTORS, OFFERING, of_academy, of_offering
from services.listing import ListQuery

router = Resource(
    "/academies/{academy_id}/offerings/{offering_id}/instructors",
    tags=["academies"],
    route_class=PersonalRoute,
)


@router.get("", operation_id="offering_instructors_list", response_model=Page[InstructorRow])
async def list_instructors(
    work: Read, academy_id: UUID, offering_id: UUID, query: ListQuery = list_query(INSTRUCTORS)
) -> Response:
    """Who teaches, as far as the caller may see them: an agency its own officers only."""
    await OFFERING.get(work.connection, work.actor, offering_id, of_academy(academy_id))
    return await list_response(work, INSTRUCTORS, query, of_offering(offering_id))


@router.post(
    "",
    operation_id="offering_instructors_create",
    response_model=Instructor,
    status_code=201,
)
async def add_instructor(
    work: Change, academy_id: UUID, offering_id: UUID, data: InstructorCreate
) -> Response:
    """An agency nominates its own officer; the programme names anybody it may see, who is then confirmed."""
    instructor_id = await instructors.add_instructor(
        work.session, work.actor, work.clock, academy_id, offering_id, data
    )
    answer = await INSTRUCTOR.after_change(work.session, work.actor, instructor_id)
    address = f"/api/v1/academies/{academy_id}/offerings/{offering_id}/instructors/{instructor_id}"
    return record_response(work.request, answer, created_at=address)


@router.get("/{instructor_id}", operation_id="offering_instructors_get", response_model=Instructor)
async def get_instructor(work: Read, academy_id: UUID, offering_id: UUID, instructor_id: UUID) -> Response:
    await OFFERING.get(work.connection, work.actor, offering_id, of_academy(academy_id))
    answer = await INSTRUCTOR.get(work.connection, work.actor, instructor_id, of_offering(offering_id))
    return record_response(work.request, answer)


@router.post(
    "/{instructor_id}/confirm", operation_id="offering_instructors_confirm", response_model=Instructor
)
async def confirm_instructor(
    work: Change, academy_id: UUID, offering_id: UUID, instructor_id: UUID, version: Version
) -> Response:
    """The programme takes whom an agency has nominated."""
    await instructors.confirm_instructor(
        work.session, work.actor, work.clock, academy_id, offering_id, instructor_id, version
    )
    return record_response(
        work.request, await INSTRUCTOR.after_change(work.session, work.actor, instructor_id)
    )


@router.delete("/{instructor_id}", operation_id="offering_instructors_delete", status_code=204)
async def remove_instructor(
    work: Change, academy_id: UUID, offering_id: UUID, instructor_id: UUID, version: Version
) -> Response:
    await instructors.remove_instructor(
        work.session, work.actor, academy_id, offering_id, instructor_id, version
    )
    return Response(status_code=204)
