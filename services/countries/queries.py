"""Reading countries, the names they go by, and posts."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, any_, bindparam, exists, func, or_, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import aliased

from models.activities import Activity
from models.agencies import Agency
from models.countries import Bureau, Country, CountryAlias, Post
from models.enums import ActivityStatus, RequestStatus
from models.rates import PerDiemRate
from models.requests import AssistanceRequest, RequestCountry
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.detail import Answer, Detail
from services.filters import Filter, any_of, matching
from services.listing import Listing, Scope
from services.projection import Fields, instant, json_list, json_object, stamps

_UNDER_WAY = (ActivityStatus.AUTHORIZED, ActivityStatus.ACTIVE, ActivityStatus.SUSPENDED)

_FIELDS: Fields = {
    "id": Country.id,
    "genc3": Country.genc3,
    "genc2": Country.genc2,
    "name": Country.name,
    "seed_name": Country.seed_name,
    "bureau": Country.bureau,
    "capital": Country.capital,
    "longitude": Country.longitude,
    "latitude": Country.latitude,
    "valid_from": Country.valid_from,
    "valid_to": Country.valid_to,
}


def _valid_on(day: Any) -> Any:
    begun = or_(Country.valid_from.is_(None), Country.valid_from <= day)
    return begun & or_(Country.valid_to.is_(None), Country.valid_to >= day)


COUNTRIES = Listing(
    table=Country,
    permission=Permission.REFERENCE_READ,
    source=Country,
    fields={**_FIELDS, "version": Country.version, "updated_at": instant(Country.updated_at)},
    sorts={
        "name": Country.name,
        "genc3": Country.genc3,
        "bureau": Country.bureau,
        "updated_at": Country.updated_at,
    },
    default_sort="name",
    filters={
        "bureau": any_of(Country.bureau),
        "genc3": any_of(Country.genc3),
        "genc2": any_of(Country.genc2),
        "valid_on": Filter(date, _valid_on, Date(), False, "Codes that are valid on this day."),
    },
    search=Country.search_text,
)
COUNTRY = Detail(
    table=Country,
    permission=Permission.REFERENCE_READ,
    source=Country.__table__.join(Bureau.__table__, Bureau.code == Country.bureau),
    fields={
        **_FIELDS,
        "bureau_name": Bureau.name,
        "aliases": json_list(
            select(CountryAlias.alias)
            .where(CountryAlias.country_id == Country.id)
            .order_by(CountryAlias.alias)
        ),
        "posts": json_list(
            select(json_object({"id": Post.id, "name": Post.name}))
            .where(Post.country_id == Country.id)
            .order_by(Post.name)
        ),
        **stamps(Country),
    },
    actions=lambda actor, _: ["update"] if actor.may(Permission.COUNTRIES_MANAGE) else [],
)


async def country_with_figures(
    connection: AsyncConnection, actor: Actor, country_id: UUID, today: date
) -> Answer:
    """One country, with what the programme does there as far as the actor may see it."""
    answer = await COUNTRY.get(connection, actor, country_id)
    return answer | {"figures": await _figures(connection, actor, country_id, today)}


async def after_change(session: AsyncSession, actor: Actor, country_id: UUID, today: date) -> Answer:
    """The same, as the pending changes of this transaction leave it."""
    await session.flush()
    return await country_with_figures(await session.connection(), actor, country_id, today)


async def _figures(connection: AsyncConnection, actor: Actor, country_id: UUID, today: date) -> Answer:
    figures: Answer = {
        "activities_by_status": None,
        "active_agencies": [],
        "open_requests": None,
        "per_diem_locations": None,
    }
    if actor.may(Permission.ACTIVITIES_READ):
        seen = visible(actor, Activity)
        here = (Activity.country_id == country_id, seen.clause)
        counted = select(Activity.status, func.count()).where(*here).group_by(Activity.status)
        rows = await connection.execute(counted, dict(seen.parameters))
        figures["activities_by_status"] = dict(rows.all())
        if actor.may(Permission.AGENCIES_READ):
            theirs = visible(actor, Agency)
            active = (
                select(Agency.id, Agency.legal_name.label("name"))
                .where(
                    Agency.id.in_(select(Activity.agency_id).where(*here, Activity.status.in_(_UNDER_WAY))),
                    theirs.clause,
                )
                .order_by(Agency.legal_name)
            )
            rows = await connection.execute(active, {**seen.parameters, **theirs.parameters})
            figures["active_agencies"] = [{"id": str(row.id), "name": row.name} for row in rows]
    if actor.may(Permission.REQUESTS_READ):
        seen = visible(actor, AssistanceRequest)
        open_requests = (
            select(func.count())
            .select_from(AssistanceRequest)
            .join(RequestCountry, RequestCountry.request_id == AssistanceRequest.id)
            .where(
                RequestCountry.country_id == country_id,
                AssistanceRequest.status == RequestStatus.OPEN,
                seen.clause,
            )
        )
        figures["open_requests"] = await connection.scalar(open_requests, dict(seen.parameters))
    if actor.may(Permission.RATES_READ):
        withdrawal = aliased(PerDiemRate)
        places = (
            select(PerDiemRate.location)
            .distinct()
            .where(
                PerDiemRate.country_id == country_id,
                PerDiemRate.effective_from <= today,
                or_(PerDiemRate.effective_to.is_(None), PerDiemRate.effective_to >= today),
                ~exists().where(
                    withdrawal.withdrawn,
                    withdrawal.scope == PerDiemRate.scope,
                    withdrawal.country_name == PerDiemRate.country_name,
                    withdrawal.location == PerDiemRate.location,
                    withdrawal.effective_from.between(PerDiemRate.effective_from + 1, today),
                    or_(withdrawal.effective_to.is_(None), withdrawal.effective_to >= today),
                ),
                ~PerDiemRate.withdrawn,
            )
            .order_by(PerDiemRate.location)
        )
        figures["per_diem_locations"] = list(await connection.scalars(places))
    return figures


_ALIAS_FIELDS: Fields = {
    "id": CountryAlias.id,
    "country": json_object({"id": Country.id, "name": Country.name}),
    "alias": CountryAlias.alias,
    "kind": CountryAlias.kind,
    **stamps(CountryAlias),
}
_ALIAS_SOURCE = CountryAlias.__table__.join(Country.__table__)

ALIASES = Listing(
    table=CountryAlias,
    permission=Permission.REFERENCE_READ,
    source=_ALIAS_SOURCE,
    fields=_ALIAS_FIELDS,
    sorts={"alias": CountryAlias.alias, "kind": CountryAlias.kind},
    default_sort="alias",
    filters={"kind": any_of(CountryAlias.kind)},
)
ALIAS = Detail(
    table=CountryAlias,
    permission=Permission.REFERENCE_READ,
    source=_ALIAS_SOURCE,
    fields=_ALIAS_FIELDS,
    actions=lambda actor, _: ["delete"] if actor.may(Permission.COUNTRIES_MANAGE) else [],
)


def of_country(country_id: UUID) -> Scope:
    """Narrows to one country's aliases."""
    key = bindparam("country_id", type_=PG_UUID(as_uuid=True))
    return Scope(CountryAlias.country_id == key, {"country_id": country_id})


_POST_FIELDS: Fields = {
    "id": Post.id,
    "name": Post.name,
    "country": json_object({"id": Country.id, "name": Country.name, "genc3": Country.genc3}),
    "bureau": Country.bureau,
    "clearance_lead_days": Post.clearance_lead_days,
    **stamps(Post),
}
_POST_SOURCE = Post.__table__.join(Country.__table__)

POSTS = Listing(
    table=Post,
    permission=Permission.REFERENCE_READ,
    source=_POST_SOURCE,
    fields=_POST_FIELDS,
    sorts={"name": Post.name, "bureau": Country.bureau, "clearance_lead_days": Post.clearance_lead_days},
    default_sort="name",
    filters={
        "country_id": any_of(Post.country_id, UUID),
        "country": matching(lambda codes: Country.genc3 == any_(codes), description="GENC codes."),
        "bureau": any_of(Country.bureau),
    },
    search=Country.search_text,
)
POST = Detail(
    table=Post,
    permission=Permission.REFERENCE_READ,
    source=_POST_SOURCE,
    fields=_POST_FIELDS,
    actions=lambda actor, _: ["update"] if actor.may(Permission.COUNTRIES_MANAGE) else [],
)
