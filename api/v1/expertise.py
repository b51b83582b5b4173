"""The two-level list of expertise."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.expertise import AgencyCounts, Expertise, ExpertiseCreate, ExpertiseRow, ExpertiseUpdate
from services.expertise import commands, queries
from services.expertise.queries import EXPERTISE, EXPERTISE_LIST
from services.listing import ListQuery

router = Resource("/expertise", tags=["expertise"])


@router.get("", operation_id="expertise_list", response_model=Page[ExpertiseRow])
async def list_expertise(work: Read, query: ListQuery = list_query(EXPERTISE_LIST)) -> Response:
    return await list_response(work, EXPERTISE_LIST, query)


@router.post("", operation_id="expertise_create", response_model=Expertise, status_code=201)
async def create_expertise(work: Change, data: ExpertiseCreate) -> Response:
    expertise_id = await commands.create_expertise(work.session, work.actor, data)
    answer = await EXPERTISE.after_change(work.session, work.actor, expertise_id)
    return record_response(work.request, answer, created_at=f"/api/v1/expertise/{expertise_id}")


@router.get("/agency-counts", operation_id="expertise_agency_counts", response_model=AgencyCounts)
async def count_agencies(work: Read) -> Response:
    """How many agencies hold each code."""
    return json_response(await queries.agency_counts(work.connection, work.actor))


@router.get("/{expertise_id}", operation_id="expertise_get", response_model=Expertise)
async def get_expertise(work: Read, expertise_id: UUID) -> Response:
    return record_response(work.request, await EXPERTISE.get(work.connection, work.actor, expertise_id))


@router.patch("/{expertise_id}", operation_id="expertise_update", response_model=Expertise)
async def update_expertise(
    work: Change, expertise_id: UUID, version: Version, data: ExpertiseUpdate
) -> Response:
    await commands.update_expertise(work.session, work.actor, expertise_id, version, data)
    answer = await EXPERTISE.after_change(work.session, work.actor, expertise_id)
    return record_response(work.request, answer)


@router.post("/{expertise_id}/archive", operation_id="expertise_archive", response_model=Expertise)
async def archive_expertise(work: Change, expertise_id: UUID, version: Version) -> Response:
    await commands.archive_expertise(work.session, work.actor, expertise_id, version, archived=True)
    answer = await EXPERTISE.after_change(work.session, work.actor, expertise_id)
    return record_response(work.request, answer)


@router.post("/{expertise_id}/restore", operation_id="expertise_restore", response_model=Expertise)
async def restore_expertise(work: Change, expertise_id: UUID, version: Version) -> Response:
    await commands.archive_expertise(work.session, work.actor, expertise_id, version, archived=False)
    answer = await EXPERTISE.after_change(work.session, work.actor, expertise_id)
    return record_response(work.request, answer)
