"""Trips: what the lodging and the meals of a claim are made from, one for each traveller."""

from uuid import UUID

from fastapi import Response

from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.trips import Trip, TripInput
from services.claims import trips

router = Resource("/claims/{claim_id}/trips/{officer_id}", tags=["claims"])


@router.get("", operation_id="claims_trip_get", response_model=Trip)
async def get_trip(work: Read, claim_id: UUID, officer_id: UUID) -> Response:
    """The trip of one traveller, day by day, with the reason for every amount."""
    answer = await trips.get_trip(work.connection, work.actor, work.clock, claim_id, officer_id)
    return record_response(work.request, answer)


@router.put("", operation_id="claims_trip_set", response_model=Trip)
async def set_trip(
    work: Change, claim_id: UUID, officer_id: UUID, version: Version, data: TripInput
) -> Response:
    """Keep the trip and make its lines. `If-Match` is the claim's, or the trip's, as last read."""
    answer = await trips.set_trip(work.session, work.actor, work.clock, claim_id, officer_id, version, data)
    return record_response(work.request, answer)


@router.post("/preview", operation_id="claims_trip_preview", response_model=Trip)
async def preview_trip(work: Change, claim_id: UUID, officer_id: UUID, data: TripInput) -> Response:
    """What the trip would claim and what of it is payable; nothing is kept."""
    answer = await trips.preview_trip(work.session, work.actor, work.clock, claim_id, officer_id, data)
    return record_response(work.request, answer)
