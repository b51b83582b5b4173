"""How ready the officers of an activity are: what is on file, judged by the rules of `readiness.py`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.academies import Academy, IleaOffering
from models.activities import Activity, Assignment, ReadinessItem
from models.countries import Post
from models.enums import ActivityStatus, AssignmentStatus, InstrumentKind, Modality, ReadinessType
from models.identity import User
from models.mous import Instrument
from models.officers import Officer, OfficerCredential
from models.requests import AssistanceRequest
from services.activities.readiness import (
    Duty,
    Finding,
    Item,
    PostRules,
    ReadinessPolicy,
    Stay,
    Waiver,
    assess,
    most_days_in_calendar_year,
    most_days_in_twelve_months,
    ready,
    requirements,
)
from services.policies import policy_in_force

#: Given for one visit only, so that no credential from elsewhere stands in for them.
FOR_ONE_VISIT = (ReadinessType.COUNTRY_CLEARANCE.value, ReadinessType.SPOT.value)
_UNITED_STATES = "United States"

ABROAD: ColumnElement[bool] = case(
    (Activity.modality == Modality.STUDY_VISIT.value, False),
    (Academy.id.is_not(None), Academy.host_country != _UNITED_STATES),
    else_=True,
)
"""Whether the activity takes officers out of the United States; needs `WITH_ACADEMY`."""
WITH_ACADEMY = Activity.__table__.outerjoin(
    IleaOffering.__table__, IleaOffering.id == Activity.offering_id
).outerjoin(Academy.__table__, Academy.id == IleaOffering.academy_id)
_PLANNED = and_(
    Assignment.status == AssignmentStatus.PLANNED.value,
    Activity.status != ActivityStatus.CANCELLED.value,
)


def _asked_by_any_post(rule: Any) -> Any:
    """Whether a post of the activity's country asks for it: of several, the strictest counts."""
    asked = select(func.coalesce(func.bool_or(rule), False)).where(Post.country_id == Activity.country_id)
    return asked.correlate(Activity).scalar_subquery()


_DUTIES = (
    select(
        Assignment.id,
        Assignment.activity_id,
        Assignment.officer_id,
        Officer.name.label("officer"),
        Assignment.starts_on,
        Assignment.ends_on,
        Assignment.security_training_applies,
        Activity.modality,
        ABROAD.label("abroad"),
        func.coalesce(Instrument.kind == InstrumentKind.CONTRACT.value, False).label("contractor"),
        func.coalesce(AssistanceRequest.trainer_cert_required, False).label("certified_asked"),
        _asked_by_any_post(Post.visa_needed).label("visa_needed"),
        _asked_by_any_post(Post.medical_always).label("medical_always"),
        _asked_by_any_post(Post.spot_for_contractors).label("spot_for_contractors"),
    )
    .select_from(WITH_ACADEMY)
    .join(Assignment, Assignment.activity_id == Activity.id)
    .join(Officer, Officer.id == Assignment.officer_id)
    .outerjoin(Instrument, Instrument.id == Activity.instrument_id)
    .outerjoin(AssistanceRequest, AssistanceRequest.id == Activity.request_id)
    .order_by(Assignment.starts_on, Officer.name, Assignment.id)
)


@dataclass(frozen=True, slots=True)
class Preparation:
    """How an officer stands for one assignment. Days abroad are of all assignments; None for work at home."""

    assignment_id: UUID
    activity_id: UUID
    officer_id: UUID
    officer: str
    duty: Duty
    findings: tuple[Finding, ...]
    days_in_twelve_months: int | None
    days_in_calendar_year: int | None

    @property
    def ready(self) -> bool:
        return ready(self.findings)


async def preparations(
    session: AsyncSession | AsyncConnection,
    which: ColumnElement[bool],
    parameters: Mapping[str, Any] | None = None,
) -> list[Preparation]:
    """Every requirement of the planned assignments that `which` selects, by first day and officer."""
    return await _prepare(session, and_(which, _PLANNED), parameters)


async def preparation_of(session: AsyncSession | AsyncConnection, assignment_id: UUID) -> Preparation:
    """The same for one assignment, also a cancelled one."""
    [found] = await _prepare(session, Assignment.id == assignment_id)
    return found


async def _prepare(
    session: AsyncSession | AsyncConnection,
    which: ColumnElement[bool],
    parameters: Mapping[str, Any] | None = None,
) -> list[Preparation]:
    rows = (await session.execute(_DUTIES.where(which), dict(parameters or {}))).all()
    if not rows:
        return []
    officers = {row.officer_id for row in rows}
    stays = await _stays_abroad(session, officers)
    items = await _items(session, [row.id for row in rows])
    credentials = await _credentials(session, officers)
    policies: dict[date, ReadinessPolicy] = {}
    found = []
    for row in rows:
        duty = _duty(row)
        if row.starts_on not in policies:
            policies[row.starts_on] = await policy_in_force(
                session, "readiness", ReadinessPolicy, row.starts_on
            )
        policy = policies[row.starts_on]
        others = [stay for assignment_id, stay in stays[row.officer_id] if assignment_id != row.id]
        needed = requirements(duty, others, policy)
        found.append(
            Preparation(
                assignment_id=row.id,
                activity_id=row.activity_id,
                officer_id=row.officer_id,
                officer=row.officer,
                duty=duty,
                findings=assess(needed, items[row.id] + credentials[row.officer_id], duty, policy),
                days_in_twelve_months=most_days_in_twelve_months(duty.stay, others) if duty.abroad else None,
                days_in_calendar_year=most_days_in_calendar_year(duty.stay, others) if duty.abroad else None,
            )
        )
    return found


def _duty(row: Any) -> Duty:
    return Duty(
        stay=Stay(row.starts_on, row.ends_on),
        modality=Modality(row.modality),
        abroad=row.abroad,
        post=PostRules(row.visa_needed, row.medical_always, row.spot_for_contractors),
        trainer_certification_asked=row.certified_asked,
        contractor=row.contractor,
        security_training_applies=row.security_training_applies,
    )


async def _stays_abroad(
    session: AsyncSession | AsyncConnection, officers: set[UUID]
) -> dict[UUID, list[tuple[UUID, Stay]]]:
    """All days abroad of the officers, past and planned, across all assignments."""
    statement = (
        select(Assignment.id, Assignment.officer_id, Assignment.starts_on, Assignment.ends_on)
        .select_from(WITH_ACADEMY)
        .join(Assignment, Assignment.activity_id == Activity.id)
        .where(Assignment.officer_id.in_(officers), _PLANNED, ABROAD)
    )
    stays = defaultdict(list)
    for row in await session.execute(statement):
        stays[row.officer_id].append((row.id, Stay(row.starts_on, row.ends_on)))
    return stays


async def _items(
    session: AsyncSession | AsyncConnection, assignments: Sequence[UUID]
) -> dict[UUID, list[Item]]:
    """What is recorded for the assignments. A waiver stands beside the item, so that the better of both counts."""
    statement = (
        select(
            ReadinessItem.assignment_id,
            ReadinessItem.type,
            ReadinessItem.issued_on,
            ReadinessItem.expires_on,
            ReadinessItem.waiver_expires_on,
            User.name.label("approver"),
        )
        .outerjoin(User, User.id == ReadinessItem.waived_by)
        .where(ReadinessItem.assignment_id.in_(assignments))
    )
    items = defaultdict(list)
    for row in await session.execute(statement):
        type_ = ReadinessType(row.type)
        if row.issued_on is not None:
            items[row.assignment_id].append(Item(type_, row.issued_on, row.expires_on))
        if row.waiver_expires_on is not None:
            waiver = Waiver(row.approver, row.waiver_expires_on)
            items[row.assignment_id].append(Item(type_, waiver=waiver))
    return items


async def _credentials(
    session: AsyncSession | AsyncConnection, officers: set[UUID]
) -> dict[UUID, list[Item]]:
    """What the officers hold whatever the assignment."""
    statement = select(
        OfficerCredential.officer_id,
        OfficerCredential.type,
        OfficerCredential.issued_on,
        OfficerCredential.expires_on,
    ).where(
        OfficerCredential.officer_id.in_(officers),
        OfficerCredential.type.not_in(FOR_ONE_VISIT),
    )
    held = defaultdict(list)
    for row in await session.execute(statement):
        held[row.officer_id].append(Item(ReadinessType(row.type), row.issued_on, row.expires_on))
    return held
