"""What owners do with their webhooks."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.events import Event, EventSeal
from models.webhook_enums import DeliveryKind
from models.webhooks import Webhook, WebhookDelivery
from schemas.webhooks import WebhookCreate, WebhookUpdate
from services.access.permissions import Permission
from services.access.policy import SYSTEM, Actor
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.events import record_event
from services.records import apply_changes, created, load_for_change
from services.settings import Settings
from services.webhooks.lifecycle import WEBHOOK
from services.webhooks.signatures import OVERLAP, secret_of

#: Each is a reader of the whole log.
MOST_WEBHOOKS = 20


async def create_webhook(
    session: AsyncSession, actor: Actor, settings: Settings, data: WebhookCreate
) -> tuple[UUID, str]:
    """Its id and its secret, which is shown this once. It is told of what happens from now on.

    Raises `Invalid` for an address that messages cannot go to.
    """
    actor.require(Permission.WEBHOOKS_MANAGE)
    _check_url(data.url, settings)
    owned = await session.scalar(select(func.count(Webhook.id)).where(Webhook.user_id == actor.id))
    if (owned or 0) >= MOST_WEBHOOKS:
        raise Conflict(f"You have {MOST_WEBHOOKS} webhooks. Delete one first.", code="too_many_webhooks")
    position = await session.scalar(select(func.coalesce(func.max(EventSeal.position), 0)))
    values = data.model_dump(mode="json") | {"position": position, "permissions": _granted(actor)}
    webhook = created(Webhook(user_id=actor.id, secret_generation=1, **values), actor)
    session.add(webhook)
    _record(session, actor, "created", webhook)
    await session.flush()
    return webhook.id, await secret_of(session, webhook.id, 1)


async def update_webhook(
    session: AsyncSession,
    actor: Actor,
    settings: Settings,
    webhook_id: UUID,
    version: int,
    data: WebhookUpdate,
) -> None:
    webhook = await _load(session, actor, webhook_id, version)
    changes = data.changes()
    if "url" in changes:
        _check_url(changes["url"], settings)
    apply_changes(webhook, changes | {"permissions": _granted(actor)}, actor)
    _record(session, actor, "updated", webhook)


async def delete_webhook(session: AsyncSession, actor: Actor, webhook_id: UUID, version: int) -> None:
    """With all that was noted of its deliveries."""
    webhook = await _load(session, actor, webhook_id, version)
    _record(session, actor, "deleted", webhook)
    await session.delete(webhook)


async def move_webhook(
    session: AsyncSession, actor: Actor, webhook_id: UUID, version: int, event: str
) -> None:
    """`pause` or `resume`. What happened meanwhile is told once it goes on."""
    webhook = await _load(session, actor, webhook_id, version)
    WEBHOOK.fire(actor, webhook, event)
    apply_changes(webhook, {"disabled_reason": None, "failing_since": None}, actor)
    _record(session, actor, f"{event}d", webhook)


async def rotate_secret(
    session: AsyncSession, actor: Actor, clock: Clock, webhook_id: UUID, version: int
) -> str:
    """The new secret. For a day the former one signs too, so that receivers can change over."""
    webhook = await _load(session, actor, webhook_id, version)
    generation = webhook.secret_generation + 1
    until = clock.now() + OVERLAP
    apply_changes(webhook, {"secret_generation": generation, "former_secret_until": until}, actor)
    _record(session, actor, "secret_rotated", webhook)
    return await secret_of(session, webhook_id, generation)


async def ping(session: AsyncSession, actor: Actor, clock: Clock, webhook_id: UUID) -> UUID:
    """A message without content, to see whether messages arrive. Raises `Conflict` unless it is active."""
    webhook = await _load(session, actor, webhook_id, None)
    _require_active(webhook)
    return _queue(session, webhook, clock.now(), DeliveryKind.PING, None, "webhooks.ping")


async def replay_since(
    session: AsyncSession, actor: Actor, webhook_id: UUID, version: int, since: datetime
) -> None:
    """Tell everything since then once more, with the ids that the messages had."""
    webhook = await _load(session, actor, webhook_id, version)
    _require_active(webhook)
    first = (
        select(EventSeal.position)
        .join(Event, Event.id == EventSeal.event_id)
        .where(Event.recorded_at >= since)
        .order_by(EventSeal.position)
        .limit(1)
    )
    position = await session.scalar(first)
    if position is not None:
        apply_changes(webhook, {"position": min(webhook.position, position - 1)}, actor)
    _record(session, actor, "replayed", webhook, since=since.isoformat())


async def replay_delivery(
    session: AsyncSession, actor: Actor, clock: Clock, webhook_id: UUID, delivery_id: UUID
) -> UUID:
    """One message once more, such as one that was given up."""
    webhook = await _load(session, actor, webhook_id, None)
    _require_active(webhook)
    old = await session.get(WebhookDelivery, delivery_id)
    if old is None or old.webhook_id != webhook.id:
        raise NotFound
    if old.event_id is None:
        raise Conflict("Send another ping instead.", code="nothing_to_replay")
    return _queue(session, webhook, clock.now(), DeliveryKind.REPLAY, old.event_id, old.event_type)


def disable(session: AsyncSession, webhook: Webhook, reason: str) -> None:
    """By the system: the receiver says that it is gone, or has not answered for days."""
    WEBHOOK.fire(SYSTEM, webhook, "disable")
    webhook.disabled_reason = reason
    _record(session, SYSTEM, "disabled", webhook, reason=reason)


def _queue(
    session: AsyncSession,
    webhook: Webhook,
    now: datetime,
    kind: DeliveryKind,
    event_id: UUID | None,
    event_type: str,
) -> UUID:
    delivery = WebhookDelivery(
        id=uuid7(),
        webhook_id=webhook.id,
        user_id=webhook.user_id,
        kind=kind.value,
        event_id=event_id,
        event_type=event_type,
        due_at=now,
    )
    session.add(delivery)
    return delivery.id


async def _load(session: AsyncSession, actor: Actor, webhook_id: UUID, version: int | None) -> Webhook:
    actor.require(Permission.WEBHOOKS_MANAGE)
    return await load_for_change(session, actor, Webhook, webhook_id, version=version)


def _granted(actor: Actor) -> list[str]:
    return sorted(permission.value for permission in actor.permissions)


def _require_active(webhook: Webhook) -> None:
    if webhook.status != "active":
        raise Conflict("Resume the webhook first.", code="not_active")


def _check_url(url: str, settings: Settings) -> None:
    """What its name stands for is judged whenever something is sent there."""
    parts = urlsplit(url)
    schemes = ("https", "http") if settings.webhook_http else ("https",)
    if parts.scheme not in schemes:
        raise Invalid(FieldProblem("url", "not_https", "Name an https:// address."))
    if parts.username is not None or parts.password is not None:
        raise Invalid(FieldProblem("url", "credentials", "Leave name and password out of the address."))


def _record(session: AsyncSession, actor: Actor, verb: str, webhook: Webhook, **after: Any) -> None:
    record_event(
        session,
        actor,
        f"webhooks.{verb}",
        webhook,
        subject_type="webhook",
        permission=None if actor is SYSTEM else Permission.WEBHOOKS_MANAGE,
        label=urlsplit(webhook.url).hostname,
        after={"status": webhook.status, **after},
    )
