"""Enquiries about partnership, as they cross the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import AgencyKind, AgencyStatus, EnquiryStatus
from schemas.agencies import Ori, Phone, State
from schemas.base import Input, Link, Output
from schemas.types import Email, Name, Paragraph, Text


class EnquiryForm(Output):
    form_token: str = Field(description="Send it back with the form; it is good for one.")
    wait_seconds: int = Field(description="A form that comes back sooner is taken for a program's.")


class EnquiryCreate(Input):
    """What an agency asks. The answer is the same for all, and says nothing of what became of it."""

    agency_name: Name
    state: State
    ori: Ori | None = None
    contact_name: Name
    contact_title: Annotated[str, Text(120)] | None = None
    contact_email: Email
    contact_phone: Phone | None = None
    message: Paragraph
    form_token: Annotated[str, Text(400)]
    website: Annotated[
        str, Text(400, shortest=0), Field(description="Leave empty: people do not see this field.")
    ] = ""


class EnquiryReceived(Output):
    received: bool


class EnquiryRow(Output):
    id: UUID
    reference: str
    status: EnquiryStatus
    agency_name: str
    state: str
    ori: str | None
    contact_name: str
    received_at: datetime
    agency: Link | None
    version: int
    updated_at: datetime


class Enquiry(Output):
    id: UUID
    reference: str
    status: EnquiryStatus
    agency_name: str
    state: str
    ori: str | None
    contact_name: str
    contact_title: str | None
    contact_email: str
    contact_phone: str | None
    message: str
    received_at: datetime
    answer: str | None
    answered_at: datetime | None
    dismiss_reason: str | None
    agency: Link | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class EnquiryAnswer(Input):
    answer: Paragraph


class EnquiryConvert(Input):
    """Without `agency_id`, the agency with the same ORI or name is taken; if there is none, a prospect is made."""

    agency_id: UUID | None = None
    kind: AgencyKind | None = None


class AgencyCandidate(Output):
    id: UUID
    name: str
    state: str
    city: str | None
    status: AgencyStatus
    sure: bool = Field(description="It has the enquiry's ORI, or the same name in the same state.")


class AgencyCandidates(Output):
    items: list[AgencyCandidate]
