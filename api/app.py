"""Builds the application. Nothing happens at import."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware.cors import CORSMiddleware
from starlette_compress import CompressMiddleware

from api import client, errors, health, openapi, scim
from api.lookup import OperationLookup
from api.middleware import RequestContext
from api.published import Published
from api.v1 import RESOURCES
from models.database import CONNECTION_LOST, Database
from services.adapters.file_store import FileStore
from services.clock import Clock, FileClock, SystemClock
from services.identity.usage import Usage
from services.jobs.background import keep_running
from services.rate_limits import RateLimits
from services.settings import Settings

log = structlog.get_logger(__name__)

#: Between two times that usage is written.
USAGE_SECONDS = 10
_PASSING: tuple[type[Exception], ...] = (SQLAlchemyError, OSError, *CONNECTION_LOST)

DESCRIPTION = """
System of record for the police partnership programme: agencies and what they can do, requests for assistance,
outreach and offers, activities, and the reimbursement of every expense.

Changes need `If-Match` with the `ETag` last read. `Idempotency-Key` makes a POST safe to repeat. Lists are paged
with opaque cursors. Enumerations are lower_snake strings, to which values may be added.
Answers to whoever is signed in say in `RateLimit` and `RateLimit-Policy` how many more requests are taken now.
"""


def create_app(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> FastAPI:
    """The API, and the built client beside it. `database` and `clock` are given by tests and embedders."""
    own = database is None
    clock = clock or clock_of(settings)
    if database is None:
        if settings.database_url is None:
            raise ValueError("DATABASE_URL is not set: `partnerships serve` starts an embedded PostgreSQL.")
        database = Database(settings.database_url, pool_size=settings.pool_size, present=clock.now)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        background = None
        if settings.background_seconds:
            work = keep_running(database, app.state.clock, app.state.files, settings)
            background = asyncio.create_task(work)
        counting = asyncio.create_task(_write_usage(app.state.usage, app.state.database))
        yield
        counting.cancel()
        await asyncio.gather(counting, return_exceptions=True)
        if background is not None:
            background.cancel()
            await asyncio.gather(background, return_exceptions=True)
        if own:
            await database.close()

    app = FastAPI(
        title="INL Police Partnerships",
        summary="Requests, partners, activities and reimbursement.",
        description=DESCRIPTION,
        version="1.0.0",
        docs_url="/docs" if settings.api_docs else None,
        redoc_url=None,
        separate_input_output_schemas=False,
        lifespan=lifespan,
        max_body_size=settings.body_limit_bytes,
        # Nothing collects it; the log has a line for every request.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = settings
    app.state.database = database
    app.state.clock = clock
    app.state.files = FileStore(settings)
    app.state.usage = Usage()
    app.state.published = Published()
    app.state.rate_limits = RateLimits(settings.requests_per_minute or None, share=settings.workers)
    errors.install(app)
    openapi.install(app)
    app.include_router(health.router)
    for resource in RESOURCES:
        # Not included: FastAPI would build each operation once more, and look for it through two routers.
        app.router.routes.extend(resource.routes)
    app.router.routes.extend(scim.router.routes)
    client.install(app, settings.frontend_dist)
    app.router.routes.insert(0, OperationLookup(app.routes))
    app.add_middleware(CompressMiddleware, minimum_size=1000, zstd_level=3, brotli_quality=3, gzip_level=4)
    if settings.cors_origins:
        app.add_middleware(CORSMiddleware, allow_origins=list(settings.cors_origins), allow_methods=["*"])
    app.add_middleware(RequestContext, settings=settings)
    return app


def clock_of(settings: Settings) -> Clock:
    """The machine's clock, or the file that a demonstration plays. Raises `ValueError` on an official deployment."""
    if settings.clock_file is None:
        return SystemClock()
    if settings.official_deployment:
        raise ValueError("PARTNERSHIPS_CLOCK_FILE is for demonstrations, not for an official deployment.")
    return FileClock(settings.clock_file)


async def _write_usage(usage: Usage, database: Database) -> None:
    """Each process counts for itself, with background work or without; once more when it ends."""
    try:
        while True:
            await asyncio.sleep(USAGE_SECONDS)
            await _write_once(usage, database)
    except asyncio.CancelledError:
        await _write_once(usage, database)


async def _write_once(usage: Usage, database: Database) -> None:
    try:
        await usage.write(database)
    except _PASSING as error:
        log.warning("usage_not_written", error=type(error).__name__)
