"""Payment runs, whose files never change."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0070"
branch_labels = None
depends_on = None

#: A run that was sent stays as it is, but for its progress; nothing enters or leaves it.
SENT = """
CREATE FUNCTION keep_sent_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR NEW.status NOT IN ('sent', 'confirmed')
        OR to_jsonb(NEW) - '{status,version,updated_at,updated_by}'::text[]
            <> to_jsonb(OLD) - '{status,version,updated_at,updated_by}'::text[]
    THEN
        RAISE EXCEPTION 'payment run % was sent and stays as it is', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""
SENT_ITEMS = """
CREATE FUNCTION keep_sent_run_items() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE item payment_run_items := coalesce(OLD, NEW);
BEGIN
    IF (SELECT status FROM payment_runs WHERE id = item.run_id) <> 'open'
        AND (TG_OP <> 'UPDATE'
            OR OLD.status <> 'pending'
            OR (NEW.run_id, NEW.claim_id, NEW.line, NEW.amount_usd)
                IS DISTINCT FROM (OLD.run_id, OLD.claim_id, OLD.line, OLD.amount_usd))
    THEN
        RAISE EXCEPTION 'a claim of a payment run that was sent stays as it is'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
"""


def _stamps() -> Iterator[sa.Column]:
    yield sa.Column("version", sa.Integer(), server_default="1", nullable=False)
    yield sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
    yield sa.Column("created_by", sa.UUID(), nullable=True)
    yield sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
    yield sa.Column("updated_by", sa.UUID(), nullable=True)


def upgrade() -> None:
    op.create_table(
        "payment_runs",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="open", nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.UUID(), nullable=True),
        sa.Column("sent_lines", sa.SmallInteger(), nullable=True),
        sa.Column("sent_usd", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("file_content", sa.LargeBinary(), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        *_stamps(),
        sa.CheckConstraint(
            "status in ('open', 'sent', 'confirmed', 'cancelled')", name=op.f("ck_payment_runs_status_known")
        ),
        sa.CheckConstraint(
            "(status in ('sent', 'confirmed')) = (file_content is not null and file_sha256 is not null"
            " and sent_at is not null and sent_usd is not null and sent_lines is not null)",
            name=op.f("ck_payment_runs_file_when_sent"),
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["users.id"], name=op.f("fk_payment_runs_sent_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_runs")),
        sa.UniqueConstraint("reference", name=op.f("uq_payment_runs_reference")),
    )
    op.create_table(
        "payment_run_items",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("run_id", sa.UUID(), nullable=False),
        sa.Column("claim_id", sa.UUID(), nullable=False),
        sa.Column("line", sa.SmallInteger(), nullable=False),
        sa.Column("amount_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="pending", nullable=False),
        sa.Column("payment_id", sa.UUID(), nullable=True),
        sa.Column("treasury_reference", sa.String(length=60), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("return_reason", sa.String(length=500), nullable=True),
        *_stamps(),
        sa.CheckConstraint(
            "status in ('pending', 'paid', 'returned')", name=op.f("ck_payment_run_items_status_known")
        ),
        sa.CheckConstraint("amount_usd > 0", name=op.f("ck_payment_run_items_amount_positive")),
        sa.CheckConstraint(
            "(status = 'paid') = (payment_id is not null)", name=op.f("ck_payment_run_items_paid_by_payment")
        ),
        sa.CheckConstraint(
            "(status = 'returned') = (return_reason is not null and returned_on is not null)",
            name=op.f("ck_payment_run_items_returned_with_reason"),
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_payment_run_items_claim_id")),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name=op.f("fk_payment_run_items_payment_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["payment_runs.id"], name=op.f("fk_payment_run_items_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_run_items")),
    )
    op.create_index(op.f("ix_payment_run_items_claim_id"), "payment_run_items", ["claim_id"])
    op.create_index(op.f("ix_payment_run_items_payment_id"), "payment_run_items", ["payment_id"])
    op.create_index("uq_payment_run_items_run_id_line", "payment_run_items", ["run_id", "line"], unique=True)
    op.create_index(
        "uq_payment_run_items_claim_at_the_treasury",
        "payment_run_items",
        ["claim_id"],
        unique=True,
        postgresql_where=sa.text("status <> 'returned'"),
    )
    op.execute(SENT)
    op.execute(
        "CREATE TRIGGER keep_sent_run BEFORE UPDATE OR DELETE ON payment_runs "
        "FOR EACH ROW WHEN (OLD.status IN ('sent', 'confirmed')) EXECUTE FUNCTION keep_sent_run()"
    )
    op.execute(SENT_ITEMS)
    op.execute(
        "CREATE TRIGGER keep_sent_run_items BEFORE INSERT OR UPDATE OR DELETE ON payment_run_items "
        "FOR EACH ROW EXECUTE FUNCTION keep_sent_run_items()"
    )


def downgrade() -> None:
    op.drop_table("payment_run_items")
    op.drop_table("payment_runs")
    op.execute("DROP FUNCTION keep_sent_run_items()")
    op.execute("DROP FUNCTION keep_sent_run()")
