"""Lists that are written into a file by a worker."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Json, Versioned, enum_check, enum_column, references
from models.export_enums import FileFormat


class Export(Identified, Versioned, Base):
    """A question to a list, and the file that answers it until it expires."""

    __tablename__ = "exports"
    __table_args__ = (
        enum_check("format", FileFormat),
        Index("ix_exports_created_by", "created_by", "id"),
        Index("ix_exports_kept", "expires_at", postgresql_where=text("storage_key is not null")),
    )

    resource: Mapped[str] = mapped_column(String(60))
    format: Mapped[str] = enum_column(FileFormat)
    query: Mapped[Json]
    """Parameters of the list by name, each with its values."""
    job_id: Mapped[UUID | None] = references("jobs.id")
    seen_as: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """By what rule its owner saw rows when the file was made: who sees by another one now does not get it."""
    rows: Mapped[int | None] = mapped_column(BigInteger)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[bytes | None] = mapped_column(LargeBinary)
    storage_key: Mapped[str | None] = mapped_column(String(200))
    taken_at: Mapped[datetime | None]
    """The moment whose rows the file holds."""
    expires_at: Mapped[datetime | None]
