"""Units of foreign security forces."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.countries import Country
from models.vetting import Unit
from schemas.vetting import UnitCreate, UnitUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.detail import Detail
from services.errors import Conflict
from services.events import record_event
from services.filters import any_of
from services.listing import Listing
from services.projection import Fields, json_object, stamps
from services.records import apply_changes, created, load_for_change
from services.vetting.countries import require_own_country

_FIELDS: Fields = {
    "id": Unit.id,
    "country": json_object({"id": Unit.country_id, "name": Country.name}),
    "name": Unit.name,
    "location": Unit.location,
    **stamps(Unit),
}
_SOURCE = Unit.__table__.join(Country.__table__)

UNITS = Listing(
    table=Unit,
    exportable=False,
    permission=Permission.VETTING_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"name": Unit.name, "country": Country.name, "updated_at": Unit.updated_at},
    default_sort="name",
    filters={
        "country": any_of(Country.genc3, description="GENC codes of three letters."),
        "country_id": any_of(Unit.country_id, UUID),
    },
)
UNIT = Detail(
    table=Unit,
    permission=Permission.VETTING_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=lambda actor, _: ["update"] if actor.may(Permission.VETTING_MANAGE) else [],
)


async def create_unit(session: AsyncSession, actor: Actor, clock: Clock, data: UnitCreate) -> UUID:
    """Raises `Invalid` for a country other than the post's, `Conflict` for a name that is taken."""
    actor.require(Permission.VETTING_MANAGE)
    country_id = await require_own_country(session, actor, data.country, clock)
    unit = created(Unit(country_id=country_id, name=data.name, location=data.location), actor)
    await _require_free(session, unit)
    session.add(unit)
    _record(session, actor, "created", unit)
    return unit.id


async def update_unit(
    session: AsyncSession, actor: Actor, unit_id: UUID, version: int, data: UnitUpdate
) -> None:
    actor.require(Permission.VETTING_MANAGE)
    unit = await load_for_change(session, actor, Unit, unit_id, version=version)
    apply_changes(unit, data.changes(), actor)
    with session.no_autoflush:
        await _require_free(session, unit)
    _record(session, actor, "updated", unit)


async def _require_free(session: AsyncSession, unit: Unit) -> None:
    same = select(Unit.id).where(
        Unit.country_id == unit.country_id, Unit.name == unit.name, Unit.id != unit.id
    )
    if await session.scalar(same) is not None:
        raise Conflict("The country has a unit of this name.", code="already_exists", field="name")


def _record(session: AsyncSession, actor: Actor, verb: str, unit: Unit) -> None:
    record_event(
        session,
        actor,
        f"units.{verb}",
        unit,
        subject_type="unit",
        permission=Permission.VETTING_MANAGE,
        label=unit.name,
    )
