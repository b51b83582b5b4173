from decimal import ROUND_DOWN, Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import money
from services.money import Money, cents, minor_units, parse_amount

amounts = st.decimals(Decimal("-99999999.99"), Decimal("99999999.99"), places=2)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("10.255", "10.26"), ("10.245", "10.25"), ("-10.255", "-10.26"), ("0.004999", "0.00"), ("2", "2.00")],
)
def test_cents_go_half_up(value: str, rounded: str) -> None:
    assert str(cents(Decimal(value))) == rounded


def test_rounding_does_not_depend_on_the_ambient_context() -> None:
    with localcontext() as context:
        context.prec = 4
        context.rounding = ROUND_DOWN
        assert cents(Decimal("1234567.895")) == Decimal("1234567.90")


@pytest.mark.parametrize(
    ("raw", "currency", "read"),
    [
        ("1345.65", "USD", "1345.65"),
        ("75", "USD", "75.00"),
        (75, "USD", "75.00"),
        ("10.500", "USD", "10.50"),
        ("+3.1", "USD", "3.10"),
        ("0.125", "KWD", "0.125"),
        ("1200", "JPY", "1200"),
        ("-0", "USD", "0.00"),
        ("999999999999.99", "USD", "999999999999.99"),
    ],
)
def test_reading_amounts(raw: str | int, currency: str, read: str) -> None:
    assert str(parse_amount(raw, currency)) == read


@pytest.mark.parametrize(
    ("raw", "currency", "error", "code"),
    [
        ("NaN", "USD", money.NotANumber, "amount_not_a_number"),
        ("sNaN", "USD", money.NotANumber, "amount_not_a_number"),
        ("Infinity", "USD", money.NotANumber, "amount_not_a_number"),
        (Decimal("NaN"), "USD", money.NotANumber, "amount_not_a_number"),
        (Decimal("sNaN"), "USD", money.NotANumber, "amount_not_a_number"),
        (Decimal("-Infinity"), "USD", money.NotANumber, "amount_not_a_number"),
        ("", "USD", money.NotANumber, "amount_not_a_number"),
        ("1e5", "USD", money.NotANumber, "amount_not_a_number"),
        ("1_000", "USD", money.NotANumber, "amount_not_a_number"),
        ("1,234.50", "USD", money.NotANumber, "amount_not_a_number"),
        ("$5", "USD", money.NotANumber, "amount_not_a_number"),
        (" 5", "USD", money.NotANumber, "amount_not_a_number"),
        ("5\n", "USD", money.NotANumber, "amount_not_a_number"),
        ("\u0661\u0662", "USD", money.NotANumber, "amount_not_a_number"),
        ("9" * 500, "USD", money.NotANumber, "amount_not_a_number"),
        ("1.001", "USD", money.TooPrecise, "amount_too_precise"),
        ("1.5", "JPY", money.TooPrecise, "amount_too_precise"),
        ("1000000000000", "USD", money.TooLarge, "amount_too_large"),
        (Decimal("1e1000000"), "USD", money.TooLarge, "amount_too_large"),
        (Decimal("1e-1000000"), "USD", money.TooPrecise, "amount_too_precise"),
        (10**400, "USD", money.TooLarge, "amount_too_large"),
        ("-0.01", "USD", money.NegativeAmount, "amount_negative"),
        ("1", "ZZZ", money.UnknownCurrency, "currency_unknown"),
        ("1", "usd", money.UnknownCurrency, "currency_unknown"),
        ("1", "XAU", money.UnknownCurrency, "currency_unknown"),
        ("1", "", money.UnknownCurrency, "currency_unknown"),
    ],
)
def test_refused_amounts_have_a_name(
    raw: str | int | Decimal, currency: str, error: type[money.MoneyError], code: str
) -> None:
    with pytest.raises(error) as caught:
        parse_amount(raw, currency)
    assert caught.value.code == code


@pytest.mark.parametrize("raw", [1.5, True, None, b"1"])
def test_floats_and_other_types_are_refused(raw: Any) -> None:
    with pytest.raises(TypeError):
        parse_amount(raw)


def test_minor_units() -> None:
    assert [minor_units(code) for code in ("USD", "JPY", "KWD")] == [2, 0, 3]


def test_currencies_do_not_mix() -> None:
    with pytest.raises(money.CurrencyMismatch):
        Money(Decimal(1)) + Money(Decimal(1), "EUR")
    with pytest.raises(money.CurrencyMismatch):
        assert Money(Decimal(1)) < Money(Decimal(1), "EUR")
    assert Money(Decimal(1)) != Money(Decimal(1), "EUR")


def test_exchange_rounds_once_to_the_target_currency() -> None:
    assert Money(Decimal("10.00"), "EUR").exchanged(Decimal("1.08255"), "USD") == Money.parse("10.83")
    assert Money(Decimal("10.00"), "USD").exchanged(Decimal("149.95"), "JPY") == Money.parse("1500", "JPY")


def test_total_of_nothing_is_zero() -> None:
    assert money.total([]) == Money.zero()
    assert str(money.total([Money.parse("1.10"), Money.parse("2.20")])) == "3.30 USD"


@given(amounts, amounts)
def test_adding_and_taking_away_is_exact(left: Decimal, right: Decimal) -> None:
    one, other = Money(left), Money(right)
    assert one + other - other == one
    assert one + -one == Money.zero()
    assert (one <= other) == (left <= right)


@given(amounts)
def test_a_printed_amount_reads_back(value: Decimal) -> None:
    assert parse_amount(f"{value:.2f}", allow_negative=True) == value


@given(st.decimals(Decimal("-1e9"), Decimal("1e9")))
def test_cents_never_move_an_amount_by_more_than_half_a_cent(value: Decimal) -> None:
    assert abs(cents(value) - value) <= Decimal("0.005")
