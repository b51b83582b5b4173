"""Who is acting, and whether they hold a permission."""

from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from models.enums import Role
from services.access.permissions import Permission
from services.access.roles import NAMED_ONLY, PERMISSIONS
from services.errors import Forbidden

SCOPE_READ = "read"
SCOPE_WRITE = "write"
SCOPES = frozenset({SCOPE_READ, SCOPE_WRITE} | {permission.value for permission in Permission})


@dataclass(frozen=True, slots=True)
class Credential:
    """The token that somebody came with, and the terms of the service client whose it is."""

    token_id: UUID
    service_client: bool
    networks: tuple[str, ...]
    """Where it may come from; empty: from anywhere."""
    requests_per_minute: int | None
    """None: what the deployment grants everybody."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or some program, on whose behalf a command or query runs."""

    id: UUID | None
    name: str
    roles: frozenset[Role]
    permissions: frozenset[Permission]
    agency_id: UUID | None = None
    officer_id: UUID | None = None
    post_id: UUID | None = None
    csrf_token: str | None = None
    request_id: str | None = field(default=None, compare=False)
    reads_only: bool = False
    """Came with a token none of whose scopes admits a change."""
    credential: Credential | None = field(default=None, compare=False)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raises `Forbidden` naming the permission that is missing."""
        if permission not in self.permissions:
            raise Forbidden(permission)

    def role_for(self, permission: Permission) -> Role | None:
        """The role that lends the actor this permission, for the audit trail."""
        return next((role for role in sorted(self.roles) if permission in PERMISSIONS[role]), None)


def only_reads(scopes: frozenset[str] | None) -> bool:
    """Whether no change may be made with a token of these scopes (None: a session)."""
    return scopes is not None and all(scope == SCOPE_READ or scope.endswith(":read") for scope in scopes)


SYSTEM = Actor(id=None, name="System", roles=frozenset(), permissions=frozenset())
"""The programme's own clock and loaders. It holds no permission: state tables name its events apart."""


@lru_cache(maxsize=256)
def permissions_of(roles: frozenset[Role], scopes: frozenset[str] | None) -> frozenset[Permission]:
    """Permissions lent by `roles`, narrowed to a token's `scopes` (None: a session, not narrowed).

    `read` admits every reading permission, `write` admits all but those that must be named, any other admits itself.
    """
    held = frozenset[Permission]().union(*(PERMISSIONS[role] for role in roles))
    named = scopes or frozenset()
    everything = scopes is None or SCOPE_WRITE in scopes
    return frozenset(
        permission
        for permission in held
        if permission.value in named
        or (everything and permission not in NAMED_ONLY)
        or (SCOPE_READ in named and permission.value.endswith(":read"))
    )
