"""Foreign units and people, and the result of their vetting, as they cross the wire."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.enums import ActivityStatus, Sex, VettingStatus, VettingSubject
from schemas.activity_records import ParticipantPerson
from schemas.base import ABSENT, Input, Link, Output, Patch
from schemas.types import Day, Genc3, Name, Text

Rank = Annotated[str, Text(80)]
BirthPlace = Annotated[str, Text(120)]
InvestReference = Annotated[
    str,
    Text(
        40,
        pattern="[A-Za-z0-9][A-Za-z0-9/.-]*",
        form="Write letters, digits, slashes, dots and hyphens only, such as 2026-0412.",
        example="2026-0412",
    ),
]


class VettingResult(StrEnum):
    APPROVED = "approved"
    REJECTED = "rejected"
    SUSPENDED = "suspended"


class NextStep(StrEnum):
    """What is to be done so that somebody may take part. `replace`: approval was withheld."""

    DATE_ACTIVITY = "date_activity"
    REPLACE = "replace"
    NAME_UNIT = "name_unit"
    NOMINATE_PERSON = "nominate_person"
    NOMINATE_UNIT = "nominate_unit"
    SUBMIT = "submit"
    ENTER = "enter"
    DECIDE = "decide"
    RE_REVIEW = "re_review"


class UnitCreate(Input):
    country: Genc3
    name: Name
    location: Name | None = None


class UnitUpdate(Patch):
    name: Name = ABSENT
    location: Name | None = None


class UnitRow(Output):
    id: UUID
    country: Link
    name: str
    location: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class Unit(UnitRow):
    allowed_actions: list[str]


class ForeignParticipantCreate(Input):
    """Birth data is needed for vetting, and shown to nobody but the post."""

    country: Genc3
    name: Name
    unit_id: UUID | None = None
    rank: Rank | None = None
    sex: Sex = Sex.UNDISCLOSED
    birth_date: Day | None = None
    birth_place: BirthPlace | None = None


class ForeignParticipantUpdate(Patch):
    name: Name = ABSENT
    unit_id: UUID | None = None
    rank: Rank | None = None
    sex: Sex = ABSENT
    birth_date: Day | None = None
    birth_place: BirthPlace | None = None


class ForeignParticipantRow(Output):
    id: UUID
    country: Link
    unit: Link | None
    name: str
    rank: str | None
    sex: Sex
    version: int
    created_at: datetime
    updated_at: datetime


class ForeignParticipantCreated(ForeignParticipantRow):
    """Without birth data: it is with the record, and not in answers that are kept for retries."""

    allowed_actions: list[str]


class ForeignParticipant(ForeignParticipantRow):
    birth_date: date | None = Field(description="Null for everybody but the post.")
    birth_place: str | None = Field(description="Null for everybody but the post.")
    allowed_actions: list[str]


class VettingCaseCreate(Input):
    """Of a person or of a unit: name one."""

    participant_id: UUID | None = None
    unit_id: UUID | None = None


class VettingEnter(Input):
    invest_reference: InvestReference


class VettingDecide(Input):
    """The result as INVEST gives it, and the day of the decision."""

    result: VettingResult
    decided_on: Day


class VettingNotice(Input):
    """The day on which notice was given and help towards accountability offered (22 USC 2378d(c))."""

    given_on: Day


class VettingCaseRow(Output):
    """`notice_due`: approval was withheld, and the post still owes notice and help towards accountability."""

    id: UUID
    reference: str
    subject: VettingSubject
    participant: Link | None
    unit: Link | None
    post: Link
    status: VettingStatus
    decided_on: date | None
    valid_to: date | None
    notice_due: bool
    version: int
    created_at: datetime
    updated_at: datetime


class VettingCase(VettingCaseRow):
    invest_reference: str | None = Field(description="Null for those who cannot decide cases.")
    notice_given_on: date | None
    allowed_actions: list[str]


class QueuedActivity(Output):
    id: UUID
    reference: str
    title: str
    status: ActivityStatus
    starts_on: date | None
    ends_on: date | None


class NewestCase(Output):
    id: UUID
    reference: str
    status: VettingStatus
    valid_to: date | None


class VettingQueueRow(Output):
    """A person on the list of an activity, the newest case of the person and of the unit, and what comes next.

    `due_on`: by then the list should be with vetting. `next_step`: null once person and unit are approved through
    the activity's last day.
    """

    id: UUID
    activity: QueuedActivity
    participant: ParticipantPerson
    unit: Link | None
    person_case: NewestCase | None
    unit_case: NewestCase | None
    cleared: bool
    next_step: NextStep | None
    due_on: date | None
    version: int
    created_at: datetime
    updated_at: datetime
