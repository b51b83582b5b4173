"""Costed answers of agencies, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import ExpenseCategory, OutreachStatus, PassOverCode
from schemas.base import Input, Link, Money, MoneyInput, Output, Reference
from schemas.outreach import OutreachRequest
from schemas.types import Day, Label, Text


class CostLine(Input):
    category: ExpenseCategory
    description: Label
    amount: MoneyInput = Field(examples=[{"amount": "1345.65", "currency": "USD"}])


class OfferCreate(Input):
    """Whom the agency nominates, when, and what it costs. Nominations come from the agency, never the person."""

    outreach_id: UUID
    officers: list[UUID] = Field(min_length=1, max_length=100, description="The agency's own officers.")
    starts_on: Day
    ends_on: Day
    cost_lines: list[CostLine] = Field(
        default=[], max_length=100, description="Left out: the lines of the package. One at least otherwise."
    )
    package_id: UUID | None = Field(
        default=None, description="The agency's capability package that the offer is made from."
    )
    note: Annotated[str, Text(2000)] | None = None


class OfferPassOver(Input):
    code: PassOverCode


class OfferRow(Output):
    id: UUID
    outreach: Reference
    request: OutreachRequest
    agency: Link
    status: OutreachStatus
    starts_on: date
    ends_on: date
    officers: int
    total: Money
    version: int
    created_at: datetime
    updated_at: datetime


class OfferCost(Output):
    category: ExpenseCategory
    description: str
    amount: Money


class Offer(Output):
    id: UUID
    outreach: Reference
    request: OutreachRequest
    agency: Link
    status: OutreachStatus = Field(description="The standing of the outreach it answers.")
    starts_on: date
    ends_on: date
    officers: list[Link]
    cost_lines: list[OfferCost]
    total: Money
    package_name: str | None = Field(description="Of the capability package that it was made from.")
    note: str | None
    pass_over_code: PassOverCode | None
    activity: Reference | None = Field(description="Opened by acceptance.")
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class ComparedOfficer(Output):
    id: UUID
    name: str
    languages: list[str] | None = Field(description="Null: not known.")
    certified: bool | None = Field(
        description="Whether a trainer certificate on file lasts through the offer; null: not known."
    )


class Speakers(Output):
    """How many of the nominated officers speak a language that the request asks for."""

    language: str
    officers: int
    unknown: int = Field(description="Officers whose languages are not on record.")


class ComparedCost(Output):
    category: ExpenseCategory
    amount: Money | None = Field(description="Null: the offer does not name it.")


class ComparedOffer(Output):
    id: UUID
    version: int
    outreach: Reference
    agency: Link
    status: OutreachStatus
    starts_on: date
    ends_on: date
    working_days: int
    officers: list[ComparedOfficer]
    speakers: list[Speakers] = Field(description="One for each language of the request.")
    costs: list[ComparedCost] = Field(description="The same categories for each offer, in the same order.")
    total: Money
    package_name: str | None
    note: str | None
    activity: Reference | None
    allowed_actions: list[str]


class Comparison(Output):
    """Offers beside one another, the lowest cost first. Who declined or has not answered is not in it."""

    request: Reference
    headcount: int
    categories: list[ExpenseCategory]
    items: list[ComparedOffer]
