"""The audit trail: every event, with its place in the sealed chain."""

from datetime import datetime
from uuid import UUID

from models.events import Event, EventSeal
from services.access.permissions import Permission
from services.filters import any_of, ranges
from services.listing import Listing
from services.projection import instant

AUDIT = Listing(
    table=Event,
    permission=Permission.AUDIT_READ,
    source=Event.__table__.outerjoin(EventSeal.__table__, EventSeal.event_id == Event.id),
    fields={
        "id": Event.id,
        "recorded_at": instant(Event.recorded_at),
        "position": EventSeal.position,
        "action": Event.action,
        "subject_type": Event.subject_type,
        "subject_id": Event.subject_id,
        "subject_label": Event.subject_label,
        "actor_id": Event.actor_id,
        "actor_name": Event.actor_name,
        "actor_role": Event.actor_role,
        "reason": Event.reason,
        "before": Event.before,
        "after": Event.after,
        "request_id": Event.request_id,
    },
    sorts={"recorded_at": Event.recorded_at},
    default_sort="-recorded_at",
    filters={
        "action": any_of(Event.action),
        "subject_type": any_of(Event.subject_type),
        "subject_id": any_of(Event.subject_id, UUID),
        "actor_id": any_of(Event.actor_id, UUID),
        **ranges("recorded_at", Event.recorded_at, datetime),
    },
)
