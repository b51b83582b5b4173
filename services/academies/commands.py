"""Changing academies and what they offer."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.academies import Academy, IleaOffering
from models.activities import Activity
from models.base import Base
from models.expertise import Expertise
from schemas.academies import AcademyCreate, AcademyUpdate, OfferingCreate, OfferingUpdate
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
    record(session, actor, "academies.created", academy, "academy", academy.name)
    return academy.id


async def update_academy(
    session: AsyncSession, actor: Actor, clock: Clock, academy_id: UUID, version: int, data: AcademyUpdate
) -> None:
    """Raises `Invalid` for a country code that is unknown or retired."""
    actor.require(Permission.ACADEMIES_MANAGE)
    academy = await load_for_change(session, actor, Academy, academy_id, version=version)
    apply_changes(academy, await _with_country(session, data.changes(), clock.today()), actor)
    record(session, actor, "academies.updated", academy, "academy", academy.name)


async def delete_academy(session: AsyncSession, actor: Actor, academy_id: UUID, version: int) -> None:
    """Raises `Conflict` while it has offerings."""
    actor.require(Permission.ACADEMIES_MANAGE)
    academy = await load_for_change(session, actor, Academy, academy_id, version=version)
    if await session.scalar(select(exists().where(IleaOffering.academy_id == academy_id))):
        raise Conflict("The academy has offerings. Set its status to unlisted instead.", code="in_use")
    record(session, actor, "academies.deleted", academy, "academy", academy.name)
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
    record(session, actor, "ilea_offerings.created", offering, "ilea_offering", offering.title)
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
    offering = await load_offering(session, actor, academy_id, offering_id, version)
    apply_changes(offering, await _with_expertise(session, data.changes()), actor)
    _require_order(offering.starts_on, offering.ends_on)
    record(session, actor, "ilea_offerings.updated", offering, "ilea_offering", offering.title)


async def delete_offering(
    session: AsyncSession, actor: Actor, academy_id: UUID, offering_id: UUID, version: int
) -> None:
    """Raises `Conflict` while an activity belongs to it."""
    actor.require(Permission.ACADEMIES_MANAGE)
    offering = await load_offering(session, actor, academy_id, offering_id, version)
    if await session.scalar(select(exists().where(Activity.offering_id == offering_id))):
        raise Conflict("An activity belongs to this offering.", code="in_use")
    record(session, actor, "ilea_offerings.deleted", offering, "ilea_offering", offering.title)
    await session.delete(offering)


async def load_offering(
    session: AsyncSession, actor: Actor, academy_id: UUID, offering_id: UUID, version: int | None
) -> IleaOffering:
    """For a change. Raises `NotFound` also for another academy's, and `StaleVersion`."""
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


def record(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject: Base,
    subject_type: str,
    label: str,
    *,
    permission: Permission = Permission.ACADEMIES_MANAGE,
    agency_id: UUID | None = None,
) -> None:
    """The event of a change to an academy, an offering, or who teaches there."""
    record_event(
        session,
        actor,
        action,
        subject,
        subject_type=subject_type,
        permission=permission,
        label=label,
        agency_id=agency_id,
    )
