"""What waits for the actor: one entry for each row of each kind of work that they may do."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.access.policy import Actor
from services.access.visibility import visible
from services.clock import Clock
from services.reports.kinds_of_work import KINDS
from services.reports.work import MOST


async def waiting(connection: AsyncConnection, actor: Actor, clock: Clock) -> dict[str, Any]:
    """The work that waits for `actor`, most urgent first, undated last."""
    today = clock.today()
    items: list[dict[str, Any]] = []
    for work in KINDS:
        if not actor.may(work.permission):
            continue
        seen = visible(actor, work.table)
        rows = await connection.execute(
            work.statement(today, actor).where(seen.clause), dict(seen.parameters)
        )
        items += [
            {
                "kind": work.kind,
                "type": work.subject,
                "id": row.id,
                "reference": row.reference,
                "title": row.title,
                "agency": row.agency,
                "due_on": row.due_on,
                "overdue": row.due_on is not None and row.due_on < today,
            }
            for row in rows
        ]
    items.sort(key=lambda item: (item["due_on"] is None, item["due_on"] or today))
    return {"items": items[:MOST]}
