"""Work that outlives a request, and files that are read into records."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Codes, Identified, Json, Versioned, enum_check, enum_column, references
from models.import_enums import ImportKind, ImportMode, ImportOutcome, JobKind, JobStatus, RowOutcome

UNFINISHED = "status in ('queued', 'running')"


class Job(Identified, Versioned, Base):
    """Long work on one record, and how far it is. This row is the queue as well: a worker takes it under a lease.

    `fence` grows with every taking. Who writes with an older one has lost the job to another worker.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        enum_check("kind", JobKind),
        enum_check("status", JobStatus),
        CheckConstraint("(status = 'running') = (lease_until is not null)", name="running_is_leased"),
        Index("ix_jobs_unfinished", "created_at", postgresql_where=text(UNFINISHED)),
        Index("uq_jobs_subject_unfinished", "subject_id", unique=True, postgresql_where=text(UNFINISHED)),
        Index("ix_jobs_created_by", "created_by", "id"),
    )

    kind: Mapped[str] = enum_column(JobKind)
    status: Mapped[str] = enum_column(JobStatus, default=JobStatus.QUEUED)
    subject_id: Mapped[UUID]
    permissions: Mapped[Codes]
    """What whoever asked for the work was permitted then: it never runs with more."""
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    fence: Mapped[int] = mapped_column(BigInteger, server_default="0")
    lease_until: Mapped[datetime | None]
    cursor: Mapped[int] = mapped_column(BigInteger, server_default="0")
    """Number of the last row that is done."""
    total: Mapped[int | None] = mapped_column(BigInteger)
    cancel_requested: Mapped[bool] = mapped_column(server_default="false")
    problem: Mapped[str | None] = mapped_column(String(1000))
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class Import(Identified, Versioned, Base):
    """A file and how it is to be read. Its counts are those of the last run over it."""

    __tablename__ = "imports"
    __table_args__ = (
        enum_check("kind", ImportKind),
        enum_check("mode", ImportMode),
        enum_check("outcome", ImportOutcome),
        Index("ix_imports_created_by", "created_by", "id"),
    )

    kind: Mapped[str] = enum_column(ImportKind)
    mode: Mapped[str] = enum_column(ImportMode, default=ImportMode.UPSERT)
    all_or_nothing: Mapped[bool] = mapped_column(server_default="false")
    dry_run: Mapped[bool] = mapped_column(server_default="false")
    source: Mapped[str] = mapped_column(String(40), server_default="import")
    """The system whose keys the file has."""
    file_name: Mapped[str | None] = mapped_column(String(200))
    stated: Mapped[Json]
    """What its sender says of the file: encoding, delimiter, decimal mark, form of dates, sheet, columns, defaults."""
    found: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """How it was read: format, encoding, delimiter, and the field of each column."""
    size_bytes: Mapped[int] = mapped_column(BigInteger, server_default="0")
    job_id: Mapped[UUID | None] = references("jobs.id")
    outcome: Mapped[str | None] = enum_column(ImportOutcome)
    records: Mapped[int] = mapped_column(Integer, server_default="0")
    created: Mapped[int] = mapped_column(Integer, server_default="0")
    updated: Mapped[int] = mapped_column(Integer, server_default="0")
    unchanged: Mapped[int] = mapped_column(Integer, server_default="0")
    skipped: Mapped[int] = mapped_column(Integer, server_default="0")
    refused: Mapped[int] = mapped_column(Integer, server_default="0")
    warned: Mapped[int] = mapped_column(Integer, server_default="0")
    ignored: Mapped[int] = mapped_column(Integer, server_default="0")


class ImportTemplate(Identified, Versioned, Base):
    """How files of one kind are read, under a name: of whoever made it, and of the same agency or office if shared."""

    __tablename__ = "import_templates"
    __table_args__ = (
        enum_check("kind", ImportKind),
        UniqueConstraint("created_by", "kind", "name"),
        Index("ix_import_templates_agency_id_post_id", "agency_id", "post_id"),
    )

    kind: Mapped[str] = enum_column(ImportKind)
    name: Mapped[str] = mapped_column(String(80))
    shared: Mapped[bool] = mapped_column(server_default="false")
    agency_id: Mapped[UUID | None] = references("agencies.id", index=False)
    post_id: Mapped[UUID | None] = references("posts.id")
    options: Mapped[Json]
    """What is said of a file, as an import is told it. What is not there, is not said."""


class ImportPart(Base):
    """A piece of the file: in the database, so that every worker on every machine has it, and the import is whole."""

    __tablename__ = "import_parts"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Of its first byte in the file."""
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ImportRow(Identified, Base):
    """What became of one row."""

    __tablename__ = "import_rows"
    __table_args__ = (
        enum_check("outcome", RowOutcome),
        UniqueConstraint("import_id", "number"),
        Index("ix_import_rows_key", "import_id", "key_hash", postgresql_where=text("key_hash is not null")),
        Index(
            "ix_import_rows_remarks",
            "import_id",
            "outcome",
            "number",
            postgresql_where=text("issues is not null"),
        ),
    )

    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    number: Mapped[int]
    line: Mapped[int]
    outcome: Mapped[str] = enum_column(RowOutcome)
    key_hash: Mapped[int | None] = mapped_column(BigInteger)
    content_hash: Mapped[int | None] = mapped_column(BigInteger)
    target_id: Mapped[UUID | None]
    issues: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    changes: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    cells: Mapped[list[Any] | None] = mapped_column(JSONB(none_as_null=True))
    """Of a refused row, so that it can be handed back to be corrected."""
