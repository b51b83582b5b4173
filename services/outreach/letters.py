"""Letters to contacts without an account: the question with its link, and that it is no longer needed."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency, AgencyContact
from models.enums import RequestStatus
from models.notifications import Mail
from models.outreach import Outreach
from models.requests import AssistanceRequest
from services.adapters.mail import Letter
from services.clock import Clock
from services.outreach.links import ANSWERABLE, issue_link


async def question_letter(session: AsyncSession, clock: Clock, site: str, mail: Mail) -> Letter | None:
    """None once it is answered or the request is closed."""
    outreach = await session.get_one(Outreach, mail.subject_id)
    request = await session.get_one(AssistanceRequest, outreach.request_id)
    if outreach.status not in ANSWERABLE or request.status != RequestStatus.OPEN:
        return None
    agency = await session.get_one(Agency, outreach.agency_id)
    name = await session.scalar(
        select(AgencyContact.name)
        .where(AgencyContact.agency_id == agency.id, AgencyContact.email == mail.address)
        .limit(1)
    )
    token = await issue_link(session, clock, outreach, name or mail.address)
    message = f"{outreach.message}\n\n" if outreach.message else ""
    text = (
        f"INL asks {agency.legal_name} whether it is willing and available:\n\n"
        f"{request.title}\n"
        f"{request.starts_on:%-d %B %Y} to {request.ends_on:%-d %B %Y}, {request.headcount} officers\n\n"
        f"{message}"
        "Read what is needed and answer here, without an account:\n"
        f"{site}/answer#{token}\n\n"
        f"The date to answer is {outreach.due_at:%-d %B %Y, %H:%M} UTC. A later answer is welcome too. Answering is "
        "voluntary, and a no has no consequence of any kind. The link is for you alone; it ends with your answer.\n\n"
        "--\n"
        f"You get this letter as the contact of {agency.legal_name}. To name somebody else, or to get no such "
        "letters, answer this question with a no and tell the programme, or have your agency's record changed.\n"
    )
    return Letter(f"Is your agency interested? {request.title}", text)


async def stand_down_letter(session: AsyncSession, clock: Clock, site: str, mail: Mail) -> Letter | None:
    outreach = await session.get_one(Outreach, mail.subject_id)
    request = await session.get_one(AssistanceRequest, outreach.request_id)
    text = (
        f"{request.title} ({outreach.reference})\n\n"
        "The need is met or has ended, so nothing is needed from your agency any more, and the link in our earlier "
        "letter no longer takes an answer. Thank you. You will be asked about other needs as before.\n"
    )
    return Letter(f"No longer needed: {request.title}", text)
