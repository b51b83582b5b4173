"""Somebody who may do everything, and the operations they may call."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from models.countries import Post
from models.database import Database
from models.enums import Role
from models.identity import UserRole
from services.clock import FixedClock
from tests.contract.operations import Operation, operations_of
from tests.factories.agencies import agency
from tests.factories.officers import officer
from tests.factories.users import make_token, make_user


@pytest.fixture(scope="session")
def operations(built_app: FastAPI) -> list[Operation]:
    found = operations_of(built_app)
    assert len(found) > 200
    return found


@pytest.fixture
async def tokens(database: Database, clock: FixedClock) -> dict[str, str]:
    """`write` and `read`: of one user with every role, tied to an agency, an officer and a post."""
    async with database.transaction() as session:
        home = agency()
        session.add(home)
        await session.flush()
        self_ = officer(home)
        session.add(self_)
        await session.flush()
        post_id = await session.scalar(select(Post.id).limit(1))
        ties = {"agency_id": home.id, "officer_id": self_.id, "post_id": post_id}
        user = await make_user(session, Role.ADMINISTRATOR, **ties)
        others = set(Role) - {Role.ADMINISTRATOR, Role.SERVICE_CLIENT}
        session.add_all(UserRole(user_id=user.id, role=role) for role in others)
        return {scope: await make_token(session, user, (scope,), clock.now()) for scope in ("write", "read")}


@pytest.fixture
async def everybody(anonymous: httpx.AsyncClient, tokens: dict[str, str]) -> httpx.AsyncClient:
    anonymous.headers["Authorization"] = f"Bearer {tokens['write']}"
    return anonymous


@pytest.fixture
async def reader(anonymous: httpx.AsyncClient, tokens: dict[str, str]) -> httpx.AsyncClient:
    anonymous.headers["Authorization"] = f"Bearer {tokens['read']}"
    return anonymous
