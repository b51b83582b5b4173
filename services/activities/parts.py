"""What the parts of an activity share: their scope, their loading, and events that name the activity."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity
from models.base import Base
from models.enums import ActivityStatus
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.rules import OVER
from services.detail import Detail
from services.errors import IllegalTransition, NotFound
from services.events import record_event
from services.listing import Listing, Scope
from services.projection import json_object
from services.records import load_for_change

Part = TypeVar("Part", bound=Base)

ACTIVITY_LINK = json_object({"id": Activity.id, "reference": Activity.reference})


def of_activity(parts: Listing | Detail, activity_id: UUID) -> Scope:
    """Narrows a list of parts, or the reading of one, to those of one activity."""
    key = bindparam("activity_id", type_=PG_UUID(as_uuid=True))
    return Scope(parts.table.activity_id == key, {"activity_id": activity_id})


async def load_part(
    session: AsyncSession, actor: Actor, table: type[Part], activity_id: UUID, part_id: UUID, version: int
) -> Part:
    """A part for a change. Raises `NotFound` also for another activity's, and `StaleVersion`."""
    part = await load_for_change(session, actor, table, part_id, version=version)
    if part.activity_id != activity_id:  # type: ignore[attr-defined]
        raise NotFound
    return part


def require_state(activity: Activity, states: frozenset[ActivityStatus], doing: str) -> None:
    """Raises `IllegalTransition` when the activity is in none of `states`."""
    if activity.status not in states:
        raise IllegalTransition(
            f"An activity in state {activity.status} does not allow this: {doing}.",
            state=activity.status,
            allowed_actions=(),
        )


def require_not_over(activity: Activity, doing: str) -> None:
    require_state(activity, frozenset(ActivityStatus) - OVER, doing)


def record(
    session: AsyncSession,
    actor: Actor,
    action: str,
    activity: Activity,
    permission: Permission | None,
    *,
    reason: str | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """The event of a change to the activity or to a part of it; parts say in `after` what has changed."""
    record_event(
        session,
        actor,
        f"activities.{action}",
        activity,
        subject_type="activity",
        permission=permission,
        label=activity.reference,
        agency_id=activity.agency_id,
        reason=reason,
        before=before,
        after=after,
    )
