"""W7: expenses imported from CSV, against COPY of the same rows into the same table, which is what `\\copy` does."""

import io
import time
from dataclasses import dataclass
from random import Random

import asyncpg
import httpx
import psutil

from bench.rows import SEED
from bench.servers import Server, cpu_seconds
from bench.work import ADDED, API, Tokens
from models.database import Database
from services.clock import SystemClock
from services.jobs.worker import work_once

ROWS = 100_000
#: A claim holds 30,000 lines at most.
_CLAIMS = 20
_CATEGORIES = ("airfare", "visa_fee", "other")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of a clock and of processors (ours and PostgreSQL's), and how much our memory grew at most, in MiB."""

    ours: float
    copy: float
    ours_cpu: float
    copy_cpu: float
    grown: float


async def measure(
    address: str,
    connection: asyncpg.Connection,
    postgres: psutil.Process,
    tokens: Tokens,
    ours: Server,
    rows: int,
) -> Measured:
    """Imports `rows` expenses into drafts of one agency, copies the same rows, and takes all of them out again."""
    token, agency = await _coordinator(connection, tokens)
    drafts = await _drafts(connection, agency)
    try:
        file = _file(drafts, rows)
        headers = {"Authorization": f"Bearer {token}"}
        base = f"http://127.0.0.1:{ours.port}{API}"
        async with httpx.AsyncClient(base_url=base, headers=headers, timeout=120) as client:
            answer = await client.post("/imports", params={"kind": "expenses"}, content=file)
            answer.raise_for_status()
        database, me = Database(address, pool_size=3), psutil.Process()
        before, started, spent = (
            me.memory_info().rss,
            time.monotonic(),
            cpu_seconds(me) + cpu_seconds(postgres),
        )
        try:
            await work_once(database, SystemClock())
        finally:
            await database.close()
        seconds, cpu = time.monotonic() - started, cpu_seconds(me) + cpu_seconds(postgres) - spent
        grown = (me.memory_info().rss - before) / 2**20
        created = await connection.fetchval("SELECT created FROM imports WHERE id = $1", answer.json()["id"])
        if created != rows:
            raise SystemExit(f"W7: {created} of {rows} rows were imported")
        copied, copied_cpu = await _copy(connection, postgres, drafts)
    finally:
        await _clean(connection, drafts)
    return Measured(seconds, copied, cpu, copied_cpu, grown)


async def _coordinator(connection: asyncpg.Connection, tokens: Tokens) -> tuple[str, object]:
    """One with a draft, and the agency."""
    users = await connection.fetch(
        "SELECT agency_id FROM users JOIN user_roles ON user_id = id WHERE role = 'agency_coordinator' ORDER BY id"
    )
    with_draft = {
        row["agency_id"]
        for row in await connection.fetch("SELECT agency_id FROM claims WHERE status = 'draft'")
    }
    pairs = zip(tokens.coordinators, users, strict=True)
    return next((token, user["agency_id"]) for token, user in pairs if user["agency_id"] in with_draft)


async def _drafts(connection: asyncpg.Connection, agency: object) -> list[asyncpg.Record]:
    """Drafts like one that the agency has."""
    return list(
        await connection.fetch(
            "INSERT INTO claims (id, reference, kind, activity_id, agency_id, instrument_id, obligation_id,"
            " period_starts_on, period_ends_on, prepared_by)"
            " SELECT gen_random_uuid(), 'BENCH-' || n, kind, activity_id, agency_id, instrument_id, obligation_id,"
            " period_starts_on, period_ends_on, prepared_by FROM"
            " (SELECT * FROM claims WHERE agency_id = $1 AND status = 'draft' ORDER BY id LIMIT 1) AS one,"
            " generate_series(1, $2) AS n RETURNING id, reference, period_starts_on",
            agency,
            _CLAIMS,
        )
    )


def _file(drafts: list[asyncpg.Record], rows: int) -> bytes:
    random, text = Random(SEED), io.StringIO()
    text.write("Expense id,Claim,Category,Service date,Description,Amount\n")
    for number in range(rows):
        draft = drafts[number % len(drafts)]
        day, amount = draft["period_starts_on"], random.randrange(1, 400_000) / 100
        category = random.choice(_CATEGORIES)
        text.write(f"BENCH-{number},{draft['reference']},{category},{day},{ADDED},{amount:.2f}\n")
    return text.getvalue().encode()


async def _copy(
    connection: asyncpg.Connection, postgres: psutil.Process, drafts: list[asyncpg.Record]
) -> tuple[float, float]:
    ids = [draft["id"] for draft in drafts]
    content = io.BytesIO()
    await connection.copy_from_query(
        "SELECT * FROM expenses WHERE claim_id = ANY($1::uuid[])", ids, output=content, format="csv"
    )
    await connection.execute("DELETE FROM expenses WHERE claim_id = ANY($1::uuid[])", ids)
    await connection.execute("VACUUM expenses")
    content.seek(0)
    started, spent = time.monotonic(), cpu_seconds(postgres)
    await connection.copy_to_table("expenses", source=content, format="csv")
    return time.monotonic() - started, cpu_seconds(postgres) - spent


async def _clean(connection: asyncpg.Connection, drafts: list[asyncpg.Record]) -> None:
    ids = [draft["id"] for draft in drafts]
    await connection.execute("DELETE FROM expenses WHERE claim_id = ANY($1::uuid[])", ids)
    await connection.execute("DELETE FROM claims WHERE id = ANY($1::uuid[])", ids)
    await connection.execute("DELETE FROM external_refs WHERE system = 'import' AND key LIKE 'BENCH-%'")
    await connection.execute("DELETE FROM imports")
    await connection.execute("DELETE FROM jobs")
    await connection.execute(
        "VACUUM ANALYZE expenses, claims, events, external_refs, import_rows, import_parts"
    )
