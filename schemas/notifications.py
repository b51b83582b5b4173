"""What people are told, and how they want to be told."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from models.enums import NotificationDelivery, NotificationTopic
from schemas.base import Input, Output
from schemas.types import Code, Day, Label


class NotificationSubject(Output):
    """The record that a message is about."""

    type: str
    id: UUID
    label: str | None


class Notification(Output):
    id: UUID
    kind: str
    topic: NotificationTopic
    title: str
    body: str
    link: str = Field(description="Where to act: a path of the web client.")
    subject: NotificationSubject
    muted: bool = Field(description="Came while its kind or record was muted, and counts as read.")
    created_at: datetime
    read_at: datetime | None


class NotificationDetail(Notification):
    allowed_actions: list[str]


class UnreadCount(Output):
    unread: int


class ReadAll(Input):
    through: Annotated[UUID | None, Field(description="The newest message to mark; leave out for all.")] = (
        None
    )


class MarkedCount(Output):
    marked: int


class Preferences(Output):
    delivery: dict[NotificationTopic, NotificationDelivery]
    zone: str = Field(description="IANA time zone of the digest.", examples=["America/New_York"])
    digest_hour: int = Field(description="From this hour on, on working days.")
    mail: bool = Field(description="Whether this installation sends mail at all.")
    version: int


class PreferencesSet(Input):
    delivery: dict[NotificationTopic, NotificationDelivery] = Field(
        description="Topics left out are told at once."
    )
    zone: Annotated[Label, Field(examples=["America/New_York"])]
    digest_hour: Annotated[int, Strict(), Field(ge=0, le=23)]


class MuteSubject(Input):
    type: Code
    id: UUID


class MuteCreate(Input):
    """Name either a `kind` or a `subject`."""

    until: Annotated[Day, Field(description="The last quiet day.")]
    kind: Code | None = None
    subject: MuteSubject | None = None


class Mute(Output):
    id: UUID
    kind: str | None
    subject_type: str | None
    subject_id: UUID | None
    label: str
    until: date


class MuteDetail(Mute):
    allowed_actions: list[str]
