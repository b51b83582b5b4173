"""Imports and the jobs that run them; agencies with longer names, and notes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0066"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="queued", nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=False),
        sa.Column("permissions", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("fence", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cursor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("cancel_requested", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("problem", sa.String(length=1000), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "(status = 'running') = (lease_until is not null)", name=op.f("ck_jobs_running_is_leased")
        ),
        sa.CheckConstraint("kind in ('import')", name=op.f("ck_jobs_kind_known")),
        sa.CheckConstraint(
            "status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')",
            name=op.f("ck_jobs_status_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_created_by", "jobs", ["created_by", "id"], unique=False)
    op.create_index(
        "ix_jobs_unfinished",
        "jobs",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("status in ('queued', 'running')"),
    )
    op.create_index(
        "uq_jobs_subject_unfinished",
        "jobs",
        ["subject_id"],
        unique=True,
        postgresql_where=sa.text("status in ('queued', 'running')"),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=40), server_default="upsert", nullable=False),
        sa.Column("all_or_nothing", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("dry_run", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("source", sa.String(length=40), server_default="import", nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=True),
        sa.Column(
            "stated", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("found", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("job_id", sa.UUID(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("records", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created", sa.Integer(), server_default="0", nullable=False),
        sa.Column("updated", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("skipped", sa.Integer(), server_default="0", nullable=False),
        sa.Column("refused", sa.Integer(), server_default="0", nullable=False),
        sa.Column("warned", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ignored", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "kind in ('expenses', 'trip_expenses', 'agencies', 'activities', 'partners')",
            name=op.f("ck_imports_kind_known"),
        ),
        sa.CheckConstraint("mode in ('insert', 'update', 'upsert')", name=op.f("ck_imports_mode_known")),
        sa.CheckConstraint(
            "outcome in ('checked', 'applied', 'refused')", name=op.f("ck_imports_outcome_known")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_imports_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index("ix_imports_created_by", "imports", ["created_by", "id"], unique=False)
    op.create_index(op.f("ix_imports_job_id"), "imports", ["job_id"], unique=False)
    op.create_table(
        "import_parts",
        sa.Column("import_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_parts_import_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", "position", name=op.f("pk_import_parts")),
    )
    op.create_table(
        "import_rows",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("import_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("key_hash", sa.BigInteger(), nullable=True),
        sa.Column("content_hash", sa.BigInteger(), nullable=True),
        sa.Column("target_id", sa.UUID(), nullable=True),
        sa.Column("issues", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("changes", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("cells", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint(
            "outcome in ('create', 'update', 'unchanged', 'skipped', 'error')",
            name=op.f("ck_import_rows_outcome_known"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_rows_import_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_rows")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_import_rows_import_id_number")),
    )
    op.create_index(
        "ix_import_rows_key",
        "import_rows",
        ["import_id", "key_hash"],
        unique=False,
        postgresql_where=sa.text("key_hash is not null"),
    )
    op.create_index(
        "ix_import_rows_remarks",
        "import_rows",
        ["import_id", "outcome", "number"],
        unique=False,
        postgresql_where=sa.text("issues is not null"),
    )
    op.add_column("agencies", sa.Column("notes", sa.String(length=32767), nullable=True))
    _resize(255)


def downgrade() -> None:
    _resize(200)
    op.drop_column("agencies", "notes")
    op.drop_index(
        "ix_import_rows_remarks", table_name="import_rows", postgresql_where=sa.text("issues is not null")
    )
    op.drop_index(
        "ix_import_rows_key", table_name="import_rows", postgresql_where=sa.text("key_hash is not null")
    )
    op.drop_table("import_rows")
    op.drop_table("import_parts")
    op.drop_index(op.f("ix_imports_job_id"), table_name="imports")
    op.drop_index("ix_imports_created_by", table_name="imports")
    op.drop_table("imports")
    op.drop_index(
        "uq_jobs_subject_unfinished",
        table_name="jobs",
        postgresql_where=sa.text("status in ('queued', 'running')"),
    )
    op.drop_index(
        "ix_jobs_unfinished", table_name="jobs", postgresql_where=sa.text("status in ('queued', 'running')")
    )
    op.drop_index("ix_jobs_created_by", table_name="jobs")
    op.drop_table("jobs")


def _resize(length: int) -> None:
    """PostgreSQL changes no column that a computed one is made from: that one goes, and comes back."""
    op.drop_index("ix_agencies_search", table_name="agencies")
    op.drop_column("agencies", "search_text")
    op.execute(
        f"ALTER TABLE agencies ALTER legal_name TYPE varchar({length}) USING left(legal_name, {length})"
    )
    op.execute(
        "ALTER TABLE agencies ADD search_text text NOT NULL GENERATED ALWAYS AS"
        " (search_fold(coalesce(legal_name, '') || ' ' || coalesce(city, '') || ' ' || coalesce(state, ''))) STORED"
    )
    op.create_index(
        "ix_agencies_search",
        "agencies",
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
