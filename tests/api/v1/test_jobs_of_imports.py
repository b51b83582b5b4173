"""Jobs of imports: cancelled and taken up again, taken from workers that fell silent, and given up."""

import asyncio

import httpx
import pytest
from sqlalchemy import func, update

from models.database import Database
from models.identity import User
from models.import_enums import JobStatus
from models.imports import Job
from services.clock import FixedClock
from services.jobs.worker import work_once
from services.queue import Lease, LeaseLost, finish, renew, take_job
from tests.api.v1.test_imports import GOOD, count


async def test_who_can_no_longer_sign_in_has_no_work_done(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    answer = await program_officer.post("/imports", params={"kind": "agencies"}, content=GOOD)
    async with database.transaction() as session:
        await session.execute(update(User).values(status="disabled"))
    before = await count(database)
    await work_once(database, clock)
    async with database.transaction() as session:
        job = await session.get_one(Job, answer.json()["job"]["id"])
    assert (job.status, job.problem) == ("failed", "Whoever asked for this can no longer sign in.")
    assert await count(database) == before


async def test_cancelling_and_taking_up_again(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    answer = await program_officer.post("/imports", params={"kind": "agencies"}, content=GOOD)
    address = f"/jobs/{answer.json()['job']['id']}"
    job = await program_officer.get(address)
    assert job.json()["allowed_actions"] == ["cancel"]
    headers = {"If-Match": job.headers["ETag"]}
    cancelled = await program_officer.post(f"{address}/cancel", headers=headers)
    assert cancelled.json()["status"] == "cancelled"
    assert not await work_once(database, clock)
    headers = {"If-Match": cancelled.headers["ETag"]}
    assert (await program_officer.post(f"{address}/cancel", headers=headers)).status_code == 409
    retried = await program_officer.post(f"{address}/retry", headers=headers)
    assert (retried.json()["status"], retried.json()["allowed_actions"]) == ("queued", ["cancel"])
    events = asyncio.create_task(program_officer.get(f"{address}/events"))
    await asyncio.sleep(0.1)
    assert await work_once(database, clock)
    told = (await events).text
    assert told.startswith("event: progress\ndata: ")
    assert '"status":"succeeded"' in told.split("\n\n")[-2]
    assert (await program_officer.get(f"/imports/{answer.json()['id']}")).json()["created"] == 3


async def test_a_worker_that_has_lost_the_job_commits_nothing_more(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    answer = await program_officer.post("/imports", params={"kind": "agencies"}, content=GOOD)
    async with database.transaction() as session:
        first = await take_job(session)
    assert first is not None
    async with database.transaction() as session:
        assert await take_job(session) is None
        await session.execute(
            update(Job).values(lease_until=func.now() - func.make_interval(0, 0, 0, 0, 0, 1))
        )
    async with database.transaction() as session:
        second = await take_job(session)
    assert second is not None
    assert second.fence == first.fence + 1
    for late in (renew, lambda session, lease: finish(session, lease, "succeed")):
        with pytest.raises(LeaseLost):
            async with database.transaction() as session:
                await late(session, first)
    async with database.transaction() as session:
        await renew(session, second, cursor=1)
    async with database.transaction() as session:
        job = await session.get_one(Job, answer.json()["job"]["id"])
        assert (job.status, job.cursor, job.attempts) == (JobStatus.RUNNING, 1, 1)


async def test_a_job_is_given_up_only_when_it_no_longer_gets_on(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    answer = await program_officer.post("/imports", params={"kind": "agencies"}, content=GOOD)
    job_id = answer.json()["job"]["id"]
    for number in range(1, 8):
        lease = await taken_from_a_silent_worker(database)
        assert lease is not None
        async with database.transaction() as session:
            await renew(session, lease, cursor=number)
    for _ in range(4):
        assert await taken_from_a_silent_worker(database) is not None
    assert await taken_from_a_silent_worker(database) is None
    job = (await program_officer.get(f"/jobs/{job_id}")).json()
    assert (job["status"], job["progress"]["done"]) == ("failed", 7)


async def taken_from_a_silent_worker(database: Database) -> Lease | None:
    async with database.transaction() as session:
        await session.execute(update(Job).where(Job.status == "running").values(lease_until=func.now()))
    async with database.transaction() as session:
        return await take_job(session)
