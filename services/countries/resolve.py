"""From a name or code, as people and files write it, to the one country it stands for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.countries import Country, CountryAlias
from services.access.permissions import Permission
from services.access.policy import Actor
from services.countries.rules import STATES_OF_THE_SAME_NAME, may_stand_for
from services.detail import Answer
from services.errors import Ambiguous, Conflict, NotFound
from services.names import fold_name

AMBIGUOUS = "ambiguous"
#: Trigram similarity from which another name is worth proposing.
_NEAR = 0.35

_MATCH: tuple[Any, ...] = (
    Country.id,
    Country.genc3,
    Country.genc2,
    Country.name,
    Country.bureau,
    Country.valid_to,
)
_ALIAS = (CountryAlias.alias, CountryAlias.folded, CountryAlias.kind, CountryAlias.alpha2, Country.genc3)


async def resolve_country(
    connection: AsyncConnection | AsyncSession,
    actor: Actor,
    name: str,
    *,
    today: date,
    known_to_be_a_country: bool = False,
) -> Answer:
    """The country that `name` stands for: a GENC code, its name, or another name on record.

    Raises `Ambiguous` with the candidates for a name of several countries ("Congo") or of a country and a US state
    ("Georgia", unless `known_to_be_a_country`), `Conflict` for a retired code, and `NotFound` for a name that is
    unknown or of a country that is no partner.
    """
    actor.require(Permission.REFERENCE_READ)
    folded, code = fold_name(name), name.strip().upper()
    called = select(CountryAlias.country_id).where(CountryAlias.folded == folded)
    meant = or_(Country.genc3 == code, Country.genc2 == code, Country.id.in_(called))
    countries: Sequence[Row[Any]] = (
        await connection.execute(select(*_MATCH).where(meant).order_by(Country.name))
    ).all()
    aliases = (await connection.execute(_aliases().where(CountryAlias.folded == folded))).all()
    if any(alias.kind == AMBIGUOUS for alias in aliases):
        every = (await connection.execute(_aliases())).all()
        raise _ambiguous(name, _candidates(folded, every))
    foreign = [alias for alias in aliases if alias.genc3 is None]
    if len(countries) + len({alias.alpha2 for alias in foreign}) > 1:
        raise _ambiguous(name, [*map(_partner, countries), *map(_other, foreign)])
    if not countries:
        raise NotFound(await _unknown(connection, name, folded, foreign))
    [country] = countries
    state = STATES_OF_THE_SAME_NAME.get(folded)
    if state is not None and not known_to_be_a_country:
        us_state = {"kind": "us_state", "code": state, "name": f"{country.name}, state of the United States"}
        raise _ambiguous(name, [_partner(country), us_state])
    if country.valid_to is not None and country.valid_to < today:
        raise Conflict(
            f"{country.genc3} ({country.name}) was retired after {country.valid_to}.",
            code="country_retired",
            field="name",
        )
    return {key: str(value) for key, value in country._mapping.items() if key != "valid_to"}


def _aliases() -> Any:
    return (
        select(*_ALIAS).outerjoin(Country, Country.id == CountryAlias.country_id).order_by(CountryAlias.alias)
    )


def _partner(country: Row[Any]) -> dict[str, str]:
    return {"kind": "country", "code": country.genc3, "name": country.name}


def _other(alias: Row[Any]) -> dict[str, str]:
    return {"kind": "country_without_partnership", "code": alias.alpha2, "name": alias.alias}


def _candidates(folded: str, aliases: Iterable[Row[Any]]) -> list[dict[str, str]]:
    """One candidate for each country with a name that `folded` may stand for."""
    found: dict[str, dict[str, str]] = {}
    for alias in aliases:
        if alias.alpha2 is None or alias.alpha2 in found or not may_stand_for(folded, alias.folded):
            continue
        found[alias.alpha2] = (
            _other(alias)
            if alias.genc3 is None
            else {"kind": "country", "code": alias.genc3, "name": alias.alias}
        )
    return list(found.values())


def _ambiguous(name: str, candidates: list[dict[str, str]]) -> Ambiguous:
    choices = ", ".join(f"{candidate['name']} ({candidate['code']})" for candidate in candidates)
    return Ambiguous(
        f"{name!r} may stand for {choices}. Send the code of the one you mean.",
        candidates=candidates,
        field="name",
    )


async def _unknown(
    connection: AsyncConnection | AsyncSession, name: str, folded: str, foreign: Sequence[Row[Any]]
) -> str:
    """What to say about a name that is no partner's."""
    if foreign:
        return f"{foreign[0].alias} ({foreign[0].alpha2}) is not a partner country."
    alike = func.similarity(CountryAlias.folded, folded)
    near = await connection.scalar(
        select(CountryAlias.alias)
        .where(CountryAlias.kind != AMBIGUOUS, alike > _NEAR)
        .order_by(alike.desc(), CountryAlias.alias)
        .limit(1)
    )
    return f"No country is known as {name!r}." + (f" Did you mean {near!r}?" if near else "")
