"""Service clients, their tokens and their usage, as they cross the wire."""

import ipaddress
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, Strict

from models.client_enums import UsageOutcome
from models.enums import UserStatus
from schemas.base import ABSENT, Input, Output, Patch
from schemas.types import Instant, Label, Line, Name, Text

_BYTE = r"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_GROUP = "[0-9A-Fa-f]{1,4}"
_IPV4 = rf"({_BYTE}\.){{3}}{_BYTE}(/(3[0-2]|[12]?\d))?"
#: Networks are written shortened or in full, never with zeros left out in the middle.
_IPV6 = rf"(({_GROUP}:){{1,6}}:|({_GROUP}:){{7}}{_GROUP})(/(12[0-8]|1[01]\d|[1-9]?\d))?"
Network = Annotated[
    str,
    Text(
        43,
        pattern=f"{_IPV4}|{_IPV6}",
        form="Write a network, such as 192.0.2.0/24 or 2001:db8::/32.",
        example="192.0.2.0/24",
    ),
    AfterValidator(lambda value: str(ipaddress.ip_network(value, strict=False))),
]
Networks = Annotated[
    list[Network], Field(max_length=50, description="Where its calls may come from; empty: from anywhere.")
]
Scopes = Annotated[
    list[Annotated[str, Text(60)]],
    Field(
        min_length=1,
        max_length=50,
        examples=[["agencies:read"]],
        description="What its tokens may do: permissions, or `read` and `write`.",
    ),
]
Rate = Annotated[
    int,
    Strict(),
    Field(ge=1, le=1_000_000, description="Its rate limit; null: what the deployment grants everybody."),
]


class ServiceClientCreate(Input):
    name: Name
    contact: Name = Field(description="Whom to ask about it.")
    purpose: Line
    scopes: Scopes
    allowed_networks: Networks = []
    requests_per_minute: Rate | None = None
    expires_at: Instant | None = Field(default=None, description="After this none of its tokens works.")


class ServiceClientUpdate(Patch):
    name: Name = ABSENT
    contact: Name = ABSENT
    purpose: Line = ABSENT
    scopes: Scopes = ABSENT
    allowed_networks: Networks = ABSENT
    requests_per_minute: Rate | None = None
    expires_at: Instant | None = None


class ServiceClientRow(Output):
    id: UUID = Field(description="Also the `actor_id` of the events of what it did.")
    name: str
    contact: str
    purpose: str
    status: UserStatus
    scopes: list[str]
    allowed_networks: list[str]
    requests_per_minute: int | None
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="Told every few seconds, not at once.")
    tokens_end_at: datetime | None = Field(
        description="When the last of its tokens that are not revoked expires; null: it has none."
    )
    version: int
    created_at: datetime
    updated_at: datetime


class UsageDay(Output):
    day: date
    ok: int
    refused: int
    limited: int
    failed: int


class ServiceClient(ServiceClientRow):
    usage: list[UsageDay] = Field(
        description="Days with requests, of the last 31 that had any; oldest first."
    )
    allowed_actions: list[str]


class ClientUsage(Output):
    id: UUID
    day: date
    operation: str = Field(description="`operationId` of this description.")
    outcome: UsageOutcome
    requests: int


class ClientTokenCreate(Input):
    """A token of the client, with the client's scopes."""

    name: Label
    expires_at: Instant
    overlap_hours: Annotated[int, Strict(), Field(ge=0, le=24 * 30)] | None = Field(
        default=None,
        description="Rotation: the client's other tokens end after so many hours. Left out, they stay as they are.",
    )
