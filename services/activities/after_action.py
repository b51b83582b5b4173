"""The after-action report: written by the post or the agency, accepted by the programme."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.activities import Activity, AfterAction
from models.enums import ActivityStatus
from schemas.activity_records import AfterActionSet
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.parts import ACTIVITY_LINK, record, require_state
from services.activities.queries import ACTIVITY
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, NotFound, StaleVersion
from services.projection import instant, stamps
from services.records import apply_changes, created, load_for_change

_WRITTEN_WHEN = frozenset({ActivityStatus.COMPLETED})


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if answer["accepted_at"]:
        return []
    verbs = (("update", Permission.ACTIVITIES_FINISH), ("accept", Permission.ACTIVITIES_MANAGE))
    return [verb for verb, permission in verbs if actor.may(permission)]


AFTER_ACTION = Detail(
    table=AfterAction,
    permission=Permission.ACTIVITIES_READ,
    source=AfterAction.__table__.join(Activity.__table__),
    fields={
        "id": AfterAction.id,
        "activity": ACTIVITY_LINK,
        "summary": AfterAction.summary,
        "lessons": AfterAction.lessons,
        "people_trained": AfterAction.people_trained,
        "submitted_at": instant(AfterAction.submitted_at),
        "accepted_at": instant(AfterAction.accepted_at),
        **stamps(AfterAction),
    },
    actions=_actions,
)


async def after_action(connection: AsyncConnection, actor: Actor, activity_id: UUID) -> Answer:
    """The report of an activity. Raises `NotFound` while there is none."""
    await ACTIVITY.get(connection, actor, activity_id)
    key = select(AfterAction.id).where(AfterAction.activity_id == activity_id)
    report_id = (await connection.execute(key)).scalar()
    if report_id is None:
        raise NotFound
    return await AFTER_ACTION.get(connection, actor, report_id)


async def write_after_action(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    activity_id: UUID,
    version: int,
    data: AfterActionSet,
) -> UUID:
    """Write or rewrite the report of a completed activity; version 0 for the first time.

    Raises `StaleVersion`, and `Conflict` once it is accepted.
    """
    actor.require(Permission.ACTIVITIES_FINISH)
    activity = await load_for_change(session, actor, Activity, activity_id, version=None)
    require_state(activity, _WRITTEN_WHEN, "the report is written when the work is completed")
    report = await _report(session, activity_id)
    if (report.version if report else 0) != version:
        raise StaleVersion(report.version if report else 0)
    values = {**data.model_dump(), "submitted_at": clock.now()}
    if report is None:
        report = created(AfterAction(activity_id=activity_id, **values), actor)
        session.add(report)
    elif report.accepted_at is not None:
        raise Conflict("The report is accepted and stays as it is.", code="already_accepted")
    else:
        apply_changes(report, values, actor)
    after = {"people_trained": report.people_trained}
    record(session, actor, "after_action_written", activity, Permission.ACTIVITIES_FINISH, after=after)
    return report.id


async def accept_after_action(
    session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, version: int
) -> UUID:
    """Raises `NotFound` without a report, `StaleVersion`, and `Conflict` when it is already accepted."""
    actor.require(Permission.ACTIVITIES_MANAGE)
    activity = await load_for_change(session, actor, Activity, activity_id, version=None)
    report = await _report(session, activity_id)
    if report is None:
        raise NotFound
    if report.version != version:
        raise StaleVersion(report.version)
    require_state(activity, _WRITTEN_WHEN, "the report is accepted when the work is completed")
    if report.accepted_at is not None:
        raise Conflict("The report is already accepted.", code="already_accepted")
    apply_changes(report, {"accepted_at": clock.now(), "accepted_by": actor.id}, actor)
    record(session, actor, "after_action_accepted", activity, Permission.ACTIVITIES_MANAGE, after={})
    return report.id


async def _report(session: AsyncSession, activity_id: UUID) -> AfterAction | None:
    """The activity's lock, already held, keeps it single."""
    return await session.scalar(select(AfterAction).where(AfterAction.activity_id == activity_id))
