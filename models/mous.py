"""Memoranda of understanding, their amendments and documents, and the instruments that carry money."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Base,
    Codes,
    Identified,
    Json,
    Stamped,
    Usd,
    Versioned,
    enum_check,
    enum_column,
    references,
    search_column,
)
from models.enums import InstrumentKind, MouDocumentKind, MouStatus, PaymentRegime, TravelBasis

IN_FORCE = "status in ('active', 'suspended', 'terminating')"


class Mou(Identified, Versioned, Base):
    """The umbrella text of a relationship; it obligates no money."""

    __tablename__ = "mous"
    __table_args__ = (
        enum_check("status", MouStatus),
        CheckConstraint("ends_on is null or ends_on >= effective_on", name="order"),
        CheckConstraint("notice_days between 0 and 365", name="notice_days_range"),
        # One in force per agency and scope at any time; the open end stands for "until written termination".
        ExcludeConstraint(
            ("agency_id", "="),
            ("scope_key", "="),
            (text("daterange(effective_on, ends_on, '[]')"), "&&"),
            where=text(IN_FORCE),
            name="ex_mous_one_in_force",
            using="gist",
        ),
        Index("ix_mous_status_ends_on", "status", "ends_on"),
        Index(
            "ix_mous_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    agency_id: Mapped[UUID] = references("agencies.id")
    title: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(4000))
    authority: Mapped[str] = mapped_column(String(400))
    status: Mapped[str] = enum_column(MouStatus, default=MouStatus.DRAFT)
    scope_countries: Mapped[Codes]
    scope_bureaus: Mapped[Codes]
    scope_expertise: Mapped[Codes]
    scope_key: Mapped[str] = mapped_column(server_default="general")
    """Which of an agency's memoranda this is: two with the same key cannot be in force together."""
    effective_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    notice_days: Mapped[int] = mapped_column(Integer, server_default="30")
    notice_given_on: Mapped[date | None]
    notice_reason: Mapped[str | None] = mapped_column(String(500))
    last_on: Mapped[date | None] = mapped_column(
        Computed("least(ends_on, notice_given_on + notice_days)", persisted=True)
    )
    """The last day as things stand: the end, or the day on which a notice takes effect if that comes first."""
    suspended_on: Mapped[date | None]
    suspension_reason: Mapped[str | None] = mapped_column(String(500))
    agency_concurred_at: Mapped[datetime | None]
    open_comments: Mapped[int] = mapped_column(Integer, server_default="0")
    inl_signed_on: Mapped[date | None]
    agency_signed_on: Mapped[date | None]
    clauses: Mapped[Json]
    signed_terms: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What the text said when it was signed, kept from the first amendment on; the columns say what holds now."""
    search_text: Mapped[str] = search_column("number", "title")


class MouAmendment(Identified, Stamped, Base):
    __tablename__ = "mou_amendments"
    __table_args__ = (
        UniqueConstraint("mou_id", "sequence"),
        Index("ix_mou_amendments_due", "effective_on", postgresql_where=text("applied_at is null")),
    )

    mou_id: Mapped[UUID] = mapped_column(ForeignKey("mous.id"))
    sequence: Mapped[int]
    summary: Mapped[str] = mapped_column(String(2000))
    text_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    ends_on: Mapped[date | None]
    """A new last day, which holds from the signatures on."""
    changes: Mapped[Json]
    """Which terms change, as a merge patch, from `effective_on` on."""
    effective_on: Mapped[date]
    applied_at: Mapped[datetime | None]
    inl_signed_on: Mapped[date]
    agency_signed_on: Mapped[date]


class MouDocument(Identified, Stamped, Base):
    __tablename__ = "mou_documents"
    __table_args__ = (enum_check("kind", MouDocumentKind),)

    mou_id: Mapped[UUID] = references("mous.id")
    kind: Mapped[str] = enum_column(MouDocumentKind)
    title: Mapped[str] = mapped_column(String(200))
    text_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    kept_at: Mapped[str | None] = mapped_column(String(200))
    """Where the file itself is: the reference by which the records office finds it."""
    dated_on: Mapped[date]


class Instrument(Identified, Versioned, Base):
    """What binds money: staff record the choice, the software never decides it."""

    __tablename__ = "instruments"
    __table_args__ = (
        enum_check("kind", InstrumentKind),
        enum_check("regime", PaymentRegime),
        enum_check("travel_basis", TravelBasis),
        CheckConstraint("performance_ends_on >= performance_starts_on", name="performance_order"),
        CheckConstraint("ceiling_usd > 0", name="ceiling_positive"),
    )

    number: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = enum_column(InstrumentKind)
    regime: Mapped[str] = enum_column(PaymentRegime)
    agency_id: Mapped[UUID] = references("agencies.id")
    mou_id: Mapped[UUID | None] = references("mous.id")
    ceiling_usd: Mapped[Usd]
    performance_starts_on: Mapped[date]
    performance_ends_on: Mapped[date]
    travel_basis: Mapped[str] = enum_column(TravelBasis, default=TravelBasis.FTR)
    salary_reimbursable: Mapped[bool] = mapped_column(server_default="false")
    signed_at: Mapped[datetime | None]
    fiscal_strips: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
