"""What the server does between requests: what time brings, seals on the event log, messages, mail, clearing up."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from models.claims import Receipt
from models.database import CONNECTION_LOST, Database
from models.events import IdempotencyRecord
from models.exports import Export
from models.identity import SignInFailure, WebSession
from models.import_enums import CONFIDENTIAL_KINDS
from models.imports import Import, ImportPart, ImportRow
from services.adapters.file_store import FileStore, StoreAway
from services.claims.receipts import FOLDER as RECEIPTS
from services.clock import Clock
from services.exports.kept import FOLDER as EXPORTS
from services.exports.kept import forget_expired
from services.identity.usage import forget_old_usage
from services.jobs.worker import work_for_ever
from services.orphans import sweep_orphans
from services.sealing import seal_events
from services.settings import Settings
from services.throttle import forget_old_uses
from services.workflows.clock import run_due
from services.workflows.mailing import keep_informed, send_mail
from services.workflows.webhooks import deliver

log = structlog.get_logger(__name__)

#: Failures that the next round may not meet again, such as while the database restarts.
PASSING: tuple[type[Exception], ...] = (SQLAlchemyError, OSError, StoreAway, *CONNECTION_LOST)
#: Files without a record are no hurry: they come from crashes alone, and lists of buckets cost something.
SWEEP_SECONDS = 3600
#: Those who follow the log hear of a change after about so long.
SEAL_SECONDS = 1.0
ANSWERS_KEPT = timedelta(hours=24)
IMPORTS_KEPT = timedelta(days=30)
CONFIDENTIAL_KEPT = timedelta(days=7)
FAILURES_KEPT = timedelta(days=1)


async def run_once(database: Database, clock: Clock, settings: Settings) -> None:
    """One round. Each part is safe to run on many machines at once and to be cut off anywhere."""
    await run_due(database, clock)
    await seal_events(database)
    await keep_informed(database, clock, settings)
    await _clear_up(database, clock)


async def keep_running(database: Database, clock: Clock, files: FileStore, settings: Settings) -> None:
    """Rounds until cancelled. Whatever a round fails of, the next one follows.

    Mail, webhooks and files go their own pace: a slow server elsewhere must not hold up what time brings.
    """
    await asyncio.gather(
        _repeat(lambda: run_once(database, clock, settings), settings.background_seconds),
        _repeat(lambda: seal_events(database), min(SEAL_SECONDS, settings.background_seconds)),
        _repeat(lambda: deliver(database, clock, settings), min(SEAL_SECONDS, settings.background_seconds)),
        _repeat(lambda: send_mail(database, clock, settings), settings.background_seconds),
        work_for_ever(database, clock, files),
        _repeat(lambda: _sweep(database, files), SWEEP_SECONDS),
    )


async def _repeat(work: Callable[[], Awaitable[object]], every_seconds: float) -> None:
    while True:
        try:
            await work()
        except PASSING as error:
            log.warning("background_round_failed", error=type(error).__name__)
        except Exception as error:
            # Ended rounds would be missed by nobody until deadlines are.
            log.error("background_round_failed", exc_info=error)
        await asyncio.sleep(every_seconds)


async def _sweep(database: Database, files: FileStore) -> None:
    for folder, key in ((RECEIPTS, Receipt.storage_key), (EXPORTS, Export.storage_key)):
        await sweep_orphans(database, files, folder, key)


async def _clear_up(database: Database, clock: Clock) -> None:
    now = clock.now()
    async with database.transaction() as session:
        await session.execute(
            delete(IdempotencyRecord).where(IdempotencyRecord.created_at < func.now() - ANSWERS_KEPT)
        )
        await session.execute(delete(SignInFailure).where(SignInFailure.failed_at < now - FAILURES_KEPT))
        await session.execute(delete(WebSession).where(WebSession.expires_at < now))
        await forget_old_uses(session, now)
        await forget_old_usage(session, now.date())
        await _forget_old_imports(session, now)
        await forget_expired(session, clock)


async def _forget_old_imports(session: AsyncSession, now: datetime) -> None:
    """Files and rows of imports go after a month, confidential ones after a week. Their counts stay."""
    old = select(Import.id).where(Import.updated_at < now - IMPORTS_KEPT)
    await session.execute(delete(ImportPart).where(ImportPart.import_id.in_(old)))
    await session.execute(delete(ImportRow).where(ImportRow.import_id.in_(old)))
    confidential = select(Import.id).where(
        Import.kind.in_(CONFIDENTIAL_KINDS), Import.updated_at < now - CONFIDENTIAL_KEPT
    )
    await session.execute(delete(ImportPart).where(ImportPart.import_id.in_(confidential)))
    await session.execute(delete(ImportRow).where(ImportRow.import_id.in_(confidential)))
