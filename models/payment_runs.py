"""Runs of payments: certified claims that go to the Treasury together, and its answer for each."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, Numeric, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Usd, Versioned, enum_check, enum_column, references
from models.payment_enums import PaymentItemStatus, PaymentRunStatus


class PaymentRun(Identified, Versioned, Base):
    """The file is written when the run is sent and never changes: the database sees to it."""

    __tablename__ = "payment_runs"
    __table_args__ = (
        enum_check("status", PaymentRunStatus),
        CheckConstraint(
            "(status in ('sent', 'confirmed')) = (file_content is not null and file_sha256 is not null"
            " and sent_at is not null and sent_usd is not null and sent_lines is not null)",
            name="file_when_sent",
        ),
    )

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    status: Mapped[str] = enum_column(PaymentRunStatus, default=PaymentRunStatus.OPEN)
    note: Mapped[str | None] = mapped_column(String(500))
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[UUID | None] = references("users.id", index=False)
    sent_lines: Mapped[int | None] = mapped_column(SmallInteger)
    sent_usd: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    file_content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    file_sha256: Mapped[str | None] = mapped_column(String(64))


class PaymentRunItem(Identified, Versioned, Base):
    """One claim of a run. A claim that the Treasury returned may stand in another run."""

    __tablename__ = "payment_run_items"
    __table_args__ = (
        enum_check("status", PaymentItemStatus),
        CheckConstraint("amount_usd > 0", name="amount_positive"),
        CheckConstraint("(status = 'paid') = (payment_id is not null)", name="paid_by_payment"),
        CheckConstraint(
            "(status = 'returned') = (return_reason is not null and returned_on is not null)",
            name="returned_with_reason",
        ),
        Index("uq_payment_run_items_run_id_line", "run_id", "line", unique=True),
        # A claim stands in one run at a time, so that it is not paid twice.
        Index(
            "uq_payment_run_items_claim_at_the_treasury",
            "claim_id",
            unique=True,
            postgresql_where=text("status <> 'returned'"),
        ),
    )

    run_id: Mapped[UUID] = references("payment_runs.id", index=False)
    claim_id: Mapped[UUID] = references("claims.id")
    line: Mapped[int] = mapped_column(SmallInteger)
    amount_usd: Mapped[Usd]
    status: Mapped[str] = enum_column(PaymentItemStatus, default=PaymentItemStatus.PENDING)
    payment_id: Mapped[UUID | None] = references("payments.id")
    treasury_reference: Mapped[str | None] = mapped_column(String(60))
    """Of the payment, or of the return."""
    returned_on: Mapped[date | None]
    return_reason: Mapped[str | None] = mapped_column(String(500))
