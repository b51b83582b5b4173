"""Instruments, which bind money, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import InstrumentKind, PaymentRegime, TravelBasis
from schemas.base import ABSENT, DollarsInput, Input, Link, Money, Output, Patch, Reference
from schemas.types import Day, Flag, Instant, Label, Text

InstrumentNumber = Annotated[str, Text(60), Field(examples=["SINLEC26CA0012"])]
CEILING = [{"amount": "250000.00", "currency": "USD"}]


class FiscalStrip(Input):
    """One line of accounting data, as the financial system writes it."""

    appropriation: Annotated[str, Text(60), Field(examples=["1911.6X1022"])]
    allotment: Label | None = None
    organization: Label | None = None
    object_class: Label | None = None


class InstrumentCreate(Input):
    """Staff choose kind and regime; combinations that the law does not know are refused."""

    agency_id: UUID
    mou_id: UUID | None = None
    number: InstrumentNumber
    kind: InstrumentKind
    regime: PaymentRegime
    ceiling: DollarsInput = Field(examples=CEILING)
    performance_starts_on: Day
    performance_ends_on: Day
    travel_basis: TravelBasis = TravelBasis.FTR
    salary_reimbursable: Flag = False
    fiscal_strips: list[FiscalStrip] = Field(default=[], max_length=50)


class InstrumentUpdate(Patch):
    """Once signed, only the ceiling, the end of performance and the accounting data can be modified."""

    mou_id: UUID | None = None
    number: InstrumentNumber = ABSENT
    kind: InstrumentKind = ABSENT
    regime: PaymentRegime = ABSENT
    ceiling: DollarsInput = Field(default=ABSENT, examples=CEILING)
    performance_starts_on: Day = ABSENT
    performance_ends_on: Day = ABSENT
    travel_basis: TravelBasis = ABSENT
    salary_reimbursable: Flag = ABSENT
    fiscal_strips: list[FiscalStrip] = Field(default=ABSENT, max_length=50)


class InstrumentSignature(Input):
    signed_at: Instant | None = Field(default=None, description="Left out: now.")


class InstrumentRow(Output):
    id: UUID
    number: str
    kind: InstrumentKind
    regime: PaymentRegime
    agency: Link
    mou: Reference | None
    ceiling: Money
    performance_starts_on: date
    performance_ends_on: date
    signed_at: datetime | None
    version: int
    updated_at: datetime


class Instrument(Output):
    id: UUID
    number: str
    kind: InstrumentKind
    regime: PaymentRegime
    agency: Link
    mou: Reference | None
    ceiling: Money
    obligated: Money | None = Field(
        description="Set aside under it, releases taken off; null for those who may not read obligations."
    )
    unliquidated: Money | None
    performance_starts_on: date
    performance_ends_on: date
    travel_basis: TravelBasis
    salary_reimbursable: bool
    signed_at: datetime | None
    fiscal_strips: list[FiscalStrip]
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]
