"""Memoranda of understanding and instruments."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mous",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=4000), nullable=False),
        sa.Column("authority", sa.String(length=400), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="draft", nullable=False),
        sa.Column("scope_countries", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("scope_bureaus", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("scope_expertise", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("scope_key", sa.Text(), server_default="general", nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notice_days", sa.Integer(), server_default="30", nullable=False),
        sa.Column("notice_given_on", sa.Date(), nullable=True),
        sa.Column("agency_concurred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_comments", sa.Integer(), server_default="0", nullable=False),
        sa.Column("inl_signed_on", sa.Date(), nullable=True),
        sa.Column("agency_signed_on", sa.Date(), nullable=True),
        sa.Column("clauses", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed("search_fold(coalesce(number, '') || ' ' || coalesce(title, ''))", persisted=True),
            nullable=False,
        ),
        postgresql.ExcludeConstraint(
            (sa.column("agency_id"), "="),
            (sa.column("scope_key"), "="),
            (sa.text("daterange(effective_on, ends_on, '[]')"), "&&"),
            where=sa.text("status in ('active', 'suspended', 'terminating')"),
            using="gist",
            name="ex_mous_one_in_force",
        ),
        sa.CheckConstraint(
            "status in ('draft', 'negotiation', 'clearance', 'signing', 'active', 'suspended', 'terminating', 'terminated', 'expired')",
            name=op.f("ck_mous_status_known"),
        ),
        sa.CheckConstraint("ends_on is null or ends_on >= effective_on", name=op.f("ck_mous_order")),
        sa.CheckConstraint("notice_days between 0 and 365", name=op.f("ck_mous_notice_days_range")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_mous_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mous")),
        sa.UniqueConstraint("number", name=op.f("uq_mous_number")),
    )
    op.create_index(op.f("ix_mous_agency_id"), "mous", ["agency_id"], unique=False)
    op.create_index(
        "ix_mous_search",
        "mous",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index("ix_mous_status_ends_on", "mous", ["status", "ends_on"], unique=False)
    op.create_table(
        "instruments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("regime", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("mou_id", sa.Uuid(), nullable=True),
        sa.Column("ceiling_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("performance_starts_on", sa.Date(), nullable=False),
        sa.Column("performance_ends_on", sa.Date(), nullable=False),
        sa.Column("travel_basis", sa.String(length=40), server_default="ftr", nullable=False),
        sa.Column("salary_reimbursable", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fiscal_strips", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind in ('contract', 'grant', 'cooperative_agreement', 'interagency_agreement', 'invitational_travel')",
            name=op.f("ck_instruments_kind_known"),
        ),
        sa.CheckConstraint(
            "regime in ('vendor_invoice', 'travel_claim', 'assistance')",
            name=op.f("ck_instruments_regime_known"),
        ),
        sa.CheckConstraint(
            "travel_basis in ('ftr', 'agency_policy_capped')", name=op.f("ck_instruments_travel_basis_known")
        ),
        sa.CheckConstraint("ceiling_usd > 0", name=op.f("ck_instruments_ceiling_positive")),
        sa.CheckConstraint(
            "performance_ends_on >= performance_starts_on", name=op.f("ck_instruments_performance_order")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_instruments_agency_id")),
        sa.ForeignKeyConstraint(["mou_id"], ["mous.id"], name=op.f("fk_instruments_mou_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruments")),
        sa.UniqueConstraint("number", name=op.f("uq_instruments_number")),
    )
    op.create_index(op.f("ix_instruments_agency_id"), "instruments", ["agency_id"], unique=False)
    op.create_index(op.f("ix_instruments_mou_id"), "instruments", ["mou_id"], unique=False)
    op.create_table(
        "mou_amendments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mou_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=False),
        sa.Column("text_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("inl_signed_on", sa.Date(), nullable=False),
        sa.Column("agency_signed_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["mou_id"], ["mous.id"], name=op.f("fk_mou_amendments_mou_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mou_amendments")),
        sa.UniqueConstraint("mou_id", "sequence", name=op.f("uq_mou_amendments_mou_id_sequence")),
    )
    op.create_table(
        "mou_documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mou_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind in ('signed_text', 'council_approval', 'delegation', 'legal_clearance', 'notice')",
            name=op.f("ck_mou_documents_kind_known"),
        ),
        sa.ForeignKeyConstraint(["mou_id"], ["mous.id"], name=op.f("fk_mou_documents_mou_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mou_documents")),
    )
    op.create_index(op.f("ix_mou_documents_mou_id"), "mou_documents", ["mou_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_mou_documents_mou_id"), table_name="mou_documents")
    op.drop_table("mou_documents")
    op.drop_table("mou_amendments")
    op.drop_index(op.f("ix_instruments_mou_id"), table_name="instruments")
    op.drop_index(op.f("ix_instruments_agency_id"), table_name="instruments")
    op.drop_table("instruments")
    op.drop_index("ix_mous_status_ends_on", table_name="mous")
    op.drop_index(
        "ix_mous_search",
        table_name="mous",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_mous_agency_id"), table_name="mous")
    op.drop_table("mous")
