from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from models.enums import ObligationStatus
from services.obligations import balance as rules
from services.obligations.balance import (
    Balance,
    FundTerms,
    Refusal,
    covers,
    may_deobligate,
    may_obligate,
    may_pay,
    needs_review,
    status_on,
)

FUND = FundTerms(date(2025, 10, 1), date(2026, 9, 30), 5)
BALANCE = Balance(Decimal("1000.00"), Decimal("300.00"), Decimal("100.00"))
IN_TIME = date(2026, 3, 2)
CEILING = Decimal(2000)


def test_unliquidated_is_what_is_neither_paid_nor_released() -> None:
    assert BALANCE.unliquidated == Decimal("600.00")


@pytest.mark.parametrize(
    "sums", [("100", "101", "0"), ("100", "60", "41"), ("-1", "0", "0"), ("1", "-1", "0")]
)
def test_invariant_10_a_balance_is_never_negative(sums: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="negative"):
        Balance(*map(Decimal, sums))


def test_cancellation_is_on_30_september_of_the_fifth_fiscal_year() -> None:
    assert FUND.cancels_on == date(2031, 9, 30)
    assert FundTerms(date(2025, 10, 1), date(2026, 12, 31), 5).cancels_on == date(2032, 9, 30)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2026, 9, 30), ObligationStatus.OPEN),
        (date(2026, 10, 1), ObligationStatus.EXPIRED),
        (date(2031, 9, 29), ObligationStatus.EXPIRED),
        (date(2031, 9, 30), ObligationStatus.CANCELLED),
    ],
)
def test_status_by_date(day: date, status: ObligationStatus) -> None:
    assert status_on(day, FUND) is status


@pytest.mark.parametrize(
    ("amount", "day", "debt", "refusal"),
    [
        ("600.00", IN_TIME, IN_TIME, None),
        ("600.01", IN_TIME, IN_TIME, Refusal.OVER_BALANCE),
        ("0.00", IN_TIME, IN_TIME, Refusal.NOT_POSITIVE),
        ("-5.00", IN_TIME, IN_TIME, Refusal.NOT_POSITIVE),
        ("1.00", date(2025, 9, 30), IN_TIME, Refusal.NOT_YET_AVAILABLE),
        ("1.00", date(2027, 1, 5), date(2026, 9, 30), None),
        ("1.00", date(2027, 1, 5), date(2026, 10, 1), Refusal.DEBT_AFTER_AVAILABILITY),
        ("1.00", date(2031, 9, 30), IN_TIME, Refusal.FUNDS_CANCELLED),
    ],
)
def test_payments(amount: str, day: date, debt: date, refusal: Refusal | None) -> None:
    assert may_pay(Decimal(amount), BALANCE, FUND, day, debt_arose_on=debt) is refusal


@pytest.mark.parametrize(
    ("amount", "day", "refusal"),
    [
        ("1100.00", IN_TIME, None),
        ("1100.01", IN_TIME, Refusal.OVER_CEILING),
        ("-600.00", IN_TIME, None),
        ("-600.01", IN_TIME, Refusal.BELOW_SPENT),
        ("0", IN_TIME, Refusal.NOT_POSITIVE),
        ("1.00", date(2025, 9, 30), Refusal.NOT_YET_AVAILABLE),
        ("1.00", date(2026, 10, 1), Refusal.FUNDS_EXPIRED),
        ("1.00", date(2031, 10, 1), Refusal.FUNDS_CANCELLED),
    ],
)
def test_obligating(amount: str, day: date, refusal: Refusal | None) -> None:
    assert may_obligate(Decimal(amount), BALANCE, CEILING, FUND, day) is refusal


@pytest.mark.parametrize(
    ("amount", "day", "refusal"),
    [
        ("600.00", date(2027, 1, 1), None),
        ("600.01", IN_TIME, Refusal.OVER_BALANCE),
        ("0", IN_TIME, Refusal.NOT_POSITIVE),
        ("1", date(2031, 9, 30), Refusal.FUNDS_CANCELLED),
    ],
)
def test_releasing(amount: str, day: date, refusal: Refusal | None) -> None:
    assert may_deobligate(Decimal(amount), BALANCE, FUND, day) is refusal


def test_invariant_6_an_estimate_must_be_covered_by_what_is_left() -> None:
    assert covers(BALANCE, Decimal("600.00"), Decimal(0))
    assert not covers(BALANCE, Decimal("600.01"), Decimal(0))
    assert not covers(BALANCE, Decimal("600.00"), Decimal("0.01"))


def test_review_list() -> None:
    ended, moved = date(2026, 6, 30), date(2026, 8, 1)
    assert not needs_review(BALANCE, moved, ended, date(2026, 10, 27), 180, 120)
    assert needs_review(BALANCE, moved, ended, date(2026, 10, 28), 180, 120)
    assert needs_review(BALANCE, date(2026, 1, 1), ended, date(2026, 6, 30), 180, 120)
    settled = Balance(Decimal(10), Decimal(10), Decimal(0))
    assert not needs_review(settled, date(2020, 1, 1), date(2020, 1, 1), date(2026, 6, 30), 180, 120)


def test_malformed_funds_are_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        FundTerms(date(2026, 10, 1), date(2026, 9, 30), 5)
    with pytest.raises(ValueError, match="one fiscal year"):
        FundTerms(date(2025, 10, 1), date(2026, 9, 30), 0)


@given(st.dates(date(2025, 10, 1), date(2036, 1, 1)), st.integers(1, 600), st.dates(date(2025, 10, 1)))
def test_invariant_10_nothing_is_paid_from_cancelled_funds(day: date, amount: int, debt: date) -> None:
    refusal = may_pay(Decimal(amount), BALANCE, FUND, day, debt_arose_on=debt)
    if day >= FUND.cancels_on:
        assert refusal is Refusal.FUNDS_CANCELLED
    elif day <= FUND.available_to:
        assert refusal is None


amounts = st.decimals(Decimal("-500"), Decimal("1500"), places=2)


class ObligationLife(RuleBasedStateMachine):
    """Any sequence of permitted moves keeps the books straight."""

    def __init__(self) -> None:
        super().__init__()
        self.balance = Balance(Decimal(0), Decimal(0), Decimal(0))
        self.day = FUND.available_from

    @rule(days=st.integers(0, 700))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(amount=amounts)
    def obligate(self, amount: Decimal) -> None:
        if may_obligate(amount, self.balance, CEILING, FUND, self.day) is None:
            self.balance = rules.with_obligated(self.balance, amount)

    @rule(amount=amounts, arose_before=st.integers(0, 900))
    def pay(self, amount: Decimal, arose_before: int) -> None:
        arose = self.day - timedelta(days=arose_before)
        before = self.balance
        if may_pay(amount, self.balance, FUND, self.day, debt_arose_on=arose) is None:
            self.balance = rules.with_paid(self.balance, amount)
        if self.day >= FUND.cancels_on:
            assert self.balance == before

    @rule(amount=amounts)
    def release(self, amount: Decimal) -> None:
        if may_deobligate(amount, self.balance, FUND, self.day) is None:
            self.balance = rules.with_deobligated(self.balance, amount)

    @invariant()
    def invariant_10_paid_left_and_released_make_obligated(self) -> None:
        now = self.balance
        assert now.paid + now.unliquidated + now.deobligated == now.obligated
        assert now.unliquidated >= 0
        assert now.obligated - now.deobligated <= CEILING


TestInvariant10 = ObligationLife.TestCase
