"""Adding rates. What is there is never changed: past rates never change a computed claim (invariant 16)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base
from models.countries import Country
from models.rates import ExchangeRate, InterestRate, MieBreakdown, MileageRate, PerDiemRate
from schemas.base import MoneyInput
from schemas.rates import ExchangeCreate, InterestCreate, MieCreate, MileageCreate, PerDiemCreate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.country_codes import require_country
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.money import USD, UnknownCurrency, minor_units
from services.rates.rules import seasons_overlap
from services.records import created


async def add_per_diem(session: AsyncSession, actor: Actor, clock: Clock, data: PerDiemCreate) -> UUID:
    """Raises `Invalid` unless exactly one country is named, `Conflict` for a season that has a rate from that day.

    Place and country are written as in the rates that are there, so that the new one replaces them.
    """
    actor.require(Permission.RATES_ADD)
    _require_order(data)
    amounts = _usd(lodging=data.lodging, mie=data.mie)
    country_id, country_name = await _country(session, clock, data)
    location = await _as_published(session, PerDiemRate.location, data.location, country_name)
    there = await session.scalars(
        select(PerDiemRate).where(
            PerDiemRate.scope == data.scope,
            PerDiemRate.country_name == country_name,
            PerDiemRate.location == location,
            PerDiemRate.effective_from == data.effective_from,
            ~PerDiemRate.withdrawn,
        )
    )
    season = (data.season_start, data.season_end)
    if any(seasons_overlap(season, (rate.season_start, rate.season_end)) for rate in there):
        raise _taken(f"{location} has a rate in this season", data.effective_from)
    rate = PerDiemRate(
        **data.model_dump(exclude={"country", "country_name", "location", "lodging", "mie"}),
        country_id=country_id,
        country_name=country_name,
        location=location,
        lodging_usd=amounts["lodging"],
        mie_usd=amounts["mie"],
    )
    return _add(session, actor, rate, "per_diem_rate", f"{country_name}, {location}")


async def add_mie(session: AsyncSession, actor: Actor, data: MieCreate) -> UUID:
    """Raises `Conflict` for a total that is split from that day already."""
    actor.require(Permission.RATES_ADD)
    _require_order(data)
    parts = _usd(breakfast=data.breakfast, lunch=data.lunch, dinner=data.dinner, incidentals=data.incidentals)
    total = sum(parts.values(), Decimal(0))
    await _require_new(
        session, MieBreakdown, data.effective_from, f"{total} is split", scope=data.scope, total_usd=total
    )
    rate = MieBreakdown(
        **data.model_dump(exclude=set(parts)),
        total_usd=total,
        **{f"{part}_usd": amount for part, amount in parts.items()},
    )
    return _add(session, actor, rate, "mie_breakdown", f"{data.scope.value}, {total}")


async def add_mileage(session: AsyncSession, actor: Actor, data: MileageCreate) -> UUID:
    """Raises `Conflict` for a kind of vehicle that has a rate from that day."""
    actor.require(Permission.RATES_ADD)
    _require_order(data)
    await _require_new(session, MileageRate, data.effective_from, f"{data.mode} has a rate", mode=data.mode)
    return _add(session, actor, MileageRate(**data.model_dump()), "mileage_rate", data.mode.value)


async def add_interest(session: AsyncSession, actor: Actor, data: InterestCreate) -> UUID:
    """Raises `Conflict` when there is a rate from that day."""
    actor.require(Permission.RATES_ADD)
    _require_order(data)
    await _require_new(session, InterestRate, data.effective_from, "There is a rate")
    return _add(session, actor, InterestRate(**data.model_dump()), "interest_rate", f"{data.percent} percent")


async def add_exchange(session: AsyncSession, actor: Actor, clock: Clock, data: ExchangeCreate) -> UUID:
    """Raises `Invalid` for an unknown currency, for US dollars and for a day to come; `Conflict` for a second rate
    of a day from one source."""
    actor.require(Permission.RATES_ADD)
    if data.currency == USD:
        raise Invalid(FieldProblem("currency", "is_usd", "A dollar is always a dollar."))
    try:
        minor_units(data.currency)
    except UnknownCurrency as error:
        raise Invalid(FieldProblem("currency", error.code, str(error))) from None
    if data.rated_on > clock.today():
        raise Invalid(FieldProblem("rated_on", "in_the_future", f"Today is {clock.today()}."))
    same = (
        ExchangeRate.currency == data.currency,
        ExchangeRate.rated_on == data.rated_on,
        ExchangeRate.source == data.source,
    )
    if await session.scalar(select(ExchangeRate.id).where(*same)):
        raise Conflict(f"{data.source} has a rate for that day.", code="already_exists", field="rated_on")
    return _add(session, actor, ExchangeRate(**data.model_dump()), "exchange_rate", data.currency)


async def _country(session: AsyncSession, clock: Clock, data: PerDiemCreate) -> tuple[UUID | None, str]:
    """The partner country, if it is one, and the name that its rates are published under."""
    if (data.country is None) == (data.country_name is None):
        message = "Name either a partner country by its code or another country by its name."
        raise Invalid(FieldProblem("country", "one_country", message))
    if data.country_name is not None:
        return None, await _as_published(session, PerDiemRate.country_name, data.country_name)
    country_id = await require_country(session, data.country or "", field="country", on=clock.today())
    published = (
        select(PerDiemRate.country_name)
        .where(PerDiemRate.country_id == country_id, PerDiemRate.scope == data.scope)
        .order_by(PerDiemRate.effective_from.desc())
        .limit(1)
    )
    name = select(func.upper(Country.name)).where(Country.id == country_id)
    return country_id, await session.scalar(published) or await session.scalar(name) or ""


async def _as_published(
    session: AsyncSession, column: Any, written: str, country_name: str | None = None
) -> str:
    """`written` as it is spelled in the rates that are there, or as it is where there are none."""
    spelled = select(column).where(func.search_fold(column) == func.search_fold(written)).limit(1)
    if country_name is not None:
        spelled = spelled.where(PerDiemRate.country_name == country_name)
    return await session.scalar(spelled) or written


def _usd(**amounts: MoneyInput) -> Mapping[str, Decimal]:
    problems = []
    for field, money in amounts.items():
        if money.currency != USD:
            problems.append(FieldProblem(f"{field}/currency", "not_usd", "These rates are in USD."))
        if money.amount < 0:
            problems.append(FieldProblem(f"{field}/amount", "amount_negative", "It cannot be negative."))
    if problems:
        raise Invalid(*problems)
    return {field: money.amount for field, money in amounts.items()}


def _require_order(data: PerDiemCreate | MieCreate | MileageCreate | InterestCreate) -> None:
    if data.effective_to is not None and data.effective_to < data.effective_from:
        message = f"The last day must not come before {data.effective_from}."
        raise Invalid(FieldProblem("effective_to", "order", message))


async def _require_new(
    session: AsyncSession, table: Any, effective_from: Any, what: str, **same: Any
) -> None:
    clauses = [getattr(table, name) == value for name, value in same.items()]
    if await session.scalar(select(table.id).where(table.effective_from == effective_from, *clauses)):
        raise _taken(what, effective_from)


def _taken(what: str, effective_from: Any) -> Conflict:
    message = f"{what} from {effective_from} already. Rates are never changed; add one from another day."
    return Conflict(message, code="already_exists", field="effective_from")


def _add(session: AsyncSession, actor: Actor, rate: Base, subject_type: str, label: str) -> UUID:
    session.add(created(rate, actor))
    record_event(
        session,
        actor,
        f"{subject_type}s.added",
        rate,
        subject_type=subject_type,
        permission=Permission.RATES_ADD,
        label=label,
    )
    rate_id: UUID = rate.id  # type: ignore[attr-defined]
    return rate_id
