"""Letters to people without an account: contacts of agencies, and whoever enquired."""

from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import AgencyContact
from models.enquiries import Enquiry
from models.enums import MailKind, UserStatus
from models.events import Event
from models.identity import User
from models.notifications import Mail
from services.outbox import queue_mail

#: Events that mean a letter to somebody without an account.
FOR_CONTACTS = frozenset({"outreach.sent", "outreach.stood_down", "enquiries.answered"})


async def write_to_contacts(session: AsyncSession, event: Event, now: datetime) -> None:
    """Queue what an event means for people outside."""
    if event.action == "outreach.sent":
        address = await _contact(session, event)
        addresses = [address] if address else []
        kind = MailKind.QUESTION
    elif event.action == "outreach.stood_down":
        asked = select(Mail.address).where(
            Mail.kind == MailKind.QUESTION.value, Mail.subject_id == event.subject_id
        )
        addresses = list(await session.scalars(asked))
        kind = MailKind.STAND_DOWN
    elif event.action == "enquiries.answered":
        enquirer = select(Enquiry.contact_email).where(Enquiry.id == event.subject_id)
        addresses = list(await session.scalars(enquirer))
        kind = MailKind.ENQUIRY_ANSWER
    else:
        return
    for address in addresses:
        await queue_mail(session, kind, address, f"{kind}:{event.id}:{address}", event.subject_id, now)


async def _contact(session: AsyncSession, event: Event) -> str | None:
    """The primary contact with an address, else the longest known one; whoever has an account is told there."""
    has_account = exists().where(
        User.email == func.lower(AgencyContact.email), User.status == UserStatus.ACTIVE.value
    )
    statement = (
        select(AgencyContact.email)
        .where(AgencyContact.agency_id == event.agency_id, AgencyContact.email.is_not(None), ~has_account)
        .order_by(AgencyContact.is_primary.desc(), AgencyContact.id)
        .limit(1)
    )
    return await session.scalar(statement)
