"""Recording instruments."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.enums import AgencyKind, InstrumentKind, PaymentRegime, TravelBasis
from models.mous import Instrument, Mou
from models.obligations import Obligation
from schemas.instruments import InstrumentCreate, InstrumentUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.instruments.rules import problems_of_choice
from services.money import cents
from services.records import apply_changes, created, load_for_change

#: What a modification of a signed instrument may change.
MODIFIABLE = frozenset({"ceiling_usd", "performance_ends_on", "fiscal_strips"})


async def create_instrument(session: AsyncSession, actor: Actor, data: InstrumentCreate) -> UUID:
    """A new instrument, unsigned. Raises `Invalid` for a choice unknown to the law, `Conflict` for a taken number."""
    actor.require(Permission.INSTRUMENTS_EDIT)
    values = _columns(data.model_dump(mode="python"))
    instrument = created(Instrument(**values), actor)
    await _check(session, instrument)
    session.add(instrument)
    _record(session, actor, "created", instrument)
    return instrument.id


async def update_instrument(
    session: AsyncSession, actor: Actor, instrument_id: UUID, version: int, data: InstrumentUpdate
) -> None:
    """Change an instrument; once signed, only what a modification may change.

    Raises `Conflict` for anything else on a signed one, and for a ceiling below what is obligated.
    """
    instrument = await _load(session, actor, instrument_id, version)
    given = _columns(data.changes())
    changes = {name: value for name, value in given.items() if value != getattr(instrument, name)}
    fixed = sorted(changes.keys() - MODIFIABLE)
    if instrument.signed_at is not None and fixed:
        message = f"It is signed: {', '.join(fixed)} cannot be changed any more. Make a new instrument."
        raise Conflict(message, code="instrument_signed", field=fixed[0])
    apply_changes(instrument, changes, actor)
    with session.no_autoflush:
        await _check(session, instrument, renumbered="number" in changes)
        if "ceiling_usd" in changes:
            await _require_covering(session, instrument)
    _record(session, actor, "updated", instrument)


async def sign_instrument(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    instrument_id: UUID,
    version: int,
    signed_at: datetime | None,
) -> None:
    """Record that both sides have signed; from then on money can be obligated under it (31 USC 1501).

    Raises `Conflict` when it is signed already, `Invalid` for a time in the future.
    """
    instrument = await _load(session, actor, instrument_id, version)
    if instrument.signed_at is not None:
        raise Conflict(f"It was signed on {instrument.signed_at:%Y-%m-%d}.", code="already_signed")
    if signed_at is not None and signed_at > clock.now():
        raise Invalid(FieldProblem("signed_at", "in_future", "A signature cannot lie in the future."))
    apply_changes(instrument, {"signed_at": signed_at or clock.now()}, actor)
    _record(session, actor, "signed", instrument)


async def delete_instrument(session: AsyncSession, actor: Actor, instrument_id: UUID, version: int) -> None:
    """Remove one that was never signed. Raises `Conflict` for a signed one: it has bound the Government."""
    instrument = await _load(session, actor, instrument_id, version)
    if instrument.signed_at is not None:
        raise Conflict("A signed instrument is kept.", code="instrument_signed")
    _record(session, actor, "deleted", instrument, before={"number": instrument.number}, after={})
    await session.delete(instrument)


async def _load(session: AsyncSession, actor: Actor, instrument_id: UUID, version: int) -> Instrument:
    actor.require(Permission.INSTRUMENTS_EDIT)
    return await load_for_change(session, actor, Instrument, instrument_id, version=version)


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """Values by column: the ceiling is one amount in dollars there."""
    if "ceiling" in values:
        values["ceiling_usd"] = cents(values.pop("ceiling")["amount"])
    return values


async def _check(session: AsyncSession, instrument: Instrument, *, renumbered: bool = True) -> None:
    """Raises `Invalid` naming every field at fault, `Conflict` for a number that is taken."""
    agency_kind = await session.scalar(select(Agency.kind).where(Agency.id == instrument.agency_id))
    if agency_kind is None:
        raise Invalid(FieldProblem("agency_id", "unknown", "There is no such agency."))
    problems = problems_of_choice(
        InstrumentKind(instrument.kind),
        PaymentRegime(instrument.regime),
        TravelBasis(instrument.travel_basis),
        AgencyKind(agency_kind),
    )
    if instrument.performance_ends_on < instrument.performance_starts_on:
        message = f"Performance cannot end before it starts on {instrument.performance_starts_on}."
        problems.append(FieldProblem("performance_ends_on", "before_start", message))
    if instrument.mou_id is not None:
        party = await session.scalar(select(Mou.agency_id).where(Mou.id == instrument.mou_id))
        if party != instrument.agency_id:
            message = "There is no such memorandum with this agency."
            problems.append(FieldProblem("mou_id", "unknown", message))
    if problems:
        raise Invalid(*problems)
    same_number = exists().where(Instrument.number == instrument.number, Instrument.id != instrument.id)
    if renumbered and await session.scalar(select(same_number)):
        raise Conflict(f"The number {instrument.number} is taken.", code="number_taken", field="number")


async def _require_covering(session: AsyncSession, instrument: Instrument) -> None:
    net = func.sum(Obligation.obligated_usd - Obligation.deobligated_usd)
    obligated = await session.scalar(select(net).where(Obligation.instrument_id == instrument.id))
    if obligated is not None and instrument.ceiling_usd < obligated:
        message = (
            f"{obligated:,.2f} USD is obligated under it: the ceiling cannot be lower. De-obligate first."
        )
        raise Conflict(message, code="below_obligated", field="ceiling")


def _record(session: AsyncSession, actor: Actor, verb: str, instrument: Instrument, **extra: Any) -> None:
    record_event(
        session,
        actor,
        f"instruments.{verb}",
        instrument,
        subject_type="instrument",
        permission=Permission.INSTRUMENTS_EDIT,
        label=instrument.number,
        agency_id=instrument.agency_id,
        **extra,
    )
