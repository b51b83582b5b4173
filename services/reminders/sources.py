"""What people are reminded of: which records have a deadline that still stands, and the event that tells of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, FromClause, Select, Text, cast, exists, func, select

from models.activities import Activity, AfterAction, ChecklistItem
from models.base import Base
from models.claims import Claim
from models.enums import ActivityStatus, ClaimStatus, MouStatus, OutreachStatus, RequestStatus, Urgency
from models.mous import Mou
from models.officers import Officer, OfficerCredential
from models.outreach import Outreach
from models.requests import AssistanceRequest
from services.reminders.rules import Moment, RenewalTerms, Terms, in_days, in_working_days, of_outreach

#: A deadline that was over for longer when it was first seen comes from old records: nobody is reminded of it.
LONGEST_OVER = 60


@dataclass(frozen=True, slots=True)
class Policies:
    terms: Terms
    renewal: RenewalTerms


@dataclass(frozen=True)
class Source:
    """One kind of reminder. `subject_id` is what the deadline belongs to, `record_id` what the event is about."""

    kind: str
    action: str
    subject_type: str
    table: type[Base]
    source: FromClause
    subject_id: Any
    record_id: Any
    label: Any
    agency_id: Any
    deadline: Callable[[Policies], ColumnElement[Any]]
    stands: tuple[ColumnElement[bool], ...]
    moments: Callable[[Any, Policies], list[Moment]]
    told: Mapping[str, Any] = field(default_factory=dict)
    """What the event says besides, by name."""

    def statement(self, policies: Policies) -> Select[*tuple[Any, ...]]:
        """Records whose deadline stands, with it as a value and as text."""
        deadline = self.deadline(policies)
        columns = (
            self.subject_id.label("subject_id"),
            self.record_id.label("record_id"),
            self.label.label("label"),
            self.agency_id.label("agency_id"),
            deadline.label("deadline"),
            cast(deadline, Text).label("written"),
            *(column.label(f"told_{name}") for name, column in self.told.items()),
        )
        return select(*columns).select_from(self.source).where(deadline.is_not(None), *self.stands)


def _claim(kind: str, *states: ClaimStatus) -> Source:
    return Source(
        kind=kind,
        action=f"claims.{kind}",
        subject_type="claim",
        table=Claim,
        source=Claim.__table__,
        subject_id=Claim.id,
        record_id=Claim.id,
        label=Claim.reference,
        agency_id=Claim.agency_id,
        deadline=lambda policies: Claim.act_by.expression,
        stands=(Claim.status.in_([state.value for state in states]),),
        moments=lambda row, policies: in_working_days(
            row.deadline, policies.terms.claim_working_days, policies.terms
        ),
    )


_UNDER_WAY = [
    status.value for status in (ActivityStatus.PLANNING, ActivityStatus.READYING, ActivityStatus.AUTHORIZED)
]
_AFTER_ACTION_DAY: Callable[[Policies], ColumnElement[date]] = lambda policies: cast(  # noqa: E731
    Activity.ends_on + policies.terms.after_action_within_days, Date
)

SOURCES: tuple[Source, ...] = (
    Source(
        kind="outreach",
        action="outreach.due_soon",
        subject_type="outreach",
        table=Outreach,
        source=Outreach.__table__.join(AssistanceRequest.__table__),
        subject_id=Outreach.id,
        record_id=Outreach.id,
        label=Outreach.reference,
        agency_id=Outreach.agency_id,
        deadline=lambda policies: Outreach.due_at.expression,
        stands=(
            Outreach.status == OutreachStatus.SENT.value,
            AssistanceRequest.status == RequestStatus.OPEN.value,
        ),
        moments=lambda row, policies: of_outreach(row.deadline, Urgency(row.told_urgency), policies.terms),
        told={"urgency": AssistanceRequest.urgency},
    ),
    Source(
        kind="mou_renewal",
        action="mous.renewal_due",
        subject_type="mou",
        table=Mou,
        source=Mou.__table__,
        subject_id=Mou.id,
        record_id=Mou.id,
        label=Mou.number,
        agency_id=Mou.agency_id,
        deadline=lambda policies: Mou.ends_on.expression,
        stands=(Mou.status.in_((MouStatus.ACTIVE.value, MouStatus.SUSPENDED.value)),),
        moments=lambda row, policies: in_days(
            row.deadline, policies.renewal.renewal_prompt_days, policies.terms
        ),
    ),
    Source(
        kind="paper",
        action="activities.paper_due_soon",
        subject_type="activity",
        table=Activity,
        source=ChecklistItem.__table__.join(Activity.__table__),
        subject_id=ChecklistItem.id,
        record_id=Activity.id,
        label=Activity.reference,
        agency_id=Activity.agency_id,
        deadline=lambda policies: ChecklistItem.due_on.expression,
        stands=(ChecklistItem.done_at.is_(None), Activity.status.in_(_UNDER_WAY)),
        moments=lambda row, policies: in_days(row.deadline, policies.terms.paper_days, policies.terms),
        told={
            "paper": ChecklistItem.title,
            "owner_role": ChecklistItem.owner_role,
        },
    ),
    Source(
        kind="after_action",
        action="activities.after_action_due",
        subject_type="activity",
        table=Activity,
        source=Activity.__table__,
        subject_id=Activity.id,
        record_id=Activity.id,
        label=Activity.reference,
        agency_id=Activity.agency_id,
        deadline=_AFTER_ACTION_DAY,
        stands=(
            Activity.status == ActivityStatus.COMPLETED.value,
            Activity.source_address.is_(None),
            ~exists().where(AfterAction.activity_id == Activity.id),
        ),
        moments=lambda row, policies: in_days(row.deadline, policies.terms.after_action_days, policies.terms),
    ),
    Source(
        kind="credential",
        action="officer_credentials.expires_soon",
        subject_type="officer_credential",
        table=OfficerCredential,
        source=OfficerCredential.__table__.join(Officer.__table__),
        subject_id=OfficerCredential.id,
        record_id=OfficerCredential.id,
        label=func.concat(OfficerCredential.type, ", ", Officer.name),
        agency_id=Officer.agency_id,
        deadline=lambda policies: OfficerCredential.expires_on.expression,
        stands=(Officer.archived_at.is_(None),),
        moments=lambda row, policies: in_days(row.deadline, policies.terms.credential_days, policies.terms),
    ),
    _claim("program_review_due", ClaimStatus.SUBMITTED, ClaimStatus.PROGRAM_REVIEW),
    _claim("finance_review_due", ClaimStatus.FINANCE_REVIEW),
    _claim("certification_due", ClaimStatus.APPROVED, ClaimStatus.PARTIAL),
)
