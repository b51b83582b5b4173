"""Rate tables that are handed in, compared and put in force; places that come off a table."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0054"
down_revision = "0067"
branch_labels = None
depends_on = None

RATES = ("per_diem_rates", "mie_breakdowns", "mileage_rates", "interest_rates", "exchange_rates")
FORMER_KEY = "uq_per_diem_rates_scope_country_name_location_season_start_effective_from"
_LIST = sa.text("'{}'")
_ZERO = sa.text("0")


def upgrade() -> None:
    op.create_table(
        "rate_editions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="staged", nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("coverage", sa.String(length=40), server_default="whole_table", nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), server_default=_LIST, nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("columns", sa.ARRAY(sa.Text()), server_default=_LIST, nullable=False),
        sa.Column("notes", sa.ARRAY(sa.Text()), server_default=_LIST, nullable=False),
        sa.Column("changed_count", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("new_count", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("ended_count", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("unchanged_count", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("error_count", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("warning_count", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applied_by", sa.UUID(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "kind in ('per_diem', 'mie', 'mileage', 'interest', 'exchange')",
            name=op.f("ck_rate_editions_kind_known"),
        ),
        sa.CheckConstraint(
            "status in ('staged', 'applied', 'discarded')", name=op.f("ck_rate_editions_status_known")
        ),
        sa.CheckConstraint(
            "coverage in ('whole_table', 'listed_countries')", name=op.f("ck_rate_editions_coverage_known")
        ),
        sa.CheckConstraint(
            "(status = 'applied') = (applied_at is not null)", name=op.f("ck_rate_editions_applied_when")
        ),
        sa.CheckConstraint(
            "status <> 'applied' or error_count = 0", name=op.f("ck_rate_editions_applied_without_errors")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_editions")),
    )
    op.create_index(
        "uq_rate_editions_content",
        "rate_editions",
        ["kind", "effective_from", "coverage", "sha256"],
        unique=True,
        postgresql_where=sa.text("status <> 'discarded'"),
    )
    op.create_table(
        "rate_edition_rows",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("edition_id", sa.UUID(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("difference", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("before", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("after", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("change_percent", sa.Numeric(12, 1), nullable=True),
        sa.Column("weight", sa.Numeric(14, 1), server_default=_ZERO, nullable=False),
        sa.Column("problems", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("warnings", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("cells", sa.ARRAY(sa.Text()), server_default=_LIST, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "difference in ('changed', 'new', 'ended', 'unchanged', 'error')",
            name=op.f("ck_rate_edition_rows_difference_known"),
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["rate_editions.id"],
            name=op.f("fk_rate_edition_rows_edition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_edition_rows")),
    )
    op.create_index("ix_rate_edition_rows_weight", "rate_edition_rows", ["edition_id", "weight", "id"])
    op.add_column(
        "per_diem_rates", sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.drop_constraint(op.f(FORMER_KEY), "per_diem_rates")
    op.create_unique_constraint(
        "uq_per_diem_rates_spell",
        "per_diem_rates",
        ["scope", "country_name", "location", "season_start", "effective_from", "withdrawn"],
    )
    for table in RATES:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    for table in RATES:
        op.execute(f"DROP TRIGGER append_only ON {table}")
    op.execute("DELETE FROM per_diem_rates WHERE withdrawn")
    op.drop_constraint("uq_per_diem_rates_spell", "per_diem_rates")
    op.create_unique_constraint(
        op.f(FORMER_KEY),
        "per_diem_rates",
        ["scope", "country_name", "location", "season_start", "effective_from"],
    )
    op.drop_column("per_diem_rates", "withdrawn")
    op.drop_table("rate_edition_rows")
    op.drop_table("rate_editions")
