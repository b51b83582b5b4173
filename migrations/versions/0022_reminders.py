"""The ledger of reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=False),
        sa.Column("deadline", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "sent_at is null or superseded_at is null", name=op.f("ck_reminders_sent_or_superseded")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "kind",
            "subject_id",
            "deadline",
            "stage",
            name=op.f("uq_reminders_kind_subject_id_deadline_stage"),
        ),
    )
    op.create_index(
        "ix_reminders_due",
        "reminders",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("sent_at is null and superseded_at is null"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_reminders_due",
        table_name="reminders",
        postgresql_where=sa.text("sent_at is null and superseded_at is null"),
    )
    op.drop_table("reminders")
