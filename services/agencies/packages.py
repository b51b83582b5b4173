"""Capability packages: what an agency could send, costed beforehand (EMAC mission ready package)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import any_, bindparam
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency, CapabilityPackage
from models.expertise import Expertise
from schemas.offers import CostLine
from schemas.packages import PackageCreate, PackageUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Detail
from services.errors import FieldProblem, Invalid, NotFound
from services.events import record_event
from services.filters import any_of, matching
from services.listing import Listing, Scope
from services.money import USD
from services.projection import Fields, json_object, link, money, stamps
from services.records import apply_changes, created, load_for_change, load_visible, require_reference

_FIELDS: Fields = {
    "id": CapabilityPackage.id,
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "name": CapabilityPackage.name,
    "description": CapabilityPackage.description,
    "modality": CapabilityPackage.modality,
    "expertise": link(
        CapabilityPackage.expertise_id, {"id": Expertise.id, "code": Expertise.code, "name": Expertise.name}
    ),
    "officers": CapabilityPackage.officers,
    "days": CapabilityPackage.days,
    "cost_lines": CapabilityPackage.cost_lines,
    "total": money(CapabilityPackage.total_usd),
    **stamps(CapabilityPackage),
}
_SOURCE = CapabilityPackage.__table__.join(Agency.__table__).outerjoin(
    Expertise.__table__, Expertise.id == CapabilityPackage.expertise_id
)

PACKAGES = Listing(
    table=CapabilityPackage,
    permission=Permission.AGENCIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"name": CapabilityPackage.name, "total": CapabilityPackage.total_usd},
    default_sort="name",
    filters={
        "modality": any_of(CapabilityPackage.modality),
        "expertise": matching(lambda codes: Expertise.code == any_(codes), description="Codes."),
    },
)
PACKAGE = Detail(
    table=CapabilityPackage,
    permission=Permission.AGENCIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=lambda actor, _: ["update", "delete"] if actor.may(Permission.AGENCIES_UPDATE) else [],
)


def of_agency(agency_id: UUID) -> Scope:
    """Narrows to one agency's packages."""
    key = bindparam("agency_id", type_=PG_UUID(as_uuid=True))
    return Scope(CapabilityPackage.agency_id == key, {"agency_id": agency_id})


async def create_package(session: AsyncSession, actor: Actor, agency_id: UUID, data: PackageCreate) -> UUID:
    """Raises `Invalid` for an unknown expertise and for a cost that is negative or not in US dollars."""
    actor.require(Permission.AGENCIES_UPDATE)
    agency = await load_visible(session, actor, Agency, agency_id)
    values = await _columns(session, data.model_dump(exclude={"cost_lines"}), data.cost_lines)
    package = created(CapabilityPackage(agency_id=agency.id, **values), actor)
    session.add(package)
    _record(session, actor, "created", package)
    return package.id


async def update_package(
    session: AsyncSession, actor: Actor, agency_id: UUID, package_id: UUID, version: int, data: PackageUpdate
) -> None:
    """Raises `Invalid` as on creation, `NotFound` also for another agency's package."""
    actor.require(Permission.AGENCIES_UPDATE)
    package = await _load(session, actor, agency_id, package_id, version)
    changes = data.changes()
    lines = data.cost_lines if changes.pop("cost_lines", None) is not None else None
    apply_changes(package, await _columns(session, changes, lines), actor)
    _record(session, actor, "updated", package)


async def delete_package(
    session: AsyncSession, actor: Actor, agency_id: UUID, package_id: UUID, version: int
) -> None:
    """Offers made from it keep their own lines."""
    actor.require(Permission.AGENCIES_UPDATE)
    package = await _load(session, actor, agency_id, package_id, version)
    _record(session, actor, "deleted", package)
    await session.delete(package)


async def _columns(
    session: AsyncSession, values: dict[str, Any], lines: Sequence[CostLine] | None
) -> dict[str, Any]:
    """`values` as the table has them: the expertise by its id, the lines as JSON with their sum beside them."""
    if "expertise" in values:
        code = values.pop("expertise")
        values["expertise_id"] = code and await require_reference(
            session, Expertise.code, code, field="expertise", what="expertise"
        )
    if lines is not None:
        if problems := [problem for place, line in enumerate(lines) for problem in _faults(place, line)]:
            raise Invalid(*problems)
        values["cost_lines"] = [line.model_dump(mode="json") for line in lines]
        values["total_usd"] = sum((line.amount.amount for line in lines), Decimal(0))
    return values


def _faults(position: int, line: CostLine) -> list[FieldProblem]:
    place = f"cost_lines/{position}/amount"
    problems = []
    if line.amount.currency != USD:
        problems.append(FieldProblem(f"{place}/currency", "not_usd", "Packages are costed in USD."))
    if line.amount.amount < 0:
        problems.append(FieldProblem(f"{place}/amount", "amount_negative", "The amount cannot be negative."))
    return problems


async def _load(
    session: AsyncSession, actor: Actor, agency_id: UUID, package_id: UUID, version: int
) -> CapabilityPackage:
    package = await load_for_change(session, actor, CapabilityPackage, package_id, version=version)
    if package.agency_id != agency_id:
        raise NotFound
    return package


def _record(session: AsyncSession, actor: Actor, verb: str, package: CapabilityPackage) -> None:
    record_event(
        session,
        actor,
        f"capability_packages.{verb}",
        package,
        subject_type="capability_package",
        permission=Permission.AGENCIES_UPDATE,
        label=package.name,
        agency_id=package.agency_id,
    )
