"""A vetting decision: what it changes in the case, and in the activities of somebody who is rejected."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, ActivityParticipant
from models.enums import VettingStatus
from schemas.vetting import VettingDecide
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.parts import record
from services.activities.rules import OVER
from services.clock import Clock
from services.records import apply_changes
from services.vetting.cases import decide_case


async def decide(
    session: AsyncSession, actor: Actor, clock: Clock, case_id: UUID, version: int, data: VettingDecide
) -> None:
    """Take over a result; a rejection removes the person from every activity that is not over.

    Raises what `decide_case` raises.
    """
    case = await decide_case(session, actor, clock, case_id, version, data)
    if case.status == VettingStatus.REJECTED and case.participant_id is not None:
        await _remove(session, actor, clock, case.participant_id)


async def _remove(session: AsyncSession, actor: Actor, clock: Clock, participant_id: UUID) -> None:
    listed = await session.execute(
        select(ActivityParticipant, Activity)
        .join(Activity, Activity.id == ActivityParticipant.activity_id)
        .where(
            ActivityParticipant.participant_id == participant_id,
            ActivityParticipant.removed_at.is_(None),
            Activity.status.not_in([status.value for status in OVER]),
        )
        .order_by(ActivityParticipant.id)
        .with_for_update(of=ActivityParticipant)
    )
    for entry, activity in listed.all():
        apply_changes(entry, {"removed_at": clock.now()}, actor)
        record(session, actor, "participant_removed", activity, Permission.VETTING_DECIDE, after={})
