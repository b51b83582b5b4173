"""From a cookie or a bearer token to the actor behind it: one statement a request, nothing cached.

A signed-out session or a revoked token is therefore dead at once, on every process.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.enums import Role, UserStatus
from models.identity import ApiToken, User, UserRole, WebSession
from services.access.policy import Actor, permissions_of
from services.identity.secrets import TOKEN_PREFIX, digest


def _statement(credential: Any, condition: ColumnElement[bool], scopes: Any, csrf: Any) -> Select[Any]:
    roles = select(func.array_agg(UserRole.role)).where(UserRole.user_id == User.id).scalar_subquery()
    return (
        select(
            User.id,
            User.name,
            User.agency_id,
            User.officer_id,
            User.post_id,
            roles.label("roles"),
            scopes.label("scopes"),
            csrf.label("csrf_token"),
        )
        .join(credential, credential.user_id == User.id)
        .where(
            condition,
            credential.expires_at > bindparam("now"),
            User.status == UserStatus.ACTIVE.value,
        )
    )


_BY_SESSION = _statement(
    WebSession, WebSession.secret_hash == bindparam("hash"), literal(None), WebSession.csrf_token
)
_BY_TOKEN = _statement(
    ApiToken,
    (ApiToken.secret_hash == bindparam("hash"))
    & (ApiToken.prefix == bindparam("prefix"))
    & ApiToken.revoked_at.is_(None),
    ApiToken.scopes,
    literal(None),
)


async def actor_of_session(
    connection: AsyncConnection, secret: str, now: datetime, request_id: str | None
) -> Actor | None:
    """Who is signed in with this cookie; None when nobody is, any more."""
    rows = await connection.execute(_BY_SESSION, {"hash": digest(secret), "now": now})
    return _actor(rows.one_or_none(), request_id)


async def actor_of_token(
    connection: AsyncConnection, token: str, now: datetime, request_id: str | None
) -> Actor | None:
    """Whose token this is; None when it is unknown, expired or revoked."""
    prefix, separator, _ = token.removeprefix(TOKEN_PREFIX).partition("_")
    if not token.startswith(TOKEN_PREFIX) or not separator or len(token) > 200:
        return None
    rows = await connection.execute(_BY_TOKEN, {"hash": digest(token), "prefix": prefix, "now": now})
    return _actor(rows.one_or_none(), request_id)


def _actor(row: Any, request_id: str | None) -> Actor | None:
    if row is None:
        return None
    roles = frozenset(Role(role) for role in row.roles or ())
    scopes = None if row.scopes is None else frozenset(row.scopes)
    return Actor(
        id=row.id,
        name=row.name,
        roles=roles,
        permissions=permissions_of(roles, scopes),
        agency_id=row.agency_id,
        officer_id=row.officer_id,
        post_id=row.post_id,
        csrf_token=row.csrf_token,
        request_id=request_id,
    )
