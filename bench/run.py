"""`python -m bench.run [W1 W2 ...]`: what each work item costs in CPU time, in ceilings of the same run.

CPU time is that of the server's processes and of PostgreSQL together. Rounds of the ceiling and of ours alternate,
and the middle one counts. Nothing fails on a time: times are for people to judge.
"""

import argparse
import asyncio
import json
import statistics
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncpg
import psutil
from rich.console import Console
from rich.table import Table

from bench import exporting, importing, matching, work
from bench.dataset import plain, prepare
from bench.load import Call, Load, Result, run
from bench.servers import Server, cpu_seconds, serving, start_seconds
from bench.variants import VARIABLE
from bench.work import Tokens, Work
from services.adapters.embedded_postgres import EmbeddedPostgres

CONNECTIONS = 32
ROUNDS = 3
WARM_UP = 400
console = Console(highlight=False, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    title: str
    ceiling: str
    ours: str
    ratio: str
    bar: str
    verdict: str


class Bench:
    """One run: the two servers, the database, and the table so far."""

    def __init__(self, postgres: psutil.Process, scale: float) -> None:
        self.postgres = postgres
        self.scale = scale
        self.rows: list[Row] = []
        self._loads = 0

    def cost(self, server: Server, calls: Sequence[Call], requests: int) -> float:
        """CPU milliseconds of one request."""
        before = server.cpu_seconds() + cpu_seconds(self.postgres)
        self.drive(server, calls, requests)
        return (server.cpu_seconds() + cpu_seconds(self.postgres) - before) * 1000 / requests

    def drive(
        self, server: Server, calls: Sequence[Call], requests: int, connections: int = CONNECTIONS
    ) -> Result:
        self._loads += 1
        name = f"{time.time_ns():x}-{self._loads}"
        result = run(Load(server.port, calls, requests, connections, name))
        if failed := {status: n for status, n in result.statuses.items() if not status.startswith("2")}:
            raise SystemExit(f"{calls[0].path}: answers with status {failed}")
        return result

    def compare(self, item: Work, ours: Server, ceiling: Server) -> tuple[float, float]:
        """Median cost of the ceiling and of ours, after a warm-up and a look at the answers."""
        for our_call, its_call in list(zip(item.ours, item.ceiling, strict=True))[:20]:
            mine, its = (item.same(ask(s, c)) for s, c in ((ours, our_call), (ceiling, its_call)))
            if mine != its:
                raise SystemExit(f"{item.name}: the answers differ\nours:    {mine}\nceiling: {its}")
        requests = max(round(item.requests * min(self.scale * 4, 1)), min(item.requests, 100))
        warm_up = min(WARM_UP, requests)
        self.drive(ceiling, item.ceiling, warm_up)
        self.drive(ours, item.ours, warm_up)
        rounds = [
            (self.cost(ceiling, item.ceiling, requests), self.cost(ours, item.ours, requests))
            for _ in range(ROUNDS)
        ]
        limit, cost = (statistics.median(column) for column in zip(*rounds, strict=True))
        return limit, cost

    def add(self, item: Work, limit: float, cost: float) -> None:
        self.row(
            item.name,
            item.title,
            f"{limit:.2f} ms",
            f"{cost:.2f} ms",
            cost / limit,
            f"{item.bar:g}",
            item.bar,
        )

    def row(
        self,
        name: str,
        title: str,
        ceiling: str,
        ours: str,
        ratio: float | None,
        bar: str,
        most: float | None,
    ) -> None:
        verdict = "" if ratio is None or most is None else ("meets" if ratio <= most else "misses")
        shown = "" if ratio is None else f"{ratio:.2f}"
        self.rows.append(Row(name, title, ceiling, ours, shown, bar, verdict))
        console.print(f"{name}: {ceiling} {ours} {shown} {verdict}")


def ask(server: Server, call: Call) -> Any:
    """The answer to one call."""
    headers = call.headers | ({"Content-Type": "application/json"} if call.body else {})
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{call.path}", call.body.encode() or None, headers, method=call.method
    )
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    arguments.add_argument("works", nargs="*", metavar="W1", help="Only these work items.")
    arguments.add_argument("--scale", type=float, default=1, help="Share of the full data set.")
    arguments.add_argument("--data-dir", type=Path, default=Path("var/bench"))
    arguments.add_argument("--rebuild", action="store_true", help="Build the data set anew.")
    given = arguments.parse_args()
    options = {"autovacuum": "off", "shared_buffers": "1GB"}
    with EmbeddedPostgres(given.data_dir / "postgres", options=options) as postgres:
        console.print("Preparing the data set; the first time this takes some minutes ...")
        address = asyncio.run(prepare(postgres.url, given.scale, rebuild=given.rebuild))
        bench = Bench(psutil.Process(postgres.pid), given.scale)
        asyncio.run(_measure(bench, address, given.works))
    if work.chosen(given.works, "START"):
        _measure_start(bench, given.data_dir / "start")
    _print(bench.rows)


async def _measure(bench: Bench, address: str, wanted: Sequence[str]) -> None:
    tokens = await work.issue_tokens(address)
    environment = _environment(address)
    connection = await asyncpg.connect(plain(address))
    try:
        with (
            serving("bench.ceiling:app", environment) as ceiling,
            serving("bench.variants:app", environment, factory=True) as ours,
        ):
            for item in await work.reads(connection, tokens):
                if work.chosen(wanted, item.name):
                    bench.add(item, *bench.compare(item, ours, ceiling))
            if work.chosen(wanted, "W5"):
                await _measure_write(bench, connection, tokens, ours, ceiling, environment)
            if work.chosen(wanted, "W6"):
                _measure_reimbursed(bench, work.reimbursed(tokens), ours, ceiling)
            if work.chosen(wanted, "W7"):
                await _measure_import(bench, address, connection, tokens, ours)
            if work.chosen(wanted, "W8"):
                await _measure_export(bench, connection, tokens, ours)
            if work.chosen(wanted, "W9"):
                await _measure_deep_page(bench, connection, tokens, ours, ceiling)
            if work.chosen(wanted, "W10"):
                await _measure_match(bench, connection, tokens, ours, ceiling)
            memory = ours.memory_mib()
            bench.row(
                "memory",
                "two workers",
                f"{ceiling.memory_mib():.0f} MiB",
                f"{memory:.0f} MiB",
                memory,
                "230 MiB",
                230,
            )
    finally:
        await connection.close()


def _environment(address: str) -> dict[str, str]:
    return {
        "DATABASE_URL": address,
        "PARTNERSHIPS_POOL_SIZE": str(CONNECTIONS // 2),
        "PARTNERSHIPS_LOG_LEVEL": "warning",
        # Its rounds would work on the data set, and on the clock.
        "PARTNERSHIPS_BACKGROUND_SECONDS": "0",
        # Counted, as always, and never reached.
        "PARTNERSHIPS_REQUESTS_PER_MINUTE": "1000000000",
    }


async def _measure_write(
    bench: Bench,
    connection: asyncpg.Connection,
    tokens: Tokens,
    ours: Server,
    ceiling: Server,
    environment: dict[str, str],
) -> None:
    """W5, and what its duties add: each is left out in turn."""
    item = await work.write(connection, tokens)
    try:
        limit, cost = bench.compare(item, ours, ceiling)
        bench.add(item, limit, cost)
        keyless = replace(item, ours=[replace(call, keyed=False) for call in item.ours])
        _, without_key = bench.compare(keyless, ours, ceiling)
        _add_share(bench, "of it the idempotency key", limit, cost - without_key)
        for duty, title in (("event", "of it the event"), ("sign_in", "of it sign-in by token")):
            with serving("bench.variants:app", environment | {VARIABLE: duty}, factory=True) as lighter:
                _, without = bench.compare(item, lighter, ceiling)
            _add_share(bench, title, limit, cost - without)
    finally:
        await work.clean(connection)


def _add_share(bench: Bench, title: str, limit: float, share: float) -> None:
    bench.row("", title, "", f"{share:.2f} ms", share / limit, "", None)


def _measure_reimbursed(bench: Bench, item: Work, ours: Server, ceiling: Server) -> None:
    """Totals from the rollup must equal those of a recount; the time is one caller's."""
    mine, its = ask(ours, item.ours[0]), ask(ceiling, item.ceiling[0])
    if mine != its:
        raise SystemExit("W6: the totals differ from a recount")
    bench.drive(ours, item.ours, 50, connections=1)
    fast = bench.drive(ours, item.ours, item.requests, connections=1).p50
    slow = bench.drive(ceiling, item.ceiling, 3, connections=1).p50
    bench.row(item.name, item.title, f"{slow:.0f} ms", f"{fast:.1f} ms", fast, "p50 25 ms", item.bar)


async def _measure_import(
    bench: Bench, address: str, connection: asyncpg.Connection, tokens: Tokens, ours: Server
) -> None:
    """W7 by the clock, as whoever waits for it sees it."""
    rows = round(importing.ROWS * min(bench.scale * 4, 1))
    found = await importing.measure(address, connection, bench.postgres, tokens, ours, rows)
    title = f"import {rows:,} expenses from CSV, against COPY of the rows"
    bench.row("W7", title, f"{found.copy:.1f} s", f"{found.ours:.1f} s", found.ours / found.copy, "1.5", 1.5)
    cpu = found.ours_cpu / found.copy_cpu
    bench.row("", "CPU time", f"{found.copy_cpu:.1f} s", f"{found.ours_cpu:.1f} s", cpu, "", None)
    bench.row("", "memory of the worker grows", "", f"{found.grown:.0f} MiB", found.grown, "32 MiB", 32)


async def _measure_export(bench: Bench, connection: asyncpg.Connection, tokens: Tokens, ours: Server) -> None:
    """W8 by the clock, as whoever waits for the file sees it."""
    rows = round(exporting.ROWS * min(bench.scale * 4, 1))
    found = await exporting.measure(connection, bench.postgres, tokens, ours, rows)
    title = f"export {found.rows:,} expenses as CSV, against COPY of the rows"
    bench.row("W8", title, f"{found.copy:.2f} s", f"{found.ours:.2f} s", found.ours / found.copy, "2", 2)
    cpu = found.ours_cpu / found.copy_cpu
    bench.row("", "CPU time", f"{found.copy_cpu:.2f} s", f"{found.ours_cpu:.2f} s", cpu, "", None)
    bench.row("", "memory of the server grows", "", f"{found.grown:.0f} MiB", found.grown, "16 MiB", 16)


async def _measure_match(
    bench: Bench, connection: asyncpg.Connection, tokens: Tokens, ours: Server, ceiling: Server
) -> None:
    """Cost in ceilings, and the time of one caller who waits for a ranking."""
    item = await matching.match(connection, tokens)
    try:
        bench.add(item, *bench.compare(item, ours, ceiling))
        alone = bench.drive(ours, item.ours, item.requests, connections=1).p50
        bench.row("", "for one caller, explained and kept", "", f"{alone:.0f} ms", alone, "p50 150 ms", 150)
    finally:
        await matching.clean(connection)


async def _measure_deep_page(
    bench: Bench, connection: asyncpg.Connection, tokens: Tokens, ours: Server, ceiling: Server
) -> None:
    first_page = ask(ours, work.get(tokens.reader, "/expenses"))
    first, deep = await work.pages(connection, tokens, first_page)
    first_limit, first_cost = bench.compare(first, ours, ceiling)
    limit, cost = bench.compare(deep, ours, ceiling)
    bench.row(
        first.name,
        first.title,
        f"{first_limit:.2f} ms",
        f"{first_cost:.2f} ms",
        first_cost / first_limit,
        "",
        None,
    )
    bench.row(deep.name, deep.title, f"{limit:.2f} ms", f"{cost:.2f} ms", cost / limit, "", None)
    bench.row("", "against the first page", "", "", cost / first_cost, "1.5", 1.5)


def _measure_start(bench: Bench, folder: Path) -> None:
    """The whole program with its embedded database, from the command to the first answer, made ready before."""
    environment = {"PARTNERSHIPS_DATA_DIR": str(folder), "PARTNERSHIPS_LOG_LEVEL": "warning"}
    console.print("Making a database to start with; the first time this takes a minute ...")
    start_seconds(environment)
    seconds = start_seconds(environment)
    bench.row("start", "second start, embedded", "", f"{seconds:.1f} s", seconds, "5 s", 5)


def _print(rows: Sequence[Row]) -> None:
    table = Table("", "work item", "ceiling", "ours", "ratio", "bar", "")
    for row in rows:
        table.add_row(row.name, row.title, row.ceiling, row.ours, row.ratio, row.bar, row.verdict)
    console.print(table)


if __name__ == "__main__":
    main()
