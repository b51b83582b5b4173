"""From draft to signature: what the two parties do before a memorandum is in force."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.enums import AgencyStatus, MouDocumentKind
from models.mous import Mou, MouDocument
from schemas.mous import MouComment, MouSignature, Party
from services.access.permissions import Permission
from services.access.policy import SYSTEM, Actor
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Invalid
from services.mous.events import record_mou_event
from services.mous.lifecycle import LIFECYCLE, MouFacts
from services.mous.overlap import require_no_other_in_force
from services.records import apply_changes, load_for_change


async def send_mou(session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int) -> None:
    """Put the draft to the agency. Raises `IllegalTransition` without a scope, or for an agency not in use."""
    actor.require(Permission.MOUS_EDIT)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    agency = await session.get_one(Agency, mou.agency_id)
    in_use = agency.archived_at is None and agency.status != AgencyStatus.FORMER
    LIFECYCLE.fire(actor, mou, "send", MouFacts(mou, clock.today(), agency_in_use=in_use))
    apply_changes(mou, {}, actor)
    record_mou_event(session, actor, "sent", mou, Permission.MOUS_EDIT)


async def comment_on_mou(
    session: AsyncSession, actor: Actor, mou_id: UUID, version: int, data: MouComment
) -> None:
    """Raise a point about the text. While one is open, the text is not agreed."""
    permission = Permission.MOUS_CONCUR if actor.may(Permission.MOUS_CONCUR) else Permission.MOUS_EDIT
    actor.require(permission)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, "comment")
    apply_changes(mou, {"open_comments": mou.open_comments + 1}, actor)
    record_mou_event(session, actor, "commented", mou, permission, reason=data.comment)


async def settle_comment(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int, data: MouComment
) -> None:
    """Say how one open point was settled."""
    actor.require(Permission.MOUS_EDIT)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, "settle_comment", MouFacts(mou, clock.today()))
    apply_changes(mou, {"open_comments": mou.open_comments - 1}, actor)
    record_mou_event(session, actor, "comment_settled", mou, Permission.MOUS_EDIT, reason=data.comment)


async def concur_with_mou(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int
) -> None:
    """The agency agrees to the text as it stands; a later change of the text takes that back."""
    actor.require(Permission.MOUS_CONCUR)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, "concur")
    apply_changes(mou, {"agency_concurred_at": clock.now()}, actor)
    record_mou_event(session, actor, "concurred", mou, Permission.MOUS_CONCUR)


async def agree_mou(session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int) -> None:
    """Close the negotiation. Raises `IllegalTransition` without the agency's concurrence or with open comments."""
    actor.require(Permission.MOUS_EDIT)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, "agree", MouFacts(mou, clock.today()))
    apply_changes(mou, {}, actor)
    record_mou_event(session, actor, "agreed", mou, Permission.MOUS_EDIT)


async def clear_mou(session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int) -> None:
    """Open the text for signature. Raises `IllegalTransition` until the legal clearance is on file."""
    actor.require(Permission.MOUS_EDIT)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    on_file = exists().where(
        MouDocument.mou_id == mou.id, MouDocument.kind == MouDocumentKind.LEGAL_CLEARANCE.value
    )
    cleared = bool(await session.scalar(select(on_file)))
    LIFECYCLE.fire(actor, mou, "clear", MouFacts(mou, clock.today(), legally_cleared=cleared))
    apply_changes(mou, {}, actor)
    record_mou_event(session, actor, "cleared", mou, Permission.MOUS_EDIT)


async def sign_mou(
    session: AsyncSession, actor: Actor, clock: Clock, mou_id: UUID, version: int, data: MouSignature
) -> None:
    """Record a party's signature. After the second one the memorandum is in force, or will be on its date.

    Raises `Forbidden` when the agency records a signature of INL, `Invalid` for a signature in the future,
    `Conflict` when that party has signed, or when another memorandum of the same scope is in force.
    """
    permission = Permission.MOUS_EDIT
    if data.party is Party.AGENCY and actor.may(Permission.MOUS_CONCUR):
        permission = Permission.MOUS_CONCUR
    actor.require(permission)
    mou = await load_for_change(session, actor, Mou, mou_id, version=version)
    LIFECYCLE.fire(actor, mou, "sign")
    column = f"{data.party}_signed_on"
    signed_on = getattr(mou, column)
    if signed_on is not None:
        raise Conflict(f"That party signed on {signed_on}.", code="already_signed", field="party")
    if data.signed_on > clock.today():
        raise Invalid(FieldProblem("signed_on", "in_future", "A signature cannot lie in the future."))
    apply_changes(mou, {column: data.signed_on}, actor)
    signed = [day for day in (mou.inl_signed_on, mou.agency_signed_on) if day is not None]
    if len(signed) < len(Party):
        record_mou_event(session, actor, "signed", mou, permission)
        return
    # Comparable federal-local memoranda start on the second signature unless the text names a day.
    mou.effective_on = mou.effective_on or max(signed)
    if mou.ends_on is not None and mou.ends_on < max(mou.effective_on, clock.today()):
        message = f"It would end on {mou.ends_on}, before it is in force."
        raise Conflict(message, code="ends_before_start", field="signed_on")
    await require_no_other_in_force(session, mou)
    record_mou_event(session, actor, "signed", mou, permission)
    if mou.effective_on <= clock.today():
        await session.flush()
        activate_mou(session, clock, mou)


def activate_mou(session: AsyncSession, clock: Clock, mou: Mou) -> None:
    """The system's event: both have signed and the date has come."""
    LIFECYCLE.fire(SYSTEM, mou, "activate", MouFacts(mou, clock.today()))
    record_mou_event(session, SYSTEM, "activated", mou, None)
