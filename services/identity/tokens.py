"""API tokens: made by a user for scripts and other systems, never wider than the user's own permissions."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.identity import ApiToken
from schemas.identity import TokenCreate
from services.access.policy import SCOPES, Actor
from services.clock import Clock
from services.detail import Detail
from services.errors import FieldProblem, Forbidden, Invalid
from services.events import record_event
from services.identity.secrets import TOKEN_PREFIX, digest, new_secret
from services.listing import Listing, Scope
from services.projection import Fields, instant, stamps
from services.records import apply_changes, created, load_for_change

LONGEST_LIFE = timedelta(days=366)

_FIELDS: Fields = {
    "id": ApiToken.id,
    "name": ApiToken.name,
    "prefix": ApiToken.prefix,
    "scopes": ApiToken.scopes,
    "expires_at": instant(ApiToken.expires_at),
    "revoked": ApiToken.revoked_at.is_not(None),
    "last_used_at": instant(ApiToken.last_used_at),
    **stamps(ApiToken),
}
API_TOKENS = Listing(
    table=ApiToken,
    exportable=False,
    permission=None,
    source=ApiToken,
    fields=_FIELDS,
    sorts={"name": ApiToken.name, "created_at": ApiToken.created_at},
    default_sort="-created_at",
)
API_TOKEN = Detail(
    table=ApiToken,
    permission=None,
    source=ApiToken,
    fields=_FIELDS,
    actions=lambda _, answer: [] if answer["revoked"] else ["revoke"],
)


def tokens_of(user_id: UUID | None) -> Scope:
    owner = bindparam("owner", type_=PG_UUID(as_uuid=True))
    return Scope(ApiToken.user_id == owner, {"owner": user_id})


async def create_token(
    session: AsyncSession, actor: Actor, clock: Clock, data: TokenCreate
) -> tuple[UUID, str]:
    """The token's id and its text, which exists nowhere else.

    Raises `Invalid` for unknown scopes or a life over a year, `Forbidden` when asked with a token.
    """
    require_session(actor)
    problems = [
        FieldProblem(
            f"scopes/{position}", "unknown", f"Unknown scope {scope}. Known: {', '.join(sorted(SCOPES))}."
        )
        for position, scope in enumerate(data.scopes)
        if scope not in SCOPES
    ]
    if problems:
        raise Invalid(*problems)
    token, text = issue_token(session, actor, clock, actor.id, data)
    after = {"name": data.name, "scopes": token.scopes, "expires_at": data.expires_at.isoformat()}
    _record(session, actor, "api_tokens.created", token, after)
    return token.id, text


def require_session(actor: Actor) -> None:
    """Raises `Forbidden` for whoever came with a token."""
    if actor.csrf_token is None:
        raise Forbidden(
            "api_tokens:create", "Sign in with a password to make tokens: a token cannot make another."
        )


def issue_token(
    session: AsyncSession, actor: Actor, clock: Clock, user_id: UUID | None, data: TokenCreate
) -> tuple[ApiToken, str]:
    """A token of the user, and its text. Raises `Invalid` for a life over a year."""
    if not clock.now() < data.expires_at <= clock.now() + LONGEST_LIFE:
        raise Invalid(FieldProblem("expires_at", "out_of_range", "A token lives at most 366 days from now."))
    prefix = new_secret().replace("_", "").replace("-", "")[:8]
    text = f"{TOKEN_PREFIX}{prefix}_{new_secret()}"
    token = created(
        ApiToken(
            user_id=user_id,
            name=data.name,
            prefix=prefix,
            secret_hash=digest(text),
            scopes=sorted(set(data.scopes)),
            expires_at=data.expires_at,
        ),
        actor,
    )
    session.add(token)
    return token, text


async def revoke_token(
    session: AsyncSession, actor: Actor, clock: Clock, token_id: UUID, version: int
) -> None:
    """The token is dead at once."""
    token = await load_for_change(session, actor, ApiToken, token_id, version=version)
    apply_changes(token, {"revoked_at": clock.now()}, actor)
    _record(session, actor, "api_tokens.revoked", token, {"name": token.name})


def _record(
    session: AsyncSession, actor: Actor, action: str, token: ApiToken, after: Mapping[str, object]
) -> None:
    record_event(session, actor, action, token, subject_type="api_token", label=token.name, after=after)
