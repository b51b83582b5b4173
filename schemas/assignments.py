"""Officers on activities and what they must hold before they travel, as they cross the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import AssignmentStatus, ReadinessType
from schemas.base import ABSENT, Input, Link, Output, Patch, Reference
from schemas.types import Day, Exact, Flag, Text

Duty = Annotated[str, Text(120)]
ServedHours = Annotated[Decimal, Exact(4, 2, "40", most=2000)]


class AssignmentCreate(Input):
    """An officer of the activity's agency. Days left out are the activity's own."""

    officer_id: UUID
    starts_on: Day | None = None
    ends_on: Day | None = None
    duty: Duty | None = None


class AssignmentUpdate(Patch):
    """`security_training_applies` is the recorded determination whether FACT and CTAT cover this traveller.

    `hours` are of work done: they are stated once work has begun, and nothing else changes then but the duty.
    """

    starts_on: Day = ABSENT
    ends_on: Day = ABSENT
    duty: Duty | None = None
    hours: ServedHours | None = None
    security_training_applies: Flag = ABSENT


class AssignmentRow(Output):
    id: UUID
    activity: Reference
    officer: Link
    status: AssignmentStatus
    starts_on: date
    ends_on: date
    duty: str | None
    hours: str | None
    security_training_applies: bool
    version: int
    created_at: datetime
    updated_at: datetime


class Assignment(AssignmentRow):
    allowed_actions: list[str]


class ReadinessSet(Input):
    """Null where the item has no such date."""

    issued_on: Day
    expires_on: Day | None = None
    evidence: Annotated[str, Text(300)] | None = None


class ReadinessWaive(Input):
    reason: Annotated[str, Text(500)]
    expires_on: Day


class Waiver(Output):
    reason: str
    approved_by: Link
    expires_on: date


class ReadinessItem(Output):
    """What is on file for the assignment. Version 0 while nothing is."""

    type: ReadinessType
    issued_on: date | None
    expires_on: date | None
    evidence: str | None
    waiver: Waiver | None
    version: int


class ReadinessRequirement(Output):
    """`standing`: met, waived, expires_too_early, issued_too_late, expiry_unknown, waiver_ends_too_early, missing."""

    type: ReadinessType
    through: date
    reason: str
    standing: str
    passes: bool
    message: str
    remedy: str | None = Field(description="What to do about it; null when it passes.")
    item: ReadinessItem
    allowed_actions: list[str]


class Readiness(Output):
    """Every item that the post, the length of the trip and all days abroad call for."""

    assignment_id: UUID
    ready: bool
    items: list[ReadinessRequirement]
    allowed_actions: list[str]
