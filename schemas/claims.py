"""Claims for reimbursement as they cross the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, Strict
from pydantic_core import PydanticCustomError

from models.enums import (
    ClaimKind,
    ClaimStatus,
    DisallowCode,
    ExpenseCategory,
    FxSource,
    Meal,
    NoticeKind,
    PaymentRegime,
    Role,
    TravelDay,
)
from schemas.base import ABSENT, Input, Link, Money, MoneyInput, Output, Patch, Reference
from schemas.expenses import ActivityLink, Explanation
from schemas.types import Day, Line, Name, Text

Percent = Annotated[int, Strict(), Field(ge=100, le=999)]


def _certified(value: Any) -> Any:
    if value is not True:
        raise PydanticCustomError("truth_not_certified", "The signatory must certify that the claim is true.")
    return value


class PeriodInput(Input):
    """Days that the claim covers, both included; for a travel voucher the trip."""

    starts_on: Day
    ends_on: Day


class ActualExpenseInput(Input):
    """Approval, before the trip, to exceed the rates (41 CFR 301-11): at most 300 percent of each."""

    approved_on: Day
    reference: Annotated[str, Text(200)]
    lodging_percent: Percent = 100
    mie_percent: Percent = 100


class ClaimCreate(Input):
    """Instrument and obligation are those of the activity. The officer, if any, is who gets paid."""

    activity_id: UUID
    kind: ClaimKind
    period: PeriodInput
    officer_id: UUID | None = None
    actual_expense: ActualExpenseInput | None = None


class ClaimUpdate(Patch):
    kind: ClaimKind = ABSENT
    period: PeriodInput = ABSENT
    officer_id: UUID | None = None
    actual_expense: ActualExpenseInput | None = None


class ClaimSubmit(Input):
    """The authorized signatory certifies that the claim is true (2 CFR 200.415)."""

    signatory_name: Name
    certifies_truth: Annotated[Literal[True], BeforeValidator(_certified)]


class Defect(Input):
    expense_id: UUID | None = Field(default=None, description="Left out: a defect of the claim as a whole.")
    message: Line


class ClaimReturn(Input):
    defects: list[Defect] = Field(
        min_length=1, max_length=500, description="Every defect, not the first one."
    )


class LineDecision(Input):
    expense_id: UUID
    approved_amount: MoneyInput
    disallow_code: DisallowCode | None = Field(
        default=None, description="Needed below the allowed amount; otherwise the one that was computed."
    )
    note: Line | None = None


class ClaimDecide(Input):
    """Lines left out are decided as computed: the allowed amount is approved."""

    lines: list[LineDecision] = Field(default=[], max_length=5000)


class PaymentConfirm(Input):
    treasury_reference: Annotated[str, Text(60), Field(examples=["TRS-2026-0001234"])]
    paid_on: Day


class Period(Output):
    starts_on: date
    ends_on: date


class ActualExpense(Output):
    approved_on: date
    reference: str
    lodging_percent: int
    mie_percent: int


class ClaimRow(Output):
    id: UUID
    reference: str
    kind: ClaimKind
    status: ClaimStatus
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    period: Period
    lines: int
    claimed: Money
    allowed: Money | None
    approved: Money | None
    submitted_at: datetime | None
    due_on: date | None
    act_by: date | None
    acts_next: Role | None
    age_days: int | None
    paid_on: date | None
    version: int
    updated_at: datetime


class CategorySummary(Output):
    category: ExpenseCategory
    lines: int
    claimed: Money
    allowed: Money | None
    approved: Money | None


class NoticeItem(Output):
    """A defect of a returned claim, or a line that is not paid in full, with the reason for every cent."""

    expense_id: UUID | None = None
    line_number: int | None = None
    message: str
    claimed: Money | None = None
    approved: Money | None = None
    disallowed: Money | None = None
    disallow_code: DisallowCode | None = None


class Notice(Output):
    id: UUID
    kind: NoticeKind
    items: list[NoticeItem]
    created_at: datetime


class PaymentLink(Output):
    id: UUID
    treasury_reference: str


class Claim(Output):
    id: UUID
    reference: str
    kind: ClaimKind
    status: ClaimStatus
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    instrument: Reference
    regime: PaymentRegime
    obligation: Reference | None = Field(description="Null for those who may not see obligations.")
    parent: Reference | None = Field(description="The claim that this one reclaims from.")
    period: Period
    actual_expense: ActualExpense | None
    summary: list[CategorySummary]
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallowed: Money | None
    paid: Money | None
    interest: Money | None
    prepared_by: Link
    signatory_name: str | None
    program_reviewer: Link | None
    finance_reviewer: Link | None
    certifier: Link | None
    submitted_at: datetime | None
    received_on: date | None
    proper_on: date | None
    returned_on: date | None
    certified_at: datetime | None
    due_on: date | None
    act_by: date | None
    acts_next: Role | None
    age_days: int | None
    paid_on: date | None
    payment: PaymentLink | None
    warnings: list[str]
    notices: list[Notice]
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class ReviewLine(Output):
    id: UUID
    line_number: int
    category: ExpenseCategory
    service_on: date
    service_ends_on: date | None
    description: str
    officer: Link | None
    location: str | None
    travel_day: TravelDay | None
    meals_furnished: list[Meal]
    quantity: str | None
    unit_rate: str | None
    amount: Money
    fx_rate: str | None
    fx_source: FxSource | None
    receipt_attached: bool
    receipt_id: UUID | None
    timesheet_id: UUID | None
    duplicate_override_reason: str | None
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallowed: Money | None
    disallow_code: DisallowCode | None
    disallow_note: str | None
    explanation: Explanation | None
    version: int


class AgreedCost(Output):
    """What the accepted offer put down for a category, beside what other claims of the activity take of it."""

    category: ExpenseCategory
    agreed: Money
    claimed_elsewhere: Money | None = Field(description="Null for an officer: it is about colleagues too.")


class ClaimReview(Claim):
    """The claim with every line and the reason for its amount, in the claim's order."""

    agreed: list[AgreedCost]
    lines: list[ReviewLine]
