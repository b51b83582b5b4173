"""The officer's transcript: activities, roles, dates, hours, expertise, certificates and training."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, bindparam, exists, func, or_, select, true, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from models.academies import Academy, IleaOffering, OfferingInstructor
from models.activities import Activity, Assignment
from models.agencies import Agency
from models.countries import Country
from models.enums import ActivityStatus, AssignmentStatus, ReadinessType
from models.expertise import Expertise
from models.officers import Officer, OfficerCredential, TrainingEnrollment, TrainingSession
from models.requests import RequestExpertise
from services.access.permissions import Permission
from services.access.policy import Actor
from services.adapters.typesetting import typeset
from services.clock import Clock
from services.detail import Answer, Detail
from services.listing import Scope
from services.projection import Fields, decimal_text, json_list, json_object

#: Certificates are what an officer has learned; travel documents and clearances are nobody's business later.
_CERTIFICATES = (
    ReadinessType.PREDEPLOYMENT_TRAINING.value,
    ReadinessType.FACT.value,
    ReadinessType.CTAT.value,
    ReadinessType.TRAINER_CERTIFICATION.value,
)
_BEGUN = (
    ActivityStatus.ACTIVE.value,
    ActivityStatus.SUSPENDED.value,
    ActivityStatus.COMPLETED.value,
    ActivityStatus.CLOSED.value,
)
_TODAY = bindparam("today", type_=Date)
_TEMPLATE = Path(__file__).with_name("transcript.typ")


def _expertise() -> Any:
    """What the work called for: the request's needs, or the subject of the academy's course."""
    asked = (
        exists()
        .where(
            RequestExpertise.request_id == Activity.request_id,
            RequestExpertise.expertise_id == Expertise.id,
            RequestExpertise.required,
        )
        .correlate(Activity, Expertise)
    )
    taught = (
        exists()
        .where(IleaOffering.id == Activity.offering_id, IleaOffering.expertise_id == Expertise.id)
        .correlate(Activity, Expertise)
    )
    return json_list(select(Expertise.name).where(or_(asked, taught)).order_by(Expertise.name))


def _activities() -> Any:
    last = func.least(Assignment.ends_on, _TODAY, type_=Date)
    fields: Fields = {
        "id": Activity.id,
        "reference": Activity.reference,
        "title": Activity.title,
        "modality": Activity.modality,
        "status": Activity.status,
        "country": Country.name,
        "role": Assignment.duty,
        "starts_on": Assignment.starts_on,
        "ends_on": Assignment.ends_on,
        "days": type_coerce(last - Assignment.starts_on, Integer) + 1,
        "hours": decimal_text(Assignment.hours),
        "expertise": _expertise(),
    }
    return json_list(
        select(json_object(fields))
        .select_from(Assignment)
        .join(Activity, Activity.id == Assignment.activity_id)
        .outerjoin(Country, Country.id == Activity.country_id)
        .where(
            Assignment.officer_id == Officer.id,
            Assignment.status == AssignmentStatus.PLANNED.value,
            Assignment.starts_on <= _TODAY,
            Activity.status.in_(_BEGUN),
        )
        .order_by(Assignment.starts_on.desc(), Assignment.id)
    )


def _courses() -> Any:
    fields: Fields = {
        "title": IleaOffering.title,
        "academy": Academy.name,
        "program": IleaOffering.program,
        "topic": OfferingInstructor.topic,
        "starts_on": IleaOffering.starts_on,
        "ends_on": IleaOffering.ends_on,
    }
    return json_list(
        select(json_object(fields))
        .select_from(OfferingInstructor)
        .join(IleaOffering, IleaOffering.id == OfferingInstructor.offering_id)
        .join(Academy, Academy.id == IleaOffering.academy_id)
        .where(
            OfferingInstructor.officer_id == Officer.id,
            OfferingInstructor.confirmed_at.is_not(None),
            IleaOffering.starts_on <= _TODAY,
        )
        .order_by(IleaOffering.starts_on.desc(), IleaOffering.id)
    )


def _training() -> Any:
    fields: Fields = {
        "name": TrainingSession.name,
        "location": TrainingSession.location,
        "starts_on": TrainingSession.starts_on,
        "ends_on": TrainingSession.ends_on,
    }
    return json_list(
        select(json_object(fields))
        .select_from(TrainingEnrollment)
        .join(TrainingSession, TrainingSession.id == TrainingEnrollment.session_id)
        .where(TrainingEnrollment.officer_id == Officer.id, TrainingEnrollment.attended.is_(True))
        .order_by(TrainingSession.starts_on.desc(), TrainingSession.id)
    )


def _certificates() -> Any:
    fields: Fields = {
        "type": OfficerCredential.type,
        "issued_on": OfficerCredential.issued_on,
        "expires_on": OfficerCredential.expires_on,
    }
    return json_list(
        select(json_object(fields))
        .where(OfficerCredential.officer_id == Officer.id, OfficerCredential.type.in_(_CERTIFICATES))
        .order_by(OfficerCredential.issued_on.desc(), OfficerCredential.id)
    )


_TRANSCRIPT = Detail(
    table=Officer,
    permission=Permission.TRANSCRIPTS_READ,
    source=Officer.__table__.join(Agency.__table__),
    fields={
        "as_of": _TODAY,
        "officer": json_object(
            {
                "id": Officer.id,
                "name": Officer.name,
                "rank": Officer.rank,
                "languages": Officer.languages,
            }
        ),
        "agency": json_object({"id": Agency.id, "name": Agency.legal_name, "state": Agency.state}),
        "activities": _activities(),
        "courses": _courses(),
        "training": _training(),
        "certificates": _certificates(),
    },
    actions=lambda *_: [],
)


async def transcript(connection: AsyncConnection, actor: Actor, clock: Clock, officer_id: UUID) -> Answer:
    """In the shape of `schemas.transcripts.Transcript`.

    Raises `Forbidden`, and `NotFound` for an officer who is not the actor's to see: officers see their own,
    coordinators those of their agency.
    """
    answer = await _TRANSCRIPT.get(connection, actor, officer_id, Scope(true(), {"today": clock.today()}))
    del answer["allowed_actions"]
    activities = answer["activities"]
    uses = Counter(name for each in activities for name in each["expertise"])
    answer["expertise"] = [
        {"name": name, "activities": count}
        for name, count in sorted(uses.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    answer["totals"] = {
        "activities": len(activities),
        "days": sum(each["days"] for each in activities),
        "hours": str(sum((Decimal(each["hours"] or 0) for each in activities), Decimal("0.00"))),
        "countries": len({each["country"] for each in activities} - {None}),
    }
    return answer


async def transcript_pdf(connection: AsyncConnection, actor: Actor, clock: Clock, officer_id: UUID) -> bytes:
    """The same as an accessible PDF (PDF/UA-1). Raises what `transcript` raises."""
    answer = await transcript(connection, actor, clock, officer_id)
    return await typeset(_TEMPLATE, answer, clock.now())
