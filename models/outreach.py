"""Asking agencies whether they are willing and available, and the offers they make."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Usd, Versioned, enum_check, enum_column, references
from models.enums import OutreachStatus


class Outreach(Identified, Versioned, Base):
    __tablename__ = "outreach"
    __table_args__ = (
        enum_check("status", OutreachStatus),
        UniqueConstraint("request_id", "agency_id"),
        CheckConstraint("due_at > sent_at", name="due_after_sent"),
        Index(
            "ix_outreach_open",
            "agency_id",
            postgresql_where=text("status in ('sent', 'interested', 'offered')"),
        ),
        Index("ix_outreach_status_due_at", "status", "due_at"),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id"))
    agency_id: Mapped[UUID] = references("agencies.id")
    status: Mapped[str] = enum_column(OutreachStatus, default=OutreachStatus.SENT)
    message: Mapped[str | None] = mapped_column(String(4000))
    chosen_reason: Mapped[str | None] = mapped_column(String(500))
    """Why staff asked an agency other than the next in rank."""
    sent_at: Mapped[datetime]
    due_at: Mapped[datetime]
    replied_at: Mapped[datetime | None]
    late: Mapped[bool] = mapped_column(server_default="false")
    decline_reason: Mapped[str | None] = mapped_column(String(500))
    """Never mandatory, and hidden from those who choose (invariant 3)."""
    pass_over_code: Mapped[str | None] = mapped_column(String(40))


class Offer(Identified, Versioned, Base):
    """An agency's costed answer. Its standing is its outreach's status."""

    __tablename__ = "offers"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="order"),
        CheckConstraint("officers > 0", name="officers_positive"),
        CheckConstraint("total_usd >= 0", name="total_positive"),
    )

    outreach_id: Mapped[UUID] = mapped_column(ForeignKey("outreach.id"), unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    officers: Mapped[int] = mapped_column(SmallInteger)
    cost_lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    total_usd: Mapped[Usd]
    package_id: Mapped[UUID | None] = references("capability_packages.id", ondelete="SET NULL")
    package_name: Mapped[str | None] = mapped_column(String(120))
    """Of the package that it was made from, as it was called then: packages come and go."""
    note: Mapped[str | None] = mapped_column(String(2000))


class OfferOfficer(Base):
    """Somebody the agency nominates: nominations come from the agency, never from the person."""

    __tablename__ = "offer_officers"

    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"), primary_key=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), primary_key=True, index=True)
