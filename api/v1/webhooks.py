"""Webhooks: addresses that are told of changes, and what became of each message."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, PersonalRoute, Read, Resource
from schemas.base import Page
from schemas.webhooks import (
    Delivery,
    DeliveryRow,
    NewWebhook,
    Webhook,
    WebhookCreate,
    WebhookReplay,
    WebhookRow,
    WebhookUpdate,
)
from services.listing import ListQuery
from services.webhooks import commands
from services.webhooks.queries import DELIVERIES, DELIVERY, WEBHOOK, WEBHOOKS, of_webhook

router = Resource("/webhooks", tags=["webhooks"], route_class=PersonalRoute)


@router.get("", operation_id="webhooks_list", response_model=Page[WebhookRow])
async def list_webhooks(work: Read, query: ListQuery = list_query(WEBHOOKS)) -> Response:
    return await list_response(work, WEBHOOKS, query)


@router.post("", operation_id="webhooks_create", response_model=NewWebhook, status_code=201)
async def create_webhook(work: Change, data: WebhookCreate) -> Response:
    """The answer holds the secret, this once."""
    settings = work.app.state.settings
    webhook_id, secret = await commands.create_webhook(work.session, work.actor, settings, data)
    work.answers_secret = True
    answer = await WEBHOOK.after_change(work.session, work.actor, webhook_id) | {"secret": secret}
    return record_response(work.request, answer, created_at=f"/api/v1/webhooks/{webhook_id}")


@router.get("/{webhook_id}", operation_id="webhooks_get", response_model=Webhook)
async def get_webhook(work: Read, webhook_id: UUID) -> Response:
    return record_response(work.request, await WEBHOOK.get(work.connection, work.actor, webhook_id))


@router.patch("/{webhook_id}", operation_id="webhooks_update", response_model=Webhook)
async def update_webhook(work: Change, webhook_id: UUID, version: Version, data: WebhookUpdate) -> Response:
    settings = work.app.state.settings
    await commands.update_webhook(work.session, work.actor, settings, webhook_id, version, data)
    return record_response(work.request, await WEBHOOK.after_change(work.session, work.actor, webhook_id))


@router.delete("/{webhook_id}", operation_id="webhooks_delete", status_code=204)
async def delete_webhook(work: Change, webhook_id: UUID, version: Version) -> Response:
    await commands.delete_webhook(work.session, work.actor, webhook_id, version)
    return Response(status_code=204)


@router.post("/{webhook_id}/pause", operation_id="webhooks_pause", response_model=Webhook)
async def pause_webhook(work: Change, webhook_id: UUID, version: Version) -> Response:
    await commands.move_webhook(work.session, work.actor, webhook_id, version, "pause")
    return record_response(work.request, await WEBHOOK.after_change(work.session, work.actor, webhook_id))


@router.post("/{webhook_id}/resume", operation_id="webhooks_resume", response_model=Webhook)
async def resume_webhook(work: Change, webhook_id: UUID, version: Version) -> Response:
    """Goes on where it was left: nothing that happened meanwhile is missed."""
    await commands.move_webhook(work.session, work.actor, webhook_id, version, "resume")
    return record_response(work.request, await WEBHOOK.after_change(work.session, work.actor, webhook_id))


@router.post("/{webhook_id}/rotate-secret", operation_id="webhooks_rotate_secret", response_model=NewWebhook)
async def rotate_secret(work: Change, webhook_id: UUID, version: Version) -> Response:
    """A new secret, shown this once. For 24 hours messages carry a signature of the former one too."""
    secret = await commands.rotate_secret(work.session, work.actor, work.clock, webhook_id, version)
    work.answers_secret = True
    answer = await WEBHOOK.after_change(work.session, work.actor, webhook_id)
    return record_response(work.request, answer | {"secret": secret})


@router.post("/{webhook_id}/replay", operation_id="webhooks_replay", response_model=Webhook)
async def replay(work: Change, webhook_id: UUID, version: Version, data: WebhookReplay) -> Response:
    """Tell everything since a time once more. Messages keep their `webhook-id`."""
    await commands.replay_since(work.session, work.actor, webhook_id, version, data.since)
    return record_response(work.request, await WEBHOOK.after_change(work.session, work.actor, webhook_id))


@router.post("/{webhook_id}/ping", operation_id="webhooks_ping", response_model=Delivery)
async def ping(work: Change, webhook_id: UUID) -> Response:
    """Send a message without content. The delivery says what became of it."""
    delivery_id = await commands.ping(work.session, work.actor, work.clock, webhook_id)
    return json_response(await DELIVERY.after_change(work.session, work.actor, delivery_id))


@router.get(
    "/{webhook_id}/deliveries", operation_id="webhook_deliveries_list", response_model=Page[DeliveryRow]
)
async def list_deliveries(
    work: Read, webhook_id: UUID, query: ListQuery = list_query(DELIVERIES)
) -> Response:
    await WEBHOOK.get(work.connection, work.actor, webhook_id)
    return await list_response(work, DELIVERIES, query, of_webhook(webhook_id))


@router.get(
    "/{webhook_id}/deliveries/{delivery_id}", operation_id="webhook_deliveries_get", response_model=Delivery
)
async def get_delivery(work: Read, webhook_id: UUID, delivery_id: UUID) -> Response:
    scope = of_webhook(webhook_id)
    return json_response(await DELIVERY.get(work.connection, work.actor, delivery_id, scope))


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/replay",
    operation_id="webhook_deliveries_replay",
    response_model=Delivery,
)
async def replay_delivery(work: Change, webhook_id: UUID, delivery_id: UUID) -> Response:
    """Send one message once more, with the `webhook-id` that it had."""
    args = (work.session, work.actor, work.clock, webhook_id, delivery_id)
    again = await commands.replay_delivery(*args)
    return json_response(await DELIVERY.after_change(work.session, work.actor, again))
