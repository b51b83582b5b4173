"""Exports as jobs: what is in their files, whose they are, how long they stay; workers that are killed."""

import asyncio
import csv
import hashlib
import io
import os
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pyarrow.parquet
import pytest
from fastapi import FastAPI
from sqlalchemy import select, update

from models.database import Database
from models.enums import Role
from models.exports import Export
from models.identity import User, UserRole
from models.imports import Job
from services.adapters.file_store import FileStore
from services.clock import FixedClock
from services.exports.resources import EXPORTABLE
from services.jobs.background import run_once
from services.jobs.worker import work_once
from services.orphans import ORPHAN_AGE, sweep_orphans
from services.queue import LeaseLost, take_job
from services.settings import Settings
from tests.factories.agreements import make_agency
from tests.factories.exports import run_export
from tests.fixtures.api import ClientFor


@pytest.fixture
def files(app: FastAPI) -> FileStore:
    store: FileStore = app.state.files
    return store


@pytest.fixture
async def agencies(database: Database) -> list[str]:
    async with database.transaction() as session:
        return [(await make_agency(session)).legal_name for _ in range(3)]


def _rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


async def test_a_file_is_made_and_holds_what_the_list_holds(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock, files: FileStore
) -> None:
    query = {"state": ["VA", "TX"], "sort": ["-legal_name"], "fields": ["id,legal_name"]}
    done = await run_export(program_officer, database, clock, files, "agencies", **query)
    assert (done["job"]["status"], done["ready"], done["allowed_actions"]) == (
        "succeeded",
        True,
        ["download"],
    )
    direct = await program_officer.get("/agencies", params={**query, "format": "csv"})
    answer = await program_officer.get(f"/exports/{done['id']}/file")
    assert answer.content == direct.content
    assert done["links"]["file"] == f"/api/v1/exports/{done['id']}/file"
    assert (done["rows"], done["progress"]["total"]) == (len(_rows(direct)), len(_rows(direct)))
    assert done["size_bytes"] == len(answer.content)
    assert done["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert done["file_name"] == f"agencies-{clock.today()}.csv"
    assert answer.headers["content-disposition"] == f'attachment; filename="{done["file_name"]}"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


async def test_the_answer_names_the_job(program_officer: httpx.AsyncClient) -> None:
    answer = await program_officer.post("/exports", json={"resource": "agencies", "format": "csv"})
    assert answer.status_code == 202
    made = answer.json()
    assert answer.headers["location"] == made["links"]["job"] == f"/api/v1/jobs/{made['job']['id']}"
    job = (await program_officer.get(answer.headers["location"].removeprefix("/api/v1"))).json()
    assert (job["kind"], job["status"], job["allowed_actions"]) == ("export", "queued", ["cancel"])
    assert job["links"]["subject"] == f"/api/v1/exports/{made['id']}"
    early = await program_officer.get(f"/exports/{made['id']}/file")
    assert (early.status_code, early.json()["code"]) == (409, "not_ready")


async def test_a_part_of_the_file_can_be_fetched(
    program_officer: httpx.AsyncClient,
    database: Database,
    clock: FixedClock,
    files: FileStore,
    agencies: list[str],
) -> None:
    done = await run_export(program_officer, database, clock, files, "agencies", "parquet")
    address = f"/exports/{done['id']}/file"
    whole = await program_officer.get(address)
    assert pyarrow.parquet.read_table(io.BytesIO(whole.content)).num_rows == done["rows"] >= len(agencies)
    rest = await program_officer.get(address, headers={"Range": "bytes=100-"})
    assert (rest.status_code, rest.content) == (206, whole.content[100:])
    assert rest.headers["content-range"] == f"bytes 100-{done['size_bytes'] - 1}/{done['size_bytes']}"
    other = {"Range": "bytes=100-", "If-Range": '"of another file"'}
    assert (await program_officer.get(address, headers=other)).content == whole.content
    beyond = await program_officer.get(address, headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416
    head = await program_officer.head(address)
    assert (head.content, head.headers["content-length"]) == (b"", str(done["size_bytes"]))


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"colour": ["red"]}, "/query/colour"),
        ({"state": []}, "/query/state"),
        ({"sort": ["name", "-name"]}, "/query/sort"),
        ({"sort": ["hue"]}, "/query/sort"),
        ({"limit": ["5"]}, "/query/limit"),
        ({"format": ["xlsx"]}, "/query/format"),
        ({"updated_since": ["yesterday"]}, "/query/updated_since"),
        ({"ids": ["not-an-id"]}, "/query/ids/0"),
    ],
)
async def test_what_the_list_does_not_take_is_refused_before_there_is_a_job(
    program_officer: httpx.AsyncClient, query: dict[str, list[str]], pointer: str
) -> None:
    body = {"resource": "agencies", "format": "csv", "query": query}
    answer = await program_officer.post("/exports", json=body)
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert (await program_officer.get("/jobs")).json()["items"] == []


async def test_lists_of_others_work_are_not_offered_nor_made(client_for: ClientFor) -> None:
    officer = await client_for(Role.AGENCY_COORDINATOR)
    offered = {one["resource"]: one for one in (await officer.get("/exports/lists")).json()["items"]}
    filters = {rule["name"]: rule for rule in offered["expenses"]["filters"]}
    assert {"id", "service_on", "claimed"} <= set(offered["expenses"]["fields"])
    assert "service_on" in offered["expenses"]["sorts"]
    assert (filters["service_on.gte"]["values"], filters["service_on.gte"]["many"]) == ("date", False)
    assert (filters["category"]["values"], "lodging" in filters["category"]["choices"]) == ("choice", True)
    assert "audit" not in offered
    answer = await officer.post("/exports", json={"resource": "audit", "format": "csv"})
    assert (answer.status_code, answer.json()["permission"]) == (403, "audit:read")


async def test_every_list_with_files_can_be_had_as_a_job(
    app: FastAPI, client_for: ClientFor, database: Database, clock: FixedClock, files: FileStore
) -> None:
    addresses = {
        path.removeprefix("/api/v1/")
        for path, operations in app.openapi()["paths"].items()
        if {"format", "sort"} <= {part["name"] for part in operations.get("get", {}).get("parameters", ())}
        and "{" not in path
    }
    # These are short: how jobs went is asked by those who wait for them, templates are read where a file is sent.
    assert set(EXPORTABLE) == addresses - {"jobs", "import-templates"}
    readers = [await client_for(role) for role in (Role.AUDITOR, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)]
    made = set()
    for reader in readers:
        for one in (await reader.get("/exports/lists")).json()["items"]:
            if one["resource"] not in made:
                done = await run_export(reader, database, clock, files, one["resource"], "jsonl")
                assert done["ready"], done
                made.add(one["resource"])
    assert made == set(EXPORTABLE)


async def test_the_day_counts_that_the_file_is_made(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock, files: FileStore
) -> None:
    query = {"needs_review": ["true"]}
    done = await run_export(program_officer, database, clock, files, "obligations", **query)
    assert done["ready"], done
    done = await run_export(
        program_officer, database, clock, files, "mous", expires_within_days=["90"], sort=["number"]
    )
    assert done["ready"], done


async def test_a_file_is_its_owners_alone(
    program_officer: httpx.AsyncClient,
    client_for: ClientFor,
    database: Database,
    clock: FixedClock,
    files: FileStore,
) -> None:
    done = await run_export(program_officer, database, clock, files, "agencies")
    for role in (Role.PROGRAM_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR):
        other = await client_for(role)
        assert (await other.get(f"/exports/{done['id']}")).status_code == 404
        assert (await other.get(f"/exports/{done['id']}/file")).status_code == 404
        assert (await other.get("/exports")).json()["items"] == []


async def test_an_auditor_cannot_end_the_work_of_others(
    program_officer: httpx.AsyncClient, client_for: ClientFor
) -> None:
    made = (await program_officer.post("/exports", json={"resource": "agencies", "format": "csv"})).json()
    auditor = await client_for(Role.AUDITOR)
    job = await auditor.get(f"/jobs/{made['job']['id']}")
    assert job.json()["allowed_actions"] == []
    answer = await auditor.post(
        f"/jobs/{made['job']['id']}/cancel", headers={"If-Match": job.headers["ETag"]}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "not_yours")


async def test_rows_are_those_that_the_owner_may_see_when_the_file_is_made(
    client_for: ClientFor,
    database: Database,
    clock: FixedClock,
    files: FileStore,
) -> None:
    async with database.transaction() as session:
        first, second = await make_agency(session), await make_agency(session)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=first.id)
    made = (await coordinator.post("/exports", json={"resource": "agencies", "format": "csv"})).json()
    async with database.transaction() as session:
        await session.execute(update(User).where(User.agency_id == first.id).values(agency_id=second.id))
    assert await work_once(database, clock, files)
    address = f"/exports/{made['id']}/file"
    assert [row["id"] for row in _rows(await coordinator.get(address))] == [str(second.id)]
    # And who sees other rows by now does not get the file any more.
    async with database.transaction() as session:
        await session.execute(update(User).where(User.agency_id == second.id).values(agency_id=first.id))
    answer = await coordinator.get(address)
    assert (answer.status_code, answer.json()["code"]) == (409, "rights_changed")


async def test_who_lost_the_role_gets_neither_the_file_nor_a_new_one(
    client_for: ClientFor, database: Database, clock: FixedClock, files: FileStore
) -> None:
    auditor = await client_for(Role.AUDITOR)
    done = await run_export(auditor, database, clock, files, "audit")
    waiting = (await auditor.post("/exports", json={"resource": "audit", "format": "csv"})).json()
    me = (await auditor.get("/me")).json()["id"]
    async with database.transaction() as session:
        await session.execute(update(UserRole).where(UserRole.user_id == me).values(role="post"))
    answer = await auditor.get(f"/exports/{done['id']}/file")
    assert (answer.status_code, answer.json()["permission"]) == (403, "audit:read")
    assert await work_once(database, clock, files)
    failed = (await auditor.get(f"/exports/{waiting['id']}")).json()
    assert (failed["job"]["status"], failed["ready"]) == ("failed", False)
    assert failed["problem"] == "Whoever asked for this lacks the permission audit:read by now."


async def test_a_token_of_few_scopes_makes_files_of_what_it_may_read(
    client_for: ClientFor, database: Database, clock: FixedClock, files: FileStore
) -> None:
    narrow = await client_for(Role.PROGRAM_OFFICER, scopes=("agencies:read", "exports:run"))
    done = await run_export(narrow, database, clock, files, "agencies")
    assert (await narrow.get(f"/exports/{done['id']}/file")).status_code == 200
    refused = await narrow.post("/exports", json={"resource": "mous", "format": "csv"})
    assert (refused.status_code, refused.json()["permission"]) == (403, "mous:read")


async def test_the_file_goes_after_a_week_and_what_was_asked_stays(
    program_officer: httpx.AsyncClient,
    database: Database,
    clock: FixedClock,
    files: FileStore,
    tmp_path: Path,
) -> None:
    done = await run_export(program_officer, database, clock, files, "agencies")
    [stored] = (tmp_path / "files" / "exports").iterdir()
    settings = Settings(data_dir=tmp_path)
    clock.instant += timedelta(days=6, hours=23)
    await run_once(database, clock, settings)
    assert (await program_officer.get(f"/exports/{done['id']}")).json()["ready"]
    clock.instant += timedelta(hours=2)
    await run_once(database, clock, settings)
    expired = (await program_officer.get(f"/exports/{done['id']}")).json()
    assert (expired["ready"], expired["links"]["file"], expired["rows"]) == (False, None, done["rows"])
    answer = await program_officer.get(f"/exports/{done['id']}/file")
    assert (answer.status_code, answer.json()["code"]) == (409, "expired")
    assert await sweep_orphans(database, files, "exports", Export.storage_key) == 0
    long_ago = stored.stat().st_mtime - ORPHAN_AGE.total_seconds() - 60
    os.utime(stored, (long_ago, long_ago))
    assert await sweep_orphans(database, files, "exports", Export.storage_key) == 1
    assert not stored.exists()


async def test_nobody_queues_more_than_a_few_files(program_officer: httpx.AsyncClient) -> None:
    body = {"resource": "agencies", "format": "csv"}
    for _ in range(5):
        last = await program_officer.post("/exports", json=body)
        assert last.status_code == 202
    answer = await program_officer.post("/exports", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_waiting")
    job = await program_officer.get(f"/jobs/{last.json()['job']['id']}")
    headers = {"If-Match": job.headers["ETag"]}
    assert (
        await program_officer.post(f"/jobs/{job.json()['id']}/cancel", headers=headers)
    ).status_code == 200
    assert (await program_officer.post("/exports", json=body)).status_code == 202


async def test_a_workbook_of_too_many_rows_fails_and_says_what_to_take(
    program_officer: httpx.AsyncClient,
    database: Database,
    clock: FixedClock,
    files: FileStore,
    agencies: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.exports.files.MOST_ROWS_OF_A_WORKBOOK", 2)
    done = await run_export(program_officer, database, clock, files, "agencies", "xlsx")
    assert done["job"]["status"] == "failed"
    assert "take csv or jsonl" in done["problem"]


async def test_a_worker_that_lost_the_job_changes_nothing(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock, files: FileStore
) -> None:
    from services.exports.run import ExportRun

    made = (await program_officer.post("/exports", json={"resource": "agencies", "format": "csv"})).json()
    async with database.transaction() as session:
        first = await take_job(session)
    assert first is not None
    async with database.transaction() as session:
        past = select(Job.created_at - timedelta(hours=1)).scalar_subquery()
        await session.execute(update(Job).values(lease_until=past))
    assert await work_once(database, clock, files)
    done = (await program_officer.get(f"/exports/{made['id']}")).json()
    with pytest.raises(LeaseLost):
        await ExportRun(database, clock, files, first).run()
    assert (await program_officer.get(f"/exports/{made['id']}")).json() == done


_WORKER = """
import asyncio, sys
from models.database import Database
from services.adapters.file_store import FileStore
from services.clock import SystemClock
from services.exports import run
from services.jobs.worker import work_once
from services.settings import Settings

class Slow(FileStore):
    async def put_large(self, key, file):
        await super().put_large(key, file)
        print("stored", flush=True)
        await asyncio.sleep(600)

async def main():
    database = Database(sys.argv[1])
    await work_once(database, SystemClock(), Slow(Settings(data_dir=sys.argv[2])))

asyncio.run(main())
"""


async def _until(lines: asyncio.StreamReader, last: bytes) -> AsyncIterator[bytes]:
    while line := await lines.readline():
        yield line
        if line == last:
            return


async def test_what_a_killed_worker_left_is_made_anew(
    program_officer: httpx.AsyncClient,
    database: Database,
    clock: FixedClock,
    files: FileStore,
    agencies: list[str],
    tmp_path: Path,
) -> None:
    made = (await program_officer.post("/exports", json={"resource": "agencies", "format": "csv"})).json()
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _WORKER, database.url, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert worker.stdout is not None
    try:
        assert b"stored\n" in [line async for line in _until(worker.stdout, b"stored\n")]
    finally:
        worker.kill()
        await worker.wait()
    assert not (await program_officer.get(f"/exports/{made['id']}")).json()["ready"]
    async with database.transaction() as session:
        # As if its lease had run out.
        past = select(Job.created_at - timedelta(hours=1)).scalar_subquery()
        await session.execute(update(Job).values(lease_until=past))
    assert await work_once(database, clock, files)
    done = (await program_officer.get(f"/exports/{made['id']}")).json()
    rows = _rows(await program_officer.get(f"/exports/{made['id']}/file"))
    assert (done["ready"], done["rows"]) == (True, len(rows))
    assert {row["legal_name"] for row in rows} >= set(agencies)
    # The file of the first attempt is there, named by no record, and will be swept up.
    assert len(list((tmp_path / "files" / "exports").iterdir())) == 2
