"""What happens to a memorandum once both parties have signed: amendment, suspension and notice."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.mous import Mou, MouAmendment
from schemas.mous import AmendmentCreate, MouNotice
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import FieldProblem, Invalid
from services.mous.events import record_mou_event
from services.mous.lifecycle import LIFECYCLE
from services.mous.overlap import require_no_other_in_force
from services.records import apply_changes, created, load_for_change


async def amend_mou(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int, data: AmendmentCreate
) -> None:
    """Record an amendment that both have signed; it gets the next number. One with `ends_on` renews.

    Raises `Invalid` for signatures in the future, a renewal signed after the end, or an end already past;
    `Conflict` when the longer term runs into another memorandum of the same scope.
    """
    actor.require(Permission.MOUS_EDIT)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, "amend")
    _check_amendment(mou, data, clock.today())
    last = await session.scalar(
        select(func.coalesce(func.max(MouAmendment.sequence), 0)).where(MouAmendment.mou_id == mou.id)
    )
    amendment = MouAmendment(
        mou_id=mou.id,
        sequence=(last or 0) + 1,
        **data.model_dump(exclude={"text_sha256"}),
        text_sha256=bytes.fromhex(data.text_sha256),
    )
    session.add(created(amendment, actor))
    # The text is another one now, so its version is too, whether or not the term has changed.
    apply_changes(mou, {"version": mou.version + 1}, actor)
    before = {"ends_on": mou.ends_on.isoformat() if mou.ends_on else None}
    if data.ends_on is not None:
        mou.ends_on = data.ends_on
        await require_no_other_in_force(session, mou)
    after = {
        "amendment_id": str(amendment.id),
        "sequence": amendment.sequence,
        **data.model_dump(mode="json"),
    }
    record_mou_event(session, actor, "amended", mou, Permission.MOUS_EDIT, before=before, after=after)


def _check_amendment(mou: Mou, data: AmendmentCreate, today: date) -> None:
    problems = []
    for field, signed_on in (
        ("inl_signed_on", data.inl_signed_on),
        ("agency_signed_on", data.agency_signed_on),
    ):
        if signed_on > today:
            problems.append(FieldProblem(field, "in_future", "A signature cannot lie in the future."))
        elif mou.ends_on is not None and signed_on > mou.ends_on:
            message = f"A renewal is signed before the end on {mou.ends_on}. Make a new memorandum."
            problems.append(FieldProblem(field, "after_end", message))
    if data.ends_on is not None and data.ends_on < today:
        problems.append(
            FieldProblem("ends_on", "in_past", "The new end has passed. Give notice to end it now.")
        )
    if problems:
        raise Invalid(*problems)


async def suspend_mou(session: AsyncSession, actor: Actor, mou_id: UUID, version: int, reason: str) -> None:
    """Stop new outreach under it, for a written reason. What runs finishes under its instrument."""
    await _suspend(session, actor, mou_id, version, reason, event="suspend", verb="suspended")


async def resume_mou(session: AsyncSession, actor: Actor, mou_id: UUID, version: int, reason: str) -> None:
    """Take a suspension back, for a written reason."""
    await _suspend(session, actor, mou_id, version, reason, event="resume", verb="resumed")


async def _suspend(
    session: AsyncSession, actor: Actor, mou_id: UUID, version: int, reason: str, *, event: str, verb: str
) -> None:
    actor.require(Permission.MOUS_SUSPEND)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, event)
    apply_changes(mou, {}, actor)
    record_mou_event(session, actor, verb, mou, Permission.MOUS_SUSPEND, reason=reason)


async def give_notice(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int, data: MouNotice
) -> None:
    """Either party ends it; the days of notice run from the day it was given. Raises `Invalid` for a future day."""
    actor.require(Permission.MOUS_NOTICE)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    given_on = data.given_on or clock.today()
    LIFECYCLE.fire(actor, mou, "notice")
    if given_on > clock.today():
        raise Invalid(FieldProblem("given_on", "in_future", "A notice cannot have been given in the future."))
    if mou.effective_on is not None and given_on < mou.effective_on:
        message = f"It has been in force since {mou.effective_on} only."
        raise Invalid(FieldProblem("given_on", "before_start", message))
    apply_changes(mou, {"notice_given_on": given_on}, actor)
    record_mou_event(session, actor, "notice_given", mou, Permission.MOUS_NOTICE, reason=data.reason)
