"""People to reach at an agency."""

from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency, AgencyContact
from schemas.agencies import ContactCreate, ContactUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.changes import note_changes
from services.detail import Detail
from services.errors import NotFound
from services.events import record_event
from services.listing import Listing, Scope
from services.projection import Fields, json_object, stamps
from services.records import apply_changes, created, load_for_change, load_visible

_FIELDS: Fields = {
    "id": AgencyContact.id,
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "name": AgencyContact.name,
    "title": AgencyContact.title,
    "email": AgencyContact.email,
    "phone": AgencyContact.phone,
    "is_primary": AgencyContact.is_primary,
    **stamps(AgencyContact),
}
_SOURCE = AgencyContact.__table__.join(Agency.__table__)

CONTACTS = Listing(
    table=AgencyContact,
    permission=Permission.AGENCIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"name": AgencyContact.name},
    default_sort="name",
)
CONTACT = Detail(
    table=AgencyContact,
    permission=Permission.AGENCIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=lambda actor, _: ["update", "delete"] if actor.may(Permission.AGENCIES_UPDATE) else [],
)


def of_agency(agency_id: UUID) -> Scope:
    """Narrows to one agency's contacts."""
    key = bindparam("agency_id", type_=PG_UUID(as_uuid=True))
    return Scope(AgencyContact.agency_id == key, {"agency_id": agency_id})


async def add_contact(session: AsyncSession, actor: Actor, agency_id: UUID, data: ContactCreate) -> UUID:
    """A new contact; a primary one takes the place of the former."""
    actor.require(Permission.AGENCIES_UPDATE)
    agency = await load_visible(session, actor, Agency, agency_id)
    if data.is_primary:
        await _no_primary(session, agency_id)
    contact = created(AgencyContact(agency_id=agency.id, **data.model_dump()), actor)
    session.add(contact)
    _record(session, actor, "added", contact)
    return contact.id


async def update_contact(
    session: AsyncSession, actor: Actor, agency_id: UUID, contact_id: UUID, version: int, data: ContactUpdate
) -> None:
    """Raises `NotFound` also for another agency's contact."""
    actor.require(Permission.AGENCIES_UPDATE)
    contact = await _load(session, actor, agency_id, contact_id, version)
    changes = data.changes()
    if changes.get("is_primary") and not contact.is_primary:
        await _no_primary(session, contact.agency_id)
    apply_changes(contact, changes, actor)
    _record(session, actor, "updated", contact)


async def remove_contact(
    session: AsyncSession, actor: Actor, agency_id: UUID, contact_id: UUID, version: int
) -> None:
    actor.require(Permission.AGENCIES_UPDATE)
    contact = await _load(session, actor, agency_id, contact_id, version)
    _record(session, actor, "removed", contact)
    await session.delete(contact)


async def _load(
    session: AsyncSession, actor: Actor, agency_id: UUID, contact_id: UUID, version: int
) -> AgencyContact:
    contact = await load_for_change(session, actor, AgencyContact, contact_id, version=version)
    if contact.agency_id != agency_id:
        raise NotFound
    return contact


async def _no_primary(session: AsyncSession, agency_id: UUID) -> None:
    former = await session.scalars(
        update(AgencyContact)
        .where(AgencyContact.agency_id == agency_id, AgencyContact.is_primary)
        .values(is_primary=False, version=AgencyContact.version + 1)
        .returning(AgencyContact.id)
    )
    note_changes(session, AgencyContact, former, agency_id=agency_id)


def _record(session: AsyncSession, actor: Actor, verb: str, contact: AgencyContact) -> None:
    record_event(
        session,
        actor,
        f"agency_contacts.{verb}",
        contact,
        subject_type="agency_contact",
        permission=Permission.AGENCIES_UPDATE,
        label=contact.name,
        agency_id=contact.agency_id,
    )
