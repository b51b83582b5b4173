"""Payment runs, and what the Treasury answers, as they cross the wire."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.payment_enums import PaymentItemStatus, PaymentRunStatus
from schemas.base import DollarsInput, Input, Link, Money, Output, Reference
from schemas.types import Day, Line, Text

ClaimIds = Annotated[list[UUID], Field(min_length=1, max_length=500, description="Certified claims.")]


class PaymentRunCreate(Input):
    claim_ids: ClaimIds
    note: Line | None = None


class RunClaims(Input):
    claim_ids: ClaimIds


class PaymentRunRow(Output):
    id: UUID
    reference: str
    status: PaymentRunStatus
    note: str | None
    lines: int
    pending_lines: int
    returned_lines: int
    total: Money
    paid: Money
    pending: Money
    returned: Money
    interest: Money = Field(description="Interest and late fees, beside what was paid on the claims.")
    sent_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class PaymentRun(PaymentRunRow):
    """`file_sha256` is of the payment file, which is written once, when the run is sent."""

    file_sha256: str | None
    made_by: Link | None
    sent_by: Link | None
    allowed_actions: list[str]


class RunItemRow(Output):
    id: UUID
    line: int
    status: PaymentItemStatus
    claim: Reference
    agency: Link
    payee: str
    obligation: Reference
    amount: Money
    interest: Money | None
    due_on: date | None
    paid_on: date | None
    treasury_reference: str | None
    returned_on: date | None
    return_reason: str | None


class TreasuryOutcome(StrEnum):
    PAID = "paid"
    RETURNED = "returned"


class ConfirmationRow(Input):
    """What the Treasury did with one claim of the run, on `on`. A return says why."""

    claim: Annotated[str, Text(20), Field(examples=["CLM-2026-0001"])]
    outcome: TreasuryOutcome = TreasuryOutcome.PAID
    treasury_reference: Annotated[str, Text(60), Field(examples=["TRS-2026-000123"])]
    on: Day
    amount: DollarsInput = Field(description="As in the payment file: without interest.")
    reason: Line | None = None


class RunConfirmation(Input):
    rows: list[ConfirmationRow] = Field(min_length=1, max_length=1000)


class RowResult(StrEnum):
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    REPEATED = "repeated"
    REFUSED = "refused"


class ConfirmationResult(Output):
    row: int = Field(description="The row's place in what was sent, from 1.")
    line: int | None = Field(description="Where the row stood in a file, from 1 for the column names.")
    claim: str
    result: RowResult
    code: str | None
    message: str | None = Field(description="Why it was refused, and what to do.")
    interest: Money | None


class RunConfirmations(Output):
    """What became of each row. Refused ones changed nothing and may be sent again, corrected, with all the others."""

    run: Reference
    status: PaymentRunStatus
    confirmed: int
    returned: int
    repeated: int
    refused: int
    pending: int = Field(description="Claims of the run of which the Treasury has said nothing yet.")
    rows: list[ConfirmationResult]
