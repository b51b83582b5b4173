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
    cost_lines: list[CostLine] = Field(min_length=1, max_length=100)
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
    note: str | None
    pass_over_code: PassOverCode | None
    activity: Reference | None = Field(description="Opened by acceptance.")
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]
