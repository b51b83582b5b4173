"""A traveller's trip in a claim: kept as an itinerary, claimed as a line for each night and each day's meals."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.claims import Claim, Expense
from models.enums import ExpenseCategory, Meal
from models.rates import PerDiemRate
from models.trips import Trip
from schemas.trips import TripDayInput, TripInput
from services.access.permissions import Permission
from services.access.policy import Actor
from services.claims.commands import record, require_editable
from services.claims.expenses import append_line, change_line, line_columns, remove_line
from services.claims.itinerary import Leg, journey, read_legs, zone_problem
from services.claims.persons import claim_row, ground_for, may_change, person_of, require_person
from services.claims.trip_answer import trip_answer
from services.claims.trip_plan import Plan, Said, of_category, plan_trip
from services.clock import Clock
from services.detail import Answer
from services.errors import FieldProblem, Invalid
from services.records import apply_changes, created, load_for_change, load_visible, touch

_MADE = (ExpenseCategory.LODGING, ExpenseCategory.MIE)
_Lines = dict[tuple[str, date], Any]


async def get_trip(
    connection: AsyncConnection, actor: Actor, clock: Clock, claim_id: UUID, officer_id: UUID
) -> Answer:
    """The trip as it stands, computed with the rates of its days; without legs while there is none.

    Raises `NotFound` for a claim that is not the actor's to see, and for somebody who is not of its agency.
    """
    actor.require(Permission.CLAIMS_READ)
    claim = await claim_row(connection, actor, claim_id)
    officer = await person_of(connection, claim, officer_id)
    return await _answer(connection, actor, clock, claim, officer)


async def preview_trip(
    session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, officer_id: UUID, data: TripInput
) -> Answer:
    """What `set_trip` would make of it; nothing is written. Raises as it does."""
    actor.require(Permission.CLAIMS_PREPARE)
    claim = await load_visible(session, actor, Claim, claim_id)
    officer = await person_of(session, claim, await require_person(session, actor, claim, officer_id))
    plan = await _plan(session, clock, claim, officer_id, data)
    lines = await _lines(session, claim_id, officer_id)
    rates = await _rate_rows(session, plan)
    return trip_answer(
        claim, officer, data.model_dump(mode="json"), plan, lines, rates, _actions(actor, claim)
    )


async def set_trip(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    claim_id: UUID,
    officer_id: UUID,
    version: int,
    data: TripInput,
) -> Answer:
    """Keep a trip and make its lines: a night's lodging where one was paid, and M&IE for every day that carries it.

    Lines of the traveller's lodging and meals within the trip follow it; those of days that are no longer in it go.
    A day whose rate is missing has no M&IE line: the answer says so, and the rest is kept. `version` is the claim's.
    Raises `IllegalTransition` unless the claim is a draft or was returned, and `Invalid` for times out of order, zones
    that do not exist, and amounts that their currency does not have.
    """
    actor.require(Permission.CLAIMS_PREPARE)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    require_editable(actor, claim)
    await require_person(session, actor, claim, officer_id)
    plan = await _plan(session, clock, claim, officer_id, data)
    stored = await session.scalar(
        select(Trip).where(Trip.claim_id == claim_id, Trip.officer_id == officer_id).with_for_update()
    )
    days = {planned.day.service_on for planned in plan.days}
    if stored is not None:
        days |= await _days_of(session, clock, claim, stored)
    else:
        stored = created(Trip(claim_id=claim_id, officer_id=officer_id), actor)
        session.add(stored)
    kept = {
        "home_zone": data.home_zone,
        "legs": [leg.model_dump(mode="json") for leg in data.legs],
        "days": [
            day.model_dump(mode="json", exclude={"lodging"})
            for day in data.days
            if day.place or day.note or day.meals_furnished
        ],
    }
    if any(getattr(stored, name) != value for name, value in kept.items()):
        apply_changes(stored, kept, actor)
        # Whoever signs has read the trip as it stands, also where it moves no line.
        touch(claim, actor)
    await _write_lines(session, actor, claim, officer_id, plan, days)
    record(session, actor, "trip_set", claim, before={}, after={"officer_id": str(officer_id), **kept})
    await session.flush()
    officer = await person_of(session, claim, officer_id)
    return await _answer(session, actor, clock, claim, officer)


async def _answer(
    session: AsyncSession | AsyncConnection, actor: Actor, clock: Clock, claim: Any, officer: Any
) -> Answer:
    columns = Trip.__table__.c
    found = await session.execute(
        select(columns.home_zone, columns.legs, columns.days).where(
            columns.claim_id == claim.id, columns.officer_id == officer.id
        )
    )
    stored = found.one_or_none()
    lines = await _lines(session, claim.id, officer.id)
    actions = _actions(actor, claim)
    if stored is None:
        return trip_answer(claim, officer, None, None, lines, {}, actions)
    plan = await _plan_of(session, clock, claim, officer.id, stored, lines)
    rates = await _rate_rows(session, plan)
    shown = {"home_zone": stored.home_zone, "legs": stored.legs}
    return trip_answer(claim, officer, shown, plan, lines, rates, actions)


def _actions(actor: Actor, claim: Any) -> list[str]:
    return ["update"] if may_change(actor, claim) else []


async def _plan(session: AsyncSession, clock: Clock, claim: Claim, officer_id: UUID, data: TripInput) -> Plan:
    """The plan of what was sent. Raises `Invalid` with everything that is wrong with it."""
    legs, problems = read_legs([leg.model_dump() for leg in data.legs])
    if wrong := zone_problem(data.home_zone, "home_zone"):
        problems.append(wrong)
    said: dict[date, Said] = {}
    for position, day in enumerate(data.days):
        if day.service_on in said:
            message = "Name each day once."
            problems.append(FieldProblem(f"days/{position}/service_on", "repeated", message))
        said[day.service_on] = await _said(session, day, f"days/{position}", problems)
    if problems:
        raise Invalid(*problems)
    ground = await ground_for(session, clock, claim)
    plan = await plan_trip(session, claim, officer_id, legs, ZoneInfo(data.home_zone), said, ground)
    claimable = {planned.day.service_on for planned in plan.days if planned.in_claim}
    astray = [
        FieldProblem(
            f"days/{position}/service_on",
            "not_a_day_of_the_trip",
            f"{day.service_on} is no day of this trip within the claim: take its lodging and meals away first.",
        )
        for position, day in enumerate(data.days)
        if day.service_on not in claimable and (day.lodging or day.meals_furnished)
    ]
    if astray:
        raise Invalid(*astray)
    return plan


async def _said(session: AsyncSession, day: TripDayInput, within: str, problems: list[FieldProblem]) -> Said:
    lodging = None
    if day.lodging is not None:
        facts = {
            "category": ExpenseCategory.LODGING,
            "service_on": day.service_on,
            "location": day.place or "-",
            "fx_rate": day.lodging.fx_rate,
            "fx_source": day.lodging.fx_source,
        }
        try:
            columns = await line_columns(session, facts, day.lodging.amount, day.lodging.tax)
        except Invalid as error:
            problems += [
                FieldProblem(f"{within}/lodging/{found.field}", found.code, found.message)
                for found in error.problems
            ]
        else:
            lodging = {name: columns[name] for name in _NIGHT} | {
                "receipt_attached": day.lodging.receipt_attached
            }
    meals = tuple(meal for meal in Meal if meal in day.meals_furnished)
    if len(meals) < len(day.meals_furnished):
        problems.append(FieldProblem(f"{within}/meals_furnished", "repeated", "Name each meal once."))
    return Said(day.place, meals, lodging, day.note)


_NIGHT = ("amount", "currency", "fx_rate", "fx_source", "claimed_usd", "tax_usd")


async def _plan_of(
    session: AsyncSession | AsyncConnection,
    clock: Clock,
    claim: Any,
    officer_id: UUID,
    stored: Any,
    lines: _Lines,
) -> Plan:
    """The plan of what is stored: notes from the trip, nights and meals from its lines."""
    legs = _stored_legs(stored)
    notes = {date.fromisoformat(day["service_on"]): day for day in stored.days}
    said = {}
    for on in {*notes, *(on for _, on in lines)}:
        note, night = notes.get(on, {}), lines.get((ExpenseCategory.LODGING, on))
        meals = lines.get((ExpenseCategory.MIE, on))
        furnished = note.get("meals_furnished", []) if meals is None else meals.meals_furnished
        paid = {name: getattr(night, name) for name in (*_NIGHT, "receipt_attached")} if night else None
        said[on] = Said(note.get("place"), tuple(Meal(meal) for meal in furnished), paid, note.get("note"))
    ground = await ground_for(session, clock, claim)
    return await plan_trip(session, claim, officer_id, legs, ZoneInfo(stored.home_zone), said, ground)


def _stored_legs(stored: Any) -> list[Leg]:
    legs, _ = read_legs(stored.legs)
    return legs


async def _days_of(session: AsyncSession, clock: Clock, claim: Claim, stored: Trip) -> set[date]:
    """The days that a stored trip has had until now."""
    ground = await ground_for(session, clock, claim)
    way = journey(_stored_legs(stored), ZoneInfo(stored.home_zone), ground.per_diem)
    return {day.service_on for day in way.days}


async def _write_lines(
    session: AsyncSession, actor: Actor, claim: Claim, officer_id: UUID, plan: Plan, days: set[date]
) -> None:
    """Make the claim's lines of these days what the plan says; what is alike already stays untouched."""
    present: _Lines = {}
    for expense in await session.scalars(
        select(Expense)
        .where(_made_for(claim.id, officer_id), Expense.service_on.in_(days))
        .order_by(Expense.line_number)
    ):
        present.setdefault((expense.category, expense.service_on), expense)
    for planned in plan.days:
        for category in _MADE:
            line = of_category(planned, category)
            expense = present.pop((category, planned.day.service_on), None)
            if line is None:
                if expense is not None:
                    await remove_line(session, actor, claim, expense)
            elif expense is None:
                await append_line(session, actor, claim, line.values)
            else:
                changes = {n: v for n, v in line.values.items() if getattr(expense, n) != v}
                if changes:
                    change_line(session, actor, claim, expense, changes)
    for expense in present.values():
        await remove_line(session, actor, claim, expense)


def _made_for(claim_id: UUID, officer_id: UUID) -> Any:
    of_both = Expense.category.in_([category.value for category in _MADE])
    return (Expense.claim_id == claim_id) & (Expense.officer_id == officer_id) & of_both


async def _lines(session: AsyncSession | AsyncConnection, claim_id: UUID, officer_id: UUID) -> _Lines:
    """Lodging and meals of one traveller by category and day; the first where a day has several."""
    rows = await session.execute(
        select(*Expense.__table__.columns)
        .where(_made_for(claim_id, officer_id))
        .order_by(Expense.line_number.desc())
    )
    return {(row.category, row.service_on): row for row in rows}


async def _rate_rows(session: AsyncSession | AsyncConnection, plan: Plan) -> Mapping[str, str]:
    """The source of each rate, by row id."""
    ids = {UUID(planned.rate.row_id) for planned in plan.days if planned.rate}
    rows = await session.execute(select(PerDiemRate.id, PerDiemRate.source).where(PerDiemRate.id.in_(ids)))
    return {str(row.id): row.source for row in rows}
