"""Obligations and their ledger: append-only postings that sum to zero in each journal entry."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Stamped, Usd, Versioned, enum_check, enum_column, references
from models.enums import LedgerAccount, LedgerEntryKind, ObligationStatus


class Obligation(Identified, Versioned, Base):
    """Money set aside under an instrument. Its running sums are kept by the ledger's trigger alone."""

    __tablename__ = "obligations"
    __table_args__ = (
        enum_check("status", ObligationStatus),
        CheckConstraint("available_to >= available_from", name="available_order"),
        CheckConstraint("cancels_on > available_to", name="cancels_after_availability"),
        CheckConstraint(
            "obligated_usd >= 0 and paid_usd >= 0 and deobligated_usd >= 0", name="sums_positive"
        ),
        CheckConstraint("obligated_usd - paid_usd - deobligated_usd >= 0", name="unliquidated_positive"),
    )

    document_number: Mapped[str] = mapped_column(String(40), unique=True)
    instrument_id: Mapped[UUID] = references("instruments.id")
    fund: Mapped[str] = mapped_column(String(60))
    status: Mapped[str] = enum_column(ObligationStatus, default=ObligationStatus.OPEN)
    available_from: Mapped[date]
    available_to: Mapped[date]
    cancels_on: Mapped[date]
    approved_by: Mapped[UUID | None] = references("users.id")
    obligated_usd: Mapped[Usd] = mapped_column(server_default="0")
    paid_usd: Mapped[Usd] = mapped_column(server_default="0")
    deobligated_usd: Mapped[Usd] = mapped_column(server_default="0")
    unliquidated_usd: Mapped[Decimal] = mapped_column(
        Numeric(14, 2), Computed("obligated_usd - paid_usd - deobligated_usd", persisted=True)
    )


class LedgerEntry(Identified, Stamped, Base):
    """One event in an obligation's life; its postings sum to zero (checked at commit)."""

    __tablename__ = "ledger_entries"
    __table_args__ = (enum_check("kind", LedgerEntryKind),)

    obligation_id: Mapped[UUID] = references("obligations.id")
    kind: Mapped[str] = enum_column(LedgerEntryKind)
    payment_id: Mapped[UUID | None] = references("payments.id")
    reason: Mapped[str | None] = mapped_column(String(500))


class LedgerPosting(Identified, Base):
    __tablename__ = "ledger_postings"
    __table_args__ = (
        enum_check("account", LedgerAccount),
        CheckConstraint("amount_usd <> 0", name="amount_not_zero"),
        Index("ix_ledger_postings_entry_id", "entry_id"),
        Index("ix_ledger_postings_obligation_id_account", "obligation_id", "account"),
    )

    entry_id: Mapped[UUID] = references("ledger_entries.id", index=False)
    obligation_id: Mapped[UUID] = references("obligations.id", index=False)
    account: Mapped[str] = enum_column(LedgerAccount)
    amount_usd: Mapped[Usd]
