"""People and service clients who may enter, and what they may do."""

from typing import Any
from uuid import UUID

from sqlalchemy import any_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.agencies import Agency
from models.countries import Post
from models.enums import Role, UserKind, UserStatus
from models.identity import User, UserRole, WebSession
from models.officers import Officer
from schemas.identity import UserCreate, UserUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.roles import TIED_TO_AGENCY, TIED_TO_OFFICER, TIED_TO_POST
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.filters import any_of, matching
from services.identity.secrets import hash_password
from services.listing import Listing
from services.projection import Fields, json_list, link, stamps
from services.records import apply_changes, created, load_for_change

_FIELDS: Fields = {
    "id": User.id,
    "email": User.email,
    "name": User.name,
    "kind": User.kind,
    "status": User.status,
    "roles": json_list(select(UserRole.role).where(UserRole.user_id == User.id).order_by(UserRole.role)),
    "agency": link(User.agency_id, {"id": User.agency_id, "name": Agency.legal_name}),
    "officer": link(User.officer_id, {"id": User.officer_id, "name": Officer.name}),
    "post": link(User.post_id, {"id": User.post_id, "name": Post.name}),
    **stamps(User),
}
_SOURCE = (
    User.__table__.outerjoin(Agency.__table__, User.agency_id == Agency.id)
    .outerjoin(Officer.__table__, User.officer_id == Officer.id)
    .outerjoin(Post.__table__, User.post_id == Post.id)
)

USERS = Listing(
    table=User,
    permission=Permission.USERS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"name": User.name, "email": User.email, "created_at": User.created_at},
    default_sort="name",
    filters={
        "status": any_of(User.status),
        "kind": any_of(User.kind),
        "role": matching(
            lambda roles: User.id.in_(select(UserRole.user_id).where(UserRole.role == any_(roles)))
        ),
        "agency_id": any_of(User.agency_id, UUID),
    },
    search=func.search_fold(User.name.concat(" ").concat(User.email)),
)
USER = Detail(
    table=User,
    permission=Permission.USERS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=lambda actor, _: ["update"] if actor.may(Permission.USERS_MANAGE) else [],
)


async def me(connection: AsyncConnection, actor: Actor) -> Answer:
    """Who is acting, and what they may do."""
    columns = (
        User.email,
        Agency.legal_name.label("agency"),
        Officer.name.label("officer"),
        Post.name.label("post"),
    )
    row = (await connection.execute(select(*columns).select_from(_SOURCE).where(User.id == actor.id))).one()

    def tied(key: UUID | None, name: str | None) -> dict[str, Any] | None:
        return {"id": key, "name": name} if key else None

    return {
        "id": actor.id,
        "name": actor.name,
        "email": row.email,
        "roles": sorted(actor.roles),
        "permissions": sorted(actor.permissions),
        "agency": tied(actor.agency_id, row.agency),
        "officer": tied(actor.officer_id, row.officer),
        "post": tied(actor.post_id, row.post),
    }


async def create_user(
    session: AsyncSession,
    actor: Actor,
    data: UserCreate,
    *,
    permission: Permission = Permission.USERS_MANAGE,
) -> UUID:
    """A new user. Raises `Conflict` for an e-mail address in use, `Invalid` for a role without what it is tied to."""
    actor.require(permission)
    if await session.scalar(select(User.id).where(User.email == data.email)):
        raise Conflict(f"{data.email} is already in use.", code="email_taken", field="email")
    values = data.model_dump(exclude={"roles", "password"})
    user = created(User(**values), actor)
    user.password_hash = await hash_password(data.password) if data.password else None
    user.roles = [UserRole(role=role) for role in dict.fromkeys(data.roles)]
    await _check_ties(session, user, frozenset(data.roles))
    session.add(user)
    _record(
        session,
        actor,
        "users.created",
        user,
        {"email": user.email, "roles": sorted(data.roles)},
        None,
        permission,
    )
    return user.id


async def update_user(
    session: AsyncSession,
    actor: Actor,
    user_id: UUID,
    version: int,
    data: UserUpdate,
    *,
    permission: Permission = Permission.USERS_MANAGE,
) -> None:
    """Changing the status, the roles or the password ends the user's sessions at once.

    Raises `Conflict` when the last administrator would be gone.
    """
    actor.require(permission)
    user = await load_for_change(session, actor, User, user_id, version=version)
    if user.kind == UserKind.SERVICE:
        raise Conflict(f"{user.name} is a service client: change it there.", code="service_client")
    await session.refresh(user, ["roles"])
    changes = data.changes()
    roles = changes.pop("roles", None)
    password = changes.pop("password", None)
    before = {"roles": sorted(held.role for held in user.roles), "status": user.status}
    apply_changes(user, changes, actor)
    if password is not None:
        user.password_hash = await hash_password(password)
    if roles is not None:
        user.roles = [UserRole(role=role) for role in dict.fromkeys(roles)]
    held = frozenset(Role(role.role) for role in user.roles)
    await _check_ties(session, user, held)
    after = {"roles": sorted(held), **{key: str(value) for key, value in changes.items()}}
    _record(session, actor, "users.updated", user, after, before, permission)
    await session.flush()
    if {"status", "roles", "password"} & data.changes().keys():
        await session.execute(delete(WebSession).where(WebSession.user_id == user.id))
    await _keep_an_administrator(session)


async def _check_ties(session: AsyncSession, user: User, roles: frozenset[Role]) -> None:
    ties = (
        ("agency_id", TIED_TO_AGENCY, Agency, "agency"),
        ("officer_id", TIED_TO_OFFICER, Officer, "officer"),
        ("post_id", TIED_TO_POST, Post, "post"),
    )
    problems = []
    if Role.SERVICE_CLIENT in roles:
        message = "Other systems are service clients, at /service-clients. A person has other roles."
        problems.append(FieldProblem("roles", "not_of_people", message))
    for field, needing, table, what in ties:
        value = getattr(user, field)
        if value is None and roles & needing:
            role = sorted(roles & needing)[0]
            problems.append(
                FieldProblem(field, "required", f"A user with the role {role} belongs to one {what}.")
            )
        if value is not None and await session.get(table, value) is None:
            problems.append(FieldProblem(field, "unknown", f"There is no such {what}."))
    if problems:
        raise Invalid(*problems)


async def _keep_an_administrator(session: AsyncSession) -> None:
    remaining = await session.scalar(
        select(User.id)
        .join(UserRole, UserRole.user_id == User.id)
        .where(UserRole.role == Role.ADMINISTRATOR.value, User.status == UserStatus.ACTIVE.value)
        .limit(1)
    )
    if remaining is None:
        raise Conflict("At least one active administrator must remain.", code="last_administrator")


def _record(
    session: AsyncSession,
    actor: Actor,
    action: str,
    user: User,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
    permission: Permission = Permission.USERS_MANAGE,
) -> None:
    record_event(
        session,
        actor,
        action,
        user,
        subject_type="user",
        permission=permission,
        label=user.name,
        agency_id=user.agency_id,
        before=before,
        after=after,
    )
