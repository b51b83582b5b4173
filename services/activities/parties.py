"""Which side speaks for an activity: the post, or for a study visit the agency that hosts it."""

from uuid import UUID

from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.rules import hosted
from services.errors import Forbidden

#: Events that belong to one side alone (domain brief, section 3).
ONE_SIDED = {
    "concur": Permission.ACTIVITIES_CONCUR,
    "record_attendance": Permission.ACTIVITIES_FINISH,
    "finish": Permission.ACTIVITIES_FINISH,
}


def speaks(actor: Actor, modality: str, agency_id: UUID) -> bool:
    """Whether the actor belongs to the side that concurs and finishes."""
    return actor.agency_id == agency_id if hosted(modality) else actor.post_id is not None


def require_party(actor: Actor, event: str, modality: str, agency_id: UUID) -> None:
    """Raises `Forbidden` when the event is the other side's."""
    if not speaks(actor, modality, agency_id):
        side = "host agency's coordinator" if hosted(modality) else "post"
        raise Forbidden(ONE_SIDED[event], f"Only the {side} can {event.replace('_', ' ')} this activity.")
