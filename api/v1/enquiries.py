"""Enquiries about partnership: the public form, and their triage."""

from datetime import timedelta
from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, PersonalRoute, PublicRoute, Read, Resource
from schemas.base import Page, Reason
from schemas.enquiries import (
    AgencyCandidates,
    Enquiry,
    EnquiryAnswer,
    EnquiryConvert,
    EnquiryCreate,
    EnquiryForm,
    EnquiryReceived,
    EnquiryRow,
)
from services.enquiries import commands
from services.enquiries.form import new_form, receive_enquiry
from services.enquiries.queries import ENQUIRIES, ENQUIRY, candidates
from services.listing import ListQuery
from services.throttle import Limit, count_use
from services.workflows.enquiries import convert_enquiry

public = Resource(tags=["enquiries"], route_class=PublicRoute)
router = Resource("/enquiries", tags=["enquiries"], route_class=PersonalRoute)

OPENING = Limit("enquiry.open", uses=60, within=timedelta(minutes=10))
SENDING = Limit("enquiry.send", uses=10, within=timedelta(hours=1))


@public.get(
    "/enquiry-form",
    operation_id="enquiry_form_get",
    response_model=EnquiryForm,
    openapi_extra={"x-public": True},
)
async def get_form(work: Read) -> Response:
    await count_use(work.app.state.database, work.clock, OPENING, work.client and work.client.host)
    return json_response(await new_form(work.connection, work.clock), cache="no-store")


@public.post(
    "/enquiries",
    operation_id="enquiries_create",
    response_model=EnquiryReceived,
    status_code=202,
    openapi_extra={"x-public": True},
)
async def create_enquiry(work: Change, data: EnquiryCreate) -> Response:
    await count_use(work.app.state.database, work.clock, SENDING, work.client and work.client.host)
    await receive_enquiry(work.session, work.clock, data)
    return json_response({"received": True}, cache="no-store", status=202)


@router.get("", operation_id="enquiries_list", response_model=Page[EnquiryRow])
async def list_enquiries(work: Read, query: ListQuery = list_query(ENQUIRIES)) -> Response:
    return await list_response(work, ENQUIRIES, query)


@router.get("/{enquiry_id}", operation_id="enquiries_get", response_model=Enquiry)
async def get_enquiry(work: Read, enquiry_id: UUID) -> Response:
    return record_response(work.request, await ENQUIRY.get(work.connection, work.actor, enquiry_id))


@router.get("/{enquiry_id}/agencies", operation_id="enquiry_agencies_list", response_model=AgencyCandidates)
async def list_candidates(work: Read, enquiry_id: UUID) -> Response:
    """Agencies that it may have come from, the surest first."""
    return json_response(await candidates(work.connection, work.actor, enquiry_id))


@router.post("/{enquiry_id}/take", operation_id="enquiries_take", response_model=Enquiry)
async def take(work: Change, enquiry_id: UUID, version: Version) -> Response:
    await commands.take(work.session, work.actor, enquiry_id, version)
    return record_response(work.request, await ENQUIRY.after_change(work.session, work.actor, enquiry_id))


@router.post("/{enquiry_id}/answer", operation_id="enquiries_answer", response_model=Enquiry)
async def answer(work: Change, enquiry_id: UUID, version: Version, data: EnquiryAnswer) -> Response:
    """Sent as mail where there is a mail server."""
    await commands.answer(work.session, work.actor, work.clock, enquiry_id, version, data)
    return record_response(work.request, await ENQUIRY.after_change(work.session, work.actor, enquiry_id))


@router.post("/{enquiry_id}/convert", operation_id="enquiries_convert", response_model=Enquiry)
async def convert(work: Change, enquiry_id: UUID, version: Version, data: EnquiryConvert) -> Response:
    await convert_enquiry(work.session, work.actor, enquiry_id, version, data)
    return record_response(work.request, await ENQUIRY.after_change(work.session, work.actor, enquiry_id))


@router.post("/{enquiry_id}/dismiss", operation_id="enquiries_dismiss", response_model=Enquiry)
async def dismiss(work: Change, enquiry_id: UUID, version: Version, data: Reason) -> Response:
    await commands.dismiss(work.session, work.actor, enquiry_id, version, data)
    return record_response(work.request, await ENQUIRY.after_change(work.session, work.actor, enquiry_id))


@router.post("/{enquiry_id}/reopen", operation_id="enquiries_reopen", response_model=Enquiry)
async def reopen(work: Change, enquiry_id: UUID, version: Version) -> Response:
    await commands.reopen(work.session, work.actor, enquiry_id, version)
    return record_response(work.request, await ENQUIRY.after_change(work.session, work.actor, enquiry_id))
