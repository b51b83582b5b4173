"""Obligations and the entries of their ledger as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import LedgerAccount, LedgerEntryKind, ObligationStatus
from schemas.base import DollarsInput, ExternalRef, Input, Link, Money, Output, Reference, SignedDollarsInput
from schemas.types import Day, Line, Text

AMOUNT = [{"amount": "50000.00", "currency": "USD"}]


class ObligationCreate(Input):
    """Money set aside under a signed instrument. Whoever records it approves it and can never certify against it."""

    instrument_id: UUID
    document_number: Annotated[str, Text(40), Field(examples=["1019-26-400123"])]
    fund: Annotated[str, Text(60), Field(examples=["INCLE 2026"])]
    available_from: Day
    available_to: Day
    amount: DollarsInput = Field(examples=AMOUNT)


class ObligationAdjust(Input):
    """More money, or less when the amount is negative: to correct what was recorded."""

    amount: SignedDollarsInput = Field(examples=AMOUNT)
    reason: Line


class ObligationDeobligate(Input):
    """Release money that will not be needed."""

    amount: DollarsInput = Field(examples=AMOUNT)
    reason: Line


class ObligationRow(Output):
    id: UUID
    document_number: str
    instrument: Reference
    agency: Link
    fund: str
    status: ObligationStatus
    available_from: date
    available_to: date
    cancels_on: date
    obligated: Money
    paid: Money
    deobligated: Money
    unliquidated: Money
    version: int
    updated_at: datetime


class Obligation(ObligationRow):
    approved_by: Link | None
    external_refs: list[ExternalRef]
    created_at: datetime
    allowed_actions: list[str]


class Posting(Output):
    account: LedgerAccount
    amount: Money


class Entry(Output):
    """One movement of money: its postings sum to zero."""

    id: UUID
    kind: LedgerEntryKind
    reason: str | None
    payment_id: UUID | None
    postings: list[Posting]
    recorded_at: datetime
    recorded_by: Link | None
