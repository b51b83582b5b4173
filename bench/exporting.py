"""W8: expenses as one file of CSV over HTTP, against COPY of the same rows out of the same table."""

import time
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx
import psutil

from bench.servers import Server, cpu_seconds
from bench.work import API, Tokens

ROWS = 126_000


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of a clock and of processors (the server's and PostgreSQL's), and how much the server grew, in MiB."""

    rows: int
    ours: float
    copy: float
    ours_cpu: float
    copy_cpu: float
    grown: float


async def measure(
    connection: asyncpg.Connection, postgres: psutil.Process, tokens: Tokens, ours: Server, rows: int
) -> Measured:
    """Both hand on every byte and keep none."""
    before = await connection.fetchval(
        "SELECT max(service_on) FROM (SELECT service_on FROM expenses ORDER BY service_on LIMIT $1) AS first",
        rows,
    )
    expected = await connection.fetchval("SELECT count(*) FROM expenses WHERE service_on < $1", before)
    await _export(tokens, ours, before)
    grown, spent, started = ours.memory_mib(), ours.cpu_seconds() + cpu_seconds(postgres), time.monotonic()
    lines = await _export(tokens, ours, before)
    seconds, cpu = time.monotonic() - started, ours.cpu_seconds() + cpu_seconds(postgres) - spent
    grown = ours.memory_mib() - grown
    if lines < expected + 1:
        raise SystemExit(f"W8: {lines} lines of {expected} rows")
    spent, started = cpu_seconds(postgres), time.monotonic()
    await connection.copy_from_query(
        "SELECT * FROM expenses WHERE service_on < $1 ORDER BY service_on, id",
        before,
        output=_forget,
        format="csv",
    )
    return Measured(expected, seconds, time.monotonic() - started, cpu, cpu_seconds(postgres) - spent, grown)


async def _export(tokens: Tokens, ours: Server, before: Any) -> int:
    """How many lines came."""
    lines = 0
    headers = {"Authorization": f"Bearer {tokens.reader}", "Accept-Encoding": "identity"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{ours.port}{API}", timeout=300) as client:
        query = {"format": "csv", "service_on.lt": str(before)}
        async with client.stream("GET", "/expenses", params=query, headers=headers) as answer:
            answer.raise_for_status()
            async for piece in answer.aiter_raw():
                lines += piece.count(b"\n")
    return lines


async def _forget(piece: bytes) -> None:
    """What came is not kept."""
