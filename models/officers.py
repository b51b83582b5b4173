"""Officers of partner agencies, what they are certified in, and the training that prepares them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Base,
    Codes,
    Identified,
    Versioned,
    enum_check,
    enum_column,
    references,
    search_column,
)
from models.enums import ReadinessType


class Officer(Identified, Versioned, Base):
    __tablename__ = "officers"
    __table_args__ = (
        Index("ix_officers_name", "name", "id"),
        Index(
            "ix_officers_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    agency_id: Mapped[UUID] = references("agencies.id")
    name: Mapped[str] = mapped_column(String(200))
    rank: Mapped[str | None] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(254))
    languages: Mapped[Codes]
    """ISO 639-1 codes the officer can teach in."""
    archived_at: Mapped[datetime | None]
    search_text: Mapped[str] = search_column("name", "rank")


class OfficerCredential(Identified, Versioned, Base):
    __tablename__ = "officer_credentials"
    __table_args__ = (
        enum_check("type", ReadinessType),
        CheckConstraint("expires_on is null or expires_on >= issued_on", name="validity_order"),
    )

    officer_id: Mapped[UUID] = references("officers.id", ondelete="CASCADE")
    type: Mapped[str] = enum_column(ReadinessType)
    number: Mapped[str | None] = mapped_column(String(80))
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]
    evidence: Mapped[str | None] = mapped_column(String(300))


class TrainingSession(Identified, Versioned, Base):
    """A session of INL/CAP's pre-deployment training program (seed)."""

    __tablename__ = "training_sessions"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="order"),
        CheckConstraint("capacity > 0", name="capacity_positive"),
    )

    name: Mapped[str] = mapped_column(String(120))
    location: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    capacity: Mapped[int] = mapped_column(SmallInteger)


class TrainingEnrollment(Identified, Versioned, Base):
    __tablename__ = "training_enrollments"
    __table_args__ = (UniqueConstraint("session_id", "officer_id"),)

    session_id: Mapped[UUID] = mapped_column(ForeignKey("training_sessions.id", ondelete="CASCADE"))
    officer_id: Mapped[UUID] = references("officers.id")
    attended: Mapped[bool | None]
    credential_id: Mapped[UUID | None] = references("officer_credentials.id")
