"""Payments of claims: read only, since confirming a claim's payment records them."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import record_response
from api.unit_of_work import Read, Resource
from schemas.base import Page
from schemas.payments import Payment, PaymentRow
from services.claims.payments import PAYMENT, PAYMENTS
from services.listing import ListQuery

router = Resource("/payments", tags=["payments"])


@router.get("", operation_id="payments_list", response_model=Page[PaymentRow])
async def list_payments(work: Read, query: ListQuery = list_query(PAYMENTS)) -> Response:
    return await list_response(work, PAYMENTS, query)


@router.get("/{payment_id}", operation_id="payments_get", response_model=Payment)
async def get_payment(work: Read, payment_id: UUID) -> Response:
    return record_response(work.request, await PAYMENT.get(work.connection, work.actor, payment_id))
