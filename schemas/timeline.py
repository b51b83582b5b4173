"""What happened to a record, as its readers see it."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from schemas.base import Output


class TimelineSubject(Output):
    """The record itself, or one that belongs to it."""

    type: str
    id: UUID
    label: str | None


class TimelineActor(Output):
    name: str
    role: str | None


class TimelineEvent(Output):
    """Values before and after are left to the audit log; of the record itself, its state is told."""

    id: UUID
    recorded_at: datetime
    action: str = Field(examples=["activities.authorized"])
    subject: TimelineSubject
    actor: TimelineActor
    reason: str | None = Field(description="Only of the record itself.")
    state_before: str | None
    state_after: str | None
