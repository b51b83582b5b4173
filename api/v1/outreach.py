"""Asking agencies, and their answers."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.outreach import Outreach, OutreachCreate, OutreachReply, OutreachRow
from services.listing import ListQuery
from services.outreach import commands
from services.outreach.queries import OUTREACH, OUTREACH_LIST
from services.workflows.contacting import contact_agency

router = Resource("/outreach", tags=["outreach"])


@router.get("", operation_id="outreach_list", response_model=Page[OutreachRow])
async def list_outreach(work: Read, query: ListQuery = list_query(OUTREACH_LIST)) -> Response:
    return await list_response(work, OUTREACH_LIST, query)


@router.post("", operation_id="outreach_create", response_model=Outreach, status_code=201)
async def create_outreach(work: Change, data: OutreachCreate) -> Response:
    """Asks one agency about one open request."""
    outreach_id = await contact_agency(work.session, work.actor, work.clock, data)
    answer = await OUTREACH.after_change(work.session, work.actor, outreach_id)
    return record_response(work.request, answer, created_at=f"/api/v1/outreach/{outreach_id}")


@router.get("/{outreach_id}", operation_id="outreach_get", response_model=Outreach)
async def get_outreach(work: Read, outreach_id: UUID) -> Response:
    return record_response(work.request, await OUTREACH.get(work.connection, work.actor, outreach_id))


@router.post("/{outreach_id}/reply", operation_id="outreach_reply", response_model=Outreach)
async def reply_to_outreach(
    work: Change, outreach_id: UUID, version: Version, data: OutreachReply
) -> Response:
    """The agency's answer; a late one is taken all the same."""
    await commands.reply(work.session, work.actor, work.clock, outreach_id, version, data)
    return record_response(work.request, await OUTREACH.after_change(work.session, work.actor, outreach_id))
