"""Reading one's inbox."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.notifications import Notification, NotificationMute
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.filters import any_of, flag
from services.listing import Listing
from services.projection import Fields, instant, json_object

_FIELDS: Fields = {
    "id": Notification.id,
    "kind": Notification.kind,
    "topic": Notification.topic,
    "title": Notification.title,
    "body": Notification.body,
    "link": Notification.link,
    "subject": json_object(
        {
            "type": Notification.subject_type,
            "id": Notification.subject_id,
            "label": Notification.subject_label,
        }
    ),
    "muted": Notification.muted,
    "created_at": instant(Notification.created_at),
    "read_at": instant(Notification.read_at),
}

NOTIFICATIONS = Listing(
    table=Notification,
    exportable=False,
    permission=None,
    source=Notification,
    fields=_FIELDS,
    sorts={"created_at": Notification.created_at},
    default_sort="-created_at",
    filters={
        "unread": flag(Notification.read_at.is_(None)),
        "topic": any_of(Notification.topic),
        "kind": any_of(Notification.kind),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    return ["read"] if answer["read_at"] is None else ["unread"]


NOTIFICATION = Detail(
    table=Notification, permission=None, source=Notification, fields=_FIELDS, actions=_actions
)

_MUTE: Fields = {
    "id": NotificationMute.id,
    "kind": NotificationMute.kind,
    "subject_type": NotificationMute.subject_type,
    "subject_id": NotificationMute.subject_id,
    "label": NotificationMute.label,
    "until": NotificationMute.until,
}
MUTES = Listing(
    table=NotificationMute,
    exportable=False,
    permission=None,
    source=NotificationMute,
    fields=_MUTE,
    sorts={"until": NotificationMute.until},
    default_sort="until",
)
MUTE = Detail(
    table=NotificationMute,
    permission=None,
    source=NotificationMute,
    fields=_MUTE,
    actions=lambda actor, answer: ["delete"],
)


async def unread_count(connection: AsyncConnection, actor: Actor) -> Answer:
    """How many the actor has not read: the number on the bell."""
    statement = (
        select(func.count())
        .select_from(Notification)
        .where(Notification.user_id == actor.id, Notification.read_at.is_(None))
    )
    return {"unread": await connection.scalar(statement)}
