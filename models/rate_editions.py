"""Rate tables that were handed in: what each says, and what it does to the rates in force."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, LargeBinary, Numeric, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Codes, Identified, Stamped, Versioned, enum_check, enum_column, references
from models.rate_enums import EditionCoverage, EditionStatus, RateDifference, RateKind


class RateEdition(Identified, Versioned, Base):
    """One table, as it is to count from `effective_from`. `created_by` None: it came with the program."""

    __tablename__ = "rate_editions"
    __table_args__ = (
        enum_check("kind", RateKind),
        enum_check("status", EditionStatus),
        enum_check("coverage", EditionCoverage),
        CheckConstraint("(status = 'applied') = (applied_at is not null)", name="applied_when"),
        CheckConstraint("status <> 'applied' or error_count = 0", name="applied_without_errors"),
        Index(
            "uq_rate_editions_content",
            "kind",
            "effective_from",
            "coverage",
            "sha256",
            unique=True,
            postgresql_where=text("status <> 'discarded'"),
        ),
    )

    kind: Mapped[str] = enum_column(RateKind)
    status: Mapped[str] = enum_column(EditionStatus, default=EditionStatus.STAGED)
    effective_from: Mapped[date]
    coverage: Mapped[str] = enum_column(EditionCoverage, default=EditionCoverage.WHOLE_TABLE)
    scopes: Mapped[Codes]
    """Areas that a per diem table speaks of."""
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    size_bytes: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))
    columns: Mapped[Codes]
    """Headings of the file, in their order."""
    notes: Mapped[Codes]
    """What is to be known of the file as a whole."""
    changed_count: Mapped[int] = mapped_column(server_default="0")
    new_count: Mapped[int] = mapped_column(server_default="0")
    ended_count: Mapped[int] = mapped_column(server_default="0")
    unchanged_count: Mapped[int] = mapped_column(server_default="0")
    error_count: Mapped[int] = mapped_column(server_default="0")
    warning_count: Mapped[int] = mapped_column(server_default="0")
    applied_at: Mapped[datetime | None]
    applied_by: Mapped[UUID | None]


class RateEditionRow(Identified, Stamped, Base):
    """A row of the table, or one in force that the table ends, beside what is in force on the day."""

    __tablename__ = "rate_edition_rows"
    __table_args__ = (
        enum_check("difference", RateDifference),
        Index("ix_rate_edition_rows_weight", "edition_id", "weight", "id"),
    )

    edition_id: Mapped[UUID] = references("rate_editions.id", ondelete="CASCADE", index=False)
    line: Mapped[int | None]
    """Where the row starts in the file, the heading being line 1; none for what the table ends."""
    difference: Mapped[str] = enum_column(RateDifference)
    subject: Mapped[str] = mapped_column(String(400))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    change_percent: Mapped[Decimal | None] = mapped_column(Numeric(12, 1))
    """Of the amount that changes most."""
    weight: Mapped[Decimal] = mapped_column(Numeric(14, 1), server_default="0")
    """What is to be read first: faults, then changes by their size, what ends, what is new."""
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    cells: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
