"""Amounts of money: exact decimals beside an ISO 4217 code, never binary floats, rounded half-up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from iso4217 import Currency

CENT = Decimal("0.01")
USD = "USD"
# The largest magnitude a stored amount may have: twelve digits before the point, ample for any award.
MAX_AMOUNT = Decimal("999999999999.999")
# No exponent, no grouping, no underscore and no non-ASCII digit, all of which `Decimal` would read.
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,32}(\.[0-9]{1,32})?")


class MoneyError(ValueError):
    """An amount or a currency that cannot be accepted. `code` is stable and fit for a problem answer."""

    code = "invalid_amount"


class NotANumber(MoneyError):
    """Not a plain finite decimal number."""

    code = "amount_not_a_number"


class TooPrecise(MoneyError):
    """More decimal places than the currency has."""

    code = "amount_too_precise"


class TooLarge(MoneyError):
    """Beyond what may be stored."""

    code = "amount_too_large"


class NegativeAmount(MoneyError):
    """Below zero where that makes no sense."""

    code = "amount_negative"


class UnknownCurrency(MoneyError):
    """Not an ISO 4217 code in use, or a code without minor units (gold, test codes)."""

    code = "currency_unknown"


class CurrencyMismatch(MoneyError):
    """Two currencies in one sum or comparison."""

    code = "currency_mismatch"


@lru_cache(maxsize=512)
def minor_units(currency: str) -> int:
    """The decimal places of an ISO 4217 currency: USD 2, JPY 0, JOD 3. Raises `UnknownCurrency`."""
    try:
        exponent = Currency(currency).exponent
    except ValueError:
        exponent = None
    if exponent is None:
        raise UnknownCurrency(f"{currency[:20]!r} is not an ISO 4217 currency code in use.")
    return exponent


def round_half_up(value: Decimal, places: int) -> Decimal:
    """`value` to `places` decimals, a half going away from zero, whatever the ambient decimal context."""
    with localcontext() as context:
        context.prec = max(28, value.adjusted() + places + 3)
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def cents(value: Decimal) -> Decimal:
    """`value` rounded half-up to two places. Round once, at the end of a computation."""
    return round_half_up(value, 2)


def parse_amount(raw: str | int | Decimal, currency: str = USD, *, allow_negative: bool = False) -> Decimal:
    """Read an amount from outside, exactly, with the decimal places of its currency.

    Takes a plain decimal numeral (`1345.65`), an integer or a `Decimal`. Nothing is rounded: an amount with
    more places than the currency has is refused, trailing zeros aside. Raises `NotANumber` (also for NaN,
    infinities, exponents and grouping), `TooPrecise`, `TooLarge`, `NegativeAmount`, `UnknownCurrency`, and
    `TypeError` for a float or a boolean.
    """
    places = minor_units(currency)
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise TypeError("An amount is text, an integer or a Decimal, never a float.")
    if isinstance(raw, str) and not _PLAIN_NUMBER.fullmatch(raw):
        raise NotANumber("An amount is a plain decimal number such as 1345.65.")
    value = Decimal(raw)
    if not value.is_finite():
        raise NotANumber("An amount must be a finite number.")
    if value.copy_abs() > MAX_AMOUNT:
        raise TooLarge(f"An amount cannot exceed {MAX_AMOUNT:,}.")
    exact = round_half_up(value, places)
    if exact != value:
        raise TooPrecise(f"An amount in {currency} has at most {places} decimal places.")
    if exact == 0:
        return exact.copy_abs()
    if exact < 0 and not allow_negative:
        raise NegativeAmount("The amount cannot be negative.")
    return exact


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one currency, held to that currency's decimal places; may be negative.

    Raises the errors of `parse_amount`. Sums and comparisons across currencies raise `CurrencyMismatch`.
    """

    amount: Decimal
    currency: str = USD

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", parse_amount(self.amount, self.currency, allow_negative=True))

    @classmethod
    def parse(cls, raw: str | int | Decimal, currency: str = USD, *, allow_negative: bool = False) -> "Money":
        """Read an amount from outside; see `parse_amount` for what is refused."""
        return cls(parse_amount(raw, currency, allow_negative=allow_negative), currency)

    @classmethod
    def zero(cls, currency: str = USD) -> "Money":
        return cls(Decimal(0), currency)

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be combined.")
        return other.amount

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def times(self, factor: Decimal) -> "Money":
        """The product, rounded half-up to the currency's places."""
        return self.exchanged(factor, self.currency)

    def exchanged(self, rate: Decimal, currency: str) -> "Money":
        """This amount in `currency` at `rate` (units of `currency` for one of this), rounded half-up once."""
        return Money(round_half_up(self.amount * rate, minor_units(currency)), currency)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def total(amounts: Iterable[Money], currency: str = USD) -> Money:
    """The sum of amounts that are all in `currency`; zero for none. Raises `CurrencyMismatch`."""
    return sum(amounts, Money.zero(currency))
