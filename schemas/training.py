"""Sessions of the pre-deployment training program and who attends, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from schemas.base import ABSENT, Input, Link, Output, Patch
from schemas.types import Day, Flag, Name, Text

SessionName = Annotated[str, Text(120)]
Capacity = Annotated[int, Strict(), Field(ge=1, le=1000)]


class TrainingSessionCreate(Input):
    name: SessionName
    location: Name
    starts_on: Day
    ends_on: Day
    capacity: Capacity


class TrainingSessionUpdate(Patch):
    name: SessionName = ABSENT
    location: Name = ABSENT
    starts_on: Day = ABSENT
    ends_on: Day = ABSENT
    capacity: Capacity = ABSENT


class TrainingSessionRow(Output):
    id: UUID
    name: str
    location: str
    starts_on: date
    ends_on: date
    capacity: int
    enrolled: int
    version: int
    created_at: datetime
    updated_at: datetime


class TrainingSession(TrainingSessionRow):
    allowed_actions: list[str]


class EnrollmentCreate(Input):
    officer_id: UUID


class Attendance(Input):
    attended: Flag


class SessionLink(Link):
    starts_on: date
    ends_on: date


class EnrollmentRow(Output):
    id: UUID
    session: SessionLink
    officer: Link
    agency: Link
    attended: bool | None = Field(description="null until attendance is recorded.")
    credential_id: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime


class Enrollment(EnrollmentRow):
    allowed_actions: list[str]
