"""Jobs: long work, how far it is, and ending it or taking it up again."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import orjson
from fastapi import Response
from starlette.responses import StreamingResponse

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from models.database import Database
from models.import_enums import JobStatus
from schemas.base import Page
from schemas.imports import Job, JobRow
from services import queue
from services.detail import Answer
from services.jobs.queries import JOB, JOBS
from services.listing import ListQuery

router = Resource("/jobs", tags=["jobs"])

_PAUSE_SECONDS, _QUIET_SECONDS = 0.5, 15.0
#: After so long the stream ends; browsers open another by themselves.
_LONGEST_SECONDS = 600
_UNFINISHED = frozenset({JobStatus.QUEUED, JobStatus.RUNNING})
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An event `progress` with the job whenever something changed; the last one tells how it ended.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("", operation_id="jobs_list", response_model=Page[JobRow])
async def list_jobs(work: Read, query: ListQuery = list_query(JOBS)) -> Response:
    return await list_response(work, JOBS, query)


@router.get("/{job_id}", operation_id="jobs_get", response_model=Job)
async def get_job(work: Read, job_id: UUID) -> Response:
    return record_response(work.request, await JOB.get(work.connection, work.actor, job_id))


@router.get("/{job_id}/events", operation_id="jobs_events", response_class=Response, responses=EVENTS)
async def follow_job(work: Read, job_id: UUID) -> Response:
    """Server-sent events while the job is not over."""
    first = await JOB.get(work.connection, work.actor, job_id)
    stream = _events(work, work.app.state.database, first)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


@router.post("/{job_id}/cancel", operation_id="jobs_cancel", response_model=Job)
async def cancel_job(work: Change, job_id: UUID, version: Version) -> Response:
    """A running job ends after the rows in its hands, and what is done stays done."""
    await queue.cancel_job(work.session, work.actor, job_id, version)
    return record_response(work.request, await JOB.after_change(work.session, work.actor, job_id))


@router.post("/{job_id}/retry", operation_id="jobs_retry", response_model=Job)
async def retry_job(work: Change, job_id: UUID, version: Version) -> Response:
    """Take up a failed or cancelled job where it was left."""
    await queue.retry_job(work.session, work.actor, job_id, version)
    return record_response(work.request, await JOB.after_change(work.session, work.actor, job_id))


async def _events(work: Read, database: Database, answer: Answer) -> AsyncIterator[bytes]:
    """No connection is held between two looks."""
    started = told_at = time.monotonic()
    told: bytes = b""
    while True:
        text = orjson.dumps(answer, default=str)
        now = time.monotonic()
        if text != told:
            told, told_at = text, now
            yield b"event: progress\ndata: " + text + b"\n\n"
        elif now - told_at > _QUIET_SECONDS:
            told_at = now
            yield b": still here\n\n"
        if answer["status"] not in _UNFINISHED or now - started > _LONGEST_SECONDS:
            return
        await asyncio.sleep(_PAUSE_SECONDS)
        async with database.read() as connection:
            answer = await JOB.get(connection, work.actor, UUID(str(answer["id"])))
