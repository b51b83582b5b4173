"""What an agency can do, and what it wishes to do."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.agencies import Agency, AgencyExpertise, AgencyInterest
from models.countries import Bureau
from models.expertise import Expertise
from schemas.agencies import AgencyExpertiseSet, InterestsSet
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.country_codes import require_countries
from services.detail import Answer
from services.errors import NotFound, StaleVersion
from services.events import record_event
from services.listing import Listing, Scope
from services.records import created, load_for_change, load_visible, require_known, require_reference

EXPERTISE_OF_AGENCY = Listing(
    table=AgencyExpertise,
    permission=Permission.AGENCIES_READ,
    source=AgencyExpertise.__table__.join(Expertise.__table__),
    fields={
        "id": AgencyExpertise.id,
        "code": Expertise.code,
        "name": Expertise.name,
        "level": AgencyExpertise.level,
        "evidence": AgencyExpertise.evidence,
        "verified_on": AgencyExpertise.verified_on,
        "version": AgencyExpertise.version,
    },
    sorts={"name": Expertise.name, "level": AgencyExpertise.level},
    default_sort="name",
)


def of_agency(agency_id: UUID) -> Scope:
    """Narrows to one agency's expertise."""
    key = bindparam("agency_id", type_=PG_UUID(as_uuid=True))
    return Scope(AgencyExpertise.agency_id == key, {"agency_id": agency_id})


async def set_expertise(
    session: AsyncSession, actor: Actor, agency_id: UUID, code: str, data: AgencyExpertiseSet
) -> Answer:
    """Verify that an agency has an expertise at a level, from its credentials."""
    actor.require(Permission.AGENCIES_VERIFY)
    agency = await load_for_change(session, actor, Agency, agency_id, version=None)
    expertise_id = await require_reference(session, Expertise.code, code, field="code", what="expertise")
    held = await _expertise_link(session, agency_id, expertise_id)
    if held is None:
        held = created(AgencyExpertise(agency_id=agency_id, expertise_id=expertise_id), actor)
        session.add(held)
    held.level, held.evidence, held.verified_on = data.level, data.evidence, data.verified_on
    held.verified_by = held.updated_by = actor.id
    _record(session, actor, "agencies.expertise_set", agency, {"code": code, "level": data.level})
    await session.flush()
    name = await session.scalar(select(Expertise.name).where(Expertise.id == expertise_id))
    return {
        "id": held.id,
        "code": code,
        "name": name,
        "level": held.level,
        "evidence": held.evidence,
        "verified_on": held.verified_on,
        "version": held.version,
    }


async def remove_expertise(session: AsyncSession, actor: Actor, agency_id: UUID, code: str) -> None:
    actor.require(Permission.AGENCIES_VERIFY)
    agency = await load_for_change(session, actor, Agency, agency_id, version=None)
    expertise_id = await session.scalar(select(Expertise.id).where(Expertise.code == code))
    held = await _expertise_link(session, agency_id, expertise_id) if expertise_id else None
    if held is None:
        raise NotFound
    _record(session, actor, "agencies.expertise_removed", agency, {"code": code})
    await session.delete(held)


async def _expertise_link(
    session: AsyncSession, agency_id: UUID, expertise_id: UUID
) -> AgencyExpertise | None:
    return await session.scalar(
        select(AgencyExpertise).where(
            AgencyExpertise.agency_id == agency_id, AgencyExpertise.expertise_id == expertise_id
        )
    )


async def interests(connection: AsyncConnection | AsyncSession, actor: Actor, agency_id: UUID) -> Answer:
    """What the agency wishes to do; version 0 and empty lists while it has not said."""
    actor.require(Permission.AGENCIES_READ)
    columns = (
        AgencyInterest.modalities,
        AgencyInterest.countries,
        AgencyInterest.bureaus,
        AgencyInterest.expertise,
        AgencyInterest.version,
    )
    row = (
        await connection.execute(select(*columns).where(AgencyInterest.agency_id == agency_id))
    ).one_or_none()
    if row is not None:
        return dict(row._mapping)
    return {"modalities": [], "countries": [], "bureaus": [], "expertise": [], "version": 0}


async def set_interests(
    session: AsyncSession, actor: Actor, clock: Clock, agency_id: UUID, version: int, data: InterestsSet
) -> Answer:
    """Replace the agency's interests: its own to set, any day (seed).

    Raises `Invalid` for codes that are unknown or no longer in use.
    """
    actor.require(Permission.AGENCIES_UPDATE)
    agency = await load_visible(session, actor, Agency, agency_id)
    await require_countries(session, data.countries, field="countries", on=clock.today())
    await require_known(session, "bureaus", Bureau.code, data.bureaus)
    await require_known(session, "expertise", Expertise.code, data.expertise, ~Expertise.archived)
    said = await session.scalar(
        select(AgencyInterest).where(AgencyInterest.agency_id == agency_id).with_for_update()
    )
    if (said.version if said else 0) != version:
        raise StaleVersion(said.version if said else 0)
    if said is None:
        said = created(AgencyInterest(agency_id=agency_id), actor)
        session.add(said)
    for name, value in data.model_dump(mode="json").items():
        setattr(said, name, value)
    said.updated_by = actor.id
    _record(session, actor, "agencies.interests_set", agency, data.model_dump(mode="json"))
    await session.flush()
    return await interests(session, actor, agency_id)


def _record(
    session: AsyncSession, actor: Actor, action: str, agency: Agency, after: dict[str, object]
) -> None:
    record_event(
        session,
        actor,
        action,
        agency,
        subject_type="agency",
        permission=Permission.AGENCIES_UPDATE,
        label=agency.legal_name,
        agency_id=agency.id,
        after=after,
    )
