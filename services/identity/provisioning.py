"""People who are made, changed and taken away by the directory of their employer (SCIM).

The directory never makes an administrator, and changes none: whoever holds its token cannot lift anybody, itself
included, above what the programme's own administrators gave it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.enums import Role, UserKind, UserStatus
from models.identity import ExternalRef, User, UserRole
from schemas.identity import UserCreate, UserUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Forbidden, Invalid, NotFound
from services.external_refs import add_ref, holder_for_change
from services.identity.users import create_user, update_user
from services.records import apply_changes, load_for_change

#: Under which the directory's own keys for people are kept.
SYSTEM, SUBJECT = "scim", "user"
#: People on a page.
MOST = 200
_LONGEST_KEY = 200
_PERMISSION = Permission.USERS_PROVISION


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person as the directory has them."""

    email: str
    name: str
    active: bool
    roles: tuple[str, ...]
    external_id: str | None = None
    password: str | None = None
    agency_id: str | None = None
    officer_id: str | None = None
    post_id: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    id: UUID
    wanted: Wanted
    version: int
    created_at: datetime
    updated_at: datetime


_KEY = (
    select(ExternalRef.key)
    .where(
        ExternalRef.system == SYSTEM, ExternalRef.subject_type == SUBJECT, ExternalRef.subject_id == User.id
    )
    .limit(1)
    .scalar_subquery()
)
_ROLES = func.array(
    select(UserRole.role).where(UserRole.user_id == User.id).order_by(UserRole.role).scalar_subquery()
)


async def find(
    connection: AsyncConnection | AsyncSession,
    actor: Actor,
    condition: tuple[str, str] | None = None,
    *,
    start: int = 1,
    count: int = 1,
) -> tuple[list[Found], int]:
    """People from the place `start` on, counted from 1, and how many there are; those taken away are not."""
    actor.require(_PERMISSION)
    seen = visible(actor, User)
    conditions: list[Any] = [seen.clause, User.kind == UserKind.PERSON.value, User.deprovisioned_at.is_(None)]
    if condition is not None:
        conditions.append(_matches(*condition))
    total = await connection.scalar(select(func.count(User.id)).where(*conditions), dict(seen.parameters))
    rows = await connection.execute(
        select(
            User.id,
            User.email,
            User.name,
            User.status,
            User.agency_id,
            User.officer_id,
            User.post_id,
            User.version,
            User.created_at,
            User.updated_at,
            _KEY.label("external_id"),
            _ROLES.label("roles"),
        )
        .where(*conditions)
        .order_by(User.id)
        .offset(start - 1)
        .limit(count),
        dict(seen.parameters),
    )
    return [_found(row) for row in rows], int(total or 0)


def _matches(attribute: str, value: str) -> Any:
    if attribute == "username":
        return User.email == value.lower()
    if attribute == "externalid":
        return value == _KEY
    try:
        return User.id == UUID(value)
    except ValueError:
        return User.id.is_(None)


def _found(row: Any) -> Found:
    wanted = Wanted(
        email=row.email,
        name=row.name,
        active=row.status == UserStatus.ACTIVE,
        roles=tuple(row.roles),
        external_id=row.external_id,
        agency_id=_text(row.agency_id),
        officer_id=_text(row.officer_id),
        post_id=_text(row.post_id),
    )
    return Found(row.id, wanted, row.version, row.created_at, row.updated_at)


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


async def read(connection: AsyncConnection | AsyncSession, actor: Actor, user_id: str) -> Found:
    """Raises `NotFound`."""
    found, _ = await find(connection, actor, ("id", user_id))
    if not found:
        raise NotFound
    return found[0]


async def provision(session: AsyncSession, actor: Actor, wanted: Wanted) -> Found:
    """A new person, or one who was taken away and comes back under the same address.

    Raises `Conflict` for an address or a key in use, `Invalid` naming what breaks a rule.
    """
    actor.require(_PERMISSION)
    _check_roles(wanted)
    former = await session.scalar(
        select(User).where(User.email == wanted.email, User.deprovisioned_at.is_not(None)).with_for_update()
    )
    if former is not None:
        await _require_ordinary(session, former.id)
        apply_changes(former, {"deprovisioned_at": None}, actor)
        await session.flush()
        return await _write(session, actor, former, wanted)
    data = _shape(UserCreate, _values(wanted) | {"email": wanted.email})
    user_id = await create_user(session, actor, data, permission=_PERMISSION)
    user = await session.get_one(User, user_id)
    if not wanted.active:
        apply_changes(user, {"status": UserStatus.DISABLED}, actor)
    await session.flush()
    await _set_key(session, user_id, wanted.external_id)
    await session.flush()
    return await read(session, actor, str(user_id))


async def replace(
    session: AsyncSession, actor: Actor, user_id: UUID, version: int | None, wanted: Wanted
) -> Found:
    """The person as the directory has them now; without roles in it, those held stay.

    Raises `Forbidden` for an administrator, `StaleVersion` for another `version` than asked for.
    """
    user = await _load(session, actor, user_id, version)
    _check_roles(wanted)
    return await _write(session, actor, user, wanted)


async def take_away(
    session: AsyncSession, actor: Actor, clock: Clock, user_id: UUID, version: int | None
) -> None:
    """The person cannot sign in any more, and the directory does not see them; what they did stays theirs."""
    user = await _load(session, actor, user_id, version)
    apply_changes(user, {"deprovisioned_at": clock.now()}, actor)
    await _set_key(session, user_id, None)
    data = UserUpdate(status=UserStatus.DISABLED)
    await session.flush()
    await update_user(session, actor, user_id, user.version, data, permission=_PERMISSION)


async def lock(session: AsyncSession, actor: Actor, user_id: UUID, version: int | None) -> None:
    """So that what a change is made from is still so when it is written. Raises as `replace`."""
    await _load(session, actor, user_id, version)


async def _load(session: AsyncSession, actor: Actor, user_id: UUID, version: int | None) -> User:
    actor.require(_PERMISSION)
    user = await load_for_change(session, actor, User, user_id, version=version)
    if user.deprovisioned_at is not None or user.kind != UserKind.PERSON:
        raise NotFound
    await _require_ordinary(session, user_id)
    return user


async def _write(session: AsyncSession, actor: Actor, user: User, wanted: Wanted) -> Found:
    if wanted.email != user.email:
        if await session.scalar(select(User.id).where(User.email == wanted.email)):
            raise Conflict(f"{wanted.email} is already in use.", code="email_taken", field="userName")
        data = _shape(UserCreate, _values(wanted) | {"email": wanted.email, "roles": [Role.AUDITOR]})
        apply_changes(user, {"email": data.email}, actor)
        await session.flush()
    values = _values(wanted) | {"status": UserStatus.ACTIVE if wanted.active else UserStatus.DISABLED}
    if not wanted.roles:
        del values["roles"]
    changes = {name: value for name, value in values.items() if await _differs(session, user, name, value)}
    if changes:
        data_ = _shape(UserUpdate, changes)
        await update_user(session, actor, user.id, user.version, data_, permission=_PERMISSION)
    await _set_key(session, user.id, wanted.external_id)
    await session.flush()
    return await read(session, actor, str(user.id))


async def _differs(session: AsyncSession, user: User, name: str, value: Any) -> bool:
    if name == "password":
        return value is not None
    if name == "roles":
        held = await session.scalars(select(UserRole.role).where(UserRole.user_id == user.id))
        return set(held) != set(value)
    return str(getattr(user, name)) != str(value)


def _values(wanted: Wanted) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": wanted.name,
        "roles": list(wanted.roles),
        "agency_id": wanted.agency_id,
        "officer_id": wanted.officer_id,
        "post_id": wanted.post_id,
    }
    return values | ({"password": wanted.password} if wanted.password is not None else {})


def _shape(shape: Any, values: dict[str, Any]) -> Any:
    try:
        return shape.model_validate(values)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = "/".join(str(part) for part in fault["loc"])
        raise Invalid(FieldProblem(place, "invalidValue", f"{place}: {fault['msg']}")) from error


def _check_roles(wanted: Wanted) -> None:
    if not wanted.email:
        raise Invalid(FieldProblem("userName", "invalidValue", "Send userName: the e-mail address."))
    if Role.ADMINISTRATOR in wanted.roles:
        raise Forbidden("users:manage", "Administrators are made by administrators, not by a directory.")


async def _require_ordinary(session: AsyncSession, user_id: UUID) -> None:
    administrator = select(UserRole.role).where(
        UserRole.user_id == user_id, UserRole.role == Role.ADMINISTRATOR.value
    )
    if await session.scalar(administrator):
        raise Forbidden("users:manage", "Administrators are changed by administrators, not by a directory.")


async def _set_key(session: AsyncSession, user_id: UUID, key: str | None) -> None:
    """Raises `Conflict` for the key of somebody else."""
    if key is not None:
        if not key.isprintable() or len(key) > _LONGEST_KEY:
            message = f"externalId has at most {_LONGEST_KEY} characters, all of them visible."
            raise Invalid(FieldProblem("externalId", "invalidValue", message))
        holder = await holder_for_change(session, SUBJECT, SYSTEM, key)
        if holder == user_id:
            return
        if holder is not None:
            raise Conflict("externalId belongs to another user.", code="ref_taken", field="externalId")
    await session.execute(
        delete(ExternalRef).where(
            ExternalRef.system == SYSTEM,
            ExternalRef.subject_type == SUBJECT,
            ExternalRef.subject_id == user_id,
        )
    )
    if key is not None:
        add_ref(session, SUBJECT, user_id, SYSTEM, key)
