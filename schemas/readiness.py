"""Readiness of several assignments at once, as it crosses the wire."""

from datetime import date
from uuid import UUID

from pydantic import Field

from models.enums import ReadinessType
from schemas.assignments import ReadinessRequirement
from schemas.base import Link, Output, Reference


class ReadinessRow(Output):
    """One officer's assignment. Days abroad are of all assignments, this one included; null for work at home."""

    assignment_id: UUID
    officer: Link
    starts_on: date
    ends_on: date
    security_training_applies: bool
    days_in_twelve_months: int | None
    days_in_calendar_year: int | None
    ready: bool
    items: list[ReadinessRequirement]


class ReadinessMatrix(Output):
    """Officers by requirements. An officer without an item of a type is not asked for it."""

    activity_id: UUID
    types: list[ReadinessType]
    ready: int = Field(description="How many of the officers have all they need.")
    officers: list[ReadinessRow]


class ActivityTitle(Reference):
    title: str


class AssignedReadiness(ReadinessRow):
    activity: ActivityTitle


class OfficerReadiness(Output):
    """Of every assignment that is not over, soonest first."""

    officer_id: UUID
    assignments: list[AssignedReadiness]
