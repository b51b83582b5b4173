"""What is known of a record when people are told of it: the words of the message, and whom it concerns.

Columns ending in `_id` choose people and never enter a message. Nothing of vetting results, birth data or reasons of
declines is among the others (invariants 3 and 20).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity
from models.agencies import Agency
from models.base import Base
from models.claims import Claim
from models.countries import Post
from models.enquiries import Enquiry
from models.mous import Mou
from models.officers import Officer, OfficerCredential, TrainingEnrollment, TrainingSession
from models.outreach import Outreach
from models.requests import AssistanceRequest, RequestClarification
from models.vetting import VettingCase
from models.webhooks import Webhook

_SUBJECT = bindparam("subject_id", type_=PG_UUID(as_uuid=True))


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of record: its table, which decides who may be told, and what to ask of it."""

    table: type[Base]
    statement: Select[*tuple[Any, ...]]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.statement.selected_columns.keys())


def _of(table: Any, statement: Select[*tuple[Any, ...]]) -> Subject:
    return Subject(table, statement.where(table.id == _SUBJECT))


_ACTIVITY_COLUMNS = (
    Activity.reference,
    Activity.title,
    Activity.starts_on,
    Activity.ends_on,
    Activity.modality,
    Agency.legal_name.label("agency"),
    Activity.agency_id,
    Activity.country_id,
    Activity.created_by.label("owner_id"),
)

SUBJECTS: Mapping[str, Subject] = {
    "request": _of(
        AssistanceRequest,
        select(
            AssistanceRequest.reference,
            AssistanceRequest.title,
            AssistanceRequest.status,
            Post.name.label("post"),
            AssistanceRequest.post_id,
        ).join(Post, Post.id == AssistanceRequest.post_id),
    ),
    "request_clarification": _of(
        RequestClarification,
        select(
            AssistanceRequest.reference,
            AssistanceRequest.title,
            AssistanceRequest.id.label("request"),
            AssistanceRequest.post_id,
            RequestClarification.created_by.label("owner_id"),
        ).join(AssistanceRequest, AssistanceRequest.id == RequestClarification.request_id),
    ),
    "outreach": _of(
        Outreach,
        select(
            Outreach.reference,
            Outreach.due_at,
            Outreach.status,
            AssistanceRequest.title,
            AssistanceRequest.id.label("request"),
            Agency.legal_name.label("agency"),
            Outreach.agency_id,
            Outreach.created_by.label("owner_id"),
        )
        .join(AssistanceRequest, AssistanceRequest.id == Outreach.request_id)
        .join(Agency, Agency.id == Outreach.agency_id),
    ),
    "activity": _of(Activity, select(*_ACTIVITY_COLUMNS).join(Agency, Agency.id == Activity.agency_id)),
    "mou": _of(
        Mou,
        select(
            Mou.number.label("reference"),
            Mou.title,
            Mou.ends_on,
            Agency.legal_name.label("agency"),
            Mou.agency_id,
            Mou.created_by.label("owner_id"),
        ).join(Agency, Agency.id == Mou.agency_id),
    ),
    "claim": _of(
        Claim,
        select(
            Claim.reference,
            Activity.title,
            Claim.status,
            Claim.act_by,
            Claim.agency_id,
            Claim.officer_id,
            Claim.prepared_by.label("owner_id"),
        ).join(Activity, Activity.id == Claim.activity_id),
    ),
    # Never the address itself: receivers hide keys in it.
    "webhook": _of(
        Webhook,
        select(func.split_part(Webhook.url, "/", 3).label("reference"), Webhook.user_id.label("owner_id")),
    ),
    "enquiry": _of(Enquiry, select(Enquiry.reference, Enquiry.agency_name, Enquiry.state)),
    # That it moved, and nothing else.
    "vetting_case": _of(VettingCase, select(VettingCase.reference, VettingCase.post_id)),
    "officer_credential": _of(
        OfficerCredential,
        select(
            Officer.name.label("reference"),
            OfficerCredential.type.label("credential"),
            OfficerCredential.expires_on,
            OfficerCredential.officer_id,
            OfficerCredential.officer_id.label("officer"),
            Officer.agency_id,
        ).join(Officer, Officer.id == OfficerCredential.officer_id),
    ),
    "training_enrollment": _of(
        TrainingEnrollment,
        select(
            TrainingSession.name.label("reference"),
            TrainingSession.starts_on,
            TrainingSession.location,
            Officer.name.label("officer_name"),
            TrainingEnrollment.officer_id,
            TrainingEnrollment.officer_id.label("officer"),
            Officer.agency_id,
        )
        .join(TrainingSession, TrainingSession.id == TrainingEnrollment.session_id)
        .join(Officer, Officer.id == TrainingEnrollment.officer_id),
    ),
}


async def facts_of(session: AsyncSession, subject_type: str, subject_id: UUID) -> Mapping[str, Any] | None:
    """None for a record that is gone."""
    statement = SUBJECTS[subject_type].statement
    row = (await session.execute(statement, {"subject_id": subject_id})).mappings().one_or_none()
    return None if row is None else {**row, "id": subject_id}
