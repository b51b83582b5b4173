"""Triage of enquiries."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from models.enquiries import Enquiry
from schemas.base import Reason
from schemas.enquiries import EnquiryAnswer
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.enquiries.lifecycle import LIFECYCLE
from services.events import record_event
from services.records import apply_changes, load_for_change

#: Who enquired and what they wrote stays out of the log.
_PERSONAL = (
    "contact_name",
    "contact_title",
    "contact_email",
    "contact_phone",
    "message",
    "answer",
    "form_nonce",
)


async def move(
    session: AsyncSession,
    actor: Actor,
    enquiry_id: UUID,
    version: int,
    event: str,
    changes: dict[str, Any],
    *,
    verb: str,
    reason: str | None = None,
) -> Enquiry:
    """One step of the state table. Raises `IllegalTransition`, `StaleVersion`, `NotFound`."""
    actor.require(Permission.ENQUIRIES_MANAGE)
    enquiry = await load_for_change(session, actor, Enquiry, enquiry_id, version=version)
    LIFECYCLE.fire(actor, enquiry, event)
    apply_changes(enquiry, changes, actor)
    record_event(
        session,
        actor,
        f"enquiries.{verb}",
        enquiry,
        subject_type="enquiry",
        permission=Permission.ENQUIRIES_MANAGE,
        label=enquiry.reference,
        reason=reason,
        withhold=_PERSONAL,
    )
    return enquiry


async def take(session: AsyncSession, actor: Actor, enquiry_id: UUID, version: int) -> None:
    await move(session, actor, enquiry_id, version, "take", {}, verb="taken")


async def answer(
    session: AsyncSession, actor: Actor, clock: Clock, enquiry_id: UUID, version: int, data: EnquiryAnswer
) -> None:
    """What was answered; where there is a mail server, it is sent to whoever enquired."""
    changes = {"answer": data.answer, "answered_at": clock.now()}
    await move(session, actor, enquiry_id, version, "answer", changes, verb="answered")


async def dismiss(session: AsyncSession, actor: Actor, enquiry_id: UUID, version: int, data: Reason) -> None:
    changes = {"dismiss_reason": data.reason}
    await move(session, actor, enquiry_id, version, "dismiss", changes, verb="dismissed", reason=data.reason)


async def reopen(session: AsyncSession, actor: Actor, enquiry_id: UUID, version: int) -> None:
    await move(session, actor, enquiry_id, version, "reopen", {"dismiss_reason": None}, verb="reopened")
