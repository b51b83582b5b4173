"""Countries, expertise, academies and rates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bureaus",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_bureaus")),
    )
    op.create_table(
        "exchange_rates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("usd_per_unit", sa.Numeric(precision=18, scale=8), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("usd_per_unit > 0", name=op.f("ck_exchange_rates_rate_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_rates")),
        sa.UniqueConstraint(
            "currency", "rated_on", "source", name=op.f("uq_exchange_rates_currency_rated_on_source")
        ),
    )
    op.create_table(
        "expertise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("definition", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("in_seed", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("archived", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed(
                "search_fold(coalesce(code, '') || ' ' || coalesce(name, '') || ' ' || coalesce(definition, ''))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("parent_id is distinct from id", name=op.f("ck_expertise_not_its_own_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["expertise.id"], name=op.f("fk_expertise_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expertise")),
        sa.UniqueConstraint("code", name=op.f("uq_expertise_code")),
    )
    op.create_index(op.f("ix_expertise_parent_id"), "expertise", ["parent_id"], unique=False)
    op.create_index(
        "ix_expertise_search",
        "expertise",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_table(
        "interest_rates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("percent", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest_rates")),
        sa.UniqueConstraint("effective_from", name=op.f("uq_interest_rates_effective_from")),
    )
    op.create_table(
        "mie_breakdowns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("total_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("breakfast_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("lunch_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("dinner_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("incidentals_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "breakfast_usd + lunch_usd + dinner_usd + incidentals_usd = total_usd",
            name=op.f("ck_mie_breakdowns_parts_make_total"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mie_breakdowns")),
        sa.UniqueConstraint(
            "scope",
            "total_usd",
            "effective_from",
            name=op.f("uq_mie_breakdowns_scope_total_usd_effective_from"),
        ),
    )
    op.create_table(
        "mileage_rates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("usd_per_mile", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "mode in ('automobile', 'automobile_government_available', 'motorcycle', 'airplane')",
            name=op.f("ck_mileage_rates_mode_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mileage_rates")),
        sa.UniqueConstraint("mode", "effective_from", name=op.f("uq_mileage_rates_mode_effective_from")),
    )
    op.create_table(
        "policies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("terms", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policies")),
        sa.UniqueConstraint("topic", "effective_from", name=op.f("uq_policies_topic_effective_from")),
    )
    op.create_table(
        "countries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("genc3", sa.String(length=3), nullable=False),
        sa.Column("genc2", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("seed_name", sa.String(length=100), nullable=False),
        sa.Column("bureau", sa.String(length=4), nullable=False),
        sa.Column("capital", sa.String(length=100), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("alias_text", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed(
                "search_fold(coalesce(name, '') || ' ' || coalesce(seed_name, '') || ' ' || coalesce(genc3, '') || ' ' || coalesce(alias_text, ''))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("genc2 ~ '^[A-Z]{2}$'", name=op.f("ck_countries_genc2_form")),
        sa.CheckConstraint("genc3 ~ '^[A-Z]{3}$'", name=op.f("ck_countries_genc3_form")),
        sa.CheckConstraint(
            "valid_to is null or valid_to > valid_from", name=op.f("ck_countries_valid_order")
        ),
        sa.ForeignKeyConstraint(["bureau"], ["bureaus.code"], name=op.f("fk_countries_bureau")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_countries")),
        sa.UniqueConstraint("genc2", name=op.f("uq_countries_genc2")),
        sa.UniqueConstraint("genc3", name=op.f("uq_countries_genc3")),
        sa.UniqueConstraint("name", name=op.f("uq_countries_name")),
    )
    op.create_index(op.f("ix_countries_bureau"), "countries", ["bureau"], unique=False)
    op.create_index(
        "ix_countries_search",
        "countries",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_table(
        "academies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("host_country", sa.String(length=80), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=True),
        sa.Column("established", sa.SmallInteger(), nullable=False),
        sa.Column("region_served", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="operating", nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("status in ('operating', 'unlisted')", name=op.f("ck_academies_status_known")),
        sa.ForeignKeyConstraint(["country_id"], ["countries.id"], name=op.f("fk_academies_country_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_academies")),
        sa.UniqueConstraint("code", name=op.f("uq_academies_code")),
    )
    op.create_index(op.f("ix_academies_country_id"), "academies", ["country_id"], unique=False)
    op.create_table(
        "country_aliases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("alpha2", sa.String(length=2), nullable=True),
        sa.Column("country_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'ambiguous') = (alpha2 is null)", name=op.f("ck_country_aliases_ambiguous_names_none")
        ),
        sa.CheckConstraint(
            "alpha2 is not null or country_id is null", name=op.f("ck_country_aliases_partner_is_named")
        ),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_country_aliases_country_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_country_aliases")),
        sa.UniqueConstraint(
            "folded",
            "country_id",
            name=op.f("uq_country_aliases_folded_country_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(op.f("ix_country_aliases_country_id"), "country_aliases", ["country_id"], unique=False)
    op.create_table(
        "per_diem_rates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("country_name", sa.String(length=100), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=True),
        sa.Column("location", sa.String(length=120), nullable=False),
        sa.Column("location_code", sa.String(length=20), nullable=True),
        sa.Column("season_start", sa.String(length=5), nullable=False),
        sa.Column("season_end", sa.String(length=5), nullable=False),
        sa.Column("lodging_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("mie_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "scope in ('foreign', 'oconus', 'conus')", name=op.f("ck_per_diem_rates_scope_known")
        ),
        sa.CheckConstraint(
            "season_start ~ '^[0-1][0-9]-[0-3][0-9]$' and season_end ~ '^[0-1][0-9]-[0-3][0-9]$'",
            name=op.f("ck_per_diem_rates_season_form"),
        ),
        sa.CheckConstraint("effective_to >= effective_from", name=op.f("ck_per_diem_rates_effective_order")),
        sa.CheckConstraint(
            "lodging_usd >= 0 and mie_usd >= 0", name=op.f("ck_per_diem_rates_amounts_positive")
        ),
        sa.ForeignKeyConstraint(["country_id"], ["countries.id"], name=op.f("fk_per_diem_rates_country_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_per_diem_rates")),
        sa.UniqueConstraint(
            "scope",
            "country_name",
            "location",
            "season_start",
            "effective_from",
            name=op.f("uq_per_diem_rates_scope_country_name_location_season_start_effective_from"),
        ),
    )
    op.create_index(
        "ix_per_diem_rates_place",
        "per_diem_rates",
        ["country_id", "location", "effective_from"],
        unique=False,
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=False),
        sa.Column("clearance_lead_days", sa.Integer(), server_default="14", nullable=False),
        sa.Column("visa_needed", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("medical_always", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("spot_for_contractors", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["country_id"], ["countries.id"], name=op.f("fk_posts_country_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("name", name=op.f("uq_posts_name")),
    )
    op.create_index(op.f("ix_posts_country_id"), "posts", ["country_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_posts_country_id"), table_name="posts")
    op.drop_table("posts")
    op.drop_index("ix_per_diem_rates_place", table_name="per_diem_rates")
    op.drop_table("per_diem_rates")
    op.drop_index(op.f("ix_country_aliases_country_id"), table_name="country_aliases")
    op.drop_table("country_aliases")
    op.drop_index(op.f("ix_academies_country_id"), table_name="academies")
    op.drop_table("academies")
    op.drop_index(
        "ix_countries_search",
        table_name="countries",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_countries_bureau"), table_name="countries")
    op.drop_table("countries")
    op.drop_table("policies")
    op.drop_table("mileage_rates")
    op.drop_table("mie_breakdowns")
    op.drop_table("interest_rates")
    op.drop_index(
        "ix_expertise_search",
        table_name="expertise",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_expertise_parent_id"), table_name="expertise")
    op.drop_table("expertise")
    op.drop_table("exchange_rates")
    op.drop_table("bureaus")
