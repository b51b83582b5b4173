"""Answering without an account: a link to one contact, for one question, until some time after it was due.

Opening it changes nothing, so that a mail scanner that follows links answers nothing. It ends with the answer.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.agencies import Agency
from models.answer_links import AnswerLink
from models.countries import Country
from models.enums import OutreachStatus, RequestStatus, Role
from models.expertise import Expertise
from models.outreach import Outreach
from models.requests import AssistanceRequest, RequestCountry, RequestExpertise
from schemas.outreach import OutreachReply
from services.access.permissions import Permission
from services.access.policy import SYSTEM, Actor
from services.clock import Clock
from services.errors import LinkUnusable
from services.events import record_event
from services.outreach.commands import reply
from services.outreach.due import is_late
from services.policies import policy_in_force
from services.signing import opened, sign

PURPOSE = "answer_link"
ANSWERABLE = frozenset({OutreachStatus.SENT.value, OutreachStatus.NO_RESPONSE.value})
_ASK_AGAIN = "Write to the programme officer who asked you; they can send you a new one."


@dataclass(frozen=True, slots=True)
class LinkTerms:
    effective_from: date
    valid_days_after_due: int


async def issue_link(session: AsyncSession, clock: Clock, outreach: Outreach, recipient: str) -> str:
    """The text after `#` in the link. It is nowhere else; earlier links of the same question keep working."""
    terms = await policy_in_force(session, "answer_links", LinkTerms, clock.today())
    secret = secrets.token_bytes(32)
    link = AnswerLink(
        outreach_id=outreach.id,
        recipient=recipient,
        secret_hash=_digest(secret),
        created_at=clock.now(),
        expires_at=outreach.due_at + timedelta(days=terms.valid_days_after_due),
    )
    session.add(link)
    record_event(
        session,
        SYSTEM,
        "outreach.link_issued",
        outreach,
        subject_type="outreach",
        label=outreach.reference,
        agency_id=outreach.agency_id,
        after={"recipient": recipient},
    )
    return await sign(session, PURPOSE, link.id.bytes + secret)


async def show_question(connection: AsyncConnection, clock: Clock, token: str) -> dict[str, Any]:
    """What is asked, and whether an answer is still open. Raises `LinkUnusable`; changes nothing."""
    opened_link = await _open(connection, token)
    columns = (
        AnswerLink.secret_hash,
        AnswerLink.expires_at,
        AnswerLink.recipient,
        Outreach.status,
        Outreach.due_at,
        Outreach.replied_at,
        Outreach.message,
        Agency.legal_name.label("agency"),
        AssistanceRequest.id.label("request_id"),
        AssistanceRequest.status.label("request_status"),
        AssistanceRequest.title,
        AssistanceRequest.need,
        AssistanceRequest.modality,
        AssistanceRequest.languages,
        AssistanceRequest.starts_on,
        AssistanceRequest.ends_on,
        AssistanceRequest.headcount,
    )
    statement = (
        select(*columns)
        .join(Outreach, Outreach.id == AnswerLink.outreach_id)
        .join(Agency, Agency.id == Outreach.agency_id)
        .join(AssistanceRequest, AssistanceRequest.id == Outreach.request_id)
        .where(AnswerLink.id == opened_link.id)
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        raise _broken()
    _require_usable(row, opened_link.secret, clock)
    answered = row.status not in ANSWERABLE
    closed = row.request_status != RequestStatus.OPEN
    shown = ("recipient", "agency", "title", "need", "message", "modality", "languages", "headcount")
    return {
        **{name: getattr(row, name) for name in shown},
        "state": "answered" if answered else "closed" if closed else "open",
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "due_at": row.due_at,
        "late": is_late(clock.now(), row.due_at),
        "countries": await _names(
            connection,
            select(Country.name)
            .join(RequestCountry, RequestCountry.country_id == Country.id)
            .where(RequestCountry.request_id == row.request_id)
            .order_by(Country.name),
        ),
        "expertise": await _names(
            connection,
            select(Expertise.name)
            .join(RequestExpertise, RequestExpertise.expertise_id == Expertise.id)
            .where(RequestExpertise.request_id == row.request_id)
            .order_by(RequestExpertise.required.desc(), Expertise.name),
        ),
    }


async def answer_by_link(
    session: AsyncSession, clock: Clock, token: str, data: OutreachReply
) -> dict[str, Any]:
    """The one answer. A late one is flagged and taken all the same. Raises `LinkUnusable`."""
    opened_link = await _open(session, token)
    link = await session.get(AnswerLink, opened_link.id, with_for_update=True)
    if link is None:
        raise _broken()
    _require_usable(link, opened_link.secret, clock)
    outreach = await session.get_one(Outreach, link.outreach_id, with_for_update=True)
    if outreach.status not in ANSWERABLE:
        raise LinkUnusable(
            "This question has been answered already. To change the answer, write to the programme officer who asked.",
            code="link_used",
        )
    request = await session.get_one(AssistanceRequest, outreach.request_id)
    if request.status != RequestStatus.OPEN:
        raise LinkUnusable(
            "The need is met or has ended, so no answer is needed any more. Thank you.", code="need_closed"
        )
    contact = Actor(
        id=None,
        name=f"{link.recipient} (by link)",
        roles=frozenset({Role.AGENCY_COORDINATOR}),
        permissions=frozenset({Permission.OUTREACH_ANSWER}),
        agency_id=outreach.agency_id,
    )
    await reply(session, contact, clock, outreach.id, outreach.version, data)
    link.used_at = clock.now()
    return {"answer": data.answer, "late": outreach.late}


@dataclass(frozen=True, slots=True)
class _Opened:
    id: UUID
    secret: bytes


async def _open(session: AsyncSession | AsyncConnection, token: str) -> _Opened:
    content = await opened(session, PURPOSE, token)
    if content is None or len(content) != 48:
        raise _broken()
    return _Opened(UUID(bytes=content[:16]), content[16:])


def _require_usable(link: Any, secret: bytes, clock: Clock) -> None:
    if not secrets.compare_digest(link.secret_hash, _digest(secret)):
        raise _broken()
    if link.expires_at <= clock.now():
        raise LinkUnusable(f"This link has ended. {_ASK_AGAIN}", code="link_expired")


def _broken() -> LinkUnusable:
    return LinkUnusable(
        "This link is not complete or was changed. Copy the whole link from the letter, or open it from there. "
        f"If that does not help: {_ASK_AGAIN[0].lower()}{_ASK_AGAIN[1:]}",
        code="link_broken",
    )


def _digest(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()


async def _names(connection: AsyncConnection, statement: Any) -> list[str]:
    return list((await connection.execute(statement)).scalars())
