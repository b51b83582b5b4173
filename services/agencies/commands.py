"""Changing agencies."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency, AgencyOri
from schemas.agencies import AgencyCreate, AgencyUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Forbidden, Invalid
from services.events import record_event
from services.records import apply_changes, created, load_for_change
from services.us_states import STATES, ori_fits_state

#: What an agency's own coordinator may change: only what it wishes to commit, and where it can be reached (seed).
SELF_SET = frozenset({"max_officers", "max_days_per_year", "website"})


async def create_agency(session: AsyncSession, actor: Actor, data: AgencyCreate) -> UUID:
    """A new agency, as a prospect. Raises `Invalid` for an unknown state or another's ORI, `Conflict` if taken."""
    actor.require(Permission.AGENCIES_CREATE)
    if data.state not in STATES:
        raise Invalid(FieldProblem("state", "unknown", f"{data.state} is no US state or territory."))
    agency = created(Agency(**data.model_dump(exclude={"oris"})), actor)
    session.add(agency)
    _record(session, actor, "agencies.created", agency, Permission.AGENCIES_CREATE)
    await session.flush()
    await _set_oris(session, agency, data.oris)
    return agency.id


async def update_agency(
    session: AsyncSession, actor: Actor, agency_id: UUID, version: int, data: AgencyUpdate
) -> None:
    """Raises `Forbidden` when a coordinator changes what only staff may, `Conflict` for a taken ORI or UEI."""
    actor.require(Permission.AGENCIES_UPDATE)
    agency = await load_for_change(session, actor, Agency, agency_id, version=version)
    changes = data.changes()
    reserved = sorted(changes.keys() - SELF_SET)
    if reserved and not actor.may(Permission.AGENCIES_CREATE):
        raise Forbidden(
            Permission.AGENCIES_CREATE,
            f"Only programme staff change {', '.join(reserved)}. You may set {', '.join(sorted(SELF_SET))}.",
        )
    oris = changes.pop("oris", None)
    before = list(agency.ori_codes)
    apply_changes(agency, changes, actor)
    extra = {} if oris is None else {"before": {"oris": before}, "after": {"oris": oris, **changes}}
    _record(session, actor, "agencies.updated", agency, Permission.AGENCIES_UPDATE, **extra)
    await session.flush()
    if oris is not None:
        await _set_oris(session, agency, oris)


async def archive_agency(
    session: AsyncSession, actor: Actor, clock: Clock, agency_id: UUID, version: int, *, archived: bool
) -> None:
    """Take an agency out of lists and matching, or bring it back. Its records stay."""
    actor.require(Permission.AGENCIES_ARCHIVE)
    agency = await load_for_change(session, actor, Agency, agency_id, version=version)
    apply_changes(agency, {"archived_at": clock.now() if archived else None}, actor)
    action = "agencies.archived" if archived else "agencies.restored"
    _record(session, actor, action, agency, Permission.AGENCIES_ARCHIVE)


async def _set_oris(session: AsyncSession, agency: Agency, oris: list[str]) -> None:
    """Replace the agency's identifiers."""
    for position, ori in enumerate(oris):
        if not ori_fits_state(ori, agency.state):
            message = f"{ori} does not begin with the letters of {agency.state}."
            raise Invalid(FieldProblem(f"oris/{position}", "ori_of_another_state", message))
    taken = await session.scalar(
        select(AgencyOri.ori).where(AgencyOri.ori.in_(oris), AgencyOri.agency_id != agency.id).limit(1)
    )
    if taken is not None:
        raise Conflict(f"{taken} belongs to another agency.", code="ori_taken", field="oris")
    await session.execute(delete(AgencyOri).where(AgencyOri.agency_id == agency.id))
    session.add_all(AgencyOri(ori=ori, agency_id=agency.id) for ori in dict.fromkeys(oris))


def _record(
    session: AsyncSession, actor: Actor, action: str, agency: Agency, permission: Permission, **extra: Any
) -> None:
    record_event(
        session,
        actor,
        action,
        agency,
        subject_type="agency",
        permission=permission,
        label=agency.legal_name,
        agency_id=agency.id,
        **extra,
    )
