"""Activities as they cross the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from annotated_types import Interval
from pydantic import Field

from models.enums import ActivityStatus, AssignmentStatus, DatePrecision, Modality, MouStatus
from schemas.base import (
    ABSENT,
    CountryLink,
    ExternalRef,
    Input,
    Link,
    Money,
    MoneyInput,
    Output,
    Patch,
    Reference,
)
from schemas.types import Count, Day, Flag, Genc3, Name, Paragraph

FiscalYear = Annotated[int, Interval(ge=1950, le=2200)]
_ESTIMATE = Field(default=None, description="US dollars.", examples=[{"amount": "12000.00"}])


class ActivityCreate(Input):
    """Work that INL starts itself, without an offer. An accepted offer opens its activity by itself."""

    title: Name
    modality: Modality
    agency_id: UUID
    country: Genc3 | None = Field(
        default=None, description="Where officers go; for study visits, where the visitors come from."
    )
    starts_on: Day
    ends_on: Day
    venue: Name | None = None
    summary: Paragraph | None = None
    estimate: MoneyInput | None = _ESTIMATE
    request_id: UUID | None = None
    offering_id: UUID | None = None
    instrument_id: UUID | None = None
    obligation_id: UUID | None = None
    publish_redaction: Flag = False


class ActivityUpdate(Patch):
    """While planning or readying. New dates or another venue need the other side's concurrence again."""

    title: Name = ABSENT
    starts_on: Day = ABSENT
    ends_on: Day = ABSENT
    venue: Name | None = None
    summary: Paragraph | None = None
    estimate: MoneyInput | None = _ESTIMATE
    instrument_id: UUID | None = None
    obligation_id: UUID | None = None
    publish_redaction: Flag = ABSENT


class ActivityRow(Output):
    id: UUID
    reference: str
    title: str
    status: ActivityStatus
    modality: Modality
    agency: Link
    country: CountryLink | None
    starts_on: date | None
    ends_on: date | None
    date_precision: DatePrecision
    venue: str | None
    estimate: Money | None
    participants_reported: int | None
    version: int
    updated_at: datetime


class RequestLink(Output):
    id: UUID
    reference: str
    title: str


class ObligationLink(Output):
    id: UUID
    reference: str
    unliquidated: Money


class Agreement(Output):
    """The memorandum that covers the activity."""

    id: UUID
    reference: str
    status: MouStatus
    last_on: date | None
    outlived: bool = Field(description="The activity is planned to last longer than it.")


class Assigned(Output):
    id: UUID
    officer: Link
    status: AssignmentStatus
    starts_on: date
    ends_on: date
    duty: str | None
    hours: str | None


class Progress(Output):
    done: int
    total: int
    next_due_on: date | None


class AfterActionState(Output):
    submitted_at: datetime
    accepted_at: datetime | None


class Activity(Output):
    """Fields that the reader may not see are null."""

    id: UUID
    reference: str
    title: str
    summary: str | None
    status: ActivityStatus
    modality: Modality
    agency: Link
    country: CountryLink | None
    starts_on: date | None
    ends_on: date | None
    date_precision: DatePrecision
    venue: str | None
    estimate: Money | None
    request: RequestLink | None
    offer_id: UUID | None
    offering_id: UUID | None
    instrument: Reference | None
    agreement: Agreement | None
    obligation: ObligationLink | None
    assignments: list[Assigned]
    participants: int | None = Field(description="Foreign participants on the list.")
    checklist: Progress
    concurred_at: datetime | None
    attendance_recorded_at: datetime | None
    participants_reported: int | None
    after_action: AfterActionState | None
    publish_redaction: bool
    cancel_reason: str | None
    source_address: str | None
    program: str | None
    external_refs: list[ExternalRef]
    version: int
    created_at: datetime
    updated_at: datetime
    allowed_actions: list[str]


class Gate(Output):
    """One condition of the go-ahead. `message` says what to do when it does not hold."""

    code: str
    field: str
    passes: bool
    message: str


class UnreadyAssignment(Output):
    assignment_id: UUID
    missing: list[str] = Field(description="What stands in the way, in words.")


class LateWarning(Output):
    """A missed lead time. It never blocks."""

    code: str
    field: str
    message: str


class Forecast(Output):
    """When the paperwork could be ready if whatever is outstanding were begun today, and what it then waits for."""

    ready_on: date
    on_time: bool
    days_late: int = Field(description="Past the first day.")
    waits_for: list[str]
    outstanding: int


class Gates(Output):
    go: bool
    gates: list[Gate]
    unready_assignments: list[UnreadyAssignment] = Field(
        description="Of officers whose readiness the caller may see."
    )
    warnings: list[LateWarning]
    forecast: Forecast | None = Field(description="Null once work has begun, and without dates.")


class ConcernedRecord(Output):
    kind: str
    id: UUID
    label: str


class Consequence(Output):
    """One thing that follows. `task` is what somebody still has to do afterwards."""

    code: str
    message: str
    task: str | None
    count: int
    amount: Money | None
    records: list[ConcernedRecord] = Field(description="At most twenty of them, by name.")


class Cancellation(Output):
    """What cancelling would bring about now, as far as the caller may see what is concerned."""

    activity_id: UUID
    version: int
    consequences: list[Consequence]


class ParticipantDays(Input):
    participant_id: UUID = Field(description="Id of the foreign participant.")
    days: Annotated[int, Field(strict=True, ge=0, le=366)]


class AttendanceRecord(Input):
    """How many came, and for those on the participant list, how many days each attended."""

    people: Count | None = Field(
        default=None, description="Left out: those on the list who attended at least a day.", examples=[24]
    )
    participants: list[ParticipantDays] = Field(default=[], max_length=500)
