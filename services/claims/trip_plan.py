"""What each day of a trip claims and what of it is payable, with the row, the rule and the numbers behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.claims import Expense
from models.enums import ExpenseCategory, Meal, TravelDay
from services.calendar import ONE_DAY
from services.claims.allowance import LineAllowance, line_allowance
from services.claims.assembly import Trip, line_of
from services.claims.itinerary import Journey, Leg, TripDay, journey
from services.claims.lines import ZERO, MealsDay
from services.claims.per_diem import PerDiemError, mie_for_day
from services.claims.rates import PlaceRate, RateBook, rate_book
from services.claims.submission import Ground
from services.errors import FieldProblem
from services.money import USD

MEALS = "Meals and incidental expenses"


@dataclass(frozen=True, slots=True)
class Said:
    """What a traveller says of a day. `lodging`: the columns of its line; None where there is none."""

    place: str | None = None
    meals: tuple[Meal, ...] = ()
    lodging: Mapping[str, Any] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """The columns of a line and what of it is payable."""

    values: dict[str, Any]
    allowance: LineAllowance


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day with its lines; `rate` was looked up on `rated_on`."""

    day: TripDay
    said: Said
    place: str
    in_claim: bool
    rate: PlaceRate | None
    rated_on: date
    lodging: PlannedLine | None
    mie: PlannedLine | None
    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    journey: Journey
    days: tuple[PlannedDay, ...]


async def plan_trip(
    session: AsyncSession | AsyncConnection,
    claim: Any,
    officer_id: UUID,
    legs: Sequence[Leg],
    home: ZoneInfo,
    said: Mapping[date, Said],
    ground: Ground,
) -> Plan:
    """The days of a trip whose legs are in order. `claim`: the row. Nothing is written."""
    way = journey(legs, home, ground.per_diem)
    places = {day.service_on: said.get(day.service_on, Said()).place or day.place for day in way.days}
    book = await rate_book(session, ground.country_id, set(places.values()))
    nights: dict[tuple[UUID | None, date], str] = {(officer_id, on): p for on, p in places.items()}
    trip = Trip(claim.period_starts_on, claim.period_ends_on, nights)
    days = [
        _planned(day, said.get(day.service_on, Said()), places, officer_id, trip, book, ground)
        for day in way.days
    ]
    return Plan(way, tuple(days))


def _planned(
    day: TripDay,
    said: Said,
    places: Mapping[date, str],
    officer_id: UUID,
    trip: Trip,
    book: RateBook,
    ground: Ground,
) -> PlannedDay:
    on, place = day.service_on, places[day.service_on]
    problems: list[FieldProblem] = []
    in_claim = trip.first <= on <= trip.last
    if not in_claim:
        message = "This day lies outside the days of the claim: it makes no lines."
        problems.append(FieldProblem("service_on", "outside_claim_period", message))
    common = {"officer_id": officer_id, "service_on": on, "location": place}
    lodging = _lodging(day, said, common, trip, book, ground, problems) if in_claim else None
    mie = _meals(day, said, common, trip, book, ground, problems) if in_claim else None
    returning = day.kind is TravelDay.LAST
    rated_on = on - ONE_DAY if returning else on
    rate = _rate(book, places.get(rated_on, place), rated_on)
    return PlannedDay(day, said, place, in_claim, rate, rated_on, lodging, mie, tuple(problems))


def _lodging(
    day: TripDay,
    said: Said,
    common: Mapping[str, Any],
    trip: Trip,
    book: RateBook,
    ground: Ground,
    problems: list[FieldProblem],
) -> PlannedLine | None:
    if said.lodging is None:
        return None
    note = said.note or f"Lodging in {common['location']}"
    values = {**common, **said.lodging, "category": "lodging", "description": note}
    try:
        line = line_of(_expense(values), trip, book, ground.per_diem)
        allowance = line_allowance(line, ground.terms, ground.allowance, ground.per_diem)
    except PerDiemError as error:
        problems.append(FieldProblem("place", error.code, str(error)))
        claimed = said.lodging["claimed_usd"]
        return PlannedLine(values, LineAllowance("", claimed, ZERO, None, "41 CFR 301-11", "0", str(error)))
    if allowance.disallow_code is not None:
        problems.append(FieldProblem("lodging", allowance.disallow_code.value, allowance.explanation))
    return PlannedLine(values, allowance)


def _meals(
    day: TripDay,
    said: Said,
    common: Mapping[str, Any],
    trip: Trip,
    book: RateBook,
    ground: Ground,
    problems: list[FieldProblem],
) -> PlannedLine | None:
    """The M&IE that the day carries is what it claims; none on a trip too short for it."""
    values = {
        **common,
        "category": "mie",
        "description": said.note or MEALS,
        "travel_day": day.kind.value,
        "meals_furnished": [meal.value for meal in said.meals],
        "claimed_usd": ZERO,
    }
    try:
        line = line_of(_expense(values), trip, book, ground.per_diem)
        assert isinstance(line.basis, MealsDay)
        basis = line.basis
        entitled = mie_for_day(
            line.service_on, basis.day, basis.rate, basis.furnished, ground.per_diem
        ).allowed
        line = replace(line, claimed=entitled)
        allowance = line_allowance(line, ground.terms, ground.allowance, ground.per_diem)
    except PerDiemError as error:
        field = "meals_furnished" if error.code == "furnished_meals_without_allowance" else "place"
        if all(problem.code != error.code for problem in problems):
            problems.append(FieldProblem(field, error.code, str(error)))
        return None
    if entitled == 0:
        return None
    if allowance.disallow_code is not None:
        problems.append(FieldProblem("meals_furnished", allowance.disallow_code.value, allowance.explanation))
    money = {"claimed_usd": entitled, "amount": entitled, "currency": USD}
    return PlannedLine({**values, **money}, allowance)


def _rate(book: RateBook, place: str, on: date) -> PlaceRate | None:
    try:
        return book.place(place, on)
    except PerDiemError:
        return None


def _expense(values: Mapping[str, Any]) -> Expense:
    """A line that is not stored, for the rules to read."""
    defaults: dict[str, Any] = {"meals_furnished": [], "receipt_attached": False}
    return Expense(**(defaults | dict(values)))


def of_category(day: PlannedDay, category: ExpenseCategory) -> PlannedLine | None:
    return day.lodging if category is ExpenseCategory.LODGING else day.mie


def total_of(days: Sequence[PlannedDay], category: ExpenseCategory) -> tuple[Decimal, Decimal]:
    """Claimed and allowed, US dollars."""
    lines = [line for day in days if (line := of_category(day, category)) is not None]
    return (
        sum((line.allowance.claimed for line in lines), ZERO),
        sum((line.allowance.allowed for line in lines), ZERO),
    )
