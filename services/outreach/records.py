"""What every change of an outreach writes to the event log."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.outreach import Outreach
from services.access.permissions import Permission
from services.access.policy import Actor
from services.events import record_event


def record_outreach(
    session: AsyncSession, actor: Actor, verb: str, outreach: Outreach, permission: Permission | None
) -> None:
    """The event `outreach.<verb>`, also to be found under the agency. Call before the flush."""
    record_event(
        session,
        actor,
        f"outreach.{verb}",
        outreach,
        subject_type="outreach",
        permission=permission,
        label=outreach.reference,
        agency_id=outreach.agency_id,
    )
