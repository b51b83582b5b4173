"""Random examples against a real database: each in a transaction of its own that is rolled back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.enums import Role
from services.access.policy import Actor, permissions_of
from tests.factories.users import make_user

Trial = Callable[[AsyncSession, Any], Awaitable[None]]


async def acting(session: AsyncSession, role: Role, **ties: Any) -> Actor:
    """A new user of a role, as commands know them."""
    user = await make_user(session, role, **ties)
    roles = frozenset({role})
    return Actor(user.id, user.name, roles, permissions_of(roles, None), **ties)


async def _in_rolled_back_transaction(address: str, trial: Trial, example: Any) -> None:
    database = Database(address, pool_size=1)
    try:
        async with database.transaction() as session:
            await trial(session, example)
            await session.rollback()
    finally:
        await database.close()


async def hold_for_all(
    database: Database, examples: SearchStrategy[Any], trial: Trial, *, count: int = 30
) -> None:
    """`trial(session, example)` must not fail for any example."""

    @given(examples)
    @settings(max_examples=count, deadline=None)
    def run(example: Any) -> None:
        asyncio.run(_in_rolled_back_transaction(database.url, trial, example))

    await asyncio.to_thread(run)
