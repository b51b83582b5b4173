"""Reports of cost and of time to pay as they cross the wire."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from models.enums import ActivityStatus, Modality
from schemas.base import Link, Money, Output


class ActivitySpending(Output):
    """Estimate beside what came of it. `variance` is approved less estimated: above zero it cost more."""

    id: UUID
    reference: str
    title: str
    status: ActivityStatus
    modality: Modality
    agency: Link
    country: Link | None
    starts_on: date | None
    ends_on: date | None
    claims: int
    estimate: Money
    claimed: Money
    approved: Money
    paid: Money
    variance: Money
    variance_percent: str | None
    updated_at: datetime


class PaymentTimesBy(StrEnum):
    AGENCY = "agency"
    REGIME = "regime"
    MONTH = "month"


class PaymentTimesFigures(Output):
    """Days run from the proper claim to the payment; nine of ten payments took `slow_days` at most."""

    payments: int
    in_time: int
    median_days: int | None
    slow_days: int | None
    longest_days: int | None
    amount: Money
    interest: Money


class PaymentTimesGroup(PaymentTimesFigures):
    key: str
    name: str


class PaymentTimes(Output):
    fiscal_year: int
    by: PaymentTimesBy
    within_days: int
    total: PaymentTimesFigures
    groups: list[PaymentTimesGroup]
