"""Agencies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("legal_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="prospect", nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=100), nullable=True),
        sa.Column("county", sa.String(length=200), nullable=True),
        sa.Column("zip", sa.String(length=10), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("state_fips", sa.String(length=2), nullable=True),
        sa.Column("county_fips", sa.String(length=5), nullable=True),
        sa.Column("gnis_id", sa.String(length=10), nullable=True),
        sa.Column("uei", sa.String(length=12), nullable=True),
        sa.Column("ori_codes", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("fbi_type", sa.String(length=60), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("sworn_officers", sa.Integer(), nullable=True),
        sa.Column("years_reported_last_10", sa.SmallInteger(), nullable=True),
        sa.Column("max_officers", sa.Integer(), nullable=True),
        sa.Column("max_days_per_year", sa.Integer(), nullable=True),
        sa.Column("last_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed(
                "search_fold(coalesce(legal_name, '') || ' ' || coalesce(city, '') || ' ' || coalesce(state, ''))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind in ('municipal_pd', 'sheriff', 'state_police', 'forensic_lab', 'standards_training', 'corrections', 'justice_sector', 'port_security', 'federal_le', 'other')",
            name=op.f("ck_agencies_kind_known"),
        ),
        sa.CheckConstraint("state ~ '^[A-Z]{2}$'", name=op.f("ck_agencies_state_form")),
        sa.CheckConstraint(
            "status in ('prospect', 'partner', 'former')", name=op.f("ck_agencies_status_known")
        ),
        sa.CheckConstraint("uei ~ '^[A-HJ-NP-Z0-9]{12}$'", name=op.f("ck_agencies_uei_form")),
        sa.CheckConstraint(
            "max_days_per_year between 0 and 366", name=op.f("ck_agencies_max_days_in_a_year")
        ),
        sa.CheckConstraint("max_officers >= 0", name=op.f("ck_agencies_max_officers_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
    )
    op.create_index("ix_agencies_name", "agencies", ["legal_name", "id"], unique=False)
    op.create_index(
        "ix_agencies_search",
        "agencies",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index(
        "ix_agencies_state_kind_name", "agencies", ["state", "kind", "legal_name", "id"], unique=False
    )
    op.create_index("ix_agencies_status_name", "agencies", ["status", "legal_name", "id"], unique=False)
    op.create_index("ix_agencies_updated_at", "agencies", ["updated_at", "id"], unique=False)
    op.create_index(
        "uq_agencies_uei", "agencies", ["uei"], unique=True, postgresql_where=sa.text("uei is not null")
    )
    op.create_table(
        "agency_blackouts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("agency_id"), "="),
            (sa.text("daterange(starts_on, ends_on, '[]')"), "&&"),
            using="gist",
            name="ex_agency_blackouts_overlap",
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_agency_blackouts_order")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_agency_blackouts_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_blackouts")),
    )
    op.create_index(op.f("ix_agency_blackouts_agency_id"), "agency_blackouts", ["agency_id"], unique=False)
    op.create_table(
        "agency_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("is_primary", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_agency_contacts_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_contacts")),
    )
    op.create_index(op.f("ix_agency_contacts_agency_id"), "agency_contacts", ["agency_id"], unique=False)
    op.create_index(
        "uq_agency_contacts_primary",
        "agency_contacts",
        ["agency_id"],
        unique=True,
        postgresql_where=sa.text("is_primary"),
    )
    op.create_table(
        "agency_expertise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("expertise_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("evidence", sa.String(length=500), nullable=True),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("level between 1 and 3", name=op.f("ck_agency_expertise_level_range")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_agency_expertise_agency_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["expertise_id"], ["expertise.id"], name=op.f("fk_agency_expertise_expertise_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_expertise")),
        sa.UniqueConstraint(
            "agency_id", "expertise_id", name=op.f("uq_agency_expertise_agency_id_expertise_id")
        ),
    )
    op.create_index(
        op.f("ix_agency_expertise_expertise_id"), "agency_expertise", ["expertise_id"], unique=False
    )
    op.create_table(
        "agency_interests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("modalities", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("countries", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("bureaus", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("expertise", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "modalities <@ array['overseas_train', 'overseas_mentor', 'overseas_advise', 'study_visit', 'ilea_instruction']::text[]",
            name=op.f("ck_agency_interests_modalities_known"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_agency_interests_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_interests")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_agency_interests_agency_id")),
    )
    op.create_table(
        "agency_oris",
        sa.Column("ori", sa.String(length=9), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ori ~ '^[A-Z0-9]{9}$'", name=op.f("ck_agency_oris_ori_form")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_agency_oris_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ori", name=op.f("pk_agency_oris")),
    )
    op.create_index(op.f("ix_agency_oris_agency_id"), "agency_oris", ["agency_id"], unique=False)
    op.create_table(
        "capability_packages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.String(length=2000), nullable=True),
        sa.Column("modality", sa.String(length=40), nullable=False),
        sa.Column("expertise_id", sa.Uuid(), nullable=True),
        sa.Column("officers", sa.SmallInteger(), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("cost_lines", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("total_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_capability_packages_agency_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["expertise_id"], ["expertise.id"], name=op.f("fk_capability_packages_expertise_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capability_packages")),
    )
    op.create_index(
        op.f("ix_capability_packages_agency_id"), "capability_packages", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_capability_packages_expertise_id"), "capability_packages", ["expertise_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_capability_packages_expertise_id"), table_name="capability_packages")
    op.drop_index(op.f("ix_capability_packages_agency_id"), table_name="capability_packages")
    op.drop_table("capability_packages")
    op.drop_index(op.f("ix_agency_oris_agency_id"), table_name="agency_oris")
    op.drop_table("agency_oris")
    op.drop_table("agency_interests")
    op.drop_index(op.f("ix_agency_expertise_expertise_id"), table_name="agency_expertise")
    op.drop_table("agency_expertise")
    op.drop_index(
        "uq_agency_contacts_primary", table_name="agency_contacts", postgresql_where=sa.text("is_primary")
    )
    op.drop_index(op.f("ix_agency_contacts_agency_id"), table_name="agency_contacts")
    op.drop_table("agency_contacts")
    op.drop_index(op.f("ix_agency_blackouts_agency_id"), table_name="agency_blackouts")
    op.drop_table("agency_blackouts")
    op.drop_index("uq_agencies_uei", table_name="agencies", postgresql_where=sa.text("uei is not null"))
    op.drop_index("ix_agencies_updated_at", table_name="agencies")
    op.drop_index("ix_agencies_status_name", table_name="agencies")
    op.drop_index("ix_agencies_state_kind_name", table_name="agencies")
    op.drop_index(
        "ix_agencies_search",
        table_name="agencies",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index("ix_agencies_name", table_name="agencies")
    op.drop_table("agencies")
