"""Obligations."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "obligations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_number", sa.String(length=40), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("fund", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="open", nullable=False),
        sa.Column("available_from", sa.Date(), nullable=False),
        sa.Column("available_to", sa.Date(), nullable=False),
        sa.Column("cancels_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("obligated_usd", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("paid_usd", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column("deobligated_usd", sa.Numeric(precision=14, scale=2), server_default="0", nullable=False),
        sa.Column(
            "unliquidated_usd",
            sa.Numeric(precision=14, scale=2),
            sa.Computed("obligated_usd - paid_usd - deobligated_usd", persisted=True),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "status in ('open', 'expired', 'cancelled')", name=op.f("ck_obligations_status_known")
        ),
        sa.CheckConstraint("available_to >= available_from", name=op.f("ck_obligations_available_order")),
        sa.CheckConstraint(
            "cancels_on > available_to", name=op.f("ck_obligations_cancels_after_availability")
        ),
        sa.CheckConstraint(
            "obligated_usd - paid_usd - deobligated_usd >= 0",
            name=op.f("ck_obligations_unliquidated_positive"),
        ),
        sa.CheckConstraint(
            "obligated_usd >= 0 and paid_usd >= 0 and deobligated_usd >= 0",
            name=op.f("ck_obligations_sums_positive"),
        ),
        sa.ForeignKeyConstraint(["approved_by"], ["users.id"], name=op.f("fk_obligations_approved_by")),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instruments.id"], name=op.f("fk_obligations_instrument_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligations")),
        sa.UniqueConstraint("document_number", name=op.f("uq_obligations_document_number")),
    )
    op.create_index(op.f("ix_obligations_approved_by"), "obligations", ["approved_by"], unique=False)
    op.create_index(op.f("ix_obligations_instrument_id"), "obligations", ["instrument_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_obligations_instrument_id"), table_name="obligations")
    op.drop_index(op.f("ix_obligations_approved_by"), table_name="obligations")
    op.drop_table("obligations")
