"""Bureaus, countries, the other names of countries, and one post for each country."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.countries import Bureau, Country, CountryAlias, Post
from services.names import fold_name
from services.reference.files import read_rows, text_or_none
from services.reference.staging import add_missing

COUNTRY_FILES = ("bureaus.csv", "countries.csv", "country_aliases.csv", "country_codes.csv")
ALIAS_FILES = ("country_aliases.csv", "country_codes.csv")
POST_FILES = ("countries.csv",)

#: GENC's three letters, where they are not those of ISO 3166 (domain brief, section 2).
_GENC3 = {"XK": "XKS"}


async def load_countries(session: AsyncSession) -> int:
    """The six regional bureaus and the seed's 93 countries; how many countries were added."""
    bureaus = ((row["code"], row["name"]) for row in read_rows("bureaus.csv"))
    await add_missing(session, Bureau, ("code", "name"), bureaus)
    names: dict[str, list[str]] = {}
    for file in ALIAS_FILES:
        for row in read_rows(file):
            names.setdefault(row["alpha2"], []).append(row["alias"].strip())
    columns = (
        "id",
        "genc3",
        "genc2",
        "name",
        "seed_name",
        "bureau",
        "capital",
        "longitude",
        "latitude",
        "alias_text",
    )
    rows = (
        (
            uuid7(),
            _GENC3.get(row["alpha2"], row["alpha3"]),
            row["alpha2"],
            row["state_short_name"],
            row["seed_name"],
            row["bureau"],
            text_or_none(row["capital"]),
            # The point inside the largest piece: the centroid of an island state may lie in the sea.
            float(row["label_lon"]),
            float(row["label_lat"]),
            "; ".join(names[row["alpha2"]]),
        )
        for row in read_rows("countries.csv")
    )
    return await add_missing(session, Country, columns, rows)


async def load_aliases(session: AsyncSession) -> int:
    """Other names, of the 93 and of the rest of the world; how many were added."""
    countries = {country.genc2: country.id for country in await session.execute(_CODES)}
    columns = ("id", "alias", "folded", "kind", "alpha2", "country_id")
    rows = (
        (
            uuid7(),
            row["alias"].strip(),
            fold_name(row["alias"]),
            row["kind"],
            text_or_none(row["alpha2"]),
            countries.get(row["alpha2"]),
        )
        for file in ALIAS_FILES
        for row in read_rows(file)
    )
    return await add_missing(session, CountryAlias, columns, rows)


async def load_posts(session: AsyncSession) -> int:
    """A post for each country that has none; how many were added."""
    without = select(Country.id, Country.name).where(
        ~select(Post).where(Post.country_id == Country.id).exists()
    )
    rows = [(uuid7(), f"INL post, {row.name}", row.id) for row in await session.execute(without)]
    return await add_missing(session, Post, ("id", "name", "country_id"), rows)


_CODES = select(Country.genc2, Country.id)
