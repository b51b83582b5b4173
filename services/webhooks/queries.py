"""Reading webhooks and what was sent to them."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID

from models.webhooks import Webhook, WebhookAttempt, WebhookDelivery
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.filters import any_of
from services.listing import Listing, Scope
from services.projection import Fields, instant, json_list, json_object, stamps
from services.webhooks.lifecycle import WEBHOOK as STATES

_FIELDS: Fields = {
    "id": Webhook.id,
    "url": Webhook.url,
    "description": Webhook.description,
    "event_types": Webhook.event_types,
    "subject_types": Webhook.subject_types,
    "include_record": Webhook.include_record,
    "status": Webhook.status,
    "disabled_reason": Webhook.disabled_reason,
    "failing_since": instant(Webhook.failing_since),
    "former_secret_until": instant(Webhook.former_secret_until),
    **stamps(Webhook),
}

WEBHOOKS = Listing(
    table=Webhook,
    permission=Permission.WEBHOOKS_READ,
    source=Webhook,
    fields=_FIELDS,
    sorts={"created_at": Webhook.created_at, "url": Webhook.url},
    default_sort="-created_at",
    filters={"status": any_of(Webhook.status)},
    exportable=False,
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if not actor.may(Permission.WEBHOOKS_MANAGE):
        return []
    beside = ["update", "rotate_secret", "delete"]
    if answer["status"] == "active":
        beside += ["ping", "replay"]
    return STATES.allowed_actions(actor, answer["status"]) + beside


WEBHOOK = Detail(
    table=Webhook, permission=Permission.WEBHOOKS_READ, source=Webhook, fields=_FIELDS, actions=_actions
)


def _last(column: Any) -> Any:
    attempts = select(column).where(WebhookAttempt.delivery_id == WebhookDelivery.id)
    return attempts.order_by(WebhookAttempt.number.desc()).limit(1).scalar_subquery()


_DELIVERY: Fields = {
    "id": WebhookDelivery.id,
    "kind": WebhookDelivery.kind,
    "event_id": WebhookDelivery.event_id,
    "event_type": WebhookDelivery.event_type,
    "status": WebhookDelivery.status,
    "attempts": WebhookDelivery.attempts,
    "last_status_code": _last(WebhookAttempt.status_code),
    "last_problem": _last(WebhookAttempt.problem),
    "next_attempt_at": instant(WebhookDelivery.due_at),
    "created_at": instant(WebhookDelivery.created_at),
    "finished_at": instant(WebhookDelivery.finished_at),
}

DELIVERIES = Listing(
    table=WebhookDelivery,
    permission=Permission.WEBHOOKS_READ,
    source=WebhookDelivery,
    fields=_DELIVERY,
    sorts={"created_at": WebhookDelivery.created_at},
    default_sort="-created_at",
    filters={
        "status": any_of(WebhookDelivery.status),
        "kind": any_of(WebhookDelivery.kind),
        "event_type": any_of(WebhookDelivery.event_type),
    },
    exportable=False,
)
_TRIES = (
    select(
        json_object(
            {
                "number": WebhookAttempt.number,
                "started_at": instant(WebhookAttempt.started_at),
                "duration_ms": WebhookAttempt.duration_ms,
                "status_code": WebhookAttempt.status_code,
                "problem": WebhookAttempt.problem,
                "answer": WebhookAttempt.answer,
            }
        )
    )
    .where(WebhookAttempt.delivery_id == WebhookDelivery.id)
    .order_by(WebhookAttempt.number)
)
DELIVERY = Detail(
    table=WebhookDelivery,
    permission=Permission.WEBHOOKS_READ,
    source=WebhookDelivery,
    fields={**_DELIVERY, "tries": json_list(_TRIES)},
    actions=lambda actor, answer: (
        ["replay"] if actor.may(Permission.WEBHOOKS_MANAGE) and answer["event_id"] else []
    ),
)


def of_webhook(webhook_id: UUID) -> Scope:
    key = bindparam("webhook_id", type_=PG_UUID(as_uuid=True))
    return Scope(WebhookDelivery.webhook_id == key, {"webhook_id": webhook_id})
