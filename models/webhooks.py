"""Addresses of other systems that are told of changes, and what became of each telling."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Codes, Identified, Versioned, enum_check, enum_column, present, references
from models.webhook_enums import DeliveryKind, DeliveryStatus, DisabledReason, WebhookStatus


class Webhook(Identified, Versioned, Base):
    """Sees what its owner sees. Its secret stands nowhere: it follows from its id and `secret_generation`."""

    __tablename__ = "webhooks"
    __table_args__ = (enum_check("status", WebhookStatus), enum_check("disabled_reason", DisabledReason))

    user_id: Mapped[UUID] = references("users.id", ondelete="CASCADE")
    """Its owner."""
    permissions: Mapped[Codes]
    """Of the owner, at most these: those of the credentials that it was made with."""
    url: Mapped[str] = mapped_column(String(2000))
    description: Mapped[str] = mapped_column(String(200))
    event_types: Mapped[Codes]
    subject_types: Mapped[Codes]
    include_record: Mapped[bool] = mapped_column(server_default="false")
    status: Mapped[str] = enum_column(WebhookStatus, default=WebhookStatus.ACTIVE)
    disabled_reason: Mapped[str | None] = enum_column(DisabledReason)
    position: Mapped[int] = mapped_column(BigInteger)
    """Of the last event of the log that was looked at for it."""
    secret_generation: Mapped[int] = mapped_column(Integer, server_default="1")
    former_secret_until: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]


class WebhookDelivery(Identified, Base):
    """One message to one address. What it says is read when it is sent; nothing of it is kept here."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        enum_check("kind", DeliveryKind),
        enum_check("status", DeliveryStatus),
        Index("ix_webhook_deliveries_webhook_id", "webhook_id", "id"),
        Index(
            "ix_webhook_deliveries_due_at",
            "due_at",
            postgresql_where=text("status in ('queued', 'sending')"),
        ),
    )

    webhook_id: Mapped[UUID] = references("webhooks.id", ondelete="CASCADE", index=False)
    user_id: Mapped[UUID]
    """The webhook's owner."""
    kind: Mapped[str] = enum_column(DeliveryKind, default=DeliveryKind.EVENT)
    event_id: Mapped[UUID | None]
    event_type: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = enum_column(DeliveryStatus, default=DeliveryStatus.QUEUED)
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0", default=0)
    due_at: Mapped[datetime]
    """When it is tried next; while it is being sent, when another process takes it over."""
    created_at: Mapped[datetime] = mapped_column(default=present)
    finished_at: Mapped[datetime | None]


class WebhookAttempt(Identified, Base):
    """One try: what the other side said, or why nothing came."""

    __tablename__ = "webhook_attempts"
    __table_args__ = (Index("ix_webhook_attempts_delivery_id", "delivery_id", "number"),)

    delivery_id: Mapped[UUID] = references("webhook_deliveries.id", ondelete="CASCADE", index=False)
    number: Mapped[int] = mapped_column(SmallInteger)
    started_at: Mapped[datetime]
    duration_ms: Mapped[int] = mapped_column(Integer)
    status_code: Mapped[int | None] = mapped_column(SmallInteger)
    problem: Mapped[str | None] = mapped_column(String(300))
    answer: Mapped[str | None] = mapped_column(String(500))
    """How the answer began."""
