"""The answer to an enquiry, as a letter."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.enquiries import Enquiry
from models.notifications import Mail
from services.adapters.mail import Letter
from services.clock import Clock


async def answer_letter(session: AsyncSession, clock: Clock, site: str, mail: Mail) -> Letter | None:
    """None when there is no answer any more."""
    enquiry = await session.get_one(Enquiry, mail.subject_id)
    if enquiry.answer is None:
        return None
    text = f"{enquiry.answer}\n\n--\nYour enquiry {enquiry.reference}:\n{enquiry.message}\n"
    return Letter(f"Your enquiry about partnership ({enquiry.reference})", text)
