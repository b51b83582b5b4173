"""Enquiries about partnership that agencies send without an account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Versioned, enum_check, enum_column, references, search_column
from models.enums import EnquiryStatus


class Enquiry(Identified, Versioned, Base):
    __tablename__ = "enquiries"
    __table_args__ = (
        enum_check("status", EnquiryStatus),
        CheckConstraint("(status = 'converted') = (agency_id is not null)", name="converted_to_an_agency"),
        CheckConstraint("status <> 'dismissed' or dismiss_reason is not null", name="dismissed_with_reason"),
        Index("ix_enquiries_status_received_at", "status", "received_at", "id"),
        Index(
            "ix_enquiries_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    status: Mapped[str] = enum_column(EnquiryStatus, default=EnquiryStatus.NEW)
    agency_name: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(2))
    ori: Mapped[str | None] = mapped_column(String(9))
    contact_name: Mapped[str] = mapped_column(String(200))
    contact_title: Mapped[str | None] = mapped_column(String(120))
    contact_email: Mapped[str] = mapped_column(String(254))
    contact_phone: Mapped[str | None] = mapped_column(String(40))
    message: Mapped[str] = mapped_column(String(4000))
    received_at: Mapped[datetime]
    form_nonce: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    """Of the form it came with: a form is good for one enquiry."""
    answer: Mapped[str | None] = mapped_column(String(4000))
    answered_at: Mapped[datetime | None]
    dismiss_reason: Mapped[str | None] = mapped_column(String(500))
    agency_id: Mapped[UUID | None] = references("agencies.id")
    search_text: Mapped[str] = search_column("reference", "agency_name", "contact_name")
