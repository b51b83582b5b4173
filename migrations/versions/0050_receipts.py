"""Receipts are files of one claim, which nobody changes and nobody removes once the claim was handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0062"
branch_labels = None
depends_on = None

KEPT = """
CREATE FUNCTION keep_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR NOT EXISTS (
        SELECT FROM claims WHERE id = OLD.claim_id AND status IN ('draft', 'returned')
            AND (submitted_at IS NULL OR submitted_at < OLD.created_at)
    ) THEN
        RAISE EXCEPTION 'receipt % stays as it is', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
END $$
"""


def upgrade() -> None:
    op.alter_column("receipts", "claim_id", existing_type=sa.UUID(), nullable=False)
    op.add_column("receipts", sa.Column("thumbnail", sa.LargeBinary(), nullable=True))
    op.create_unique_constraint("uq_receipts_storage_key", "receipts", ["storage_key"])
    op.create_unique_constraint("uq_receipts_id_claim_id", "receipts", ["id", "claim_id"])
    op.create_check_constraint("size_positive", "receipts", "size_bytes > 0")
    op.drop_constraint("fk_expenses_receipt_id", "expenses", type_="foreignkey")
    op.create_foreign_key(
        "fk_expenses_receipt_id_claim_id",
        "expenses",
        "receipts",
        ["receipt_id", "claim_id"],
        ["id", "claim_id"],
    )
    op.execute(KEPT)
    op.execute(
        "CREATE TRIGGER keep_receipt BEFORE UPDATE OR DELETE ON receipts "
        "FOR EACH ROW EXECUTE FUNCTION keep_receipt()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER keep_receipt ON receipts")
    op.execute("DROP FUNCTION keep_receipt()")
    op.drop_constraint("fk_expenses_receipt_id_claim_id", "expenses", type_="foreignkey")
    op.create_foreign_key("fk_expenses_receipt_id", "expenses", "receipts", ["receipt_id"], ["id"])
    op.drop_constraint("size_positive", "receipts", type_="check")
    op.drop_constraint("uq_receipts_id_claim_id", "receipts", type_="unique")
    op.drop_constraint("uq_receipts_storage_key", "receipts", type_="unique")
    op.drop_column("receipts", "thumbnail")
    op.alter_column("receipts", "claim_id", existing_type=sa.UUID(), nullable=True)
