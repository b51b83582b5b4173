"""From a stored expense and the rates of its place and day to the line that rules compute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from models.claims import Expense
from models.enums import ExpenseCategory, Meal, PerDiemScope, TravelDay
from services.calendar import ONE_DAY
from services.claims.lines import (
    ZERO,
    AtCost,
    Basis,
    Distance,
    Goods,
    Hours,
    Line,
    MealsDay,
    Night,
    Share,
)
from services.claims.per_diem import MieRate, PerDiemError, PerDiemPolicy
from services.claims.rates import RateBook
from services.claims.rules import travel_day

_NO_RATE = MieRate(ZERO, ZERO, ZERO, ZERO, ZERO)


class TravelDayMissing(PerDiemError):
    """A trip of one day: only the traveller knows whether it lasted more than twelve hours."""

    code = "travel_day_missing"


@dataclass(frozen=True, slots=True)
class Trip:
    """The claim's period, and where each person's day was claimed: the return day goes by the night before."""

    first: date
    last: date
    places: Mapping[tuple[UUID | None, date], str]

    @classmethod
    def of(cls, first: date, last: date, expenses: Iterable[Expense]) -> "Trip":
        places = {
            (expense.officer_id, expense.service_on): expense.location
            for expense in expenses
            if expense.category == ExpenseCategory.MIE and expense.location
        }
        return cls(first, last, places)


def line_of(expense: Expense, trip: Trip, book: RateBook, per_diem: PerDiemPolicy) -> Line:
    """The line of an expense. Raises `PerDiemError` where a rate or the kind of day is missing."""
    return Line(
        line_id=str(expense.id),
        category=ExpenseCategory(expense.category),
        service_on=expense.service_on,
        claimed=expense.claimed_usd,
        basis=_basis(expense, trip, book, per_diem),
        has_receipt=expense.receipt_attached or expense.receipt_id is not None,
        person_id=str(expense.officer_id) if expense.officer_id else None,
    )


def _basis(expense: Expense, trip: Trip, book: RateBook, per_diem: PerDiemPolicy) -> Basis:
    quantity = expense.quantity or Decimal(1)
    factor = expense.fx_rate or Decimal(1)
    unit_rate = None if expense.unit_rate is None else expense.unit_rate * factor
    match ExpenseCategory(expense.category):
        case ExpenseCategory.LODGING:
            place = book.place(expense.location or "", expense.service_on)
            # Foreign maxima include lodging tax; US localities charge it on top.
            on_top = ZERO if place.scope is PerDiemScope.FOREIGN else expense.tax_usd or ZERO
            return Night(place.lodging, on_top)
        case ExpenseCategory.MIE:
            return _meals(expense, trip, book, per_diem)
        case ExpenseCategory.MILEAGE:
            published = book.mile(expense.service_on)
            return Distance(quantity, published if unit_rate is None else min(published, unit_rate))
        case ExpenseCategory.SALARY | ExpenseCategory.OVERTIME:
            days = ((expense.service_ends_on or expense.service_on) - expense.service_on).days + 1
            return Hours(quantity, unit_rate or ZERO, days)
        case ExpenseCategory.FRINGE | ExpenseCategory.INDIRECT:
            return Share(quantity * factor, expense.unit_rate)
        case ExpenseCategory.MATERIALS | ExpenseCategory.EQUIPMENT:
            unit_cost = expense.claimed_usd if unit_rate is None else unit_rate
            return Goods(quantity, unit_cost, expense.prior_approval is not None)
        case _:
            return AtCost()


def _meals(expense: Expense, trip: Trip, book: RateBook, per_diem: PerDiemPolicy) -> MealsDay:
    day = TravelDay(expense.travel_day) if expense.travel_day else None
    day = day or travel_day(expense.service_on, trip.first, trip.last)
    furnished = frozenset(Meal(meal) for meal in expense.meals_furnished)
    if day is None:
        raise TravelDayMissing(
            "The claim covers one day: say whether the trip lasted over 12 hours (short) or not (none)."
        )
    if day is TravelDay.NONE:
        return MealsDay(day, _NO_RATE, furnished)
    location, slept_on = expense.location or "", expense.service_on
    if day is TravelDay.LAST:
        # The day of return takes the rate of the night before (41 CFR 301-11).
        slept_on -= ONE_DAY
        location = trip.places.get((expense.officer_id, slept_on), location)
    return MealsDay(day, book.mie(book.place(location, slept_on), slept_on, per_diem), furnished)
