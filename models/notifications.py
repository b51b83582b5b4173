"""What people are told: their inbox, what they want by mail, and the queue of mail on its way out."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Versioned, enum_check, enum_column, references
from models.enums import MailKind, MailStatus, NotificationDelivery, NotificationTopic


class Notification(Identified, Base):
    """One person told of one event: at most once, whatever becomes of the process that tells them."""

    __tablename__ = "notifications"
    __table_args__ = (
        enum_check("topic", NotificationTopic),
        enum_check("delivery", NotificationDelivery),
        UniqueConstraint("event_id", "user_id"),
        Index("ix_notifications_inbox", "user_id", "created_at", "id"),
        Index("ix_notifications_unread", "user_id", postgresql_where=text("read_at is null")),
        Index(
            "ix_notifications_for_digest",
            "user_id",
            postgresql_where=text("delivery = 'daily_digest' and mail_id is null and read_at is null"),
        ),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    event_id: Mapped[UUID] = mapped_column(ForeignKey("events.id"))
    kind: Mapped[str] = mapped_column(String(60))
    topic: Mapped[str] = enum_column(NotificationTopic)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    subject_label: Mapped[str | None] = mapped_column(String(400))
    title: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(String(1000))
    link: Mapped[str] = mapped_column(String(200))
    """Where to act, as a path of the client."""
    delivery: Mapped[str] = enum_column(NotificationDelivery)
    """What the person had chosen at the time; a muted one is in the app only, and read from the start."""
    muted: Mapped[bool] = mapped_column(server_default="false")
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mail_id: Mapped[UUID | None] = references("mails.id", ondelete="SET NULL")


class NotificationCursor(Base):
    """How far into the sealed event log people have been told: one row, moved on with what it led to."""

    __tablename__ = "notification_cursor"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)


class NotificationPreference(Identified, Versioned, Base):
    """How a person wants to be told, by topic; a topic that is not named is told the usual way."""

    __tablename__ = "notification_preferences"
    __table_args__ = (CheckConstraint("digest_hour between 0 and 23", name="digest_hour_range"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    delivery: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
    zone: Mapped[str] = mapped_column(String(60))
    digest_hour: Mapped[int] = mapped_column(SmallInteger)


class NotificationMute(Identified, Base):
    """Quiet about one kind, or about one record, through a day."""

    __tablename__ = "notification_mutes"
    __table_args__ = (
        CheckConstraint(
            "(kind is null) <> (subject_id is null) and (subject_id is null) = (subject_type is null)",
            name="kind_or_record",
        ),
        Index(
            "uq_notification_mutes_kind",
            "user_id",
            "kind",
            unique=True,
            postgresql_where=text("kind is not null"),
        ),
        Index(
            "uq_notification_mutes_record",
            "user_id",
            "subject_type",
            "subject_id",
            unique=True,
            postgresql_where=text("subject_id is not null"),
        ),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str | None] = mapped_column(String(60))
    subject_type: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[UUID | None]
    label: Mapped[str] = mapped_column(String(400))
    until: Mapped[date]
    created_at: Mapped[datetime]


class Mail(Identified, Base):
    """One letter to one address. Its text is written when it is sent, so that no secret of a link is kept here."""

    __tablename__ = "mails"
    __table_args__ = (
        enum_check("kind", MailKind),
        enum_check("status", MailStatus),
        Index(
            "ix_mails_due",
            "due_at",
            postgresql_where=text("status in ('queued', 'taken', 'handed_over')"),
        ),
    )

    key: Mapped[str] = mapped_column(String(200), unique=True)
    """What the letter is about and to whom: there is never a second one."""
    kind: Mapped[str] = enum_column(MailKind)
    status: Mapped[str] = enum_column(MailStatus, default=MailStatus.QUEUED)
    address: Mapped[str] = mapped_column(String(254))
    subject_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """Not before; of a letter that somebody is sending, when that is given up."""
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(String(300))
    """What the mail server said last."""
