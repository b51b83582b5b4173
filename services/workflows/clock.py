"""What time brings about, for all domains: memoranda that begin and end, funds that expire, and so on.

Every process of the server calls `run_due` now and then. One of them at a time does the work; each step moves its
records in small transactions, so that a stopped run loses nothing and nobody waits long for a row.
"""

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from models.database import Database
from services.activities import clock as activities
from services.clock import Clock
from services.due import DueStep
from services.mous import clock as mous
from services.obligations import clock as obligations
from services.outreach import clock as outreach
from services.reminders.ledger import DUE_STEPS as REMINDERS
from services.vetting import clock as vetting

log = structlog.get_logger(__name__)

#: Records in one transaction.
BATCH = 100
#: PostgreSQL's advisory locks are numbers; this one says who runs the clock.
_ELECTION = 0x696E6C_636C6B

STEPS: tuple[DueStep, ...] = (
    *mous.DUE_STEPS,
    *obligations.DUE_STEPS,
    *outreach.DUE_STEPS,
    # Approvals run out before activities ask for them.
    *vetting.DUE_STEPS,
    *activities.DUE_STEPS,
    # Of what still stands after all that.
    *REMINDERS,
)


async def run_due(
    database: Database, clock: Clock, steps: tuple[DueStep, ...] = STEPS, *, batch: int = BATCH
) -> dict[str, int]:
    """Fire every transition that is due; how many records each step moved. Empty when another run is at work.

    A step that fails is logged and does not keep the others from running; it is tried again in the next run.
    """
    async with database.engine.begin() as election:
        # Of the transaction, not the session: whatever becomes of this run, the lock cannot outlive it.
        if not await election.scalar(select(func.pg_try_advisory_xact_lock(_ELECTION))):
            return {}
        moved = {}
        for step in steps:
            moved[step.name] = await _run(database, clock, step, batch)
        return moved


async def _run(database: Database, clock: Clock, step: DueStep, batch: int) -> int:
    total = 0
    try:
        while True:
            async with database.transaction() as session:
                count = await step.advance(session, clock, batch)
            total += count
            if count < batch:
                break
    except DBAPIError as error:
        log.warning("due_step_failed", step=step.name, error=type(error.orig).__name__)
    if total:
        log.info("due_step_done", step=step.name, records=total)
    return total
