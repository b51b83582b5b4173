"""Countries named by their GENC code in what callers send."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.countries import Country
from services.errors import FieldProblem, Invalid


async def require_countries(
    session: AsyncSession, codes: Sequence[str], *, field: str, on: date
) -> dict[str, UUID]:
    """The countries with these GENC codes, three letters each.

    Raises `Invalid` for codes that are unknown, or retired before `on`, naming `field/0`, `field/1` and so on.
    """
    return await _named(session, {f"{field}/{position}": code for position, code in enumerate(codes)}, on)


async def require_country(session: AsyncSession, code: str, *, field: str, on: date) -> UUID:
    """The country with this GENC code. Raises `Invalid` naming `field`."""
    return (await _named(session, {field: code}, on))[code]


async def _named(session: AsyncSession, places: Mapping[str, str], on: date) -> dict[str, UUID]:
    columns = (Country.genc3, Country.id, Country.name, Country.valid_to)
    rows = await session.execute(select(*columns).where(Country.genc3.in_(places.values())))
    known = {row.genc3: row for row in rows}
    problems = []
    for place, code in places.items():
        country = known.get(code)
        if country is None:
            problems.append(FieldProblem(place, "unknown", f"{code} is no GENC code of a partner country."))
        elif country.valid_to is not None and country.valid_to < on:
            message = f"{code} ({country.name}) was retired after {country.valid_to}."
            problems.append(FieldProblem(place, "retired", message))
    if problems:
        raise Invalid(*problems)
    return {code: known[code].id for code in places.values()}
