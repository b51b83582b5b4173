from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import PaymentRegime
from services.claims import payment_clock
from services.claims.payment_clock import (
    InterestRate,
    LateCharge,
    RegimeTerms,
    clock_starts_on,
    due_on,
    interest,
    invoice_received_on,
    late_payment,
    rate_on,
)

INVOICE = RegimeTerms(
    PaymentRegime.VENDOR_INVOICE, date(2020, 1, 1), 30, 7, 7, True, LateCharge.INTEREST, Decimal("1.00"), 365
)
TRAVEL = RegimeTerms(
    PaymentRegime.TRAVEL_CLAIM,
    date(2020, 1, 1),
    30,
    None,
    None,
    False,
    LateCharge.LATE_FEE,
    Decimal("1.00"),
    360,
)
ASSISTANCE = RegimeTerms(
    PaymentRegime.ASSISTANCE, date(2020, 1, 1), 30, None, None, False, LateCharge.NOTHING, Decimal(0), 0
)
RATES = [
    InterestRate(Decimal("0.04125"), date(2026, 1, 1), date(2026, 6, 30)),
    InterestRate(Decimal("0.05"), date(2026, 7, 1)),
]
EASTERN = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("principal", "rate", "days", "owed"),
    [
        ("1500", "0.065", 10, "2.71"),
        ("1500", "0.06", 75, "18.83"),
        ("48250.00", "0.04125", 15, "82.93"),
        ("48250.00", "0.04125", 45, "249.07"),
        ("48250.00", "0.04125", 0, "0.00"),
    ],
)
def test_interest_vectors(principal: str, rate: str, days: int, owed: str) -> None:
    assert str(interest(Decimal(principal), Decimal(rate), days)) == owed


def test_worked_example_of_the_payment_clock() -> None:
    due = due_on(date(2026, 3, 2), INVOICE)
    assert due == date(2026, 4, 1)
    outcome = late_payment(Decimal("48250.00"), due, date(2026, 4, 16), INVOICE, RATES)
    assert (outcome.days_late, outcome.charge, outcome.amount) == (15, LateCharge.INTEREST, Decimal("82.93"))
    assert "15 days late" in outcome.explanation
    assert "4.125 percent" in outcome.explanation


def test_paid_on_the_due_day_costs_nothing_and_needs_no_rate() -> None:
    outcome = late_payment(Decimal(1000), date(2026, 4, 1), date(2026, 4, 1), INVOICE, [])
    assert outcome.amount == 0
    assert outcome.charge is LateCharge.NOTHING


@pytest.mark.parametrize(
    ("completed", "accepted", "starts"),
    [
        (None, None, date(2026, 3, 2)),
        (date(2026, 2, 20), None, date(2026, 3, 2)),
        (date(2026, 3, 1), None, date(2026, 3, 8)),
        (date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 4)),
        (date(2026, 3, 1), date(2026, 3, 20), date(2026, 3, 8)),
    ],
)
def test_invoice_clock_starts_at_the_later_of_invoice_and_acceptance(
    completed: date | None, accepted: date | None, starts: date
) -> None:
    assert clock_starts_on(date(2026, 3, 2), INVOICE, completed_on=completed, accepted_on=accepted) == starts


def test_travel_and_assistance_count_from_the_proper_claim() -> None:
    for terms in (TRAVEL, ASSISTANCE):
        assert clock_starts_on(date(2026, 3, 2), terms, completed_on=date(2026, 3, 20)) == date(2026, 3, 2)
        assert due_on(date(2026, 3, 2), terms) == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("received", "counts_for"),
    [
        (datetime(2026, 3, 2, 16, 59, tzinfo=EASTERN), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 17, 0, tzinfo=EASTERN), date(2026, 3, 3)),
        (datetime(2026, 3, 6, 18, 0, tzinfo=EASTERN), date(2026, 3, 9)),
        (datetime(2026, 7, 3, 9, 0, tzinfo=EASTERN), date(2026, 7, 6)),
        (datetime(2026, 3, 3, 3, 0, tzinfo=UTC), date(2026, 3, 3)),
    ],
)
def test_an_invoice_after_hours_counts_for_the_next_business_day(
    received: datetime, counts_for: date
) -> None:
    assert invoice_received_on(received, EASTERN, time(17)) == counts_for


def test_receipt_needs_a_zone_and_a_past_date() -> None:
    with pytest.raises(payment_clock.PaymentClockError, match="time zone"):
        invoice_received_on(datetime(2026, 3, 2, 9), EASTERN, time(17))  # noqa: DTZ001
    with pytest.raises(payment_clock.FutureReceipt) as caught:
        payment_clock.check_receipt_day(date(2026, 3, 3), date(2026, 3, 2))
    assert caught.value.code == "receipt_in_future"
    payment_clock.check_receipt_day(date(2026, 3, 2), date(2026, 3, 2))


def test_holding_an_improper_invoice_too_long_shortens_the_period() -> None:
    start = date(2026, 3, 2)
    assert due_on(start, INVOICE, days_to_return_improper=7) == date(2026, 4, 1)
    assert due_on(start, INVOICE, days_to_return_improper=9) == date(2026, 3, 30)
    assert due_on(start, INVOICE, days_to_return_improper=99) == start
    assert due_on(start, TRAVEL, days_to_return_improper=99) == date(2026, 4, 1)
    with pytest.raises(payment_clock.PaymentClockError):
        due_on(start, INVOICE, days_to_return_improper=-1)


def test_invoice_due_on_a_closed_day_moves_to_the_next_business_day() -> None:
    assert due_on(date(2026, 6, 3), INVOICE) == date(2026, 7, 6)
    assert due_on(date(2026, 6, 3), TRAVEL) == date(2026, 7, 3)


def test_interest_across_30_june_keeps_the_starting_rate() -> None:
    outcome = late_payment(Decimal(100000), date(2026, 6, 15), date(2026, 7, 15), INVOICE, RATES)
    assert outcome.annual_rate == Decimal("0.04125")
    assert outcome.amount == interest(Decimal(100000), Decimal("0.04125"), 30)


def test_rate_is_that_of_the_day_after_the_due_date() -> None:
    outcome = late_payment(Decimal(100000), date(2026, 6, 30), date(2026, 7, 10), INVOICE, RATES)
    assert outcome.annual_rate == Decimal("0.05")


def test_a_missing_rate_has_a_name() -> None:
    with pytest.raises(payment_clock.MissingInterestRate) as caught:
        rate_on(date(2025, 12, 31), RATES)
    assert caught.value.code == "interest_rate_missing"


def test_interest_under_a_dollar_is_not_owed() -> None:
    outcome = late_payment(Decimal(800), date(2026, 4, 1), date(2026, 4, 11), INVOICE, RATES)
    assert interest(Decimal(800), Decimal("0.04125"), 10) == Decimal("0.92")
    assert outcome.amount == 0
    assert outcome.charge is LateCharge.NOTHING
    assert "not owed" in outcome.explanation


def test_exactly_a_dollar_is_owed() -> None:
    ten_percent = [InterestRate(Decimal("0.10"), date(2026, 1, 1))]
    outcome = late_payment(Decimal(360), date(2026, 4, 1), date(2026, 4, 11), INVOICE, ten_percent)
    assert outcome.amount == Decimal("1.00")


def test_travel_claim_earns_a_late_fee_from_day_31() -> None:
    due = due_on(date(2026, 3, 2), TRAVEL)
    on_day_30 = late_payment(Decimal("48250.00"), due, date(2026, 4, 1), TRAVEL, RATES)
    on_day_31 = late_payment(Decimal("48250.00"), due, date(2026, 4, 2), TRAVEL, RATES)
    assert on_day_30.amount == 0
    assert (on_day_31.charge, on_day_31.amount) == (LateCharge.LATE_FEE, Decimal("5.53"))


def test_assistance_pays_no_interest() -> None:
    outcome = late_payment(Decimal(48250), date(2026, 4, 1), date(2026, 6, 1), ASSISTANCE, [])
    assert (outcome.days_late, outcome.amount) == (61, Decimal(0))


def test_interest_stops_after_one_year() -> None:
    due = date(2026, 4, 1)
    year = late_payment(Decimal(10000), due, due + timedelta(days=365), INVOICE, RATES)
    later = late_payment(Decimal(10000), due, due + timedelta(days=2000), INVOICE, RATES)
    assert later.amount == year.amount == interest(Decimal(10000), Decimal("0.04125"), 365)
    assert "2000 days late, 365 counted" in later.explanation


def test_negative_inputs_are_refused() -> None:
    for arguments in [
        (Decimal(-1), Decimal("0.05"), 3),
        (Decimal(1), Decimal("-0.05"), 3),
        (Decimal(1), Decimal(0), -3),
    ]:
        with pytest.raises(payment_clock.PaymentClockError):
            interest(*arguments)


principals = st.decimals(0, 10_000_000, places=2)
annual_rates = st.decimals(0, Decimal("0.15"), places=5)


@given(principals, annual_rates, st.integers(0, 364))
def test_interest_never_falls_with_time(principal: Decimal, rate: Decimal, days: int) -> None:
    assert 0 <= interest(principal, rate, days) <= interest(principal, rate, days + 1)


@given(principals, annual_rates, st.integers(0, 30))
def test_interest_up_to_a_month_is_simple(principal: Decimal, rate: Decimal, days: int) -> None:
    simple = principal * rate * days / 360
    assert abs(interest(principal, rate, days) - simple) <= Decimal("0.005")


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.none() | st.integers(0, 60))
def test_an_invoice_is_due_within_the_period_or_the_roll(start: date, held: int | None) -> None:
    due = due_on(start, INVOICE, days_to_return_improper=held)
    assert start <= due <= start + timedelta(days=34)
    assert due_on(start, replace(INVOICE, rolls_to_business_day=False)) == start + timedelta(days=30)


@given(principals, st.integers(0, 900))
def test_invariant_9_the_charge_stands_apart_and_is_nothing_or_at_least_a_dollar(
    principal: Decimal, days: int
) -> None:
    due = date(2026, 4, 1)
    outcome = late_payment(principal, due, due + timedelta(days=days), INVOICE, RATES)
    assert outcome.amount == 0 or outcome.amount >= 1
    assert (outcome.charge is LateCharge.NOTHING) == (outcome.amount == 0)


@given(principals, st.integers(0, 900))
def test_invariant_16_later_rates_change_no_computed_interest(principal: Decimal, days: int) -> None:
    due = date(2026, 4, 1)
    paid = due + timedelta(days=days)
    later = [*RATES[:1], InterestRate(Decimal("0.14"), date(2026, 7, 1))]
    assert late_payment(principal, due, paid, INVOICE, RATES) == late_payment(
        principal, due, paid, INVOICE, later
    )
