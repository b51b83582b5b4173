"""Webhooks and their deliveries as they cross the wire."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from models.feed_enums import FedSubject
from models.webhook_enums import DeliveryKind, DeliveryStatus, DisabledReason, WebhookStatus
from schemas.base import ABSENT, Input, Output, Patch
from schemas.events import MOST_VALUES, EventType
from schemas.types import Flag, Instant, Text


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        named = False
    if not named:
        raise PydanticCustomError("url_form", "Name an address such as https://receiver.example.org/events.")
    return value


Url = Annotated[
    str,
    Text(
        2000,
        10,
        r"https?://[!-~]+",
        "Name an address such as https://receiver.example.org/events.",
        "https://receiver.example.org/events",
    ),
    AfterValidator(_address),
]
#: May be empty: a form sends what was left empty.
Description = Annotated[str, Text(500, 0)]
Types = Annotated[
    list[EventType],
    Field(max_length=MOST_VALUES, description="Of these alone, such as `claims.*`; empty: of everything."),
]
Subjects = Annotated[
    list[FedSubject], Field(max_length=MOST_VALUES, description="About these alone; empty: about everything.")
]


class WebhookCreate(Input):
    url: Url
    description: Description = ""
    event_types: Types = []
    subject_types: Subjects = []
    include_record: Flag = Field(default=False, description="With the record as its list shows it.")


class WebhookUpdate(Patch):
    url: Url = ABSENT
    description: Description = ABSENT
    event_types: Types = ABSENT
    subject_types: Subjects = ABSENT
    include_record: Flag = ABSENT


class WebhookRow(Output):
    id: UUID
    url: str = Field(examples=["https://receiver.example.org/events"])
    description: str
    event_types: list[str] = Field(examples=[["claims.*"]])
    subject_types: list[FedSubject]
    include_record: bool
    status: WebhookStatus
    disabled_reason: DisabledReason | None = Field(
        description="gone: it answered 410. failing: nothing was taken for days."
    )
    failing_since: datetime | None
    former_secret_until: datetime | None = Field(description="Until then two signatures are sent.")
    version: int
    created_at: datetime
    updated_at: datetime


class Webhook(WebhookRow):
    allowed_actions: list[str]


class NewWebhook(Webhook):
    secret: str = Field(description="Shown this once.", examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])


class WebhookReplay(Input):
    since: Instant = Field(description="Everything from then on is told once more.")


class DeliveryRow(Output):
    id: UUID
    kind: DeliveryKind
    event_id: UUID | None = Field(description="Also the `webhook-id` of the message, but of a ping's.")
    event_type: str = Field(examples=["claims.submitted"])
    status: DeliveryStatus
    attempts: int
    last_status_code: int | None
    last_problem: str | None
    next_attempt_at: datetime | None
    created_at: datetime
    finished_at: datetime | None


class DeliveryTry(Output):
    number: int
    started_at: datetime
    duration_ms: int
    status_code: int | None
    problem: str | None
    answer: str | None = Field(description="How the answer began.")


class Delivery(DeliveryRow):
    tries: list[DeliveryTry]
    allowed_actions: list[str]
