"""When a claim has to be paid, and what lateness costs the Government.

Vendor invoices: Prompt Payment rule, 5 CFR 1315. Travel claims: Federal Travel Regulation, 41 CFR 301-52. Assistance
payments: 2 CFR 200.305, no interest. Amounts are US dollars; `annual_rate` is a fraction (4.125 percent is
0.04125).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from models.enums import LateCharge, PaymentRegime
from services.calendar import ONE_DAY, roll_to_working_day
from services.money import cents

ZERO = Decimal("0.00")
# The interest formula's own calendar: months of 30 days, years of 360 (5 CFR 1315.17).
MONTH_DAYS, YEAR_MONTHS, YEAR_DAYS = 30, 12, 360


class PaymentClockError(ValueError):
    """A due date or an interest amount that cannot be computed. `code` is stable."""

    code = "payment_clock_not_computable"


class MissingInterestRate(PaymentClockError):
    """No published rate covers the day after the due date."""

    code = "interest_rate_missing"


class FutureReceipt(PaymentClockError):
    """A receipt date that lies ahead."""

    code = "receipt_in_future"


@dataclass(frozen=True, slots=True)
class RegimeTerms:
    """How one regime is paid, as in force from `effective_from`.

    `due_days` after receipt. `acceptance_days`: constructive acceptance after completion, None where the regime has
    none. `return_days`: time to send back an improper invoice, None where delay costs nothing.
    `minimum_charge`: below it nothing is owed. `charge_days`: interest stops after so many days.
    """

    regime: PaymentRegime
    effective_from: date
    due_days: int
    acceptance_days: int | None
    return_days: int | None
    rolls_to_business_day: bool
    charge: LateCharge
    minimum_charge: Decimal
    charge_days: int


@dataclass(frozen=True, slots=True)
class InterestRate:
    """A published rate and the days it is in force; `last` None until the next is published."""

    annual_rate: Decimal
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class LatePayment:
    """The outcome for a payment: days late, and the charge with how it came about."""

    days_late: int
    charge: LateCharge
    amount: Decimal
    annual_rate: Decimal | None
    explanation: str


def invoice_received_on(received_at: datetime, office: tzinfo, closes_at: time) -> date:
    """The business day on which an invoice counts as received (5 CFR 1315.4(b)).

    What arrives at or after closing time, or on a day the office is closed, counts for the next business day.
    Raises `PaymentClockError` for an instant without a time zone.
    """
    if received_at.tzinfo is None:
        raise PaymentClockError("The moment of receipt needs a time zone.")
    local = received_at.astimezone(office)
    day = local.date() + ONE_DAY if local.time() >= closes_at else local.date()
    return roll_to_working_day(day)


def clock_starts_on(
    proper_on: date, terms: RegimeTerms, *, completed_on: date | None = None, accepted_on: date | None = None
) -> date:
    """The day from which the payment period runs.

    For invoices the later of the proper invoice's receipt and acceptance, which is taken to happen on the seventh
    day after completion unless it came sooner. Other regimes count from the proper claim.
    """
    if terms.acceptance_days is None or completed_on is None:
        return proper_on
    accepted = completed_on + timedelta(days=terms.acceptance_days)
    if accepted_on is not None:
        accepted = min(accepted, accepted_on)
    return max(proper_on, accepted)


def due_on(starts_on: date, terms: RegimeTerms, *, days_to_return_improper: int | None = None) -> date:
    """The last day for paying without a charge.

    `days_to_return_improper`: how long an earlier improper invoice was held before it went back; each day beyond
    the permitted time shortens the period. A due date on a day that is no business day moves to the next one where
    the regime says so. Raises `PaymentClockError` for a negative count.
    """
    held = days_to_return_improper or 0
    if held < 0:
        raise PaymentClockError("An invoice cannot be returned before it was received.")
    overrun = max(0, held - terms.return_days) if terms.return_days is not None else 0
    day = starts_on + timedelta(days=max(0, terms.due_days - overrun))
    return roll_to_working_day(day) if terms.rolls_to_business_day else day


def check_receipt_day(received_on: date, today: date) -> None:
    """Raises `FutureReceipt` for a receipt date after today."""
    if received_on > today:
        raise FutureReceipt("The date of receipt lies in the future.")


def rate_on(day: date, rates: Iterable[InterestRate]) -> Decimal:
    """The annual rate in force on a day: the one published last. Raises `MissingInterestRate`."""
    published = [rate for rate in rates if rate.first <= day and (rate.last is None or day <= rate.last)]
    if not published:
        raise MissingInterestRate(f"No interest rate is published for {day}.")
    return max(published, key=lambda rate: rate.first).annual_rate


def interest(principal: Decimal, annual_rate: Decimal, days_late: int) -> Decimal:
    """Interest on a late payment, rounded once to cents (5 CFR 1315.17).

    P(1 + r/12)^n (1 + r*d/360) - P, with n whole months of 30 days and d days over: compounded monthly. Raises
    `PaymentClockError` for a negative principal, rate or number of days.
    """
    if principal < 0 or annual_rate < 0 or days_late < 0:
        raise PaymentClockError("Principal, rate and days late cannot be negative.")
    months, days = divmod(days_late, MONTH_DAYS)
    grown = principal * (1 + annual_rate / YEAR_MONTHS) ** months * (1 + annual_rate * days / YEAR_DAYS)
    return cents(grown - principal)


def late_payment(
    amount: Decimal, due: date, paid_on: date, terms: RegimeTerms, rates: Iterable[InterestRate]
) -> LatePayment:
    """What is owed on top of `amount` when it is paid on `paid_on`.

    The rate is the one in force on the day after the due date and stays it, also across 30 June and 31 December.
    Nothing accrues after `charge_days`; less than `minimum_charge` is not owed. Paid apart from the claim itself.
    Raises `MissingInterestRate` for a late payment.
    """
    days_late = max(0, (paid_on - due).days)
    if not days_late:
        return LatePayment(0, LateCharge.NOTHING, ZERO, None, "Paid on time.")
    if terms.charge is LateCharge.NOTHING:
        return LatePayment(
            days_late, LateCharge.NOTHING, ZERO, None, f"{days_late} days late; this regime pays no interest."
        )
    rate = rate_on(due + ONE_DAY, rates)
    counted = min(days_late, terms.charge_days)
    owed = interest(amount, rate, counted)
    percent = f"{(rate * 100).normalize():f} percent a year, the rate on the day after the due date {due}"
    words = f"{days_late} days late, {counted} counted, at {percent}: {owed}"
    if owed < terms.minimum_charge:
        return LatePayment(
            days_late,
            LateCharge.NOTHING,
            ZERO,
            rate,
            f"{words}, less than {terms.minimum_charge} and so not owed.",
        )
    return LatePayment(days_late, terms.charge, owed, rate, f"{words}.")
