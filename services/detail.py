"""One record as its readers see it: the declared fields, and what this actor may do with it now."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import FromClause, Select, bindparam, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.base import Base
from models.database import connection_of
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import Visibility, visible
from services.errors import NotFound
from services.listing import Scope
from services.prepared import PreparedByShape
from services.projection import Fields, json_text

Answer = dict[str, Any]
Actions = Callable[[Actor, Answer], list[str]]


@dataclass
class Detail:
    """What one record of `table` shows. `actions` names what the actor may do with it, from the state table."""

    table: Any
    permission: Permission | None
    source: FromClause | type[Base]
    fields: Fields
    actions: Actions
    finish: Callable[[Actor, Answer], None] | None = None
    """Takes away what this actor may not see."""
    daily: Callable[[Actor, Answer, date], list[str]] | None = None
    """Further actions, which the day decides: reading then needs `today`."""
    _statements: PreparedByShape = field(default_factory=PreparedByShape, init=False, repr=False)

    async def get(
        self,
        connection: AsyncConnection,
        actor: Actor,
        record_id: UUID,
        scope: Scope | None = None,
        *,
        today: date | None = None,
    ) -> Answer:
        """`scope` narrows to a parent record.

        Raises `Forbidden`, and `NotFound` alike for a record that is missing and one that is not theirs.
        """
        if self.permission:
            actor.require(self.permission)
        seen = visible(actor, self.table)
        statement = self._statements.get(
            (seen.key, tuple(scope.values) if scope else None), lambda: self._statement(seen, scope)
        )
        values = {"record_id": record_id, **seen.parameters, **(scope.values if scope else {})}
        body = await statement.value(connection, values)
        if body is None:
            raise NotFound
        answer: Answer = orjson.loads(body)
        if self.finish:
            self.finish(actor, answer)
        answer["allowed_actions"] = self.actions(actor, answer)
        if self.daily:
            if today is None:
                raise ValueError("the actions of this record depend on the day")
            answer["allowed_actions"] += self.daily(actor, answer, today)
        return answer

    def _statement(self, seen: Visibility, scope: Scope | None) -> Select[Any]:
        key = self.table.id == bindparam("record_id", type_=PG_UUID(as_uuid=True))
        conditions = [key, seen.clause] + ([scope.clause] if scope else [])
        return select(json_text(self.fields)).select_from(self.source).where(*conditions)

    async def after_change(
        self, session: AsyncSession, actor: Actor, record_id: UUID, *, today: date | None = None
    ) -> Answer:
        """The record as the pending changes of this transaction leave it."""
        await session.flush()
        return await self.get(connection_of(session), actor, record_id, today=today)
