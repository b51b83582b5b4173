"""Obligations and their ledger. Payments are posted by claims."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.obligations import (
    Entry,
    Obligation,
    ObligationAdjust,
    ObligationCreate,
    ObligationDeobligate,
    ObligationRow,
)
from services.listing import ListQuery
from services.obligations import commands
from services.obligations.queries import ENTRIES, OBLIGATION, OBLIGATIONS, entries_of, review_terms

router = Resource("/obligations", tags=["obligations"])


async def _answer(work: Change, obligation_id: UUID) -> Response:
    answer = await OBLIGATION.after_change(work.session, work.actor, obligation_id)
    return record_response(work.request, answer)


@router.get("", operation_id="obligations_list", response_model=Page[ObligationRow])
async def list_obligations(work: Read, query: ListQuery = list_query(OBLIGATIONS)) -> Response:
    terms = await review_terms(work.connection, query, work.clock.today())
    return await list_response(work, OBLIGATIONS, query, terms)


@router.post("", operation_id="obligations_create", response_model=Obligation, status_code=201)
async def create_obligation(work: Change, data: ObligationCreate) -> Response:
    obligation_id = await commands.create_obligation(work.session, work.actor, work.clock, data)
    answer = await OBLIGATION.after_change(work.session, work.actor, obligation_id)
    return record_response(work.request, answer, created_at=f"/api/v1/obligations/{obligation_id}")


@router.get("/{obligation_id}", operation_id="obligations_get", response_model=Obligation)
async def get_obligation(work: Read, obligation_id: UUID) -> Response:
    return record_response(work.request, await OBLIGATION.get(work.connection, work.actor, obligation_id))


@router.post("/{obligation_id}/adjust", operation_id="obligations_adjust", response_model=Obligation)
async def adjust_obligation(
    work: Change, obligation_id: UUID, version: Version, data: ObligationAdjust
) -> Response:
    await commands.adjust_obligation(work.session, work.actor, work.clock, obligation_id, version, data)
    return await _answer(work, obligation_id)


@router.post("/{obligation_id}/deobligate", operation_id="obligations_deobligate", response_model=Obligation)
async def deobligate(
    work: Change, obligation_id: UUID, version: Version, data: ObligationDeobligate
) -> Response:
    await commands.deobligate(work.session, work.actor, work.clock, obligation_id, version, data)
    return await _answer(work, obligation_id)


@router.get("/{obligation_id}/entries", operation_id="obligation_entries_list", response_model=Page[Entry])
async def list_entries(work: Read, obligation_id: UUID, query: ListQuery = list_query(ENTRIES)) -> Response:
    await OBLIGATION.get(work.connection, work.actor, obligation_id)
    return await list_response(work, ENTRIES, query, entries_of(obligation_id))
