"""Changing countries, their other names, and posts."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base
from models.countries import Country, CountryAlias, Post
from schemas.countries import AliasCreate, CountryUpdate, PostUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.countries.resolve import AMBIGUOUS
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.events import record_event
from services.names import fold_name
from services.records import apply_changes, created, load_for_change

#: Kind of a name that somebody added here, as against those of the reference data.
ADDED = "variant"


async def update_country(
    session: AsyncSession, actor: Actor, country_id: UUID, version: int, data: CountryUpdate
) -> None:
    """A new name joins the aliases, where the former one stays, so that files with either are understood.

    Raises `Conflict` for a name that means another country, `Invalid` for a last day not after the first.
    """
    actor.require(Permission.COUNTRIES_MANAGE)
    country = await load_for_change(session, actor, Country, country_id, version=version)
    changes = data.changes()
    first = changes.get("valid_from", country.valid_from)
    last = changes.get("valid_to", country.valid_to)
    if first is not None and last is not None and last <= first:
        raise Invalid(FieldProblem("valid_to", "order", f"The last day must come after the first, {first}."))
    apply_changes(country, changes, actor)
    _record(session, actor, "countries.updated", country, "country", country.name)
    if "name" in changes and not await _is_name_of(session, country, country.name, field="name"):
        await _add(session, actor, country, country.name)


async def add_alias(session: AsyncSession, actor: Actor, country_id: UUID, data: AliasCreate) -> UUID:
    """Another name for a country. Raises `Conflict` for one that is known already, `Invalid` for one without
    letters."""
    actor.require(Permission.COUNTRIES_MANAGE)
    country = await load_for_change(session, actor, Country, country_id, version=None)
    if await _is_name_of(session, country, data.alias, field="alias"):
        raise Conflict(f"{country.name} is known as {data.alias!r} already.", code="known", field="alias")
    alias = await _add(session, actor, country, data.alias)
    _record(session, actor, "country_aliases.added", alias, "country_alias", data.alias)
    return alias.id


async def remove_alias(
    session: AsyncSession, actor: Actor, country_id: UUID, alias_id: UUID, version: int
) -> None:
    """Raises `Conflict` for the name that the country has now."""
    actor.require(Permission.COUNTRIES_MANAGE)
    country = await load_for_change(session, actor, Country, country_id, version=None)
    alias = await load_for_change(session, actor, CountryAlias, alias_id, version=version)
    if alias.country_id != country_id:
        raise NotFound
    if alias.folded == fold_name(country.name):
        raise Conflict(f"{alias.alias} is the country's name. Give it another name first.", code="in_use")
    _record(session, actor, "country_aliases.removed", alias, "country_alias", alias.alias)
    country.alias_text = "; ".join(name for name in await _names(session, country) if name != alias.alias)
    await session.delete(alias)


async def update_post(
    session: AsyncSession, actor: Actor, post_id: UUID, version: int, data: PostUpdate
) -> None:
    """How many days before arrival a post wants the request for country clearance."""
    actor.require(Permission.COUNTRIES_MANAGE)
    post = await load_for_change(session, actor, Post, post_id, version=version)
    apply_changes(post, data.changes(), actor)
    _record(session, actor, "posts.updated", post, "post", post.name)


async def _is_name_of(session: AsyncSession, country: Country, name: str, *, field: str) -> bool:
    """Whether `country` goes by `name` already.

    Raises `Conflict` when the name stands for another country or for several, `Invalid` when nothing is left of it.
    """
    folded = fold_name(name)
    if not folded:
        raise Invalid(FieldProblem(field, "no_letters", "A name needs letters."))
    with session.no_autoflush:
        holders = (await session.scalars(select(CountryAlias).where(CountryAlias.folded == folded))).all()
    for holder in holders:
        if holder.kind == AMBIGUOUS:
            raise Conflict(
                f"{holder.alias} stands for several countries.", code="ambiguous_name", field=field
            )
        if holder.country_id != country.id:
            raise Conflict(f"{holder.alias} is {holder.alpha2}, another country.", code="taken", field=field)
    return bool(holders)


async def _add(session: AsyncSession, actor: Actor, country: Country, name: str) -> CountryAlias:
    alias = CountryAlias(
        alias=name, folded=fold_name(name), kind=ADDED, alpha2=country.genc2, country_id=country.id
    )
    country.alias_text = "; ".join([*await _names(session, country), name])
    session.add(created(alias, actor))
    return alias


async def _names(session: AsyncSession, country: Country) -> list[str]:
    """All names on record, without a flush: events are recorded before what they tell of is written."""
    names = select(CountryAlias.alias).where(CountryAlias.country_id == country.id)
    with session.no_autoflush:
        return list(await session.scalars(names.order_by(CountryAlias.alias)))


def _record(
    session: AsyncSession, actor: Actor, action: str, subject: Base, subject_type: str, label: str
) -> None:
    record_event(
        session,
        actor,
        action,
        subject,
        subject_type=subject_type,
        permission=Permission.COUNTRIES_MANAGE,
        label=label,
    )
