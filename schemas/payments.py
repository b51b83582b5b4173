"""Payments of claims as they cross the wire."""

from datetime import date, datetime
from uuid import UUID

from models.enums import LateCharge
from schemas.base import Link, Money, Output, Reference


class PaymentRow(Output):
    id: UUID
    claim: Reference
    agency: Link
    amount: Money
    interest: Money
    charge: LateCharge
    days_late: int
    treasury_reference: str
    paid_on: date
    updated_at: datetime


class Payment(Output):
    """What was paid, and beside it the interest or late fee, which never comes from the obligation."""

    id: UUID
    claim: Reference
    agency: Link
    obligation: Reference | None
    amount: Money
    interest: Money
    charge: LateCharge
    days_late: int
    explanation: str
    treasury_reference: str
    paid_on: date
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]
