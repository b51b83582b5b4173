"""Costed answers of agencies."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.offers import Offer, OfferCreate, OfferPassOver, OfferRow
from services.listing import ListQuery
from services.outreach import commands
from services.outreach.queries import OFFER, OFFERS
from services.workflows.offers import accept_offer, make_offer

router = Resource("/offers", tags=["offers"])


@router.get("", operation_id="offers_list", response_model=Page[OfferRow])
async def list_offers(work: Read, query: ListQuery = list_query(OFFERS)) -> Response:
    return await list_response(work, OFFERS, query)


@router.post("", operation_id="offers_create", response_model=Offer, status_code=201)
async def create_offer(work: Change, data: OfferCreate) -> Response:
    offer_id = await make_offer(work.session, work.actor, data)
    answer = await OFFER.after_change(work.session, work.actor, offer_id)
    return record_response(work.request, answer, created_at=f"/api/v1/offers/{offer_id}")


@router.get("/{offer_id}", operation_id="offers_get", response_model=Offer)
async def get_offer(work: Read, offer_id: UUID) -> Response:
    return record_response(work.request, await OFFER.get(work.connection, work.actor, offer_id))


@router.post("/{offer_id}/accept", operation_id="offers_accept", response_model=Offer)
async def accept(work: Change, offer_id: UUID, version: Version) -> Response:
    """Opens an activity in planning, with assignments and the paperwork checklist."""
    await accept_offer(work.session, work.actor, work.clock, offer_id, version)
    return record_response(work.request, await OFFER.after_change(work.session, work.actor, offer_id))


@router.post("/{offer_id}/withdraw", operation_id="offers_withdraw", response_model=Offer)
async def withdraw(work: Change, offer_id: UUID, version: Version) -> Response:
    await commands.withdraw_offer(work.session, work.actor, offer_id, version)
    return record_response(work.request, await OFFER.after_change(work.session, work.actor, offer_id))


@router.post("/{offer_id}/pass-over", operation_id="offers_pass_over", response_model=Offer)
async def pass_over(work: Change, offer_id: UUID, version: Version, data: OfferPassOver) -> Response:
    await commands.pass_over_offer(work.session, work.actor, offer_id, version, data.code)
    return record_response(work.request, await OFFER.after_change(work.session, work.actor, offer_id))
