"""Which facts a line of each category takes, what it comes to in US dollars, and what a decision makes of a claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from models.enums import ClaimStatus, ExpenseCategory, FxSource, TravelDay
from services.errors import FieldProblem
from services.money import MAX_AMOUNT, USD, MoneyError, cents, minor_units, parse_amount

C = ExpenseCategory
#: Categories whose day of service must lie in the claim's period: per diem belongs to the trip.
PER_DIEM = frozenset({C.LODGING, C.MIE})

#: Decimal places that an amount may have: three in some currencies (JOD, TND).
MOST_PLACES = 3

_NEEDED: Mapping[C, frozenset[str]] = {
    C.LODGING: frozenset({"location"}),
    C.MIE: frozenset({"location"}),
    C.MILEAGE: frozenset({"quantity"}),
    C.SALARY: frozenset({"quantity", "unit_rate"}),
    C.OVERTIME: frozenset({"quantity", "unit_rate"}),
    C.FRINGE: frozenset({"quantity", "unit_rate"}),
    C.INDIRECT: frozenset({"quantity"}),
}
_TAKEN: Mapping[C, frozenset[str]] = {
    C.LODGING: frozenset({"tax_usd"}),
    C.MIE: frozenset({"travel_day", "meals_furnished"}),
    C.MILEAGE: frozenset({"unit_rate"}),
    C.SALARY: frozenset({"service_ends_on"}),
    C.OVERTIME: frozenset({"service_ends_on"}),
    C.INDIRECT: frozenset({"unit_rate"}),
    C.MATERIALS: frozenset({"quantity", "unit_rate", "prior_approval"}),
    C.EQUIPMENT: frozenset({"quantity", "unit_rate", "prior_approval"}),
}
_OPTIONAL = frozenset().union(*_NEEDED.values(), *_TAKEN.values())
_WIRE_NAMES = {"tax_usd": "tax"}


@dataclass(frozen=True, slots=True)
class ClaimPolicy:
    """Targets in days after a proper claim, the office's hours, and how exchange rates are judged."""

    effective_from: date
    return_days: int
    endorse_days: int
    decide_days: int
    certify_days: int
    office_zone: str
    office_closes_at: time
    exchange_rate_oldest_days: int
    exchange_rate_deviation: Decimal


def form_problems(values: Mapping[str, Any]) -> list[FieldProblem]:
    """What is missing from a line of its category, or does not belong there. `values` by column."""
    category = ExpenseCategory(values["category"])
    needed, taken = _NEEDED.get(category, frozenset()), _TAKEN.get(category, frozenset())
    given = {name for name in _OPTIONAL if values.get(name)}
    problems = [
        FieldProblem(_WIRE_NAMES.get(name, name), "missing", f"A {category} line needs {name}.")
        for name in sorted(needed - given)
    ]
    for name in sorted(given - needed - taken):
        shown = _WIRE_NAMES.get(name, name)
        problems.append(FieldProblem(shown, "not_for_category", f"A {category} line has no {shown}."))
    if category in (C.MATERIALS, C.EQUIPMENT) and len(given & {"quantity", "unit_rate"}) == 1:
        problems.append(FieldProblem("unit_rate", "missing", "Give both quantity and unit_rate, or neither."))
    ends_on = values.get("service_ends_on")
    if ends_on is not None and ends_on < values["service_on"]:
        problems.append(FieldProblem("service_ends_on", "order", "Work cannot end before it starts."))
    if len(set(values.get("meals_furnished") or ())) < len(values.get("meals_furnished") or ()):
        problems.append(FieldProblem("meals_furnished", "repeated", "Name each meal once."))
    return problems


def read_amount(raw: str, currency: str, field: str) -> tuple[Decimal | None, list[FieldProblem]]:
    """An amount above zero in its currency's precision, or what is wrong with it."""
    try:
        amount = parse_amount(raw, currency)
    except MoneyError as error:
        at_fault = f"{field}/currency" if error.code == "currency_unknown" else f"{field}/amount"
        return None, [FieldProblem(at_fault, error.code, str(error))]
    if minor_units(currency) > MOST_PLACES:
        message = f"{currency} is a unit of account: no receipt is in it."
        return None, [FieldProblem(f"{field}/currency", "currency_unknown", message)]
    if amount == 0:
        return None, [FieldProblem(f"{field}/amount", "amount_zero", "The amount must be more than zero.")]
    return amount, []


def exchange_problems(values: Mapping[str, Any]) -> list[FieldProblem]:
    """Foreign amounts need a source of their rate, and a rate unless the table has it; US dollars take neither."""
    rate, source = values.get("fx_rate"), values.get("fx_source")
    if values["currency"] == USD:
        return [
            FieldProblem(name, "not_for_currency", "US dollars need no exchange rate.")
            for name, value in (("fx_rate", rate), ("fx_source", source))
            if value is not None
        ]
    if source is None:
        return [FieldProblem("fx_source", "missing", "Say where the exchange rate comes from.")]
    if source == FxSource.RATE_TABLE:
        given = [FieldProblem("fx_rate", "not_for_source", "The rate is looked up in the rate table.")]
        return [] if rate is None else given
    if rate is None:
        return [FieldProblem("fx_rate", "missing", "Give the rate that the card or the receipt shows.")]
    return []


def in_usd(amount: Decimal, fx_rate: Decimal | None) -> Decimal | None:
    """An amount in US dollars, rounded half-up once; None where it comes to nothing or to more than can be kept."""
    usd = cents(amount if fx_rate is None else amount * fx_rate)
    return usd if 0 < usd <= MAX_AMOUNT else None


def travel_day(service_on: date, first: date, last: date) -> TravelDay | None:
    """The place of a day in a trip of several days; None where one day leaves open how long the trip was."""
    if first == last:
        return None
    return {first: TravelDay.FIRST, last: TravelDay.LAST}.get(service_on, TravelDay.FULL)


def outcome(claimed: Decimal, approved: Decimal) -> ClaimStatus:
    """What the sums of a decided claim make of it."""
    if approved == 0:
        return ClaimStatus.DISALLOWED
    return ClaimStatus.APPROVED if approved == claimed else ClaimStatus.PARTIAL


def period_problems(
    first: date, last: date, activity_starts_on: date | None, performance_ends_on: date
) -> list[FieldProblem]:
    """A period that cannot be claimed: before the activity, or after the performance of its instrument."""
    if last < first:
        return [FieldProblem("period/ends_on", "order", "The period cannot end before it starts.")]
    problems = []
    if activity_starts_on is None:
        problems.append(FieldProblem("activity_id", "activity_undated", "The activity has no dates yet."))
    elif last < activity_starts_on:
        message = f"The activity starts on {activity_starts_on}, after this period."
        problems.append(FieldProblem("period/ends_on", "claim_before_activity", message))
    if last > performance_ends_on:
        message = f"The instrument's period of performance ended on {performance_ends_on}."
        problems.append(FieldProblem("period/ends_on", "claim_after_performance", message))
    return problems


def deviates(rate: Decimal, published: Decimal, limit: Decimal) -> bool:
    """Whether an exchange rate differs from the published one by more than a fraction of it."""
    return abs(rate - published) > published * limit


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal("0.00"))
