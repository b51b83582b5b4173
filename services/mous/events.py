"""How changes to memoranda stand in the event log."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models.mous import Mou
from services.access.permissions import Permission
from services.access.policy import Actor
from services.events import record_event


def record_mou_event(
    session: AsyncSession, actor: Actor, verb: str, mou: Mou, permission: Permission | None, **extra: Any
) -> None:
    """The event of a change, such as `mous.sent`. `extra` goes to `record_event`."""
    record_event(
        session,
        actor,
        f"mous.{verb}",
        mou,
        subject_type="mou",
        permission=permission,
        label=mou.number,
        agency_id=mou.agency_id,
        **extra,
    )
