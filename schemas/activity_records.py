"""Paperwork, participants, programme and results of an activity, as they cross the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from schemas.base import ABSENT, Input, Output, Patch, Reference
from schemas.types import Count, Day, Exact, Name, Text

Host = Annotated[str, Text(120)]
LocalTime = Annotated[
    str,
    Text(
        5,
        pattern="([01][0-9]|2[0-3]):[0-5][0-9]",
        form="Write a time of day as HH:MM, such as 09:30.",
        example="09:30",
    ),
]
Course = Annotated[str, Text(160)]
Report = Annotated[str, Text(8000)]


Score = Annotated[Decimal, Exact(3, 2, "82.5", zero=True, most=100)]
Hours = Annotated[Decimal, Exact(4, 2, "40", most=2000)]
Satisfaction = Annotated[int, Field(strict=True, ge=1, le=5)]


class ParticipantAdd(Input):
    participant_id: UUID


class ParticipantUpdate(Patch):
    return_confirmed_on: Day | None = None


class ParticipantPerson(Output):
    id: UUID
    name: str
    rank: str | None
    country: str


class Participant(Output):
    """`cleared`: person and unit are approved through the activity's last day."""

    id: UUID
    activity: Reference
    participant: ParticipantPerson
    cleared: bool
    days_attended: int | None
    return_confirmed_on: date | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str] = []


class AfterActionSet(Input):
    summary: Report
    lessons: Report | None = None
    people_trained: Count | None = None


class AfterAction(Output):
    id: UUID
    activity: Reference
    summary: str
    lessons: str | None
    people_trained: int | None
    submitted_at: datetime
    accepted_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class ItineraryCreate(Input):
    """One point of the programme, in the local time of the place."""

    held_on: Day
    starts_at: LocalTime | None = None
    ends_at: LocalTime | None = None
    title: Name
    venue: Name | None = None
    host: Host | None = None


class ItineraryUpdate(Patch):
    held_on: Day = ABSENT
    starts_at: LocalTime | None = None
    ends_at: LocalTime | None = None
    title: Name = ABSENT
    venue: Name | None = None
    host: Host | None = None


class ItineraryItem(Output):
    id: UUID
    activity: Reference
    held_on: date
    starts_at: str | None
    ends_at: str | None
    title: str
    venue: str | None
    host: str | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str] = []


class EvaluationCreate(Input):
    """Scores of one participant, or of somebody unnamed: 0 to 100 before and after, satisfaction 1 to 5."""

    participant_id: UUID | None = None
    course: Course | None = None
    hours: Hours | None = None
    pre_score: Score | None = None
    post_score: Score | None = None
    satisfaction: Satisfaction | None = None


class EvaluationUpdate(Patch):
    course: Course | None = None
    hours: Hours | None = None
    pre_score: Score | None = None
    post_score: Score | None = None
    satisfaction: Satisfaction | None = None


class Evaluation(Output):
    id: UUID
    activity: Reference
    participant_id: UUID | None
    course: str | None
    hours: str | None
    pre_score: str | None
    post_score: str | None
    satisfaction: int | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str] = []
