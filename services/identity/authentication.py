"""From a cookie or a bearer token to the actor behind it: one statement a request, nothing cached.

A signed-out session or a revoked token is therefore dead at once, on every process.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, literal, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.enums import Role, UserStatus
from models.identity import ApiToken, User, UserRole, WebSession
from models.service_clients import ServiceClient
from services.access.policy import Actor, Credential, only_reads, permissions_of
from services.identity.secrets import TOKEN_PREFIX, digest
from services.prepared import Prepared


def _statement(
    credential: Any, condition: ColumnElement[bool], scopes: Any, csrf: Any, *terms: Any, source: Any = User
) -> Prepared:
    roles = func.array(select(UserRole.role).where(UserRole.user_id == User.id).scalar_subquery())
    return Prepared(
        select(
            User.id,
            User.name,
            User.agency_id,
            User.officer_id,
            User.post_id,
            roles.label("roles"),
            scopes.label("scopes"),
            csrf.label("csrf_token"),
            *terms,
        )
        .select_from(source)
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
    & ApiToken.revoked_at.is_(None)
    & or_(ServiceClient.expires_at.is_(None), ServiceClient.expires_at > bindparam("now")),
    func.coalesce(ServiceClient.scopes, ApiToken.scopes),
    literal(None),
    ApiToken.id,
    ServiceClient.id.is_not(None),
    func.coalesce(ServiceClient.allowed_networks, literal_column("'{}'::text[]")),
    ServiceClient.requests_per_minute,
    source=User.__table__.outerjoin(ServiceClient.__table__, ServiceClient.id == User.id),
)


_BY_ID = Prepared(
    select(
        User.id,
        User.name,
        User.agency_id,
        User.officer_id,
        User.post_id,
        func.array(select(UserRole.role).where(UserRole.user_id == User.id).scalar_subquery()).label("roles"),
        literal(None).label("scopes"),
        literal(None).label("csrf_token"),
    ).where(User.id == bindparam("user_id"), User.status == UserStatus.ACTIVE.value)
)


async def actor_of_user(
    connection: AsyncConnection, user_id: UUID, permissions: frozenset[str]
) -> Actor | None:
    """Somebody for whom work goes on: with the roles of now, and no permission beyond `permissions`."""
    actor = _actor(await _BY_ID.rows(connection, {"user_id": user_id}), None)
    return actor and replace(actor, permissions=frozenset(p for p in actor.permissions if p in permissions))


async def actor_of_session(
    connection: AsyncConnection, secret: str, now: datetime, request_id: str | None
) -> Actor | None:
    """Who is signed in with this cookie; None when nobody is, any more."""
    return _actor(await _BY_SESSION.rows(connection, {"hash": digest(secret), "now": now}), request_id)


async def actor_of_token(
    connection: AsyncConnection, token: str, now: datetime, request_id: str | None
) -> Actor | None:
    """Whose token this is; None when it is unknown, expired or revoked."""
    prefix, separator, _ = token.removeprefix(TOKEN_PREFIX).partition("_")
    if not token.startswith(TOKEN_PREFIX) or not separator or len(token) > 200:
        return None
    values = {"hash": digest(token), "prefix": prefix, "now": now}
    return _actor(await _BY_TOKEN.rows(connection, values), request_id)


def _actor(rows: Sequence[Any], request_id: str | None) -> Actor | None:
    if not rows:
        return None
    id_, name, agency_id, officer_id, post_id, roles, scopes, csrf_token, *terms = rows[0]
    held = frozenset(Role(role) for role in roles)
    narrowed = None if scopes is None else frozenset[str](scopes)
    return Actor(
        id=id_,
        name=name,
        roles=held,
        permissions=permissions_of(held, narrowed),
        agency_id=agency_id,
        officer_id=officer_id,
        post_id=post_id,
        csrf_token=csrf_token,
        request_id=request_id,
        reads_only=only_reads(narrowed),
        credential=_credential(*terms) if terms else None,
    )


def _credential(
    token_id: UUID, service_client: bool, networks: Sequence[str], requests_per_minute: int | None
) -> Credential:
    return Credential(token_id, service_client, tuple(networks), requests_per_minute)
