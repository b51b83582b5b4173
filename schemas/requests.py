"""Requests for assistance and the questions about them, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, Strict

from models.enums import Modality, RequestStatus, UnmetReason, Urgency
from schemas.base import ABSENT, ExternalRef, Input, Link, Money, MoneyInput, Output, Patch, Reference
from schemas.types import Code, Day, Flag, Genc3, Language, Line, Name, Paragraph, Text

Headcount = Annotated[int, Strict(), Field(ge=1, le=500)]
Outcome = Literal["filled", "unfilled", "cancelled"]
Stage = Literal["draft", "submitted", "to_ask", "waiting", "to_decide", "closed"]


class RequestCreate(Input):
    """A draft. A post raises requests for itself and may leave `post_id` out; without countries, its own is meant."""

    post_id: UUID | None = None
    title: Name = Field(examples=["Crash investigation for the traffic division"])
    need: Paragraph = Field(examples=["Two instructors, two weeks, for thirty investigators."])
    modality: Modality
    urgency: Urgency = Urgency.ROUTINE
    countries: list[Genc3] = Field(default=[], max_length=100, description="GENC codes.")
    required_expertise: list[Code] = Field(
        default=[], max_length=20, description="Codes of areas or topics.", examples=[["TRF-COL"]]
    )
    desired_expertise: list[Code] = Field(default=[], max_length=20, examples=[["POM-CRO"]])
    languages: list[Language] = Field(default=[], max_length=20, description="ISO 639-1 codes.")
    starts_on: Day = Field(description="First day of the window.")
    ends_on: Day = Field(description="Last day of the window.")
    headcount: Headcount = Field(description="Officers needed.")
    trainer_cert_required: Flag = Field(default=False, description="Never with a study visit.")


class RequestUpdate(Patch):
    """While the request is a draft or submitted."""

    title: Name = ABSENT
    need: Paragraph = ABSENT
    modality: Modality = ABSENT
    urgency: Urgency = ABSENT
    countries: list[Genc3] = Field(default=ABSENT, min_length=1, max_length=100)
    required_expertise: list[Code] = Field(default=ABSENT, max_length=20)
    desired_expertise: list[Code] = Field(default=ABSENT, max_length=20)
    languages: list[Language] = Field(default=ABSENT, max_length=20)
    starts_on: Day = ABSENT
    ends_on: Day = ABSENT
    headcount: Headcount = ABSENT
    trainer_cert_required: Flag = ABSENT


class RequestValidate(Input):
    """What pays, and how much of it is set aside: accepted offers stay within it."""

    funding_source: Annotated[str, Text(120)] = Field(examples=["INCLE 2026, Central America"])
    funds: MoneyInput = Field(examples=[{"amount": "60000.00", "currency": "USD"}])


class RequestClose(Input):
    """`filled` needs an accepted offer; the other outcomes need a reason.

    `unfilled`, and `filled` with fewer officers than were needed, keep what stood in the way.
    """

    outcome: Outcome
    reason: Line | None = None
    unmet_reason: UnmetReason | None = Field(
        default=None, description="What stood in the way; left out for `unfilled`: `other`, said by `reason`."
    )


class RequestLink(Output):
    id: UUID
    reference: str
    title: str


class CountryRef(Output):
    genc3: str
    name: str


class ExpertiseRef(Output):
    code: str
    name: str


class RequestRow(Output):
    id: UUID
    reference: str
    title: str
    status: RequestStatus
    modality: Modality
    urgency: Urgency
    post: Link
    countries: list[CountryRef]
    required_expertise: list[ExpertiseRef]
    starts_on: date
    ends_on: date
    headcount: int
    submitted_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class BoardRow(RequestRow):
    """A request on the board of those who look for agencies."""

    stage: Stage
    officers_accepted: int
    asked: int = Field(description="Agencies asked, whatever they answered.")
    awaited: int = Field(description="Answers and offers that are still open.")
    offers: int = Field(description="Offers to be decided.")
    open_questions: int = Field(description="Questions that the post has not answered.")


class EndingAgreement(Output):
    """An agency that is asked or has offered, and whose memorandum ends before the work would."""

    agency: Link
    mou: Reference
    last_on: date


class Request(Output):
    """`funding_source`, `funds` and `funds_left` are left out for agencies."""

    id: UUID
    reference: str
    title: str
    need: str
    status: RequestStatus
    modality: Modality
    urgency: Urgency
    post: Link
    countries: list[CountryRef]
    required_expertise: list[ExpertiseRef]
    desired_expertise: list[ExpertiseRef]
    languages: list[str]
    starts_on: date
    ends_on: date
    headcount: int
    trainer_cert_required: bool
    funding_source: str | None = None
    funds: Money | None = None
    funds_left: Money | None = Field(default=None, description="Funds less what accepted offers cost.")
    submitted_at: datetime | None
    validated_at: datetime | None
    closed_at: datetime | None
    close_reason: str | None
    unmet_reason: UnmetReason | None
    officers_accepted: int = Field(description="Officers of accepted offers.")
    fill: Literal["none", "partial", "full"] = Field(description="Officers accepted beside those needed.")
    days_to_fill: int | None = Field(description="From submission until it was closed as filled.")
    ending_agreements: list[EndingAgreement] = Field(
        description="Of agencies asked or offering; empty for those who do not see outreach."
    )
    external_refs: list[ExternalRef]
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class RequestCreated(Request):
    similar: list[RequestLink] = Field(description="Needs that may be the same; nothing is refused.")


class ClarificationAsk(Input):
    question: Annotated[str, Text(2000)] = Field(examples=["Is a projector at hand?"])


class ClarificationAnswer(Input):
    answer: Paragraph = Field(examples=["Yes, in the academy's lecture hall."])


class Clarification(Output):
    id: UUID
    request: Reference
    question: str
    answer: str | None
    answered_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str] = []
