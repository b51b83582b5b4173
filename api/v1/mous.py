"""Memoranda of understanding, their amendments and documents."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page, Reason
from schemas.mous import (
    Amendment,
    AmendmentCreate,
    AmendmentDetail,
    Document,
    DocumentCreate,
    DocumentDetail,
    Mou,
    MouComment,
    MouCreate,
    MouNotice,
    MouRow,
    MouSignature,
    MouTerms,
    MouUpdate,
)
from schemas.types import Day
from services.listing import ListQuery
from services.mous import attachments, commands, in_force, negotiation
from services.mous.attachments import amendments_of, documents_of
from services.mous.queries import MOU, MOUS, on_day
from services.mous.terms import terms_of_day

router = Resource("/mous", tags=["mous"])
OnDay = Annotated[Day | None, Query(description="Default: today.")]


async def _answer(work: Change, mou_id: UUID) -> Response:
    return record_response(work.request, await MOU.after_change(work.session, work.actor, mou_id))


@router.get("", operation_id="mous_list", response_model=Page[MouRow])
async def list_mous(work: Read, query: ListQuery = list_query(MOUS)) -> Response:
    scope = on_day(query, work.clock.today())
    return await list_response(work, MOUS, query, scope)


@router.post("", operation_id="mous_create", response_model=Mou, status_code=201)
async def create_mou(work: Change, data: MouCreate) -> Response:
    mou_id = await commands.create_mou(work.session, work.actor, work.clock, data)
    answer = await MOU.after_change(work.session, work.actor, mou_id)
    return record_response(work.request, answer, created_at=f"/api/v1/mous/{mou_id}")


@router.get("/{mou_id}", operation_id="mous_get", response_model=Mou)
async def get_mou(work: Read, mou_id: UUID) -> Response:
    return record_response(work.request, await MOU.get(work.connection, work.actor, mou_id))


@router.patch("/{mou_id}", operation_id="mous_update", response_model=Mou)
async def update_mou(work: Change, mou_id: UUID, version: Version, data: MouUpdate) -> Response:
    await commands.update_mou(work.session, work.actor, work.clock, mou_id, version, data)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/send", operation_id="mous_send", response_model=Mou)
async def send_mou(work: Change, mou_id: UUID, version: Version) -> Response:
    await negotiation.send_mou(work.session, work.actor, work.clock, mou_id, version)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/comment", operation_id="mous_comment", response_model=Mou)
async def comment_on_mou(work: Change, mou_id: UUID, version: Version, data: MouComment) -> Response:
    await negotiation.comment_on_mou(work.session, work.actor, mou_id, version, data)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/settle-comment", operation_id="mous_settle_comment", response_model=Mou)
async def settle_comment(work: Change, mou_id: UUID, version: Version, data: MouComment) -> Response:
    await negotiation.settle_comment(work.session, work.actor, work.clock, mou_id, version, data)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/concur", operation_id="mous_concur", response_model=Mou)
async def concur_with_mou(work: Change, mou_id: UUID, version: Version) -> Response:
    await negotiation.concur_with_mou(work.session, work.actor, work.clock, mou_id, version)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/agree", operation_id="mous_agree", response_model=Mou)
async def agree_mou(work: Change, mou_id: UUID, version: Version) -> Response:
    await negotiation.agree_mou(work.session, work.actor, work.clock, mou_id, version)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/clear", operation_id="mous_clear", response_model=Mou)
async def clear_mou(work: Change, mou_id: UUID, version: Version) -> Response:
    await negotiation.clear_mou(work.session, work.actor, work.clock, mou_id, version)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/sign", operation_id="mous_sign", response_model=Mou)
async def sign_mou(work: Change, mou_id: UUID, version: Version, data: MouSignature) -> Response:
    await negotiation.sign_mou(work.session, work.actor, work.clock, mou_id, version, data)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/amend", operation_id="mous_amend", response_model=Mou)
async def amend_mou(work: Change, mou_id: UUID, version: Version, data: AmendmentCreate) -> Response:
    await in_force.amend_mou(work.session, work.actor, work.clock, mou_id, version, data)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/suspend", operation_id="mous_suspend", response_model=Mou)
async def suspend_mou(work: Change, mou_id: UUID, version: Version, data: Reason) -> Response:
    await in_force.suspend_mou(work.session, work.actor, work.clock, mou_id, version, data.reason)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/resume", operation_id="mous_resume", response_model=Mou)
async def resume_mou(work: Change, mou_id: UUID, version: Version, data: Reason) -> Response:
    await in_force.resume_mou(work.session, work.actor, mou_id, version, data.reason)
    return await _answer(work, mou_id)


@router.post("/{mou_id}/notice", operation_id="mous_notice", response_model=Mou)
async def give_notice(work: Change, mou_id: UUID, version: Version, data: MouNotice) -> Response:
    await in_force.give_notice(work.session, work.actor, work.clock, mou_id, version, data)
    return await _answer(work, mou_id)


@router.get("/{mou_id}/terms", operation_id="mous_terms", response_model=MouTerms)
async def get_terms(work: Read, mou_id: UUID, on: OnDay = None) -> Response:
    """What the text says on a day, with the amendments that hold by then."""
    day = on or work.clock.today()
    return json_response(await terms_of_day(work.connection, work.actor, mou_id, day))


@router.get("/{mou_id}/amendments", operation_id="mou_amendments_list", response_model=Page[Amendment])
async def list_amendments(
    work: Read, mou_id: UUID, query: ListQuery = list_query(attachments.AMENDMENTS)
) -> Response:
    await MOU.get(work.connection, work.actor, mou_id)
    scope = amendments_of(mou_id)
    return await list_response(work, attachments.AMENDMENTS, query, scope)


@router.get(
    "/{mou_id}/amendments/{amendment_id}", operation_id="mou_amendments_get", response_model=AmendmentDetail
)
async def get_amendment(work: Read, mou_id: UUID, amendment_id: UUID) -> Response:
    scope = amendments_of(mou_id)
    answer = await attachments.AMENDMENT.get(work.connection, work.actor, amendment_id, scope)
    return record_response(work.request, answer)


@router.get("/{mou_id}/documents", operation_id="mou_documents_list", response_model=Page[Document])
async def list_documents(
    work: Read, mou_id: UUID, query: ListQuery = list_query(attachments.DOCUMENTS)
) -> Response:
    await MOU.get(work.connection, work.actor, mou_id)
    scope = documents_of(mou_id)
    return await list_response(work, attachments.DOCUMENTS, query, scope)


@router.post(
    "/{mou_id}/documents",
    operation_id="mou_documents_create",
    response_model=DocumentDetail,
    status_code=201,
)
async def file_document(work: Change, mou_id: UUID, data: DocumentCreate) -> Response:
    document_id = await attachments.file_document(work.session, work.actor, work.clock, mou_id, data)
    answer = await attachments.DOCUMENT.after_change(work.session, work.actor, document_id)
    address = f"/api/v1/mous/{mou_id}/documents/{document_id}"
    return record_response(work.request, answer, created_at=address)


@router.get(
    "/{mou_id}/documents/{document_id}", operation_id="mou_documents_get", response_model=DocumentDetail
)
async def get_document(work: Read, mou_id: UUID, document_id: UUID) -> Response:
    scope = documents_of(mou_id)
    answer = await attachments.DOCUMENT.get(work.connection, work.actor, document_id, scope)
    return record_response(work.request, answer)
