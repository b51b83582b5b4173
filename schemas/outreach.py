"""Questions to agencies whether they are willing and available, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from models.enums import Modality, OutreachStatus, PassOverCode
from schemas.base import Input, Link, Output
from schemas.types import Line, Paragraph


class OutreachCreate(Input):
    """Asks one agency. `chosen_reason` is needed when it is not the next in rank."""

    request_id: UUID
    agency_id: UUID
    message: Paragraph | None = None
    chosen_reason: Line | None = None


class OutreachReply(Input):
    """A reason is never asked for, and those who choose never see it."""

    answer: Literal["interested", "declined"]
    reason: Annotated[Line | None, Field(description="Only for your own records and the auditors.")] = None


class OutreachRequest(Output):
    id: UUID
    reference: str
    title: str


class OutreachRow(Output):
    id: UUID
    reference: str
    request: OutreachRequest
    agency: Link
    status: OutreachStatus
    sent_at: datetime
    due_at: datetime
    replied_at: datetime | None
    late: bool
    offer_id: UUID | None
    version: int
    updated_at: datetime


class Outreach(Output):
    """`decline_reason` is there for the agency and auditors only, `chosen_reason` for staff and auditors only."""

    id: UUID
    reference: str
    request: OutreachRequest
    agency: Link
    status: OutreachStatus
    message: str | None
    chosen_reason: str | None = None
    starts_on: date = Field(description="First day of the request's window.")
    ends_on: date
    sent_at: datetime
    due_at: datetime
    replied_at: datetime | None
    late: bool
    decline_reason: str | None = None
    pass_over_code: PassOverCode | None
    offer_id: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class Question(Output):
    """What a link from a letter shows: the need, and whether an answer is still open."""

    state: Literal["open", "answered", "closed"]
    recipient: str
    agency: str
    title: str
    need: str
    message: str | None
    modality: Modality
    countries: list[str]
    expertise: list[str]
    languages: list[str]
    headcount: int
    starts_on: date
    ends_on: date
    due_at: datetime
    late: bool = Field(description="The date has passed; an answer is welcome all the same.")


class QuestionAnswered(Output):
    answer: Literal["interested", "declined"]
    late: bool
