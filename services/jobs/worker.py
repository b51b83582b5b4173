"""Takes jobs from the queue and does them, in the server or in a process of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from models.database import CONNECTION_LOST, Database
from models.import_enums import JobKind
from services.adapters.file_store import FileStore, StoreAway
from services.clock import Clock
from services.queue import LEASE, CancelRequested, JobFailed, Lease, LeaseLost, finish, renew, take_job

log = structlog.get_logger(__name__)

#: Pause before a worker without work looks again: two look-ups in an index of what is unfinished.
PAUSE_SECONDS = 1.0
#: Work that did not get on for so long is taken from the worker, alive as it may seem.
LONGEST_SILENCE = timedelta(minutes=15)
#: Seconds that such work has to end.
_LAST_SECONDS = 30
#: Failures that trying again may not meet, such as while the database restarts.
PASSING: tuple[type[Exception], ...] = (SQLAlchemyError, OSError, StoreAway, *CONNECTION_LOST)


class Stalled(Exception):
    """The work does not get on."""


async def work_for_ever(database: Database, clock: Clock, files: FileStore) -> None:
    """Jobs, one after the other, until cancelled. A job that is cut off is taken up again by whoever comes next."""
    while True:
        worked = False
        try:
            worked = await work_once(database, clock, files)
        except PASSING as error:
            log.warning("job_interrupted", error=type(error).__name__)
        if not worked:
            await asyncio.sleep(PAUSE_SECONDS)


async def work_once(database: Database, clock: Clock, files: FileStore | None = None) -> bool:
    """Do one job, if there is one. Who has no store for files leaves exports to others.

    What passes by itself is raised, and leaves the job to be taken up again.
    """
    async with database.transaction() as session:
        lease = await take_job(session, (JobKind.IMPORT,) if files is None else tuple(JobKind))
    if lease is None:
        return False
    log.info("job_begun", job=str(lease.job_id), kind=lease.kind, fence=lease.fence)
    event, problem = await _outcome(database, clock, files, lease)
    if event is not None:
        with suppress(LeaseLost):
            async with database.transaction() as session:
                await finish(session, lease, event, problem)
    log.info("job_ended", job=str(lease.job_id), how=event or "itself")
    return True


async def _outcome(
    database: Database, clock: Clock, files: FileStore | None, lease: Lease
) -> tuple[str | None, str | None]:
    """How the job ends, where it did not say so itself."""
    # Here, so that a server in which nobody imports anything does not hold the code for it.
    from services.exports.run import ExportRun
    from services.imports.run import Run

    works: dict[str, Callable[[], Awaitable[None]]] = {JobKind.IMPORT: Run(database, clock, lease).run}
    if files is not None:
        works[JobKind.EXPORT] = ExportRun(database, clock, files, lease).run
    try:
        await _kept_alive(database, lease, works[lease.kind]())
    except LeaseLost:
        return None, None
    except Stalled:
        # Its lease is not renewed any more: whoever comes next takes it up where it was left.
        log.error("job_stalled", job=str(lease.job_id))
        return None, None
    except CancelRequested:
        return "stop", None
    except JobFailed as error:
        return "fail", str(error)
    except PASSING:
        raise
    except Exception as error:
        log.error("job_failed", job=str(lease.job_id), exc_info=error)
        return "fail", "The program met something it does not know. The log has the details."
    return None, None


async def _kept_alive(database: Database, lease: Lease, work: Awaitable[None]) -> None:
    """Do `work` while the lease is renewed. Losing it, a wish to end, or getting on no more cuts the work off."""
    working = asyncio.ensure_future(work)
    beating = asyncio.create_task(_beat(database, lease))
    try:
        await asyncio.wait({working, beating}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        else:
            beating.result()
    finally:
        working.cancel()
        beating.cancel()
        await asyncio.wait({working, beating}, timeout=_LAST_SECONDS)


async def _beat(database: Database, lease: Lease) -> None:
    while True:
        await asyncio.sleep(LEASE.total_seconds() / 6)
        if lease.pulse.silence() > LONGEST_SILENCE:
            raise Stalled
        with suppress(*PASSING):
            async with database.transaction() as session:
                await renew(session, lease)
