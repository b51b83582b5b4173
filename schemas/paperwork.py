"""Templates of paperwork and the papers of an activity, as they cross the wire."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, Strict

from models.enums import DayKind, Modality, Role
from schemas.base import Input, Link, Output, Reference
from schemas.types import Day, Flag, Line, Name, Text

Evidence = Annotated[str, Text(300)]
Key = Annotated[
    str,
    Text(
        40,
        pattern="[a-z][a-z0-9_]*",
        form="Write a key in small letters, digits and underscores, such as travel_order.",
        example="travel_order",
    ),
]
LeadDays = Annotated[int, Strict(), Field(ge=0, le=365)]
Owner = Literal[Role.PROGRAM_OFFICER, Role.FINANCE_REVIEWER, Role.AGENCY_COORDINATOR, Role.OFFICER, Role.POST]


class PaperworkTemplateCreate(Input):
    """One paper of a modality from `effective_from` on; it takes the place of an earlier row of the same `key`.

    `post_lead`: where a post of the country states its lead time for country clearance, that counts instead of
    `days_before`. `gate`: the activity cannot go without it. `retired`: from that day on it is not asked for.
    """

    modality: Modality
    key: Key
    title: Name
    owner_role: Owner
    days_before: LeadDays
    day_kind: DayKind = DayKind.CALENDAR
    post_lead: Flag = False
    gate: Flag = False
    evidence_wanted: Evidence | None = None
    effective_from: Day
    retired: Flag = False
    source: Annotated[str, Text(300)]


class PaperworkTemplateRow(Output):
    id: UUID
    modality: Modality
    key: str
    title: str
    owner_role: Role
    days_before: int
    day_kind: DayKind
    post_lead: bool
    gate: bool
    evidence_wanted: str | None
    effective_from: date
    retired: bool
    source: str
    version: int
    created_at: datetime
    updated_at: datetime


class PaperworkTemplate(PaperworkTemplateRow):
    allowed_actions: list[str]


class PaperWaiver(Output):
    reason: str
    approved_by: Link
    expires_on: date


class ChecklistItem(Output):
    """`gate`: the activity cannot go while this is neither done nor waived; any other late paper only warns.

    A waiver counts when it lasts through the activity's last day. `settled`: done, or waived so far.
    """

    id: UUID
    activity: Reference
    key: str
    title: str
    owner_role: Role
    days_before: int
    day_kind: DayKind
    due_on: date
    gate: bool
    evidence_wanted: str | None
    settled: bool
    done_at: datetime | None
    evidence: str | None
    waiver: PaperWaiver | None
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str] = []


class ChecklistDone(Input):
    evidence: Evidence | None = None


class ChecklistWaive(Input):
    """Who waives is the approver."""

    reason: Line
    expires_on: Day
