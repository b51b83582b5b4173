"""The two-level list of expertise, and the academies."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.academies import Academy
from models.countries import Country
from models.enums import AcademyStatus
from models.expertise import Expertise
from services.reference.files import read_rows, text_or_none
from services.reference.staging import add_missing

EXPERTISE_FILES = ("expertise.csv",)
ACADEMY_FILES = ("ilea.csv",)

_ACADEMY_STATUS = {
    "operating": AcademyStatus.OPERATING,
    "not_listed_by_state_now": AcademyStatus.UNLISTED,
}


async def load_expertise(session: AsyncSession) -> int:
    """Areas first, then their topics; how many of both were added."""
    rows = read_rows("expertise.csv")
    added = await _add(session, (row for row in rows if not row["parent_code"]), {})
    # Read back, since an area that was there already kept its own id.
    areas = dict((await session.execute(select(Expertise.code, Expertise.id))).all())
    return added + await _add(session, (row for row in rows if row["parent_code"]), areas)


async def _add(session: AsyncSession, rows: Iterable[dict[str, str]], areas: Mapping[str, UUID]) -> int:
    columns = ("id", "code", "name", "parent_id", "definition", "source", "in_seed")
    records = (
        (
            uuid7(),
            row["code"],
            row["name"],
            areas[row["parent_code"]] if row["parent_code"] else None,
            row["definition"],
            text_or_none(row["source"]),
            row["in_seed"] == "Y",
        )
        for row in rows
    )
    return await add_missing(session, Expertise, columns, records)


async def load_academies(session: AsyncSession) -> int:
    """The International Law Enforcement Academies and regional training centres; how many were added."""
    countries = dict((await session.execute(select(Country.genc2, Country.id))).all())
    columns = (
        "id",
        "code",
        "name",
        "city",
        "host_country",
        "country_id",
        "established",
        "region_served",
        "status",
        "longitude",
        "latitude",
    )
    records = (
        (
            uuid7(),
            row["code"],
            row["name"],
            row["city"],
            row["host_country"],
            countries.get(row["alpha2"]),
            int(row["year_established"]),
            row["region_served"],
            _ACADEMY_STATUS[row["status"]].value,
            float(row["lon"]),
            float(row["lat"]),
        )
        for row in read_rows("ilea.csv")
    )
    return await add_missing(session, Academy, columns, records)
