"""Claims for reimbursement, their expenses, receipts, notices and payments."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Numeric,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import (
    Base,
    Identified,
    Stamped,
    Usd,
    Versioned,
    enum_check,
    enum_column,
    references,
    search_column,
)
from models.enums import ClaimKind, ClaimStatus, DisallowCode, ExpenseCategory, FxSource, Modality, NoticeKind


class Claim(Identified, Versioned, Base):
    __tablename__ = "claims"
    __table_args__ = (
        enum_check("kind", ClaimKind),
        enum_check("status", ClaimStatus),
        CheckConstraint("period_ends_on >= period_starts_on", name="period_order"),
        # Separation of duties (4 FAH-3 H-061.2): four different people on one claim.
        CheckConstraint(
            "(program_reviewed_by is null or prepared_by <> program_reviewed_by)"
            " and (finance_reviewed_by is null or finance_reviewed_by not in (prepared_by, program_reviewed_by))"
            " and (certified_by is null"
            " or certified_by not in (prepared_by, program_reviewed_by, finance_reviewed_by))",
            name="four_people",
        ),
        CheckConstraint("approved_usd <= claimed_usd", name="approved_within_claimed"),
        Index("ix_claims_status_due_on", "status", "due_on", "id"),
        Index("ix_claims_agency_id_submitted_at", "agency_id", "submitted_at"),
        Index(
            "ix_claims_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = enum_column(ClaimKind)
    status: Mapped[str] = enum_column(ClaimStatus, default=ClaimStatus.DRAFT)
    activity_id: Mapped[UUID] = references("activities.id")
    agency_id: Mapped[UUID] = references("agencies.id", index=False)
    officer_id: Mapped[UUID | None] = references("officers.id")
    """The payee when an officer is paid directly; otherwise the agency is."""
    instrument_id: Mapped[UUID] = references("instruments.id")
    obligation_id: Mapped[UUID] = references("obligations.id")
    parent_claim_id: Mapped[UUID | None] = references("claims.id")
    period_starts_on: Mapped[date]
    period_ends_on: Mapped[date]
    prepared_by: Mapped[UUID] = references("users.id", index=False)
    signatory_name: Mapped[str | None] = mapped_column(String(200))
    submitted_at: Mapped[datetime | None]
    received_on: Mapped[date | None]
    proper_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    held_days: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    """The longest that an improper claim was held before it went back: delay shortens the payment period."""
    due_on: Mapped[date | None]
    act_by: Mapped[date | None]
    """When whoever acts next should have acted."""
    program_reviewed_by: Mapped[UUID | None] = references("users.id", index=False)
    finance_reviewed_by: Mapped[UUID | None] = references("users.id", index=False)
    certified_by: Mapped[UUID | None] = references("users.id", index=False)
    certified_at: Mapped[datetime | None]
    actual_expense: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """Approval given before the trip to exceed the rates; null: none."""
    claimed_usd: Mapped[Usd] = mapped_column(server_default="0")
    allowed_usd: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    approved_usd: Mapped[Usd] = mapped_column(server_default="0")
    paid_on: Mapped[date | None]
    warnings: Mapped[list[str]] = mapped_column(JSONB, server_default=text("'[]'"))
    """Remarks of the last submission, such as late filing. They never reduce what is paid."""
    search_text: Mapped[str] = search_column("reference")


class Expense(Identified, Versioned, Base):
    """One line of a claim. What was claimed is never overwritten: decisions stand beside it."""

    __tablename__ = "expenses"
    __table_args__ = (
        enum_check("category", ExpenseCategory),
        enum_check("disallow_code", DisallowCode),
        enum_check("fx_source", FxSource),
        UniqueConstraint("claim_id", "line_number"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("claimed_usd > 0", name="claimed_positive"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency_form"),
        CheckConstraint("approved_usd between 0 and claimed_usd", name="approved_within_claimed"),
        CheckConstraint(
            "approved_usd is null or approved_usd = claimed_usd or disallow_code is not null",
            name="every_disallowed_cent_has_a_code",
        ),
        CheckConstraint("(currency = 'USD') = (fx_rate is null)", name="foreign_needs_rate"),
        CheckConstraint("fx_rate > 0", name="fx_rate_positive"),
        CheckConstraint("quantity > 0 and unit_rate > 0", name="quantity_positive"),
        CheckConstraint("service_ends_on >= service_on", name="service_order"),
        CheckConstraint("tax_usd > 0 and tax_usd < claimed_usd", name="tax_within_claimed"),
        CheckConstraint(
            "(duplicate_override_by is null) = (duplicate_override_reason is null)", name="override_whole"
        ),
        # A line has a receipt of its own claim.
        ForeignKeyConstraint(["receipt_id", "claim_id"], ["receipts.id", "receipts.claim_id"]),
        Index("ix_expenses_service_on", "service_on", "id"),
        Index("ix_expenses_timesheet_id", "timesheet_id", postgresql_where=text("timesheet_id is not null")),
        Index("ix_expenses_agency_id_service_on", "agency_id", "service_on", "id"),
        Index("ix_expenses_unpaid", "service_on", "id", postgresql_where=text("paid_on is null")),
        Index("ix_expenses_paid_on", "paid_on", "id", postgresql_where=text("paid_on is not null")),
        Index(
            "ix_expenses_duplicate",
            "officer_id",
            "service_on",
            "category",
            postgresql_where=text("officer_id is not null"),
        ),
        # One person has at most one M&IE payment for a day, across claims (invariant 12).
        Index(
            "uq_expenses_mie_paid",
            "officer_id",
            "service_on",
            unique=True,
            postgresql_where=text("category = 'mie' and paid_on is not null and approved_usd > 0"),
        ),
    )

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claims.id"))
    line_number: Mapped[int] = mapped_column(SmallInteger)
    agency_id: Mapped[UUID] = references("agencies.id", index=False)
    activity_id: Mapped[UUID] = references("activities.id")
    country_id: Mapped[UUID | None] = references("countries.id", index=False)
    officer_id: Mapped[UUID | None] = references("officers.id", index=False)
    category: Mapped[str] = enum_column(ExpenseCategory)
    service_on: Mapped[date]
    service_ends_on: Mapped[date | None]
    """Last day of work that a line of labour covers; null: one day."""
    description: Mapped[str] = mapped_column(String(500))
    currency: Mapped[str] = mapped_column(String(3), server_default="USD")
    amount: Mapped[Decimal] = mapped_column(Numeric(15, 3))
    fx_rate: Mapped[Decimal | None] = mapped_column(Numeric(18, 8))
    fx_source: Mapped[str | None] = enum_column(FxSource)
    claimed_usd: Mapped[Usd]
    tax_usd: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    """The part of `claimed_usd` that is lodging tax of a US locality."""
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    """Miles, hours, pieces, or the base that fringe and indirect costs are a share of."""
    unit_rate: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))
    """For one unit of `quantity`, in `currency`; for a share its fraction."""
    location: Mapped[str | None] = mapped_column(String(120))
    travel_day: Mapped[str | None] = mapped_column(String(10))
    meals_furnished: Mapped[list[str]] = mapped_column(JSONB, server_default=text("'[]'"))
    receipt_id: Mapped[UUID | None] = mapped_column(index=True)
    receipt_attached: Mapped[bool] = mapped_column(server_default="false")
    """A receipt (for labour a record of hours) lies with the claim, uploaded or on paper."""
    timesheet_id: Mapped[UUID | None] = references("timesheets.id", index=False)
    """The sheet that a line of labour follows; null: entered by hand."""
    prior_approval: Mapped[str | None] = mapped_column(String(200))
    """Reference of the approval given before equipment was bought (2 CFR 200.439)."""
    duplicate_override_reason: Mapped[str | None] = mapped_column(String(500))
    duplicate_override_by: Mapped[UUID | None] = references("users.id", index=False)
    allowed_usd: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    """What the rates allow, computed at submission and kept with its inputs for ever."""
    computation: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    approved_usd: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    disallow_code: Mapped[str | None] = enum_column(DisallowCode)
    disallow_note: Mapped[str | None] = mapped_column(String(500))
    paid_on: Mapped[date | None]


class Receipt(Identified, Stamped, Base):
    """A file as it was uploaded: never changed, and kept once its claim was handed in (triggers see to it)."""

    __tablename__ = "receipts"
    __table_args__ = (
        Index("ix_receipts_sha256", "sha256"),
        UniqueConstraint("id", "claim_id"),
        CheckConstraint("size_bytes > 0", name="size_positive"),
    )

    agency_id: Mapped[UUID] = references("agencies.id")
    claim_id: Mapped[UUID] = references("claims.id")
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    storage_key: Mapped[str] = mapped_column(String(300), unique=True)
    thumbnail: Mapped[bytes | None] = mapped_column(deferred=True)
    """A small JPEG that the program made; null: of a PDF."""


class ClaimNotice(Identified, Stamped, Base):
    """What was written to the claimant: every defect of a return, every cent disallowed and why."""

    __tablename__ = "claim_notices"
    __table_args__ = (enum_check("kind", NoticeKind),)

    claim_id: Mapped[UUID] = references("claims.id")
    kind: Mapped[str] = enum_column(NoticeKind)
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class Payment(Identified, Stamped, Base):
    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount_usd > 0", name="amount_positive"),
        CheckConstraint("interest_usd >= 0", name="interest_positive"),
        Index("ix_payments_paid_on", "paid_on", "id"),
    )

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claims.id"), unique=True)
    obligation_id: Mapped[UUID] = references("obligations.id")
    amount_usd: Mapped[Usd]
    interest_usd: Mapped[Usd] = mapped_column(server_default="0")
    """Interest or late fee: paid beside the amount and never from the obligation."""
    charge: Mapped[str] = mapped_column(String(20), server_default="nothing")
    days_late: Mapped[int] = mapped_column(server_default="0")
    explanation: Mapped[str] = mapped_column(String(500), server_default="")
    """How the interest or fee came about, in words."""
    treasury_reference: Mapped[str] = mapped_column(String(60), unique=True)
    paid_on: Mapped[date]


class ReimbursedTotal(Base):
    """What was reimbursed, kept by triggers on `expenses` so that dashboards need no million-row sum."""

    __tablename__ = "reimbursed_totals"

    fiscal_year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    country_id: Mapped[UUID] = mapped_column(primary_key=True)
    """The nil UUID where an expense names no country."""
    agency_id: Mapped[UUID] = mapped_column(primary_key=True)
    category: Mapped[str] = enum_column(ExpenseCategory, primary_key=True)
    modality: Mapped[str] = enum_column(Modality, primary_key=True)
    lines: Mapped[int]
    approved_usd: Mapped[Decimal] = mapped_column(Numeric(18, 2))


class ReimbursedCountryTotal(Base):
    """The same by country alone: a few thousand rows where the finer table may have a million."""

    __tablename__ = "reimbursed_country_totals"

    fiscal_year: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    country_id: Mapped[UUID] = mapped_column(primary_key=True)
    category: Mapped[str] = enum_column(ExpenseCategory, primary_key=True)
    lines: Mapped[int]
    approved_usd: Mapped[Decimal] = mapped_column(Numeric(18, 2))
