"""An enquiry becomes a prospect, or is tied to the agency that is known already: never a second record of it."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency, AgencyContact
from models.enquiries import Enquiry
from schemas.agencies import AgencyCreate, ContactCreate
from schemas.enquiries import EnquiryConvert
from services.access.permissions import Permission
from services.access.policy import Actor
from services.agencies.commands import create_agency
from services.agencies.contacts import add_contact
from services.enquiries.commands import move
from services.enquiries.queries import agencies_like
from services.errors import FieldProblem, Invalid
from services.records import load_for_change, load_visible


async def convert_enquiry(
    session: AsyncSession, actor: Actor, enquiry_id: UUID, version: int, data: EnquiryConvert
) -> UUID:
    """The agency's id: the one named, else the one with the same ORI or name and state, else a new prospect.

    Whoever enquired becomes a contact of it. Raises `Invalid` when a new agency is needed and its kind is missing.
    """
    actor.require(Permission.ENQUIRIES_MANAGE)
    enquiry = await load_for_change(session, actor, Enquiry, enquiry_id, version=version)
    agency_id = data.agency_id
    if agency_id is not None:
        await load_visible(session, actor, Agency, agency_id)
    else:
        agency_id = await _known_or_new(session, actor, enquiry, data)
    await _know_the_contact(session, actor, agency_id, enquiry)
    await move(session, actor, enquiry_id, version, "convert", {"agency_id": agency_id}, verb="converted")
    return agency_id


async def _known_or_new(session: AsyncSession, actor: Actor, enquiry: Enquiry, data: EnquiryConvert) -> UUID:
    # Two enquiries of one agency that are converted at once must not make two: they come one after the other.
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("enquiries.convert", 0))))
    found = await agencies_like(session, actor, enquiry.agency_name, enquiry.state, enquiry.ori)
    sure = next((one["id"] for one in found if one["sure"]), None)
    if sure is not None:
        return UUID(str(sure))
    if data.kind is None:
        raise Invalid(FieldProblem("kind", "missing", "The agency is new here: say what kind it is."))
    body = AgencyCreate(
        legal_name=enquiry.agency_name,
        kind=data.kind,
        state=enquiry.state,
        oris=[enquiry.ori] if enquiry.ori else [],
    )
    return await create_agency(session, actor, body)


async def _know_the_contact(session: AsyncSession, actor: Actor, agency_id: UUID, enquiry: Enquiry) -> None:
    of_agency = select(func.count(), func.count().filter(AgencyContact.is_primary)).where(
        AgencyContact.agency_id == agency_id
    )
    same = of_agency.where(func.lower(AgencyContact.email) == enquiry.contact_email)
    if (await session.execute(same)).one()[0]:
        return
    has_primary = (await session.execute(of_agency)).one()[1] > 0
    contact = ContactCreate(
        name=enquiry.contact_name,
        title=enquiry.contact_title,
        email=enquiry.contact_email,
        phone=enquiry.contact_phone,
        is_primary=not has_primary,
    )
    await add_contact(session, actor, agency_id, contact)
