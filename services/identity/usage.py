"""What service clients ask of us, counted in memory and written now and then: never a write for a request.

A process that is killed loses the counts of its last seconds; nothing that anybody decides hangs on them.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.client_enums import UsageOutcome
from models.database import Database
from models.identity import ApiToken
from models.service_clients import ClientUsage
from services.access.policy import Actor

USAGE_KEPT = timedelta(days=400)
#: Rows of one statement.
_BATCH = 500
_TOO_MANY_REQUESTS, _BAD_REQUEST, _SERVER_ERROR = 429, 400, 500

_Key = tuple[UUID, date, str, UsageOutcome]


class Usage:
    """Counts of one process."""

    def __init__(self) -> None:
        self._requests: Counter[_Key] = Counter()
        self._last_used: dict[UUID, datetime] = {}

    def note(self, actor: Actor, operation: str, status: int, now: datetime) -> None:
        """A request that was answered with `status`; of people with tokens, only that the token is in use."""
        if actor.credential is None or actor.id is None:
            return
        self._last_used[actor.credential.token_id] = now
        if actor.credential.service_client:
            self._requests[actor.id, now.date(), operation, _outcome(status)] += 1

    async def write(self, database: Database) -> None:
        """Add what was counted since the last time; what could not be written is kept for the next."""
        if not self._last_used:
            return
        requests, self._requests = self._requests, Counter()
        last_used, self._last_used = self._last_used, {}
        try:
            async with database.transaction() as session:
                await _add(session, requests)
                await _mark(session, last_used)
        except BaseException:
            self._requests.update(requests)
            self._last_used = last_used | self._last_used
            raise


def _outcome(status: int) -> UsageOutcome:
    if status == _TOO_MANY_REQUESTS:
        return UsageOutcome.LIMITED
    if status >= _SERVER_ERROR:
        return UsageOutcome.FAILED
    return UsageOutcome.REFUSED if status >= _BAD_REQUEST else UsageOutcome.OK


async def _add(session: AsyncSession, requests: Counter[_Key]) -> None:
    # In one order, so that two processes that write at once wait for each other and never block each other.
    rows = [
        {
            "id": uuid7(),
            "client_id": client,
            "day": day,
            "operation": operation,
            "outcome": outcome,
            "requests": n,
        }
        for (client, day, operation, outcome), n in sorted(requests.items())
    ]
    for start in range(0, len(rows), _BATCH):
        statement = insert(ClientUsage).values(rows[start : start + _BATCH])
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=["client_id", "day", "operation", "outcome"],
                set_={"requests": ClientUsage.requests + statement.excluded.requests},
            )
        )


async def _mark(session: AsyncSession, last_used: dict[UUID, datetime]) -> None:
    """Not a change of the token: its version and its time of change stay."""
    table = cast(Table, ApiToken.__table__)
    statement = (
        update(table)
        .where(table.c.id == bindparam("token"), table.c.last_used_at.is_distinct_from(bindparam("used")))
        .values(last_used_at=bindparam("used"), updated_at=table.c.updated_at)
    )
    rows = [{"token": token, "used": used} for token, used in sorted(last_used.items())]
    connection = await session.connection()
    await connection.execute(statement, rows)


async def forget_old_usage(session: AsyncSession, today: date) -> None:
    await session.execute(delete(ClientUsage).where(ClientUsage.day < today - USAGE_KEPT))
