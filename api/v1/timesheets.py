"""Timesheets: what the labour of a claim is made from, those of one person at a time."""

from uuid import UUID

from fastapi import Response

from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.timesheets import Timesheets, TimesheetsInput
from services.claims import timesheets

router = Resource("/claims/{claim_id}/timesheets/{officer_id}", tags=["claims"])


@router.get("", operation_id="claims_timesheets_get", response_model=Timesheets)
async def get_timesheets(work: Read, claim_id: UUID, officer_id: UUID) -> Response:
    """The hours of one person, day by day, with what they claim and why."""
    answer = await timesheets.get_timesheets(work.connection, work.actor, work.clock, claim_id, officer_id)
    return record_response(work.request, answer)


@router.put("", operation_id="claims_timesheets_set", response_model=Timesheets)
async def set_timesheets(
    work: Change, claim_id: UUID, officer_id: UUID, version: Version, data: TimesheetsInput
) -> Response:
    """Keep all sheets of a person and make their lines. `If-Match` is the claim's, or the sheets', as last read."""
    answer = await timesheets.set_timesheets(
        work.session, work.actor, work.clock, claim_id, officer_id, version, data
    )
    return record_response(work.request, answer)


@router.post("/preview", operation_id="claims_timesheets_preview", response_model=Timesheets)
async def preview_timesheets(
    work: Change, claim_id: UUID, officer_id: UUID, data: TimesheetsInput
) -> Response:
    """What the sheets would claim and what of it is payable; nothing is kept."""
    answer = await timesheets.preview_timesheets(
        work.session, work.actor, work.clock, claim_id, officer_id, data
    )
    return record_response(work.request, answer)
