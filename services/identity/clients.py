"""Service clients: other systems with a name, a purpose, somebody to ask, and no more rights than they need.

Each is a user of kind `service`, with the role of service clients alone, and the terms beside it. What it does is
written into the event log under its name.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, func, select, update
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.client_enums import UsageOutcome
from models.enums import Role, UserKind, UserStatus
from models.identity import ApiToken, User, UserRole
from models.service_clients import ClientUsage, ServiceClient
from schemas.identity import TokenCreate
from schemas.service_clients import ClientTokenCreate, ServiceClientCreate, ServiceClientUpdate
from services.access.permissions import Permission
from services.access.policy import SCOPE_READ, SCOPE_WRITE, Actor
from services.access.roles import PERMISSIONS
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.filters import any_of
from services.identity.tokens import issue_token, require_session
from services.listing import Listing, Scope
from services.projection import Fields, instant, json_list, json_object, stamps
from services.records import apply_changes, created, load_for_change, touch

#: Tokens that work at the same time: the old, the new, and some for tests.
MOST_TOKENS = 5
#: Days of usage that a client's page shows.
DAYS_SHOWN = 31

_SCOPES = frozenset({SCOPE_READ, SCOPE_WRITE}) | {p.value for p in PERMISSIONS[Role.SERVICE_CLIENT]}
_SOURCE = ServiceClient.__table__.join(User.__table__, User.id == ServiceClient.id)


def _of_tokens(value: Any, *conditions: Any) -> Any:
    return select(value).where(ApiToken.user_id == ServiceClient.id, *conditions).scalar_subquery()


_FIELDS: Fields = {
    "id": ServiceClient.id,
    "name": User.name,
    "contact": ServiceClient.contact,
    "purpose": ServiceClient.purpose,
    "status": User.status,
    "scopes": ServiceClient.scopes,
    "allowed_networks": ServiceClient.allowed_networks,
    "requests_per_minute": ServiceClient.requests_per_minute,
    "expires_at": instant(ServiceClient.expires_at),
    "last_used_at": instant(_of_tokens(func.max(ApiToken.last_used_at))),
    "tokens_end_at": instant(_of_tokens(func.max(ApiToken.expires_at), ApiToken.revoked_at.is_(None))),
    **stamps(ServiceClient),
}


def _requests(outcome: UsageOutcome) -> Any:
    return func.sum(case((ClientUsage.outcome == outcome.value, ClientUsage.requests), else_=0))


_last_days = (
    select(
        ClientUsage.day.label("day"), *(_requests(outcome).label(outcome.value) for outcome in UsageOutcome)
    )
    .where(ClientUsage.client_id == ServiceClient.id)
    .group_by(ClientUsage.day)
    .order_by(ClientUsage.day.desc())
    .limit(DAYS_SHOWN)
    .correlate(ServiceClient)
    .lateral("days")
)

SERVICE_CLIENTS = Listing(
    table=ServiceClient,
    permission=Permission.SERVICE_CLIENTS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"name": User.name, "created_at": ServiceClient.created_at, "updated_at": ServiceClient.updated_at},
    default_sort="name",
    filters={"status": any_of(User.status)},
    search=func.search_fold(User.name.concat(" ").concat(User.email)),
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if not actor.may(Permission.SERVICE_CLIENTS_MANAGE):
        return []
    return ["update", "issue_token", "disable" if answer["status"] == UserStatus.ACTIVE else "enable"]


SERVICE_CLIENT = Detail(
    table=ServiceClient,
    permission=Permission.SERVICE_CLIENTS_READ,
    source=_SOURCE,
    fields={
        **_FIELDS,
        "usage": json_list(
            select(json_object({name: _last_days.c[name] for name in ("day", *UsageOutcome)})).order_by(
                _last_days.c.day
            )
        ),
    },
    actions=_actions,
)
CLIENT_USAGE = Listing(
    table=ClientUsage,
    permission=Permission.SERVICE_CLIENTS_READ,
    source=ClientUsage,
    fields={
        "id": ClientUsage.id,
        "day": ClientUsage.day,
        "operation": ClientUsage.operation,
        "outcome": ClientUsage.outcome,
        "requests": ClientUsage.requests,
    },
    sorts={"day": ClientUsage.day, "operation": ClientUsage.operation, "requests": ClientUsage.requests},
    default_sort="-day",
    filters={"operation": any_of(ClientUsage.operation), "outcome": any_of(ClientUsage.outcome)},
)


def usage_of(client_id: UUID) -> Scope:
    return Scope(
        ClientUsage.client_id == bindparam("client_id", type_=PG_UUID(as_uuid=True)), {"client_id": client_id}
    )


async def create_client(session: AsyncSession, actor: Actor, clock: Clock, data: ServiceClientCreate) -> UUID:
    """A new client, without a token. Raises `Invalid` for scopes that no client may have, `Conflict` for its name."""
    actor.require(Permission.SERVICE_CLIENTS_MANAGE)
    values = data.model_dump(exclude={"name"})
    _check(values, clock)
    user = created(User(name=data.name, kind=UserKind.SERVICE, email=""), actor)
    # A client signs in nowhere and gets no mail; the column wants an address all the same (RFC 2606).
    user.email = f"{user.id}@clients.invalid"
    user.roles = [UserRole(role=Role.SERVICE_CLIENT)]
    await _require_free_name(session, data.name)
    session.add(user)
    await session.flush()
    client = created(ServiceClient(id=user.id, **_tidy(values)), actor)
    session.add(client)
    _record(session, actor, "created", client, user, after={"name": user.name, **_told(values)})
    return client.id


async def update_client(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    client_id: UUID,
    version: int,
    data: ServiceClientUpdate,
) -> None:
    """Narrower scopes, networks and limits hold for the next request already."""
    actor.require(Permission.SERVICE_CLIENTS_MANAGE)
    client = await load_for_change(session, actor, ServiceClient, client_id, version=version)
    user = await session.get_one(User, client_id)
    changes = data.changes()
    _check(changes, clock)
    before = {name: getattr(user if name == "name" else client, name) for name in changes}
    if "name" in changes and changes["name"] != user.name:
        await _require_free_name(session, changes["name"])
        apply_changes(user, {"name": changes["name"]}, actor)
    apply_changes(client, {k: v for k, v in _tidy(changes).items() if k != "name"}, actor)
    touch(client, actor)
    _record(session, actor, "updated", client, user, before=_told(before), after=_told(changes))


async def enable_client(
    session: AsyncSession, actor: Actor, client_id: UUID, version: int, *, enabled: bool
) -> None:
    """Disabled, none of its tokens works any more, at once and on every process; enabled, those not expired do."""
    actor.require(Permission.SERVICE_CLIENTS_MANAGE)
    client = await load_for_change(session, actor, ServiceClient, client_id, version=version)
    user = await session.get_one(User, client_id)
    status = UserStatus.ACTIVE if enabled else UserStatus.DISABLED
    if user.status == status:
        raise Conflict(f"{user.name} is {status.value} already.", code="nothing_to_do")
    apply_changes(user, {"status": status}, actor)
    touch(client, actor)
    _record(
        session, actor, "enabled" if enabled else "disabled", client, user, after={"status": status.value}
    )


async def issue_client_token(
    session: AsyncSession, actor: Actor, clock: Clock, client_id: UUID, data: ClientTokenCreate
) -> tuple[UUID, str]:
    """A token of the client and its text, which exists nowhere else.

    With `overlap_hours` the others end after that: the old and the new work side by side while the client changes
    over. Raises `Conflict` beyond `MOST_TOKENS` that work.
    """
    actor.require(Permission.SERVICE_CLIENTS_MANAGE)
    require_session(actor)
    client = await load_for_change(session, actor, ServiceClient, client_id, version=None)
    user = await session.get_one(User, client_id)
    now = clock.now()
    working = (ApiToken.user_id == client_id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now)
    if data.overlap_hours is not None:
        end = now + timedelta(hours=data.overlap_hours)
        await session.execute(
            update(ApiToken)
            .where(*working, ApiToken.expires_at > end)
            .values(expires_at=end, version=ApiToken.version + 1, updated_by=actor.id)
        )
    elif (await session.scalar(select(func.count(ApiToken.id)).where(*working)) or 0) >= MOST_TOKENS:
        raise Conflict(
            f"{MOST_TOKENS} tokens of {user.name} work already. Rotate with `overlap_hours`, or revoke one.",
            code="too_many_tokens",
        )
    wanted = TokenCreate(name=data.name, scopes=client.scopes, expires_at=data.expires_at)
    token, text = issue_token(session, actor, clock, client_id, wanted)
    after = {"token": token.name, "prefix": token.prefix, "expires_at": token.expires_at.isoformat()}
    if data.overlap_hours is not None:
        after["overlap_hours"] = str(data.overlap_hours)
    _record(session, actor, "token_issued", client, user, after=after)
    return token.id, text


def _check(values: Mapping[str, Any], clock: Clock) -> None:
    problems = [
        FieldProblem(
            f"scopes/{position}",
            "unknown",
            f"No service client may have the scope {scope}. Known: {', '.join(sorted(_SCOPES))}.",
        )
        for position, scope in enumerate(values.get("scopes", ()))
        if scope not in _SCOPES
    ]
    expires_at = values.get("expires_at")
    if expires_at is not None and expires_at <= clock.now():
        problems.append(FieldProblem("expires_at", "out_of_range", "Name a time to come."))
    if problems:
        raise Invalid(*problems)


async def _require_free_name(session: AsyncSession, name: str) -> None:
    """Events name clients by it."""
    taken = (
        select(ServiceClient.id)
        .join(User, User.id == ServiceClient.id)
        .where(func.lower(User.name) == name.lower())
    )
    if await session.scalar(taken):
        raise Conflict(f"There is a service client {name} already.", code="name_taken", field="name")


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    lists = ("scopes", "allowed_networks")
    return {k: list(dict.fromkeys(v)) if k in lists else v for k, v in values.items()}


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in values.items() if v is not None}


def _record(
    session: AsyncSession, actor: Actor, verb: str, client: ServiceClient, user: User, **values: Any
) -> None:
    record_event(
        session,
        actor,
        f"service_clients.{verb}",
        client,
        # The list of users shows it too: whoever follows that hears of it.
        subject_type="user",
        permission=Permission.SERVICE_CLIENTS_MANAGE,
        label=user.name,
        **values,
    )
