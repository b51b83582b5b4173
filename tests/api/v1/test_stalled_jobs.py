"""Work that does not get on is taken from a worker that seems alive, and done by the next."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text

from models.database import Database
from services.clock import FixedClock
from services.imports.run import Run
from services.jobs import worker
from services.jobs.worker import work_once
from tests.api.v1.test_imports import GOOD


async def test_a_worker_whose_work_stands_still_gives_it_up(
    program_officer: httpx.AsyncClient,
    database: Database,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = (await program_officer.post("/imports", params={"kind": "agencies"}, content=GOOD)).json()

    async def stand_still(_: Run) -> None:
        await asyncio.Event().wait()

    with monkeypatch.context() as fault:
        fault.setattr(worker, "LONGEST_SILENCE", timedelta(0))
        fault.setattr(Run, "run", stand_still)
        async with asyncio.timeout(60):
            assert await work_once(database, clock)
    job = (await program_officer.get(f"/jobs/{begun['job']['id']}")).json()
    assert job["status"] == "running"
    assert not await work_once(database, clock), "the lease that it had holds on"
    async with database.transaction() as session:
        await session.execute(text("UPDATE jobs SET lease_until = now()"))
    assert await work_once(database, clock)
    done = (await program_officer.get(f"/imports/{begun['id']}")).json()
    assert (done["outcome"], done["created"]) == ("applied", 3)
