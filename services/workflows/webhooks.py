"""Telling other systems: deliveries queued from the sealed log, each sent by one process, its fate noted.

A webhook's position moves in the transaction that queues what it led to, so nothing is left out. A message that was
sent by a process that ended before it could say so is sent again, with the same id: at least once, never silently lost.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import UUID

import orjson
import structlog
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.database import Database, connection_of
from models.webhook_enums import DeliveryKind, DeliveryStatus, DisabledReason, WebhookStatus
from models.webhooks import Webhook, WebhookAttempt, WebhookDelivery
from services.access.policy import SYSTEM, Actor
from services.adapters.outgoing import AddressRefused, NotDelivered, Outgoing, Reply
from services.clock import Clock
from services.identity.authentication import actor_of_user
from services.settings import Settings
from services.webhooks.commands import disable
from services.webhooks.lifecycle import DELIVERY
from services.webhooks.signatures import secret_of, signed_headers
from services.workflows.feed.events import FeedQuery, feed_page, head, told_again

log = structlog.get_logger(__name__)

#: Pauses after each attempt, as Standard Webhooks proposes them: about three days in all.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
#: Each pause is longer or shorter by up to this part of it, so that receivers are not stormed.
JITTER = 0.2
LONGEST_WISH = timedelta(hours=24)
#: Longer than one attempt can take; then another process takes the message over.
LEASE = timedelta(seconds=60)
#: Without one message taken for so long, and one given up, nothing more is sent.
FAILING_FOR = timedelta(days=3)
AT_ONCE, AT_ONCE_EACH = 16, 4
BATCH = 200
_GONE = 410
_UNFINISHED = WebhookDelivery.status.in_((DeliveryStatus.QUEUED.value, DeliveryStatus.SENDING.value))


async def queue_deliveries(database: Database, clock: Clock, settings: Settings) -> int:
    """Move every active webhook on to the end of the log; how many messages are queued."""
    queued = 0
    async with database.transaction() as session:
        last = await head(connection_of(session))
        behind = (Webhook.status == WebhookStatus.ACTIVE.value, Webhook.position < last)
        ids = (await session.scalars(select(Webhook.id).where(*behind))).all()
    for webhook_id in ids:
        more = True
        while more:
            async with database.transaction() as session:
                count, more = await _queue_batch(session, clock, settings, webhook_id)
            queued += count
    return queued


async def _queue_batch(
    session: AsyncSession, clock: Clock, settings: Settings, webhook_id: UUID
) -> tuple[int, bool]:
    """Another process at the same webhook is left to it."""
    statement = select(Webhook).where(Webhook.id == webhook_id, Webhook.status == WebhookStatus.ACTIVE.value)
    webhook = await session.scalar(statement.with_for_update(skip_locked=True))
    if webhook is None:
        return 0, False
    connection = connection_of(session)
    actor = await _owner(session, webhook)
    if actor is None:
        await _keep(session, webhook, position=await head(connection))
        return 0, False
    query = FeedQuery(
        after=webhook.position,
        limit=BATCH,
        types=tuple(webhook.event_types),
        subject_types=tuple(webhook.subject_types),
    )
    page = await feed_page(connection, actor, query, settings.site_url)
    for event in page.events:
        session.add(
            WebhookDelivery(
                id=uuid7(),
                webhook_id=webhook.id,
                user_id=webhook.user_id,
                event_id=event.event_id,
                event_type=event.type,
                due_at=clock.now(),
            )
        )
    await _keep(session, webhook, position=page.next)
    return len(page.events), page.has_more


async def _keep(session: AsyncSession, webhook: Webhook, **values: Any) -> None:
    """Past the version: what is kept of the work must not make its owner's open page stale."""
    kept = update(Webhook).where(Webhook.id == webhook.id).values(updated_at=Webhook.updated_at, **values)
    await session.execute(kept, execution_options={"synchronize_session": False})


async def _owner(session: AsyncSession, webhook: Webhook) -> Actor | None:
    permissions = frozenset(webhook.permissions)
    return await actor_of_user(connection_of(session), webhook.user_id, permissions)


@dataclass(frozen=True, slots=True)
class Message:
    """What goes out, and which attempt of which delivery it is."""

    delivery_id: UUID
    attempt: int
    message_id: str
    url: str
    body: bytes
    secrets: Sequence[str]


async def send_due(database: Database, clock: Clock, settings: Settings, outgoing: Outgoing) -> int:
    """Everything that is due; how many attempts were made."""
    made = 0
    while True:
        async with database.transaction() as session:
            messages = await _take(session, clock, settings)
        if messages is None:
            return made
        await asyncio.gather(*(_send(database, clock, outgoing, message) for message in messages))
        made += len(messages)


async def deliver(database: Database, clock: Clock, settings: Settings) -> None:
    """One round: queue what is new, send what is due."""
    await queue_deliveries(database, clock, settings)
    due = WebhookDelivery.due_at <= clock.now()
    async with database.read() as connection:
        if not await connection.scalar(select(WebhookDelivery.id).where(_UNFINISHED, due).limit(1)):
            return
    outgoing = Outgoing(settings)
    try:
        await send_due(database, clock, settings, outgoing)
    finally:
        await outgoing.close()


async def _take(session: AsyncSession, clock: Clock, settings: Settings) -> list[Message] | None:
    """Some that are due, not too many of one webhook; for this process alone until the lease is over."""
    now = clock.now()
    waiting = (_UNFINISHED, WebhookDelivery.due_at <= now)
    place = func.row_number().over(
        partition_by=WebhookDelivery.webhook_id, order_by=(WebhookDelivery.due_at, WebhookDelivery.id)
    )
    ranked = (
        select(WebhookDelivery.id, place.label("place"))
        .join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
        .where(*waiting, Webhook.status == WebhookStatus.ACTIVE.value)
        .subquery()
    )
    chosen = select(ranked.c.id).where(ranked.c.place <= AT_ONCE_EACH)
    statement = (
        select(WebhookDelivery)
        .where(WebhookDelivery.id.in_(chosen), *waiting)
        .order_by(WebhookDelivery.due_at, WebhookDelivery.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    deliveries = (await session.scalars(statement)).all()
    messages = []
    for delivery in deliveries:
        DELIVERY.fire(SYSTEM, delivery, "take")
        delivery.attempts += 1
        delivery.due_at = now + LEASE
        message = await _write(session, settings, now, delivery)
        if message is None:
            DELIVERY.fire(SYSTEM, delivery, "drop")
            delivery.finished_at = now
        else:
            messages.append(message)
    return messages if deliveries else None


async def _write(
    session: AsyncSession, settings: Settings, now: datetime, delivery: WebhookDelivery
) -> Message | None:
    """None for what its owner may not, or no longer, know."""
    webhook = await session.get_one(Webhook, delivery.webhook_id)
    body = await _body(session, settings, now, webhook, delivery)
    if body is None:
        return None
    secrets = [await secret_of(session, webhook.id, webhook.secret_generation)]
    if webhook.former_secret_until is not None and webhook.former_secret_until > now:
        secrets.append(await secret_of(session, webhook.id, webhook.secret_generation - 1))
    message_id = str(delivery.event_id or delivery.id)
    return Message(delivery.id, delivery.attempts, message_id, webhook.url, body, secrets)


async def _body(
    session: AsyncSession, settings: Settings, now: datetime, webhook: Webhook, delivery: WebhookDelivery
) -> bytes | None:
    actor = await _owner(session, webhook)
    if actor is None:
        return None
    source = settings.site_url
    if delivery.kind == DeliveryKind.PING:
        ping = {
            "specversion": "1.0",
            "id": str(delivery.id),
            "source": f"{source}/api/v1",
            "type": delivery.event_type,
            "subject": f"webhook/{webhook.id}",
            "time": now,
            "datacontenttype": "application/json",
            "data": {},
        }
        return orjson.dumps(ping, option=orjson.OPT_UTC_Z)
    assert delivery.event_id is not None
    connection = connection_of(session)
    told = await told_again(connection, actor, delivery.event_id, source, with_record=webhook.include_record)
    return told.body if told else None


async def _send(database: Database, clock: Clock, outgoing: Outgoing, message: Message) -> None:
    started = clock.now()
    headers = {
        "Content-Type": "application/cloudevents+json",
        "User-Agent": "INL-Police-Partnerships-Webhooks/1.0",
        **signed_headers(message.message_id, started, message.body, message.secrets),
    }
    reply, problem = None, None
    try:
        reply = await outgoing.post(message.url, headers, message.body)
    except (AddressRefused, NotDelivered) as error:
        problem = str(error)
    async with database.transaction() as session:
        await _note(session, clock.now(), started, message, reply, problem)


async def _note(
    session: AsyncSession,
    now: datetime,
    started: datetime,
    message: Message,
    reply: Reply | None,
    problem: str | None,
) -> None:
    delivery = await session.get(WebhookDelivery, message.delivery_id, with_for_update=True)
    if delivery is None:
        return  # the webhook was deleted meanwhile
    session.add(
        WebhookAttempt(
            id=uuid7(),
            delivery_id=delivery.id,
            number=message.attempt,
            started_at=started,
            duration_ms=reply.duration_ms if reply else round((now - started).total_seconds() * 1000),
            status_code=reply.status if reply else None,
            problem=problem or (None if reply and 200 <= reply.status < 300 else "Not taken."),
            answer=(reply.beginning or None) if reply else None,
        )
    )
    if delivery.attempts != message.attempt or delivery.status != DeliveryStatus.SENDING:
        return  # another process has taken it over
    webhook = await session.get_one(Webhook, delivery.webhook_id, with_for_update=True)
    if reply is not None and 200 <= reply.status < 300:
        DELIVERY.fire(SYSTEM, delivery, "deliver")
        delivery.finished_at = now
        if webhook.failing_since is not None:
            await _keep(session, webhook, failing_since=None)
        return
    failing_since = webhook.failing_since or now
    if webhook.failing_since is None:
        await _keep(session, webhook, failing_since=now)
    pause = _pause(delivery.attempts, reply, now)
    gone = reply is not None and reply.status == _GONE
    if pause is not None and not gone:
        DELIVERY.fire(SYSTEM, delivery, "postpone")
        delivery.due_at = now + pause
        return
    DELIVERY.fire(SYSTEM, delivery, "give_up")
    delivery.finished_at = now
    if webhook.status != WebhookStatus.DISABLED and (gone or now - failing_since >= FAILING_FOR):
        disable(session, webhook, (DisabledReason.GONE if gone else DisabledReason.FAILING).value)


def _pause(attempts: int, reply: Reply | None, now: datetime) -> timedelta | None:
    """How long to wait after so many attempts; None when it is given up. A receiver's wish for longer counts."""
    if attempts > len(PAUSES):
        return None
    pause = PAUSES[attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)
    wished = _wished(reply.headers.get("retry-after", ""), now) if reply else None
    return max(pause, min(wished, LONGEST_WISH)) if wished else pause


def _wished(retry_after: str, now: datetime) -> timedelta | None:
    """Seconds, or a date (RFC 9110)."""
    if retry_after.isascii() and retry_after.isdigit():
        return timedelta(seconds=min(int(retry_after[:9]), LONGEST_WISH.total_seconds()))
    try:
        at = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
