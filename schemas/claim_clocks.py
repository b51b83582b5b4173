"""How a claim's payment clock stands, and what certifying it hangs on, as they cross the wire."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from models.enums import ClaimKind, ClaimStatus, LateCharge, ObligationStatus, PaymentRegime
from schemas.base import Link, Money, Output, Reference


class InterestRateRow(Output):
    """The published rate in force on the day after the due date, in percent a year."""

    id: UUID
    percent: str
    effective_from: date
    source: str


class ClaimClock(Output):
    """When a claim is due, and what being late costs: interest or a late fee, never taken from the obligation."""

    claim: Reference
    regime: PaymentRegime
    as_of: date
    received_on: date | None
    proper_on: date | None
    due_on: date | None
    paid_on: date | None
    running: bool
    days_left: int | None = Field(
        description="Until the due date, less than zero after it; null when the clock is not running."
    )
    days_late: int
    principal: Money
    principal_is: Literal["approved", "claimed"]
    charge: LateCharge
    accrued: Money | None = Field(
        description="Owed if paid today, or what was paid. Null where no rate is published yet."
    )
    per_day: Money | None = Field(description="What the next day of lateness adds.")
    rate: InterestRateRow | None
    rule: str
    formula: str | None
    explanation: str


class CertifiableRow(Output):
    """A decided claim in the queue of those who certify."""

    id: UUID
    reference: str
    kind: ClaimKind
    status: ClaimStatus
    regime: PaymentRegime
    agency: Link
    officer: Link | None
    claimed: Money
    approved: Money
    due_on: date | None
    act_by: date | None
    per_day: Money = Field(
        description="What each of the first thirty days after the due date costs, by the latest published rate."
    )
    obligation: Reference
    left: Money = Field(description="Of the obligation, less what certified claims still take from it.")
    covered: bool
    version: int


class HandOnClaim(Output):
    duty: Literal["preparer", "program_reviewer", "finance_reviewer", "certifier", "obligation_approver"]
    person: Link | None


class CertificationProblem(Output):
    code: str
    message: str


class FundsOfClaim(Output):
    id: UUID
    reference: str
    fund: str
    status: ObligationStatus
    available_to: date
    cancels_on: date
    unliquidated: Money
    promised: Money = Field(description="What other certified claims still take.")
    left: Money


class ClaimCertification(Output):
    """What a certifying officer has to know of a decided claim, and the words to be certified (31 USC 3528)."""

    claim: Reference
    status: ClaimStatus
    approved: Money
    disallowed: Money
    obligation: FundsOfClaim
    hands: list[HandOnClaim]
    statement: str
    source: str
    problems: list[CertificationProblem] = Field(
        description="Why this actor cannot certify it now; empty when they can."
    )
    advice: str = Field(description="What to do instead of certifying.")
