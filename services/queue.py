"""The queue of long work: one row a job, taken under a lease with a fencing token.

The row is all there is: whatever is committed is queued, so nothing has to be swept up. A worker that is gone stops
renewing its lease, and another takes the job over; a worker that only seemed gone finds that its token is old, and can
commit nothing more.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.import_enums import JobKind
from models.import_enums import JobStatus as S
from models.imports import Job
from services.access.permissions import Permission
from services.access.policy import SYSTEM, Actor
from services.errors import Conflict
from services.events import record_event
from services.lifecycle import Lifecycle, transition
from services.records import created, load_for_change

#: How long a worker may be silent, by the database's clock.
LEASE = timedelta(seconds=15)
#: Taken so often without getting on: something about it ends the worker.
MOST_ATTEMPTS = 5

_PERMISSIONS = {JobKind.IMPORT: Permission.IMPORTS_RUN, JobKind.EXPORT: Permission.EXPORTS_RUN}


def _lifecycle(permission: Permission) -> Lifecycle:
    return Lifecycle(
        "job",
        (
            transition("take", (S.QUEUED, S.RUNNING), S.RUNNING, None),
            transition("succeed", S.RUNNING, S.SUCCEEDED, None),
            transition("fail", (S.QUEUED, S.RUNNING), S.FAILED, None),
            transition("stop", (S.QUEUED, S.RUNNING), S.CANCELLED, None),
            transition("cancel", (S.QUEUED, S.RUNNING), None, permission),
            transition("retry", (S.FAILED, S.CANCELLED), S.QUEUED, permission),
        ),
    )


#: The same table for each kind of work: who may ask for it may also end it.
LIFECYCLES = {kind: _lifecycle(permission) for kind, permission in _PERMISSIONS.items()}
LIFECYCLE = LIFECYCLES[JobKind.IMPORT]


class JobFailed(Exception):
    """The work cannot be done, and trying again would not help: `str()` says why."""


class LeaseLost(Exception):
    """Another worker has the job, or it is over: nothing more may be committed."""


class CancelRequested(Exception):
    """Somebody wants the job to end."""


class Pulse:
    """When work last got on, by this process's clock."""

    def __init__(self) -> None:
        self.beat()

    def beat(self) -> None:
        self._at = time.monotonic()

    def silence(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self._at)


@dataclass(frozen=True, slots=True)
class Lease:
    """A job in a worker's hands."""

    job_id: UUID
    kind: str
    subject_id: UUID
    fence: int
    cursor: int
    pulse: Pulse = field(default_factory=Pulse, compare=False)


def queue_job(session: AsyncSession, actor: Actor, kind: JobKind, subject_id: UUID) -> Job:
    """A new job. A second one that is not over for the same record breaks a constraint."""
    permissions = sorted(permission.value for permission in actor.permissions)
    job = created(Job(id=uuid7(), kind=kind.value, subject_id=subject_id, permissions=permissions), actor)
    session.add(job)
    _record(session, actor, "queued", job)
    return job


async def take_job(session: AsyncSession, kinds: Sequence[JobKind] = tuple(JobKind)) -> Lease | None:
    """The oldest job of `kinds` that waits, or whose worker has fallen silent; None when there is none."""
    now = await _database_time(session)
    statement = (
        select(Job)
        .where(Job.kind.in_([kind.value for kind in kinds]))
        .where(or_(Job.status == S.QUEUED.value, (Job.status == S.RUNNING.value) & (Job.lease_until < now)))
        .order_by(Job.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    job = await session.scalar(statement)
    if job is None:
        return None
    if job.attempts >= MOST_ATTEMPTS:
        job.problem = (
            f"The work was begun {MOST_ATTEMPTS} times from the same place and ended its worker each time."
        )
        _finish(session, job, "fail", now)
        return None
    LIFECYCLES[JobKind(job.kind)].fire(SYSTEM, job, "take")
    job.attempts += 1
    job.fence += 1
    job.lease_until = now + LEASE
    job.started_at = job.started_at or now
    return Lease(job.id, job.kind, job.subject_id, job.fence, job.cursor)


async def renew(
    session: AsyncSession, lease: Lease, *, cursor: int | None = None, total: int | None = None
) -> None:
    """Keep the job, in the transaction of what it has done. `total`: about how many rows there are.

    A `cursor` that moves on shows that the work does not end its workers: attempts count from there.

    Raises `LeaseLost` and `CancelRequested`.
    """
    values: dict[str, Any] = {"lease_until": func.clock_timestamp() + LEASE}
    if cursor is not None:
        lease.pulse.beat()
        values |= {"cursor": cursor, "attempts": 1}
    if total is not None:
        values["total"] = total
    statement = (
        update(Job)
        .where(Job.id == lease.job_id, Job.fence == lease.fence, Job.status == S.RUNNING.value)
        .values(values)
        .returning(Job.cancel_requested)
        .execution_options(synchronize_session=False)
    )
    cancel = (await session.execute(statement)).scalar_one_or_none()
    if cancel is None:
        raise LeaseLost
    if cancel:
        raise CancelRequested


async def finish(session: AsyncSession, lease: Lease, event: str, problem: str | None = None) -> None:
    """End the job with `succeed`, `fail` or `stop`. Raises `LeaseLost`."""
    statement = select(Job).where(
        Job.id == lease.job_id, Job.fence == lease.fence, Job.status == S.RUNNING.value
    )
    job = await session.scalar(statement.with_for_update())
    if job is None:
        raise LeaseLost
    job.problem = problem and problem[:1000]
    _finish(session, job, event, await _database_time(session))


async def cancel_job(session: AsyncSession, actor: Actor, job_id: UUID, version: int) -> None:
    """End a job that waits at once, and ask a running one to stop after the rows in its hands.

    Raises `IllegalTransition` for one that is over, `Conflict` for another's.
    """
    job = await _own(session, actor, job_id, version)
    LIFECYCLES[JobKind(job.kind)].fire(actor, job, "cancel")
    job.cancel_requested = True
    job.updated_by = actor.id
    _record(session, actor, "cancelled", job)
    if job.status == S.QUEUED:
        _finish(session, job, "stop", await _database_time(session))


async def retry_job(session: AsyncSession, actor: Actor, job_id: UUID, version: int) -> None:
    """Take a failed or cancelled job up again where it was left. Raises `Conflict` when a later one is at it."""
    job = await _own(session, actor, job_id, version)
    LIFECYCLES[JobKind(job.kind)].fire(actor, job, "retry")
    later = select(Job.id).where(Job.subject_id == job.subject_id, Job.id > job.id).limit(1)
    if await session.scalar(later):
        raise Conflict("A later job was started on the same record.", code="superseded")
    job.cancel_requested, job.attempts, job.problem, job.finished_at = False, 0, None, None
    job.updated_by = actor.id
    _record(session, actor, "retried", job)


def allowed_actions(actor: Actor, kind: str, status: str, created_by: Any) -> list[str]:
    """What `actor` may do with a job."""
    own = str(created_by) == str(actor.id)
    return LIFECYCLES[JobKind(kind)].allowed_actions(actor, status) if own else []


async def _own(session: AsyncSession, actor: Actor, job_id: UUID, version: int) -> Job:
    """Auditors see the jobs of others too."""
    job = await load_for_change(session, actor, Job, job_id, version=version)
    actor.require(_PERMISSIONS[JobKind(job.kind)])
    if job.created_by != actor.id:
        raise Conflict("Only who asked for this work ends it or takes it up again.", code="not_yours")
    return job


def _finish(session: AsyncSession, job: Job, event: str, now: datetime) -> None:
    LIFECYCLES[JobKind(job.kind)].fire(SYSTEM, job, event)
    job.lease_until, job.finished_at = None, now
    _record(session, SYSTEM, {"succeed": "succeeded", "fail": "failed", "stop": "stopped"}[event], job)


async def _database_time(session: AsyncSession) -> datetime:
    """Leases are compared by one clock, whichever machine asks."""
    now: datetime | None = await session.scalar(select(func.clock_timestamp()))
    assert now is not None
    return now


def _record(session: AsyncSession, actor: Actor, verb: str, job: Job) -> None:
    record_event(
        session,
        actor,
        f"jobs.{verb}",
        job,
        subject_type="job",
        permission=None if actor is SYSTEM else _PERMISSIONS[JobKind(job.kind)],
        label=job.kind,
        after={"status": job.status, "subject_id": str(job.subject_id)},
    )
