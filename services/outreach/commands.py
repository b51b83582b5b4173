"""Answers of agencies to the question whether they are willing and available, and what becomes of their offers."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import OutreachStatus
from models.outreach import Offer, Outreach
from models.requests import AssistanceRequest
from schemas.outreach import OutreachReply
from services.access.permissions import Permission
from services.access.policy import SYSTEM, Actor
from services.clock import Clock
from services.errors import NotFound
from services.outreach.due import is_late
from services.outreach.lifecycle import LIFECYCLE, ReplyFacts
from services.outreach.records import record_outreach
from services.records import apply_changes, load_for_change, load_visible, touch


async def reply(
    session: AsyncSession, actor: Actor, clock: Clock, outreach_id: UUID, version: int, data: OutreachReply
) -> None:
    """An agency's answer. After the due time the question lapses first, and the answer is a late one, taken alike.

    Raises `IllegalTransition` for a second answer, and for a late one to a request that is no longer open.
    """
    actor.require(Permission.OUTREACH_ANSWER)
    outreach = await load_for_change(session, actor, Outreach, outreach_id, version=version)
    status = select(AssistanceRequest.status).where(AssistanceRequest.id == outreach.request_id)
    facts = ReplyFacts(clock.now(), outreach.due_at, str(await session.scalar(status)))
    late = is_late(facts.now, facts.due_at)
    if late and outreach.status == OutreachStatus.SENT:
        lapse(session, outreach, facts)
    LIFECYCLE.fire(actor, outreach, "reply", facts, outcome=OutreachStatus(data.answer))
    declined = outreach.status == OutreachStatus.DECLINED
    changes = {
        "replied_at": facts.now,
        "late": late,
        "decline_reason": data.reason if declined else None,
    }
    apply_changes(outreach, changes, actor)
    record_outreach(session, actor, "answered", outreach, Permission.OUTREACH_ANSWER)


def lapse(session: AsyncSession, outreach: Outreach, facts: ReplyFacts) -> None:
    """Note that an answer is overdue."""
    LIFECYCLE.fire(SYSTEM, outreach, "lapse", facts)
    record_outreach(session, SYSTEM, "lapsed", outreach, None)


async def withdraw_offer(session: AsyncSession, actor: Actor, offer_id: UUID, version: int) -> None:
    """Take an offer back, before it is accepted."""
    actor.require(Permission.OUTREACH_ANSWER)
    answered = await load_offer(session, actor, offer_id, version)
    LIFECYCLE.fire(actor, answered.outreach, "withdraw")
    _settle(session, actor, answered, "offer_withdrawn", Permission.OUTREACH_ANSWER)


async def pass_over_offer(
    session: AsyncSession, actor: Actor, offer_id: UUID, version: int, code: str
) -> None:
    """Choose otherwise, for a reason that says nothing of the agency."""
    actor.require(Permission.OFFERS_DECIDE)
    answered = await load_offer(session, actor, offer_id, version)
    LIFECYCLE.fire(actor, answered.outreach, "pass_over")
    answered.outreach.pass_over_code = code
    _settle(session, actor, answered, "offer_passed_over", Permission.OFFERS_DECIDE)


@dataclass(frozen=True, slots=True)
class Answered:
    """An offer with the outreach it answers, both locked."""

    offer: Offer
    outreach: Outreach


async def load_offer(session: AsyncSession, actor: Actor, offer_id: UUID, version: int) -> Answered:
    """Locks the outreach before the offer, as everything does. Raises `NotFound`, `StaleVersion`."""
    seen = await load_visible(session, actor, Offer, offer_id)
    outreach = await session.get(Outreach, seen.outreach_id, with_for_update=True, populate_existing=True)
    if outreach is None:
        raise NotFound
    session.expire(seen)
    return Answered(await load_for_change(session, actor, Offer, offer_id, version=version), outreach)


def _settle(
    session: AsyncSession, actor: Actor, answered: Answered, verb: str, permission: Permission
) -> None:
    """An offer's standing is its outreach's status: its own version moves on with it."""
    touch(answered.offer, actor)
    answered.outreach.updated_by = actor.id
    record_outreach(session, actor, verb, answered.outreach, permission)
