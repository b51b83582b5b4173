"""Changing academies and what they offer."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.academies import Academy, IleaOffering, OfferingInstructor
from models.activities import Activity
from models.base import Base
from models.expertise import Expertise
from models.officers import Officer
from models.vetting import ForeignParticipant
from schemas.academies import AcademyCreate, AcademyUpdate, InstructorCreate, OfferingCreate, OfferingUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.country_codes import require_country
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.events import record_event
from services.records import apply_changes, created, load_for_change, load_visible, require_reference


async def create_academy(session: AsyncSession, actor: Actor, clock: Clock, data: AcademyCreate) -> UUID:
    """Raises `Conflict` for a code that is taken, `Invalid` for a country code that is unknown or retired."""
    actor.require(Permission.ACADEMIES_MANAGE)
    if await session.scalar(select(exists().where(Academy.code == data.code))):
        raise Conflict(f"The code {data.code} is taken.", code="code_taken", field="code")
    values = await _with_country(session, data.model_dump(), clock.today())
    academy = created(Academy(**values), actor)
    session.add(academy)
    _record(session, actor, "academies.created", academy, "academy", academy.name)
    return academy.id


async def update_academy(
    session: AsyncSession, actor: Actor, clock: Clock, academy_id: UUID, version: int, data: AcademyUpdate
) -> None:
    """Raises `Invalid` for a country code that is unknown or retired."""
    actor.require(Permission.ACADEMIES_MANAGE)
    academy = await load_for_change(session, actor, Academy, academy_id, version=version)
    apply_changes(academy, await _with_country(session, data.changes(), clock.today()), actor)
    _record(session, actor, "academies.updated", academy, "academy", academy.name)


async def delete_academy(session: AsyncSession, actor: Actor, academy_id: UUID, version: int) -> None:
    """Raises `Conflict` while it has offerings."""
    actor.require(Permission.ACADEMIES_MANAGE)
    academy = await load_for_change(session, actor, Academy, academy_id, version=version)
    if await session.scalar(select(exists().where(IleaOffering.academy_id == academy_id))):
        raise Conflict("The academy has offerings. Set its status to unlisted instead.", code="in_use")
    _record(session, actor, "academies.deleted", academy, "academy", academy.name)
    await session.delete(academy)


async def create_offering(
    session: AsyncSession, actor: Actor, academy_id: UUID, data: OfferingCreate
) -> UUID:
    """Raises `Invalid` for dates the wrong way round and for an unknown expertise."""
    actor.require(Permission.ACADEMIES_MANAGE)
    academy = await load_visible(session, actor, Academy, academy_id)
    values = await _with_expertise(session, data.model_dump())
    _require_order(data.starts_on, data.ends_on)
    offering = created(IleaOffering(academy_id=academy.id, **values), actor)
    session.add(offering)
    _record(session, actor, "ilea_offerings.created", offering, "ilea_offering", offering.title)
    return offering.id


async def update_offering(
    session: AsyncSession,
    actor: Actor,
    academy_id: UUID,
    offering_id: UUID,
    version: int,
    data: OfferingUpdate,
) -> None:
    """Raises `Invalid` as on creation, `NotFound` also for another academy's offering."""
    actor.require(Permission.ACADEMIES_MANAGE)
    offering = await _load_offering(session, actor, academy_id, offering_id, version)
    apply_changes(offering, await _with_expertise(session, data.changes()), actor)
    _require_order(offering.starts_on, offering.ends_on)
    _record(session, actor, "ilea_offerings.updated", offering, "ilea_offering", offering.title)


async def delete_offering(
    session: AsyncSession, actor: Actor, academy_id: UUID, offering_id: UUID, version: int
) -> None:
    """Raises `Conflict` while an activity belongs to it."""
    actor.require(Permission.ACADEMIES_MANAGE)
    offering = await _load_offering(session, actor, academy_id, offering_id, version)
    if await session.scalar(select(exists().where(Activity.offering_id == offering_id))):
        raise Conflict("An activity belongs to this offering.", code="in_use")
    _record(session, actor, "ilea_offerings.deleted", offering, "ilea_offering", offering.title)
    await session.delete(offering)


async def add_instructor(
    session: AsyncSession, actor: Actor, academy_id: UUID, offering_id: UUID, data: InstructorCreate
) -> UUID:
    """Raises `Invalid` unless exactly one person is named whom the actor may see, `Conflict` for one named twice."""
    actor.require(Permission.ACADEMIES_MANAGE)
    offering = await _load_offering(session, actor, academy_id, offering_id, None)
    if (data.officer_id is None) == (data.participant_id is None):
        message = "Name either an officer or a participant."
        raise Invalid(FieldProblem("officer_id", "one_instructor", message))
    table, field, person_id = (
        (Officer, "officer_id", data.officer_id)
        if data.officer_id is not None
        else (ForeignParticipant, "participant_id", data.participant_id)
    )
    try:
        person: Any = await load_visible(session, actor, table, person_id)  # type: ignore[arg-type]
    except NotFound:
        raise Invalid(FieldProblem(field, "unknown", "There is no such person.")) from None
    named = exists().where(
        OfferingInstructor.offering_id == offering_id, getattr(OfferingInstructor, field) == person_id
    )
    if await session.scalar(select(named)):
        raise Conflict(f"{person.name} teaches in this offering already.", code="already_there", field=field)
    instructor = created(OfferingInstructor(offering_id=offering.id, **data.model_dump()), actor)
    session.add(instructor)
    _record(session, actor, "offering_instructors.added", instructor, "offering_instructor", offering.title)
    return instructor.id


async def remove_instructor(
    session: AsyncSession,
    actor: Actor,
    academy_id: UUID,
    offering_id: UUID,
    instructor_id: UUID,
    version: int,
) -> None:
    actor.require(Permission.ACADEMIES_MANAGE)
    offering = await _load_offering(session, actor, academy_id, offering_id, None)
    instructor = await load_for_change(session, actor, OfferingInstructor, instructor_id, version=version)
    if instructor.offering_id != offering_id:
        raise NotFound
    _record(session, actor, "offering_instructors.removed", instructor, "offering_instructor", offering.title)
    await session.delete(instructor)


async def _load_offering(
    session: AsyncSession, actor: Actor, academy_id: UUID, offering_id: UUID, version: int | None
) -> IleaOffering:
    offering = await load_for_change(session, actor, IleaOffering, offering_id, version=version)
    if offering.academy_id != academy_id:
        raise NotFound
    return offering


async def _with_country(session: AsyncSession, values: dict[str, Any], today: date) -> dict[str, Any]:
    """`values` with the country's id in place of its code."""
    if "country" not in values:
        return values
    code = values.pop("country")
    if code is None:
        return values | {"country_id": None}
    return values | {"country_id": await require_country(session, code, field="country", on=today)}


async def _with_expertise(session: AsyncSession, values: dict[str, Any]) -> dict[str, Any]:
    """`values` with the id of the expertise in place of its code."""
    if "expertise" not in values:
        return values
    code = values.pop("expertise")
    expertise_id = (
        await require_reference(session, Expertise.code, code, field="expertise", what="expertise")
        if code is not None
        else None
    )
    return values | {"expertise_id": expertise_id}


def _require_order(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid(FieldProblem("ends_on", "order", f"The last day must not come before {starts_on}."))


def _record(
    session: AsyncSession, actor: Actor, action: str, subject: Base, subject_type: str, label: str
) -> None:
    record_event(
        session,
        actor,
        action,
        subject,
        subject_type=subject_type,
        permission=Permission.ACADEMIES_MANAGE,
        label=label,
    )
