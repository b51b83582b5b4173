"""Builds the data set with COPY in a database of its own, and keeps it for the next run.

18,000 agencies, 120 countries, 150 areas of expertise, 90,000 links between agencies and expertise, 100,000
activities and 1,000,000 expenses at scale 1. Paid lines fill `reimbursed_totals` through its triggers. Payments
and the ledger are left empty: no measured answer reads them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import make_url

from bench import rows
from bench.rows import Partner, Sizes, Staff, identifiers
from models.database import Database
from models.enums import Role
from services import migrations
from services.reference.load import load_reference
from services.revisions import newest_revision

#: Rows of one COPY: triggers on a statement see no more than these at once.
_BATCH = 100_000

_COLUMNS = {
    "countries": "id genc3 genc2 name seed_name bureau longitude latitude",
    "expertise": "id code name definition",
    "agencies": "id legal_name kind status state city county zip latitude longitude sworn_officers employees"
    " years_reported_last_10",
    "agency_oris": "ori agency_id",
    "agency_expertise": "id agency_id expertise_id level",
    "users": "id email name agency_id",
    "user_roles": "user_id role",
    "mous": "id number agency_id title purpose authority status effective_on ends_on",
    "instruments": "id number kind regime agency_id ceiling_usd performance_starts_on performance_ends_on"
    " salary_reimbursable",
    "obligations": "id document_number instrument_id fund available_from available_to cancels_on approved_by",
    "activities": "id reference title status modality agency_id country_id instrument_id obligation_id"
    " starts_on ends_on estimate_usd",
    "claims": "id reference kind status activity_id agency_id instrument_id obligation_id period_starts_on"
    " period_ends_on prepared_by submitted_at program_reviewed_by finance_reviewed_by certified_by claimed_usd"
    " approved_usd paid_on",
    "expenses": "id claim_id line_number agency_id activity_id country_id category service_on description"
    " amount claimed_usd receipt_attached approved_usd paid_on",
}

#: Partners whose coordinator can sign in.
COORDINATORS = 40
_STAFF = (Role.SERVICE_CLIENT, Role.PROGRAM_OFFICER, Role.FINANCE_REVIEWER, Role.CERTIFYING_OFFICER)


async def prepare(server: str, scale: float, *, rebuild: bool = False) -> str:
    """Address of the database of this scale on `server` (an SQLAlchemy address), built unless it is there."""
    name = f"bench_{scale:g}".replace(".", "_")
    address = make_url(server).set(database=name).render_as_string(hide_password=False)
    if rebuild or await _marker(server, name) != _expected_marker(scale):
        await _create(server, name)
        await _build(address, Sizes.of(scale))
        await _execute(server, f"COMMENT ON DATABASE {name} IS '{_expected_marker(scale)}'")
    return address


def plain(address: str) -> str:
    """The same address in the form that asyncpg takes."""
    return address.replace("+asyncpg", "")


def _expected_marker(scale: float) -> str:
    """What the data set is made from: seed, revision of the tables, and the code that makes its rows."""
    code = b"".join(Path(file).read_bytes() for file in (__file__, rows.__file__))
    return f"{rows.SEED} {scale:g} {newest_revision()} {hashlib.sha256(code).hexdigest()[:12]}"


async def _marker(server: str, name: str) -> str | None:
    connection = await asyncpg.connect(plain(server))
    try:
        found: str | None = await connection.fetchval(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = $1", name
        )
        return found
    finally:
        await connection.close()


async def _create(server: str, name: str) -> None:
    await _execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await _execute(server, f"CREATE DATABASE {name}")


async def _execute(address: str, statement: str) -> None:
    connection = await asyncpg.connect(plain(address))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _build(address: str, sizes: Sizes) -> None:
    database = Database(address, pool_size=2)
    try:
        await migrations.upgrade(database)
        await load_reference(database, small=True)
    finally:
        await database.close()
    connection = await asyncpg.connect(plain(address))
    try:
        await _fill(connection, sizes)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


async def _fill(connection: asyncpg.Connection, sizes: Sizes) -> None:
    """Adds to the reference data until there are as many rows as `sizes` says."""
    country_ids = await _add_countries(connection, sizes.countries)
    expertise_ids = await _add_expertise(connection, sizes.expertise)

    present = await connection.fetchval("SELECT count(*) FROM agencies")
    agencies = list(rows.agencies(sizes.agencies - present, sizes.partners))
    agency_ids: list[UUID] = [row[0] for row in agencies]  # type: ignore[misc]
    await _copy(connection, "agencies", agencies)
    await _copy(connection, "agency_oris", rows.oris(agencies))
    staff = await _add_people(connection, agency_ids[: sizes.partners])
    links = rows.expertise_links(agency_ids, expertise_ids)
    present = await connection.fetchval("SELECT count(*) FROM agency_expertise")
    await _copy(
        connection, "agency_expertise", islice(links, sizes.agencies * rows.EXPERTISE_OF_AN_AGENCY - present)
    )

    partners = [
        Partner(*ids)
        for ids in zip(
            agency_ids[: sizes.partners],
            identifiers("instruments"),
            identifiers("obligations"),
            strict=False,
        )
    ]
    await _copy(connection, "mous", rows.mous(partners))
    await _copy(connection, "instruments", rows.instruments(partners))
    await _copy(connection, "obligations", rows.obligations(partners, staff.program_officer))

    trips = rows.trips(sizes.activities, partners, country_ids)
    await _copy(connection, "activities", rows.activities(trips))
    await _copy(connection, "claims", rows.claims(trips, staff))
    await _copy(connection, "expenses", rows.expenses(trips))


async def _add_countries(connection: asyncpg.Connection, wanted: int) -> list[UUID]:
    present = await connection.fetch("SELECT genc2 FROM countries")
    bureau = await connection.fetchval("SELECT min(code) FROM bureaus")
    taken = {row["genc2"] for row in present}
    await _copy(connection, "countries", rows.countries(wanted - len(present), taken, bureau))
    return [row["id"] for row in await connection.fetch("SELECT id FROM countries ORDER BY genc3")]


async def _add_expertise(connection: asyncpg.Connection, wanted: int) -> list[UUID]:
    present = await connection.fetchval("SELECT count(*) FROM expertise")
    await _copy(connection, "expertise", rows.expertise(wanted - present))
    return [row["id"] for row in await connection.fetch("SELECT id FROM expertise ORDER BY code")]


async def _add_people(connection: asyncpg.Connection, partner_ids: Sequence[UUID]) -> Staff:
    people: list[tuple[Role, UUID | None]] = [(role, None) for role in _STAFF]
    people += [(Role.AGENCY_COORDINATOR, agency_id) for agency_id in partner_ids[:COORDINATORS]]
    named = [(id_, *person) for id_, person in zip(identifiers("users"), people, strict=False)]
    await _copy(
        connection,
        "users",
        (
            (
                id_,
                f"{role.value}{number}@bench.example.org",
                role.value.replace("_", " ").capitalize(),
                agency_id,
            )
            for number, (id_, role, agency_id) in enumerate(named)
        ),
    )
    await _copy(connection, "user_roles", ((id_, role.value) for id_, role, _ in named))
    return Staff(*(id_ for id_, _, _ in named[: len(_STAFF)]))


async def _copy(connection: asyncpg.Connection, table: str, records: Iterable[Sequence[Any]]) -> None:
    for batch in _batches(records):
        await connection.copy_records_to_table(table, records=batch, columns=_COLUMNS[table].split())


def _batches(records: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    remaining = iter(records)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
