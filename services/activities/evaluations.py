"""What participants knew before and after, and how satisfied they were. No names here: results are reported in sums."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, ActivityParticipant, Evaluation
from schemas.activity_records import EvaluationCreate, EvaluationUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.activities.parts import ACTIVITY_LINK, load_part, record, require_state
from services.activities.rules import SERVED
from services.detail import Detail
from services.errors import FieldProblem, Invalid
from services.filters import any_of
from services.listing import Listing
from services.projection import Fields, decimal_text, stamps
from services.records import apply_changes, created, load_visible

_FIELDS: Fields = {
    "id": Evaluation.id,
    "activity": ACTIVITY_LINK,
    "participant_id": Evaluation.participant_id,
    "course": Evaluation.course,
    "hours": decimal_text(Evaluation.hours),
    "pre_score": decimal_text(Evaluation.pre_score),
    "post_score": decimal_text(Evaluation.post_score),
    "satisfaction": Evaluation.satisfaction,
    **stamps(Evaluation),
}
_SOURCE = Evaluation.__table__.join(Activity.__table__, Activity.id == Evaluation.activity_id)
_WHEN = "evaluations belong to work that has begun and is not closed"

EVALUATIONS = Listing(
    table=Evaluation,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"course": Evaluation.course, "created_at": Evaluation.created_at},
    default_sort="created_at",
    filters={"course": any_of(Evaluation.course)},
)
EVALUATION = Detail(
    table=Evaluation,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=lambda actor, _: ["update", "delete"] if actor.may(Permission.ACTIVITIES_DOCUMENT) else [],
)


async def add_evaluation(
    session: AsyncSession, actor: Actor, activity_id: UUID, data: EvaluationCreate
) -> UUID:
    """Raises `Invalid` for a person who is not on the list, as far as the actor may see it."""
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    require_state(activity, SERVED, _WHEN)
    if data.participant_id is not None:
        await _require_listed(session, actor, activity_id, data.participant_id)
    evaluation = created(Evaluation(activity_id=activity_id, **data.model_dump()), actor)
    session.add(evaluation)
    _record(session, actor, "evaluation_added", activity)
    return evaluation.id


async def update_evaluation(
    session: AsyncSession,
    actor: Actor,
    activity_id: UUID,
    evaluation_id: UUID,
    version: int,
    data: EvaluationUpdate,
) -> None:
    """Raises `NotFound` also for another activity's evaluation."""
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    evaluation = await load_part(session, actor, Evaluation, activity_id, evaluation_id, version)
    require_state(activity, SERVED, _WHEN)
    apply_changes(evaluation, data.changes(), actor)
    _record(session, actor, "evaluation_updated", activity)


async def remove_evaluation(
    session: AsyncSession, actor: Actor, activity_id: UUID, evaluation_id: UUID, version: int
) -> None:
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    evaluation = await load_part(session, actor, Evaluation, activity_id, evaluation_id, version)
    require_state(activity, SERVED, _WHEN)
    _record(session, actor, "evaluation_removed", activity)
    await session.delete(evaluation)


async def _require_listed(
    session: AsyncSession, actor: Actor, activity_id: UUID, participant_id: UUID
) -> None:
    seen = visible(actor, ActivityParticipant)
    listed = select(ActivityParticipant.id).where(
        ActivityParticipant.activity_id == activity_id,
        ActivityParticipant.participant_id == participant_id,
        ActivityParticipant.removed_at.is_(None),
        seen.clause,
    )
    if await session.scalar(listed, dict(seen.parameters)) is None:
        raise Invalid(FieldProblem("participant_id", "unknown", "This person is not on the list."))


def _record(session: AsyncSession, actor: Actor, action: str, activity: Activity) -> None:
    """The log holds no scores of single people."""
    record(session, actor, action, activity, Permission.ACTIVITIES_DOCUMENT, after={})
