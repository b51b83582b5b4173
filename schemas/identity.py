"""Sign-in, users and tokens as they cross the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from models.enums import Role, UserKind, UserStatus
from schemas.base import ABSENT, Input, Link, Output, Patch
from schemas.types import Email, Instant, Label, Name, Text

Password = Annotated[str, Strict(), Field(min_length=12, max_length=200)]


class SignIn(Input):
    email: Email
    password: Annotated[str, Strict(), Field(min_length=1, max_length=200)]


class Session(Output):
    csrf_token: str = Field(description="Send it as X-CSRF-Token with every change.")
    expires_at: datetime


class Site(Output):
    """What a client needs to know before anybody has signed in."""

    name: str
    official: bool = Field(description="Whether this deployment is an official government website.")


class Me(Output):
    id: UUID
    name: str
    email: str
    roles: list[Role]
    permissions: list[str]
    agency: Link | None
    officer: Link | None
    post: Link | None


class UserCreate(Input):
    email: Email
    name: Name
    roles: list[Role] = Field(min_length=1, max_length=9)
    password: Password | None = None
    agency_id: UUID | None = None
    officer_id: UUID | None = None
    post_id: UUID | None = None


class UserUpdate(Patch):
    name: Name = ABSENT
    status: UserStatus = ABSENT
    roles: list[Role] = Field(default=ABSENT, min_length=1, max_length=9)
    password: Password = ABSENT
    agency_id: UUID | None = None
    officer_id: UUID | None = None
    post_id: UUID | None = None


class User(Output):
    id: UUID
    email: str
    name: str
    kind: UserKind
    status: UserStatus
    roles: list[Role]
    agency: Link | None
    officer: Link | None
    post: Link | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str] = []


class TokenCreate(Input):
    name: Label
    scopes: list[Annotated[str, Text(60)]] = Field(min_length=1, max_length=50, examples=[["read"]])
    expires_at: Instant


class Token(Output):
    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    expires_at: datetime
    revoked: bool
    last_used_at: datetime | None = Field(description="Told every few seconds, not at once.")
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str] = []


class NewToken(Token):
    token: str = Field(description="Shown this once.")
