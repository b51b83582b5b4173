"""Recording obligations, and changing what is obligated. Payments come from claims, through `ledger.post_payment`."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.mous import Instrument
from models.obligations import Obligation
from schemas.obligations import ObligationAdjust, ObligationCreate, ObligationDeobligate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.obligations.balance import FundTerms
from services.obligations.ledger import post_adjustment, post_deobligation, post_obligation
from services.obligations.lifecycle import LIFECYCLE
from services.obligations.policies import CancellationPolicy
from services.policies import policy_in_force
from services.records import created, load_for_change


async def create_obligation(
    session: AsyncSession, actor: Actor, clock: Clock, data: ObligationCreate
) -> UUID:
    """Record money under a signed instrument, and the actor as the one who approved it (invariant 11).

    Raises `Invalid` for an unknown instrument or an availability that ends before it starts; `Conflict` for an
    unsigned instrument (31 USC 1501), a number that is taken, money beyond the ceiling or outside the availability.
    """
    actor.require(Permission.OBLIGATIONS_MANAGE)
    if data.available_to < data.available_from:
        message = f"The fund cannot cease to be available before {data.available_from}."
        raise Invalid(FieldProblem("available_to", "before_start", message))
    instrument = await session.get(Instrument, data.instrument_id)
    if instrument is None:
        raise Invalid(FieldProblem("instrument_id", "unknown", "There is no such instrument."))
    if instrument.signed_at is None:
        message = f"{instrument.number} is not signed: money needs a written binding instrument."
        raise Conflict(message, code="instrument_not_signed", field="instrument_id")
    if await session.scalar(select(exists().where(Obligation.document_number == data.document_number))):
        message = f"The document number {data.document_number} is taken."
        raise Conflict(message, code="document_number_taken", field="document_number")
    policy = await policy_in_force(session, "obligations", CancellationPolicy, clock.today())
    fund = FundTerms(data.available_from, data.available_to, policy.years_until_cancelled)
    obligation = Obligation(
        **data.model_dump(exclude={"amount"}), cancels_on=fund.cancels_on, approved_by=actor.id
    )
    session.add(created(obligation, actor))
    record_event(
        session,
        actor,
        "obligations.created",
        obligation,
        subject_type="obligation",
        permission=Permission.OBLIGATIONS_MANAGE,
        label=obligation.document_number,
    )
    await session.flush()
    await session.refresh(obligation)
    await post_obligation(session, obligation, data.amount.amount, actor, clock.today())
    return obligation.id


async def adjust_obligation(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    obligation_id: UUID,
    version: int,
    data: ObligationAdjust,
) -> None:
    """Correct what was obligated, up or down. Raises `Conflict`; see `balance.may_obligate`."""
    obligation = await _load(session, actor, obligation_id, version)
    LIFECYCLE.fire(actor, obligation, "adjust")
    await post_adjustment(session, obligation, data.amount.amount, data.reason, actor, clock.today())


async def deobligate(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    obligation_id: UUID,
    version: int,
    data: ObligationDeobligate,
) -> None:
    """Release what will not be needed. Raises `Conflict`; see `balance.may_deobligate`."""
    obligation = await _load(session, actor, obligation_id, version)
    LIFECYCLE.fire(actor, obligation, "deobligate")
    await post_deobligation(session, obligation, data.amount.amount, data.reason, actor, clock.today())


async def _load(session: AsyncSession, actor: Actor, obligation_id: UUID, version: int) -> Obligation:
    actor.require(Permission.OBLIGATIONS_MANAGE)
    return await load_for_change(session, actor, Obligation, obligation_id, version=version)
