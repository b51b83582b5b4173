"""Expenses, the lines of claims, as they cross the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, WithJsonSchema

from models.enums import ClaimStatus, DisallowCode, ExpenseCategory, FxSource, Meal, TravelDay
from schemas.base import ABSENT, Input, Link, Money, MoneyInput, Output, Patch, Reference
from schemas.types import Currency, Day, Exact, Flag, Line, Text

Location = Annotated[str, Text(120), Field(examples=["Guatemala City"])]
Meals = Annotated[list[Meal], Field(max_length=3)]


Quantity = Annotated[Decimal, Exact(8, 2, "34")]
UnitRate = Annotated[Decimal, Exact(8, 4, "0.725")]
ExchangeRate = Annotated[Decimal, Exact(10, 8, "0.12938")]


class ExpenseAmount(Input):
    """What the receipt says: at most the decimal places of its currency."""

    amount: Annotated[
        str,
        Text(40),
        WithJsonSchema({"type": "string", "pattern": r"^\d{1,12}(\.\d{1,4})?$", "examples": ["226.50"]}),
    ]
    currency: Currency


class ExpenseCreate(Input):
    """A line of a claim. Which of the optional fields a line takes depends on its category.

    Lodging and M&IE need `location`; mileage `quantity` (miles); salary and overtime `quantity` (hours) and
    `unit_rate`; fringe and indirect `quantity` (the base) and `unit_rate` (the fraction; indirect may leave it
    out). Another currency than USD needs `fx_source`, and `fx_rate` unless the source is `rate_table`.
    """

    claim_id: UUID
    category: ExpenseCategory
    service_on: Day
    service_ends_on: Day | None = Field(
        default=None, description="Last day of work that a line of labour covers."
    )
    description: Line
    amount: ExpenseAmount
    fx_rate: ExchangeRate | None = Field(
        default=None, description="US dollars for one unit of the currency of `amount`."
    )
    fx_source: FxSource | None = None
    quantity: Quantity | None = None
    unit_rate: UnitRate | None = None
    tax: MoneyInput | None = Field(
        default=None, description="The part of `amount` that is lodging tax of a US locality."
    )
    location: Location | None = None
    travel_day: TravelDay | None = Field(
        default=None, description="Left out: told from the claim's period, where it covers several days."
    )
    meals_furnished: Meals = []
    officer_id: UUID | None = Field(default=None, description="Left out: the officer of the claim.")
    receipt_id: UUID | None = Field(default=None, description="An uploaded receipt of the same claim.")
    receipt_attached: Flag = Field(
        default=False, description="Also without an upload: a receipt on paper, for labour a record of hours."
    )
    prior_approval: Annotated[str, Text(200)] | None = Field(
        default=None, description="Reference of the approval given before equipment was bought."
    )


class ExpenseUpdate(Patch):
    category: ExpenseCategory = ABSENT
    service_on: Day = ABSENT
    service_ends_on: Day | None = None
    description: Line = ABSENT
    amount: ExpenseAmount = ABSENT
    fx_rate: ExchangeRate | None = None
    fx_source: FxSource | None = None
    quantity: Quantity | None = None
    unit_rate: UnitRate | None = None
    tax: MoneyInput | None = None
    location: Location | None = None
    travel_day: TravelDay | None = None
    meals_furnished: Meals = ABSENT
    officer_id: UUID | None = None
    receipt_id: UUID | None = Field(
        default=None, description="An uploaded receipt of the same claim; null takes it off the line."
    )
    receipt_attached: Flag = ABSENT
    prior_approval: Annotated[str, Text(200)] | None = None


class ActivityLink(Output):
    id: UUID
    reference: str
    title: str


class ExpenseRow(Output):
    id: UUID
    claim: Reference
    claim_status: ClaimStatus
    line_number: int
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    category: ExpenseCategory
    service_on: date
    description: str
    amount: Money
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallow_code: DisallowCode | None
    receipt_attached: bool
    paid_on: date | None
    version: int
    updated_at: datetime


class Explanation(Output):
    """How the allowed amount came about; kept with its inputs, so that it can be computed again."""

    rule: str
    formula: str
    text: str
    warnings: list[str]


class Expense(Output):
    id: UUID
    claim: Reference
    claim_status: ClaimStatus
    line_number: int
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    category: ExpenseCategory
    service_on: date
    service_ends_on: date | None
    description: str
    amount: Money
    fx_rate: str | None
    fx_source: FxSource | None
    quantity: str | None
    unit_rate: str | None
    tax: Money | None
    location: str | None
    travel_day: TravelDay | None
    meals_furnished: list[Meal]
    receipt_attached: bool
    receipt_id: UUID | None
    timesheet_id: UUID | None = Field(description="The timesheet that the line follows; it is changed there.")
    prior_approval: str | None
    duplicate_override_reason: str | None
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallowed: Money | None
    disallow_code: DisallowCode | None
    disallow_note: str | None
    explanation: Explanation | None
    computation: dict[str, Any] | None
    paid_on: date | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]
