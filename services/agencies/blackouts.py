"""Days on which an agency has said that it is not available."""

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency, AgencyBlackout
from schemas.blackouts import BlackoutCreate, BlackoutUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Detail
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.events import record_event
from services.filters import ranges
from services.listing import Listing, Scope
from services.projection import Fields, json_object, stamps
from services.records import apply_changes, created, load_for_change, load_visible

_FIELDS: Fields = {
    "id": AgencyBlackout.id,
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "starts_on": AgencyBlackout.starts_on,
    "ends_on": AgencyBlackout.ends_on,
    "reason": AgencyBlackout.reason,
    **stamps(AgencyBlackout),
}
_SOURCE = AgencyBlackout.__table__.join(Agency.__table__)

BLACKOUTS = Listing(
    table=AgencyBlackout,
    permission=Permission.AGENCIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"starts_on": AgencyBlackout.starts_on},
    default_sort="starts_on",
    filters={
        **ranges("starts_on", AgencyBlackout.starts_on, date),
        **ranges("ends_on", AgencyBlackout.ends_on, date),
    },
)
BLACKOUT = Detail(
    table=AgencyBlackout,
    permission=Permission.AGENCIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=lambda actor, _: ["update", "delete"] if actor.may(Permission.AGENCIES_UPDATE) else [],
)


def of_agency(agency_id: UUID) -> Scope:
    """Narrows to one agency's blackouts."""
    key = bindparam("agency_id", type_=PG_UUID(as_uuid=True))
    return Scope(AgencyBlackout.agency_id == key, {"agency_id": agency_id})


async def create_blackout(session: AsyncSession, actor: Actor, agency_id: UUID, data: BlackoutCreate) -> UUID:
    """Raises `Invalid` for days the wrong way round, `Conflict` for days that another blackout covers."""
    actor.require(Permission.AGENCIES_UPDATE)
    agency = await load_visible(session, actor, Agency, agency_id)
    blackout = created(AgencyBlackout(agency_id=agency.id, **data.model_dump()), actor)
    await _require_free(session, blackout)
    session.add(blackout)
    _record(session, actor, "created", blackout)
    return blackout.id


async def update_blackout(
    session: AsyncSession,
    actor: Actor,
    agency_id: UUID,
    blackout_id: UUID,
    version: int,
    data: BlackoutUpdate,
) -> None:
    """Raises as on creation, and `NotFound` also for another agency's blackout."""
    actor.require(Permission.AGENCIES_UPDATE)
    blackout = await _load(session, actor, agency_id, blackout_id, version)
    apply_changes(blackout, data.changes(), actor)
    await _require_free(session, blackout)
    _record(session, actor, "updated", blackout)


async def delete_blackout(
    session: AsyncSession, actor: Actor, agency_id: UUID, blackout_id: UUID, version: int
) -> None:
    actor.require(Permission.AGENCIES_UPDATE)
    blackout = await _load(session, actor, agency_id, blackout_id, version)
    _record(session, actor, "deleted", blackout)
    await session.delete(blackout)


async def _require_free(session: AsyncSession, blackout: AgencyBlackout) -> None:
    if blackout.ends_on < blackout.starts_on:
        message = f"The last day must not come before {blackout.starts_on}."
        raise Invalid(FieldProblem("ends_on", "order", message))
    with session.no_autoflush:
        other = await session.scalar(
            select(AgencyBlackout)
            .where(
                AgencyBlackout.agency_id == blackout.agency_id,
                AgencyBlackout.id != blackout.id,
                AgencyBlackout.starts_on <= blackout.ends_on,
                AgencyBlackout.ends_on >= blackout.starts_on,
            )
            .limit(1)
        )
    if other is not None:
        message = f"These days overlap the blackout from {other.starts_on} to {other.ends_on}."
        raise Conflict(message, code="overlap", field="starts_on")


async def _load(
    session: AsyncSession, actor: Actor, agency_id: UUID, blackout_id: UUID, version: int
) -> AgencyBlackout:
    blackout = await load_for_change(session, actor, AgencyBlackout, blackout_id, version=version)
    if blackout.agency_id != agency_id:
        raise NotFound
    return blackout


def _record(session: AsyncSession, actor: Actor, verb: str, blackout: AgencyBlackout) -> None:
    record_event(
        session,
        actor,
        f"agency_blackouts.{verb}",
        blackout,
        subject_type="agency_blackout",
        permission=Permission.AGENCIES_UPDATE,
        label=f"{blackout.starts_on} to {blackout.ends_on}",
        agency_id=blackout.agency_id,
    )
