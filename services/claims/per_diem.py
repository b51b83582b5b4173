"""Per diem: meals and incidental expenses (M&IE) day by day, and lodging up to the maximum.

Federal Travel Regulation, 41 CFR 301-11 (topics: M&IE on travel days, furnished meals, actual expense). All
amounts are US dollars. Rates, breakdowns and the fixed fractions come in as dated data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal

from models.enums import Meal, TravelDay
from services.calendar import ONE_DAY, days_between
from services.money import cents

ZERO = Decimal("0.00")
WHOLE = Decimal(1)


class PerDiemError(ValueError):
    """A travel day that cannot be computed. `code` is stable and fit for a problem answer."""

    code = "per_diem_not_computable"


class MissingRate(PerDiemError):
    """No rate for the place and day."""

    code = "rate_missing"


class MealsWithoutAllowance(PerDiemError):
    """Furnished meals stated for a day on which no M&IE is payable."""

    code = "furnished_meals_without_allowance"


class TripOrder(PerDiemError):
    """A return before the departure, or an instant without a time zone."""

    code = "trip_times_invalid"


class ActualExpenseTooHigh(PerDiemError):
    """An actual-expense approval above the ceiling of the regulation."""

    code = "actual_expense_over_ceiling"


@dataclass(frozen=True, slots=True)
class PerDiemPolicy:
    """The fixed parts of the rule, as in force from `effective_from`.

    `reduced_fraction`: share of R on first, last and short-trip days. `no_allowance_up_to`, `full_days_from`:
    elapsed times. Above `table_top` a day splits by the three shares, the rest being incidentals.
    `actual_expense_ceiling`: highest multiple of the rate that may be approved.
    """

    effective_from: date
    reduced_fraction: Decimal
    no_allowance_up_to: timedelta
    full_days_from: timedelta
    table_top: Decimal
    breakfast_share: Decimal
    lunch_share: Decimal
    dinner_share: Decimal
    actual_expense_ceiling: Decimal

    def fraction(self, day: TravelDay) -> Decimal:
        """The share of R that a day carries."""
        if day is TravelDay.NONE:
            return Decimal(0)
        return WHOLE if day is TravelDay.FULL else self.reduced_fraction


@dataclass(frozen=True, slots=True)
class MieRate:
    """One day's M&IE rate R and its split. Raises `ValueError` unless the parts make the total."""

    total: Decimal
    breakfast: Decimal
    lunch: Decimal
    dinner: Decimal
    incidentals: Decimal

    def __post_init__(self) -> None:
        parts = (self.breakfast, self.lunch, self.dinner, self.incidentals)
        if any(part < 0 for part in parts) or sum(parts) != self.total:
            raise ValueError("The meals and incidentals of a day must add up to its M&IE rate.")

    def meal(self, meal: Meal) -> Decimal:
        """What one meal is worth."""
        return {Meal.BREAKFAST: self.breakfast, Meal.LUNCH: self.lunch, Meal.DINNER: self.dinner}[meal]


@dataclass(frozen=True, slots=True)
class ActualExpense:
    """Approval, before the trip, to exceed a rate: multiples of the lodging maximum and of R (1 = no excess)."""

    approved_on: date
    lodging_multiple: Decimal = WHOLE
    mie_multiple: Decimal = WHOLE

    def checked(self, policy: PerDiemPolicy) -> "ActualExpense":
        """The approval itself. Raises `ActualExpenseTooHigh` above the ceiling (41 CFR 301-11: 300 percent)."""
        if max(self.lodging_multiple, self.mie_multiple) > policy.actual_expense_ceiling:
            raise ActualExpenseTooHigh(
                f"Actual expense can be approved up to {policy.actual_expense_ceiling * 100:.0f} percent of the rate."
            )
        return self

    def given_before(self, trip_starts_on: date) -> bool:
        """Approval must come before travel; one given later covers nothing."""
        return self.approved_on <= trip_starts_on


@dataclass(frozen=True, slots=True)
class MieDay:
    """One computed day: `allowed` = max(I, fraction * R - furnished meals), 0 on a day without allowance."""

    service_on: date
    day: TravelDay
    rate: MieRate
    furnished: frozenset[Meal]
    deducted: Decimal
    allowed: Decimal


def mie_rate(total: Decimal, table: Iterable[MieRate], policy: PerDiemPolicy) -> MieRate:
    """The split of a daily rate: from the breakdown table, above its top by percentages, rounded to cents.

    The table is the one of the place (continental and foreign tables differ). Raises `MissingRate` when a rate
    up to the top is not in the table.
    """
    for row in table:
        if row.total == total:
            return row
    if total <= policy.table_top:
        raise MissingRate(f"The breakdown table has no row for an M&IE rate of {total}.")
    breakfast, lunch, dinner = (
        cents(total * share) for share in (policy.breakfast_share, policy.lunch_share, policy.dinner_share)
    )
    return MieRate(total, breakfast, lunch, dinner, total - breakfast - lunch - dinner)


def mie_for_day(
    service_on: date, day: TravelDay, rate: MieRate, furnished: Iterable[Meal], policy: PerDiemPolicy
) -> MieDay:
    """The M&IE of one day.

    A furnished meal (provided or paid for by the Government; carrier and complimentary hotel meals are not) is
    deducted whole, also from a reduced day; the incidentals always remain. Raises `MealsWithoutAllowance`.
    """
    meals = frozenset(furnished)
    if day is TravelDay.NONE:
        if meals:
            raise MealsWithoutAllowance("Meals were furnished on a day that carries no M&IE.")
        return MieDay(service_on, day, rate, meals, ZERO, ZERO)
    entitled = cents(policy.fraction(day) * rate.total)
    deducted = sum((rate.meal(meal) for meal in meals), ZERO)
    allowed = max(rate.incidentals, entitled - deducted)
    return MieDay(service_on, day, rate, meals, cents(deducted), cents(allowed))


def trip_days(
    departed_at: datetime, returned_at: datetime, home: tzinfo, policy: PerDiemPolicy
) -> dict[date, TravelDay]:
    """Each day of a trip and its kind, in order.

    Whether a trip is short goes by elapsed time. Days are those of the calendar at home, so that crossing time
    zones or the date line neither adds nor drops one (41 CFR 301-11, date line). Raises `TripOrder`.
    """
    if departed_at.tzinfo is None or returned_at.tzinfo is None:
        raise TripOrder("Departure and return need a time zone.")
    # Two instants of one zone subtract by the clock on the wall, which a change of clocks falsifies.
    elapsed = returned_at.astimezone(UTC) - departed_at.astimezone(UTC)
    if elapsed < timedelta(0):
        raise TripOrder("A trip cannot end before it starts.")
    days = days_between(departed_at.astimezone(home).date(), returned_at.astimezone(home).date())
    if elapsed <= policy.no_allowance_up_to:
        return dict.fromkeys(days, TravelDay.NONE)
    if elapsed < policy.full_days_from:
        return dict.fromkeys(days, TravelDay.SHORT)
    kinds = dict.fromkeys(days, TravelDay.FULL)
    first, last = min(kinds), max(kinds)
    return {**kinds, first: TravelDay.FIRST, last: TravelDay.LAST}


def mie_for_trip(
    days: Mapping[date, TravelDay],
    rates: Mapping[date, MieRate],
    furnished: Mapping[date, Iterable[Meal]],
    policy: PerDiemPolicy,
) -> tuple[MieDay, ...]:
    """The M&IE of every day of a trip, as `trip_days` laid it out.

    `rates` holds, for each day, the rate of the place where the night is spent. The day of return, on which none
    is, takes the rate of the day before. Raises `MissingRate` and `MealsWithoutAllowance`, the latter also for
    meals on a day outside the trip.
    """
    astray = sorted(day for day, meals in furnished.items() if day not in days and frozenset(meals))
    if astray:
        raise MealsWithoutAllowance(f"Meals were furnished on {astray[0]}, which is not a day of the trip.")
    computed = []
    for day, kind in days.items():
        returning = day - ONE_DAY in days and day + ONE_DAY not in days
        rate = rates.get(day - ONE_DAY if returning else day)
        if rate is None:
            raise MissingRate(f"There is no M&IE rate for {day}.")
        computed.append(mie_for_day(day, kind, rate, furnished.get(day, ()), policy))
    return tuple(computed)


def lodging_limit(maximum: Decimal, multiple: Decimal = WHOLE) -> Decimal:
    """The most that one night may cost: the locality maximum times the approved multiple."""
    return cents(maximum * multiple)


def lodging_allowed(actual: Decimal, limit: Decimal, separate_tax: Decimal = ZERO) -> Decimal:
    """One night at actual cost up to the limit.

    `separate_tax` is the lodging tax of a US locality, payable on top in the proportion of the room cost that is
    allowed; foreign maxima include tax, so it is 0 there.
    """
    room = min(actual, limit)
    if not separate_tax or not actual:
        return room
    return room + cents(separate_tax * room / actual)
