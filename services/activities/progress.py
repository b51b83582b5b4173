"""Moving activities through their state table."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity
from models.mous import Instrument
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities import lifecycle
from services.activities.assignments import cancel_all
from services.activities.checklist import mark_instrument_done
from services.activities.gates import facts_of, lock_money
from services.activities.parties import require_party
from services.activities.parts import record
from services.clock import Clock
from services.records import load_for_change


async def make_ready(
    session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int
) -> None:
    """The paperwork is complete: a signed instrument, and an obligation that pays the estimate."""
    activity = await _load(session, actor, activity_id, version, Permission.ACTIVITIES_MANAGE)
    await _fire(session, actor, clock, activity, "ready")
    _record(session, actor, "readied", activity, Permission.ACTIVITIES_MANAGE)
    number = await session.scalar(select(Instrument.number).where(Instrument.id == activity.instrument_id))
    await mark_instrument_done(session, actor, clock, activity, f"Instrument {number}")


async def concur(session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int) -> None:
    """The post, or for a study visit the host agency's coordinator, agrees. Raises `Forbidden` for the other side."""
    activity = await _load(session, actor, activity_id, version, Permission.ACTIVITIES_CONCUR)
    require_party(actor, "concur", activity.modality, activity.agency_id)
    await _fire(session, actor, clock, activity, "concur")
    activity.concurred_at, activity.concurred_by = clock.now(), actor.id
    _record(session, actor, "concurred", activity, Permission.ACTIVITIES_CONCUR)


async def authorize(
    session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int
) -> None:
    """The go-ahead. Every gate must pass: concurrence, instrument, money, readiness, vetting (invariant 6)."""
    activity = await _load(session, actor, activity_id, version, Permission.ACTIVITIES_MANAGE)
    await _fire(session, actor, clock, activity, "authorize")
    _record(session, actor, "authorized", activity, Permission.ACTIVITIES_MANAGE)


async def suspend(
    session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int, reason: str
) -> None:
    """Hold an authorized or running activity, for a reason of the programme, the post or the agency."""
    activity = await _load(session, actor, activity_id, version, Permission.ACTIVITIES_SUSPEND)
    await _fire(session, actor, clock, activity, "suspend")
    _record(session, actor, "suspended", activity, Permission.ACTIVITIES_SUSPEND, reason)


async def resume(session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int) -> None:
    """Go on after a suspension; every gate is asked again."""
    activity = await _load(session, actor, activity_id, version, Permission.ACTIVITIES_MANAGE)
    await _fire(session, actor, clock, activity, "resume")
    _record(session, actor, "resumed", activity, Permission.ACTIVITIES_MANAGE)


async def finish(session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int) -> None:
    """The work is done and its attendance recorded. Raises `Forbidden` for the side that does not say so."""
    activity = await _load(session, actor, activity_id, version, Permission.ACTIVITIES_FINISH)
    require_party(actor, "finish", activity.modality, activity.agency_id)
    await _fire(session, actor, clock, activity, "finish")
    _record(session, actor, "finished", activity, Permission.ACTIVITIES_FINISH)


async def close(session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int) -> None:
    """Nothing is left to do: report accepted, claims final, no money left on the obligation."""
    activity = await _load(session, actor, activity_id, version, Permission.ACTIVITIES_MANAGE)
    await _fire(session, actor, clock, activity, "close")
    _record(session, actor, "closed", activity, Permission.ACTIVITIES_MANAGE)


async def cancel(
    session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int, reason: str
) -> None:
    """Give an activity up before it is completed. Its officers are free again."""
    activity = await _load(session, actor, activity_id, version, Permission.ACTIVITIES_CANCEL)
    await _fire(session, actor, clock, activity, "cancel")
    activity.cancel_reason = reason
    _record(session, actor, "cancelled", activity, Permission.ACTIVITIES_CANCEL, reason)
    await cancel_all(session, actor, activity)


async def _load(
    session: AsyncSession, actor: Actor, activity_id: UUID, version: int, permission: Permission
) -> Activity:
    actor.require(permission)
    return await load_for_change(session, actor, Activity, activity_id, version=version)


async def _fire(session: AsyncSession, actor: Actor, clock: Clock, activity: Activity, event: str) -> None:
    await lock_money(session, activity)
    facts = await facts_of(session, activity.id, clock.today())
    lifecycle.ACTIVITY.fire(actor, activity, event, facts)
    activity.updated_by = actor.id


def _record(
    session: AsyncSession,
    actor: Actor,
    action: str,
    activity: Activity,
    permission: Permission,
    reason: str | None = None,
) -> None:
    record(session, actor, action, activity, permission, reason=reason)
