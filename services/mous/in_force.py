"""What happens to a memorandum once both parties have signed: amendment, suspension and notice."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from models.mous import Mou, MouAmendment
from schemas.mous import AmendmentCreate, MouNotice
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import FieldProblem, Invalid
from services.mous.commands import check_terms
from services.mous.events import record_mou_event
from services.mous.lifecycle import LIFECYCLE
from services.mous.overlap import require_no_other_in_force
from services.mous.rules import Amended
from services.mous.terms import amendments_in, hold, terms_of
from services.records import apply_changes, created, load_for_change


async def amend_mou(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int, data: AmendmentCreate
) -> None:
    """Record an amendment that both have signed; it gets the next number. One with `ends_on` renews.

    What it changes holds from `effective_on` on, by default from the second signature; a new last day holds at once.
    Raises `Invalid` for signatures in the future, one that begins before them or after the end, a last day already
    past, an unknown code, or an amendment that changes nothing; `Conflict` when it runs into another memorandum of
    the same scope.
    """
    actor.require(Permission.MOUS_EDIT)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, "amend")
    signed_on = max(data.inl_signed_on, data.agency_signed_on)
    effective_on = data.effective_on or signed_on
    changes = data.changes.terms()
    _check_amendment(mou, data, effective_on, changes, clock.today())
    await check_terms(session, changes, clock.today(), within="changes/")
    earlier = await amendments_in(session, mou)
    mou.signed_terms = mou.signed_terms or terms_of(mou)
    amendment = MouAmendment(
        mou_id=mou.id,
        sequence=len(earlier) + 1,
        summary=data.summary,
        text_sha256=bytes.fromhex(data.text_sha256),
        ends_on=data.ends_on,
        changes=changes,
        effective_on=effective_on,
        inl_signed_on=data.inl_signed_on,
        agency_signed_on=data.agency_signed_on,
        applied_at=clock.now() if effective_on <= clock.today() else None,
    )
    session.add(created(amendment, actor))
    # The text is another one now, so its version is too, whether or not the columns have changed.
    apply_changes(mou, {"version": mou.version + 1}, actor)
    before = {"ends_on": mou.ends_on.isoformat() if mou.ends_on else None}
    added = Amended(amendment.sequence, signed_on, effective_on, data.ends_on, changes)
    hold(mou, [*earlier, added], clock.today())
    await require_no_other_in_force(session, mou)
    after = {
        "amendment_id": str(amendment.id),
        "sequence": amendment.sequence,
        **data.model_dump(mode="json", exclude={"changes"}),
        "effective_on": effective_on.isoformat(),
        "changes": changes,
    }
    record_mou_event(session, actor, "amended", mou, Permission.MOUS_EDIT, before=before, after=after)


def _check_amendment(
    mou: Mou, data: AmendmentCreate, effective_on: date, changes: dict[str, Any], today: date
) -> None:
    problems = []
    signatures = {"inl_signed_on": data.inl_signed_on, "agency_signed_on": data.agency_signed_on}
    for field, signed_on in signatures.items():
        if signed_on > today:
            problems.append(FieldProblem(field, "in_future", "A signature cannot lie in the future."))
        elif mou.ends_on is not None and signed_on > mou.ends_on:
            message = f"A renewal is signed before the end on {mou.ends_on}. Make a new memorandum."
            problems.append(FieldProblem(field, "after_end", message))
    last = data.ends_on or mou.ends_on
    if data.ends_on is not None and data.ends_on < today:
        problems.append(
            FieldProblem("ends_on", "in_past", "The new end has passed. Give notice to end it now.")
        )
    elif effective_on < max(signatures.values()):
        message = "It holds from its second signature at the earliest."
        problems.append(FieldProblem("effective_on", "before_signatures", message))
    elif last is not None and effective_on > last:
        message = f"The memorandum ends on {last}, before this would hold."
        problems.append(FieldProblem("effective_on", "after_end", message))
    if not changes and data.ends_on is None:
        message = "Say what it changes: a new last day, or terms that change."
        problems.append(FieldProblem("changes", "nothing_changes", message))
    if problems:
        raise Invalid(*problems)


async def suspend_mou(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int, reason: str
) -> None:
    """Stop new outreach under it, for a written reason. What runs finishes under its instrument."""
    stopped = {"suspended_on": clock.today(), "suspension_reason": reason}
    await _suspend(session, actor, mou_id, version, reason, "suspend", "suspended", stopped)


async def resume_mou(session: AsyncSession, actor: Actor, mou_id: UUID, version: int, reason: str) -> None:
    """Take a suspension back, for a written reason."""
    going_on = {"suspended_on": None, "suspension_reason": None}
    await _suspend(session, actor, mou_id, version, reason, "resume", "resumed", going_on)


async def _suspend(
    session: AsyncSession,
    actor: Actor,
    mou_id: UUID,
    version: int,
    reason: str,
    event: str,
    verb: str,
    changes: dict[str, Any],
) -> None:
    actor.require(Permission.MOUS_SUSPEND)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, event)
    apply_changes(mou, changes, actor)
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
    apply_changes(mou, {"notice_given_on": given_on, "notice_reason": data.reason}, actor)
    record_mou_event(session, actor, "notice_given", mou, Permission.MOUS_NOTICE, reason=data.reason)
