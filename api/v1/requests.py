"""Requests for assistance and the questions about them."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from models.database import connection_of
from schemas.base import Page
from schemas.offers import Comparison
from schemas.requests import (
    BoardRow,
    Clarification,
    ClarificationAnswer,
    ClarificationAsk,
    Request,
    RequestClose,
    RequestCreate,
    RequestCreated,
    RequestRow,
    RequestUpdate,
    RequestValidate,
)
from services.listing import ListQuery
from services.outreach.comparison import comparison
from services.requests import clarifications, commands
from services.requests.queries import BOARD, REQUEST, REQUESTS, similar_to
from services.workflows.closing import close_and_stand_down

router = Resource("/requests", tags=["requests"])


@router.get("", operation_id="requests_list", response_model=Page[RequestRow])
async def list_requests(work: Read, query: ListQuery = list_query(REQUESTS)) -> Response:
    return await list_response(work, REQUESTS, query)


@router.post("", operation_id="requests_create", response_model=RequestCreated, status_code=201)
async def create_request(work: Change, data: RequestCreate) -> Response:
    """A draft. `similar` names needs that may be the same: they are not refused."""
    request_id = await commands.create_request(work.session, work.actor, work.clock, data)
    answer = await REQUEST.after_change(work.session, work.actor, request_id)
    answer["similar"] = await similar_to(connection_of(work.session), work.actor, answer)
    return record_response(work.request, answer, created_at=f"/api/v1/requests/{request_id}")


@router.get("/board", operation_id="requests_board", response_model=Page[BoardRow])
async def show_board(work: Read, query: ListQuery = list_query(BOARD)) -> Response:
    """Requests by what is to be done next, with how far the search for agencies has come."""
    return await list_response(work, BOARD, query)


@router.get("/{request_id}", operation_id="requests_get", response_model=Request)
async def get_request(work: Read, request_id: UUID) -> Response:
    return record_response(work.request, await REQUEST.get(work.connection, work.actor, request_id))


@router.patch("/{request_id}", operation_id="requests_update", response_model=Request)
async def update_request(work: Change, request_id: UUID, version: Version, data: RequestUpdate) -> Response:
    await commands.update_request(work.session, work.actor, work.clock, request_id, version, data)
    return record_response(work.request, await REQUEST.after_change(work.session, work.actor, request_id))


@router.post("/{request_id}/submit", operation_id="requests_submit", response_model=Request)
async def submit_request(work: Change, request_id: UUID, version: Version) -> Response:
    await commands.submit_request(work.session, work.actor, work.clock, request_id, version)
    return record_response(work.request, await REQUEST.after_change(work.session, work.actor, request_id))


@router.post("/{request_id}/validate", operation_id="requests_validate", response_model=Request)
async def validate_request(
    work: Change, request_id: UUID, version: Version, data: RequestValidate
) -> Response:
    await commands.validate_request(work.session, work.actor, work.clock, request_id, version, data)
    return record_response(work.request, await REQUEST.after_change(work.session, work.actor, request_id))


@router.post("/{request_id}/close", operation_id="requests_close", response_model=Request)
async def close_request(work: Change, request_id: UUID, version: Version, data: RequestClose) -> Response:
    await close_and_stand_down(work.session, work.actor, work.clock, request_id, version, data)
    return record_response(work.request, await REQUEST.after_change(work.session, work.actor, request_id))


@router.get("/{request_id}/comparison", operation_id="requests_compare_offers", response_model=Comparison)
async def compare_offers(work: Read, request_id: UUID) -> Response:
    """Offers side by side. What an offer does not name is null."""
    request = await REQUEST.get(work.connection, work.actor, request_id)
    return json_response(await comparison(work.connection, work.actor, request))


@router.get(
    "/{request_id}/clarifications",
    operation_id="request_clarifications_list",
    response_model=Page[Clarification],
)
async def list_clarifications(
    work: Read, request_id: UUID, query: ListQuery = list_query(clarifications.CLARIFICATIONS)
) -> Response:
    await REQUEST.get(work.connection, work.actor, request_id)
    scope = clarifications.of_request(request_id)
    return await list_response(work, clarifications.CLARIFICATIONS, query, scope)


@router.post(
    "/{request_id}/clarifications",
    operation_id="request_clarifications_ask",
    response_model=Clarification,
    status_code=201,
)
async def ask(work: Change, request_id: UUID, data: ClarificationAsk) -> Response:
    asked_id = await clarifications.ask(work.session, work.actor, request_id, data)
    answer = await clarifications.CLARIFICATION.after_change(work.session, work.actor, asked_id)
    address = f"/api/v1/requests/{request_id}/clarifications/{asked_id}"
    return record_response(work.request, answer, created_at=address)


@router.get(
    "/{request_id}/clarifications/{clarification_id}",
    operation_id="request_clarifications_get",
    response_model=Clarification,
)
async def get_clarification(work: Read, request_id: UUID, clarification_id: UUID) -> Response:
    scope = clarifications.of_request(request_id)
    answer = await clarifications.CLARIFICATION.get(work.connection, work.actor, clarification_id, scope)
    return record_response(work.request, answer)


@router.post(
    "/{request_id}/clarifications/{clarification_id}/answer",
    operation_id="request_clarifications_answer",
    response_model=Clarification,
)
async def answer_clarification(
    work: Change, request_id: UUID, clarification_id: UUID, version: Version, data: ClarificationAnswer
) -> Response:
    await clarifications.answer(
        work.session, work.actor, work.clock, request_id, clarification_id, version, data
    )
    answer = await clarifications.CLARIFICATION.after_change(work.session, work.actor, clarification_id)
    return record_response(work.request, answer)
