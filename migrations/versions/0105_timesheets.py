"""Hours that the labour of a claim is made from, by person and pay period."""

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0090"
branch_labels = None
depends_on = None

CERTIFIED = """
CREATE FUNCTION keep_certified_timesheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims WHERE id = (coalesce(NEW, OLD)).claim_id AND status IN ('certified', 'paid')
    ) THEN
        RAISE EXCEPTION 'timesheet % belongs to a certified claim and stays as it is', (coalesce(NEW, OLD)).id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
"""
CERTIFIED_DAYS = """
CREATE FUNCTION keep_certified_timesheet_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM timesheets JOIN claims ON claims.id = timesheets.claim_id
        WHERE timesheets.id = (coalesce(NEW, OLD)).timesheet_id AND claims.status IN ('certified', 'paid')
    ) THEN
        RAISE EXCEPTION 'hours of % belong to a certified claim and stay as they are', (coalesce(NEW, OLD)).worked_on
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
"""


def upgrade() -> None:
    op.create_table(
        "timesheets",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("claim_id", sa.UUID(), nullable=False),
        sa.Column("officer_id", sa.UUID(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("rate", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("overtime_rate", sa.Numeric(precision=8, scale=4), nullable=True),
        sa.Column("fringe_percent", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("fringe_base", sa.String(length=40), server_default="salary", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "fringe_base in ('salary', 'salary_and_overtime')", name=op.f("ck_timesheets_fringe_base_known")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_timesheets_period_order")),
        sa.CheckConstraint(
            "rate > 0 and overtime_rate > 0 and fringe_percent > 0", name=op.f("ck_timesheets_rates_positive")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_timesheets_claim_id_claims")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_timesheets_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timesheets")),
        sa.UniqueConstraint(
            "claim_id", "officer_id", "starts_on", name=op.f("uq_timesheets_claim_id_officer_id_starts_on")
        ),
    )
    op.create_index(op.f("ix_timesheets_officer_id"), "timesheets", ["officer_id"])
    op.create_table(
        "timesheet_days",
        sa.Column("timesheet_id", sa.UUID(), nullable=False),
        sa.Column("worked_on", sa.Date(), nullable=False),
        sa.Column("regular", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("overtime", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("leave", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "regular >= 0 and overtime >= 0 and leave >= 0", name=op.f("ck_timesheet_days_hours_positive")
        ),
        sa.CheckConstraint(
            "regular + overtime + leave <= 24", name=op.f("ck_timesheet_days_hours_within_day")
        ),
        sa.ForeignKeyConstraint(
            ["timesheet_id"],
            ["timesheets.id"],
            name=op.f("fk_timesheet_days_timesheet_id_timesheets"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("timesheet_id", "worked_on", name=op.f("pk_timesheet_days")),
    )
    op.create_index("ix_timesheet_days_worked_on", "timesheet_days", ["worked_on"])
    op.add_column("expenses", sa.Column("timesheet_id", sa.UUID(), nullable=True))
    op.create_foreign_key(
        op.f("fk_expenses_timesheet_id_timesheets"), "expenses", "timesheets", ["timesheet_id"], ["id"]
    )
    op.create_index(
        "ix_expenses_timesheet_id",
        "expenses",
        ["timesheet_id"],
        postgresql_where=sa.text("timesheet_id is not null"),
    )
    for function, name, table in (
        (CERTIFIED, "keep_certified_timesheet", "timesheets"),
        (CERTIFIED_DAYS, "keep_certified_timesheet_day", "timesheet_days"),
    ):
        op.execute(function)
        op.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def downgrade() -> None:
    op.drop_index("ix_expenses_timesheet_id", "expenses")
    op.drop_constraint(op.f("fk_expenses_timesheet_id_timesheets"), "expenses")
    op.drop_column("expenses", "timesheet_id")
    op.drop_table("timesheet_days")
    op.drop_table("timesheets")
    op.execute("DROP FUNCTION keep_certified_timesheet_day()")
    op.execute("DROP FUNCTION keep_certified_timesheet()")
