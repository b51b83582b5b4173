"""Users of each role, named by their role."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import Role, UserKind
from models.identity import ApiToken, User, UserRole
from services.identity.secrets import TOKEN_PREFIX, digest, new_secret

_numbers = itertools.count(1)


async def make_user(session: AsyncSession, role: Role, **values: Any) -> User:
    """Written to the database; without a password."""
    number = next(_numbers)
    kind = UserKind.SERVICE if role is Role.SERVICE_CLIENT else UserKind.PERSON
    name = f"{role.value.replace('_', ' ').capitalize()} {number}"
    user = User(**({"email": f"{role.value}{number}@example.org", "name": name, "kind": kind.value} | values))
    user.roles = [UserRole(role=role)]
    session.add(user)
    await session.flush()
    return user


async def make_token(session: AsyncSession, user: User, scopes: tuple[str, ...], now: datetime) -> str:
    prefix = new_secret().replace("_", "").replace("-", "")[:8]
    token = f"{TOKEN_PREFIX}{prefix}_{new_secret()}"
    session.add(
        ApiToken(
            user_id=user.id,
            name="Test",
            prefix=prefix,
            secret_hash=digest(token),
            scopes=list(scopes),
            expires_at=now + timedelta(days=30),
        )
    )
    return token
