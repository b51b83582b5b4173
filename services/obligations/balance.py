"""What is left of an obligation, and which payments each stage of its life still admits.

31 USC 1501 (recording), 1552-1553 (expired and closed accounts), 1341 (Antideficiency). Amounts are US dollars.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.enums import ObligationStatus
from services.calendar import fiscal_year, fiscal_year_end
from services.money import cents


class Refusal(StrEnum):
    """Why money cannot move."""

    NOT_POSITIVE = "not_positive"
    OVER_BALANCE = "over_balance"
    OVER_CEILING = "over_ceiling"
    BELOW_SPENT = "below_spent"
    NOT_YET_AVAILABLE = "not_yet_available"
    FUNDS_EXPIRED = "funds_expired"
    FUNDS_CANCELLED = "funds_cancelled"
    DEBT_AFTER_AVAILABILITY = "debt_after_availability"


@dataclass(frozen=True, slots=True)
class Balance:
    """Running sums of an obligation, payments without interest or fees. Raises `ValueError` when one is negative."""

    obligated: Decimal
    paid: Decimal
    deobligated: Decimal

    def __post_init__(self) -> None:
        if min(self.obligated, self.paid, self.deobligated, self.unliquidated) < 0:
            raise ValueError("The sums of an obligation and what is left of it cannot be negative.")

    @property
    def unliquidated(self) -> Decimal:
        """ULO: obligated, less paid, less de-obligated."""
        return self.obligated - self.paid - self.deobligated


@dataclass(frozen=True, slots=True)
class FundTerms:
    """When a fund is available for new obligations, and how many fiscal years later it is cancelled (31 USC 1552)."""

    available_from: date
    available_to: date
    years_until_cancelled: int

    def __post_init__(self) -> None:
        if self.available_to < self.available_from:
            raise ValueError("A fund cannot cease to be available before it starts.")
        if self.years_until_cancelled < 1:
            raise ValueError("A fund is cancelled at least one fiscal year after it expires.")

    @property
    def cancels_on(self) -> date:
        """The day the fund is cancelled: 30 September of the n-th fiscal year after availability ends."""
        return fiscal_year_end(fiscal_year(self.available_to) + self.years_until_cancelled)


def status_on(day: date, fund: FundTerms) -> ObligationStatus:
    """Open through the last day of availability, then expired; cancelled once the cancellation day has come."""
    if day >= fund.cancels_on:
        return ObligationStatus.CANCELLED
    return ObligationStatus.EXPIRED if day > fund.available_to else ObligationStatus.OPEN


def may_obligate(
    amount: Decimal, balance: Balance, ceiling: Decimal, fund: FundTerms, day: date
) -> Refusal | None:
    """Whether `amount` (negative to reduce) can be added to an obligation on `day`; None when it can.

    Net obligations stay within the ceiling of the instrument and never fall below what has been paid. New money
    needs an available fund.
    """
    if amount == 0:
        return Refusal.NOT_POSITIVE
    if balance.unliquidated + amount < 0:
        return Refusal.BELOW_SPENT
    if balance.obligated - balance.deobligated + amount > ceiling:
        return Refusal.OVER_CEILING
    if day < fund.available_from:
        return Refusal.NOT_YET_AVAILABLE
    return {
        ObligationStatus.OPEN: None,
        ObligationStatus.EXPIRED: Refusal.FUNDS_EXPIRED,
        ObligationStatus.CANCELLED: Refusal.FUNDS_CANCELLED,
    }[status_on(day, fund)]


def may_pay(
    amount: Decimal, balance: Balance, fund: FundTerms, day: date, *, debt_arose_on: date
) -> Refusal | None:
    """Whether `amount` can be paid on `day`; None when it can.

    Nothing is paid from cancelled funds, and expired ones pay only debts that arose while they were available.
    """
    if amount <= 0:
        return Refusal.NOT_POSITIVE
    if day < fund.available_from:
        return Refusal.NOT_YET_AVAILABLE
    status = status_on(day, fund)
    if status is ObligationStatus.CANCELLED:
        return Refusal.FUNDS_CANCELLED
    if status is ObligationStatus.EXPIRED and debt_arose_on > fund.available_to:
        return Refusal.DEBT_AFTER_AVAILABILITY
    return Refusal.OVER_BALANCE if amount > balance.unliquidated else None


def may_deobligate(amount: Decimal, balance: Balance, fund: FundTerms, day: date) -> Refusal | None:
    """Whether `amount` can be released on `day`; None when it can: at most the ULO, until cancellation."""
    if amount <= 0:
        return Refusal.NOT_POSITIVE
    if status_on(day, fund) is ObligationStatus.CANCELLED:
        return Refusal.FUNDS_CANCELLED
    return Refusal.OVER_BALANCE if amount > balance.unliquidated else None


def covers(balance: Balance, estimate: Decimal, committed_elsewhere: Decimal) -> bool:
    """Whether what is left, less what other work has been promised, pays for an estimate."""
    return balance.unliquidated - committed_elsewhere >= estimate


def with_obligated(balance: Balance, amount: Decimal) -> Balance:
    """The balance after `amount` more (or less) is obligated."""
    return Balance(cents(balance.obligated + amount), balance.paid, balance.deobligated)


def with_paid(balance: Balance, amount: Decimal) -> Balance:
    """The balance after a payment, interest and fees left out. Raises `ValueError` beyond the ULO."""
    return Balance(balance.obligated, cents(balance.paid + amount), balance.deobligated)


def with_deobligated(balance: Balance, amount: Decimal) -> Balance:
    """The balance after a release. Raises `ValueError` beyond the ULO."""
    return Balance(balance.obligated, balance.paid, cents(balance.deobligated + amount))


def needs_review(
    balance: Balance,
    last_moved_on: date,
    performance_ended_on: date,
    day: date,
    idle_days: int,
    past_days: int,
) -> bool:
    """Whether a ULO belongs on the review list: idle for `idle_days`, or `past_days` after performance ended."""
    if balance.unliquidated == 0:
        return False
    return (day - last_moved_on).days >= idle_days or (day - performance_ended_on).days >= past_days
