"""Days on which an agency is not available."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from schemas.base import ABSENT, Input, Link, Output, Patch
from schemas.types import Day, Text

BlackoutReason = Annotated[str, Text(200)]


class BlackoutCreate(Input):
    """From the first day through the last. A reason is never asked for."""

    starts_on: Day
    ends_on: Day
    reason: BlackoutReason | None = None


class BlackoutUpdate(Patch):
    starts_on: Day = ABSENT
    ends_on: Day = ABSENT
    reason: BlackoutReason | None = None


class BlackoutRow(Output):
    id: UUID
    agency: Link
    starts_on: date
    ends_on: date
    reason: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class Blackout(BlackoutRow):
    allowed_actions: list[str]
