"""Memoranda of understanding as they cross the wire."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, Strict

from models.enums import ActivityStatus, CapPeriod, ExpenseCategory, Modality, MouDocumentKind, MouStatus
from schemas.base import ABSENT, DollarsInput, ExternalRef, Input, Link, Output, Patch
from schemas.types import Code, Day, Email, Flag, Genc3, Line, Name, Paragraph, Text

Bureau = Annotated[
    str, Text(4, 2, "[A-Z]{2,4}", "Name a bureau by its two to four capital letters, such as WHA.", "WHA")
]
MouNumber = Annotated[str, Text(40), Field(examples=["MOU-2026-0004"])]
NoticeDays = Annotated[int, Strict(), Field(ge=0, le=365)]
Sha256 = Annotated[
    str,
    Text(64, 64, "[0-9a-f]{64}", "Write a SHA-256 as 64 lower-case hexadecimal digits."),
    Field(description="SHA-256 of the file, in lower-case hexadecimal."),
]
Authority = Annotated[str, Text(400), Field(examples=["22 USC 2392"])]
Summary = Annotated[str, Text(2000)]


class Party(StrEnum):
    """The two that sign."""

    INL = "inl"
    AGENCY = "agency"


class ClauseContact(Input):
    """Who answers for the memorandum on one side."""

    party: Party
    name: Name
    email: Email | None = None


class ClauseCap(Input):
    """The most that is repaid, for one kind of cost or, without `category`, for all together."""

    category: ExpenseCategory | None = None
    amount: DollarsInput = Field(examples=[{"amount": "25000.00", "currency": "USD"}])
    per: CapPeriod = CapPeriod.ACTIVITY


class MouClauses(Input):
    """What the text says, as data. A clause that is null is not in the text."""

    voluntary: Flag = True
    no_obligation_of_funds: Flag = True
    modalities: list[Modality] = Field(
        default=[], max_length=10, description="Kinds of assistance; empty: all."
    )
    caps: list[ClauseCap] = Field(default=[], max_length=30)
    reimbursable_categories: list[ExpenseCategory] = Field(default=[], max_length=20)
    salary_reimbursable: Flag = False
    liability: Paragraph | None = None
    insurance: Paragraph | None = None
    intellectual_property: Paragraph | None = None
    publicity: Paragraph | None = None
    privacy: Paragraph | None = None
    records_audit: Paragraph | None = None
    disputes: Paragraph | None = None
    contacts: list[ClauseContact] = Field(default=[], max_length=10)


class MouClausesUpdate(Patch):
    voluntary: Flag = ABSENT
    no_obligation_of_funds: Flag = ABSENT
    modalities: list[Modality] = Field(default=ABSENT, max_length=10)
    caps: list[ClauseCap] = Field(default=ABSENT, max_length=30)
    reimbursable_categories: list[ExpenseCategory] = Field(default=ABSENT, max_length=20)
    salary_reimbursable: Flag = ABSENT
    liability: Paragraph | None = None
    insurance: Paragraph | None = None
    intellectual_property: Paragraph | None = None
    publicity: Paragraph | None = None
    privacy: Paragraph | None = None
    records_audit: Paragraph | None = None
    disputes: Paragraph | None = None
    contacts: list[ClauseContact] = Field(default=ABSENT, max_length=10)


class MouCreate(Input):
    """A draft. It needs a scope before it is sent; without `effective_on` it starts on the second signature."""

    agency_id: UUID
    number: MouNumber | None = Field(default=None, description="Left out: the next free number of the year.")
    title: Name
    purpose: Paragraph
    authority: Authority
    scope_countries: list[Genc3] = Field(default=[], max_length=100)
    scope_bureaus: list[Bureau] = Field(default=[], max_length=10)
    scope_expertise: list[Code] = Field(default=[], max_length=150)
    effective_on: Day | None = None
    ends_on: Day | None = None
    notice_days: NoticeDays | None = Field(default=None, description="Left out: as the policy in force says.")
    clauses: MouClauses = MouClauses()


class MouUpdate(Patch):
    """Drafts and texts under negotiation can be changed; later, only by amendment."""

    title: Name = ABSENT
    purpose: Paragraph = ABSENT
    authority: Authority = ABSENT
    scope_countries: list[Genc3] = Field(default=ABSENT, max_length=100)
    scope_bureaus: list[Bureau] = Field(default=ABSENT, max_length=10)
    scope_expertise: list[Code] = Field(default=ABSENT, max_length=150)
    effective_on: Day | None = None
    ends_on: Day | None = None
    notice_days: NoticeDays = ABSENT
    clauses: MouClausesUpdate = ABSENT


class MouComment(Input):
    """A point of the text that a party wants settled; kept with the event."""

    comment: Summary


class MouSignature(Input):
    """A signature on the text, as it was given on paper."""

    party: Party
    signed_on: Day


class MouNotice(Input):
    """Either party ends the memorandum. It lasts through its days of notice."""

    reason: Line
    given_on: Day | None = Field(default=None, description="Left out: today.")


class AmendmentChanges(Patch):
    """Which terms change, as a merge patch of them."""

    purpose: Paragraph = ABSENT
    authority: Authority = ABSENT
    scope_countries: list[Genc3] = Field(default=ABSENT, max_length=100)
    scope_bureaus: list[Bureau] = Field(default=ABSENT, max_length=10)
    scope_expertise: list[Code] = Field(default=ABSENT, max_length=150)
    notice_days: NoticeDays = ABSENT
    clauses: MouClausesUpdate = ABSENT

    def terms(self) -> dict[str, Any]:
        """What changes, in a form that JSON can hold: absent terms and clauses stay out, and lists are whole."""
        whole = self.model_dump(mode="json")
        terms = {name: whole[name] for name in sorted(self.model_fields_set)}
        if "clauses" in terms:
            named = self.clauses.model_fields_set
            terms["clauses"] = {name: whole["clauses"][name] for name in sorted(named)}
        return terms


class AmendmentCreate(Input):
    """An amendment that both parties have signed. With `ends_on` it renews, if signed before expiry."""

    summary: Summary
    text_sha256: Sha256
    effective_on: Day | None = Field(
        default=None,
        description="From when `changes` hold; left out: from the second signature. `ends_on` holds at once.",
    )
    ends_on: Day | None = None
    changes: AmendmentChanges = AmendmentChanges()
    inl_signed_on: Day
    agency_signed_on: Day


class Amendment(Output):
    id: UUID
    mou: "MouLink"
    sequence: int
    summary: str
    text_sha256: str
    ends_on: date | None
    changes: AmendmentChanges
    effective_on: date
    applied_at: datetime | None = Field(description="When it came to hold; null while its day is ahead.")
    inl_signed_on: date
    agency_signed_on: date
    version: int
    created_at: datetime


class AmendmentDetail(Amendment):
    allowed_actions: list[str]


class DocumentCreate(Input):
    """What is on file beside the record; its hash tells whether a file is the one meant."""

    kind: MouDocumentKind
    title: Name
    text_sha256: Sha256
    kept_at: Annotated[str, Text(200)] | None = Field(
        default=None,
        description="Where the file is: the reference of the records office.",
        examples=["INL/RM 2026-114"],
    )
    dated_on: Day


class Document(Output):
    id: UUID
    mou: "MouLink"
    kind: MouDocumentKind
    title: str
    text_sha256: str
    kept_at: str | None
    dated_on: date
    version: int
    created_at: datetime


class DocumentDetail(Document):
    allowed_actions: list[str]


class MouLink(Output):
    id: UUID
    reference: str
    title: str


class MouTerms(Output):
    """What the text says on a day."""

    mou: MouLink
    on: date
    within_term: bool = Field(description="Signed, begun and not over on that day.")
    amendments: list[int] = Field(description="Numbers of the amendments that hold by then.")
    purpose: str
    authority: str
    scope_countries: list[str]
    scope_bureaus: list[str]
    scope_expertise: list[str]
    ends_on: date | None
    notice_days: int
    clauses: MouClauses


class MouRow(Output):
    id: UUID
    number: str
    agency: Link
    title: str
    status: MouStatus
    scope_countries: list[str]
    scope_bureaus: list[str]
    scope_expertise: list[str]
    effective_on: date | None
    ends_on: date | None
    last_on: date | None = Field(description="The end, or the day on which a notice takes effect if sooner.")
    version: int
    updated_at: datetime


class MouPrompt(Output):
    """A reminder about renewal: when it is due, and when it was sent."""

    days_before: int
    due_at: datetime
    sent_at: datetime | None
    superseded_at: datetime | None = Field(
        description="After a long stop only the last of those due is sent."
    )


class PlannedWork(Output):
    id: UUID
    reference: str
    title: str
    status: ActivityStatus
    ends_on: date


class MouDocumentSummary(Output):
    id: UUID
    kind: MouDocumentKind
    title: str
    kept_at: str | None
    dated_on: date


class Mou(Output):
    id: UUID
    number: str
    agency: Link
    title: str
    purpose: str
    authority: str
    status: MouStatus
    scope_countries: list[str]
    scope_bureaus: list[str]
    scope_expertise: list[str]
    effective_on: date | None
    ends_on: date | None
    notice_days: int
    notice_given_on: date | None
    notice_reason: str | None
    terminates_on: date | None = Field(description="When notice was given: the day on which it takes effect.")
    last_on: date | None = Field(description="The end, or `terminates_on` if that comes first.")
    suspended_on: date | None
    suspension_reason: str | None
    agency_concurred_at: datetime | None
    open_comments: int
    inl_signed_on: date | None
    agency_signed_on: date | None
    clauses: MouClauses
    documents: list[MouDocumentSummary]
    amendments: int
    renewal_prompts: list[date] = Field(description="Days on which to ask whether it shall be renewed.")
    prompts: list[MouPrompt] = Field(description="The reminders planned and sent for its present end.")
    outlived_by: list[PlannedWork] = Field(
        description="Planned activities that last longer than it, and that no other memorandum covers."
    )
    external_refs: list[ExternalRef]
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]
