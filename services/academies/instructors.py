"""Who teaches in what an academy offers: nominated by their agency, confirmed by the programme."""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.academies import IleaOffering, OfferingInstructor
from models.officers import Officer
from models.vetting import ForeignParticipant
from schemas.academies import InstructorCreate
from services.academies.commands import load_offering, record
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Forbidden, Invalid, NotFound
from services.records import apply_changes, created, load_for_change, load_visible


async def add_instructor(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    academy_id: UUID,
    offering_id: UUID,
    data: InstructorCreate,
) -> UUID:
    """An agency nominates its officer; whom the programme names is confirmed at once.

    Raises `Invalid` unless exactly one person is named whom the actor may see, `Conflict` for one named twice, and
    for a nomination once the course has begun.
    """
    actor.require(Permission.ACADEMIES_NOMINATE)
    offering = await load_offering(session, actor, academy_id, offering_id, None)
    confirms = actor.may(Permission.ACADEMIES_MANAGE)
    if (data.officer_id is None) == (data.participant_id is None):
        message = "Name either an officer or a participant."
        raise Invalid(FieldProblem("officer_id", "one_instructor", message))
    if not confirms and offering.starts_on <= clock.today():
        raise Conflict(f"The course began on {offering.starts_on}.", code="offering_begun")
    field = "officer_id" if data.officer_id is not None else "participant_id"
    person = await _person(session, actor, data)
    named = exists().where(
        OfferingInstructor.offering_id == offering_id, getattr(OfferingInstructor, field) == person.id
    )
    if await session.scalar(select(named)):
        message = f"{person.name} is named for this course already."
        raise Conflict(message, code="already_there", field=field)
    instructor = created(OfferingInstructor(offering_id=offering.id, **data.model_dump()), actor)
    instructor.confirmed_at = clock.now() if confirms else None
    session.add(instructor)
    await _record(session, actor, "added" if confirms else "nominated", instructor, offering)
    return instructor.id


async def confirm_instructor(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    academy_id: UUID,
    offering_id: UUID,
    instructor_id: UUID,
    version: int,
) -> None:
    """Raises `Conflict` for somebody who is confirmed already."""
    actor.require(Permission.ACADEMIES_MANAGE)
    instructor, offering = await _load(session, actor, academy_id, offering_id, instructor_id, version)
    if instructor.confirmed_at is not None:
        raise Conflict("This instructor is confirmed already.", code="already_confirmed")
    apply_changes(instructor, {"confirmed_at": clock.now()}, actor)
    await _record(session, actor, "confirmed", instructor, offering)


async def remove_instructor(
    session: AsyncSession,
    actor: Actor,
    academy_id: UUID,
    offering_id: UUID,
    instructor_id: UUID,
    version: int,
) -> None:
    """Raises `Forbidden` for an agency whose nomination has been confirmed: the programme then decides."""
    actor.require(Permission.ACADEMIES_NOMINATE)
    instructor, offering = await _load(session, actor, academy_id, offering_id, instructor_id, version)
    if instructor.confirmed_at is not None and not actor.may(Permission.ACADEMIES_MANAGE):
        raise Forbidden(
            Permission.ACADEMIES_MANAGE, "The programme has confirmed this instructor. Ask it to change that."
        )
    await _record(session, actor, "removed", instructor, offering)
    await session.delete(instructor)


async def _load(
    session: AsyncSession,
    actor: Actor,
    academy_id: UUID,
    offering_id: UUID,
    instructor_id: UUID,
    version: int,
) -> tuple[OfferingInstructor, IleaOffering]:
    offering = await load_offering(session, actor, academy_id, offering_id, None)
    instructor = await load_for_change(session, actor, OfferingInstructor, instructor_id, version=version)
    if instructor.offering_id != offering_id:
        raise NotFound
    return instructor, offering


async def _person(session: AsyncSession, actor: Actor, data: InstructorCreate) -> Any:
    table, field, person_id = (
        (Officer, "officer_id", data.officer_id)
        if data.officer_id is not None
        else (ForeignParticipant, "participant_id", data.participant_id)
    )
    try:
        person: Any = await load_visible(session, actor, table, person_id)  # type: ignore[arg-type]
    except NotFound:
        raise Invalid(FieldProblem(field, "unknown", "There is no such person.")) from None
    if getattr(person, "archived_at", None) is not None:
        raise Invalid(FieldProblem(field, "archived", f"{person.name} is archived."))
    return person


async def _record(
    session: AsyncSession, actor: Actor, verb: str, instructor: OfferingInstructor, offering: IleaOffering
) -> None:
    """The event belongs to the officer's agency, too, and names the course alone."""
    officer = await session.get(Officer, instructor.officer_id) if instructor.officer_id else None
    record(
        session,
        actor,
        f"offering_instructors.{verb}",
        instructor,
        "offering_instructor",
        offering.title,
        permission=Permission.ACADEMIES_NOMINATE,
        agency_id=officer.agency_id if officer else None,
    )
