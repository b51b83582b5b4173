"""Amendments as data, with the day from which they hold; notice and suspension on the record."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mous", sa.Column("notice_reason", sa.String(length=500), nullable=True))
    op.add_column("mous", sa.Column("suspended_on", sa.Date(), nullable=True))
    op.add_column("mous", sa.Column("suspension_reason", sa.String(length=500), nullable=True))
    op.add_column("mous", sa.Column("signed_terms", postgresql.JSONB(), nullable=True))
    op.add_column(
        "mous",
        sa.Column(
            "last_on",
            sa.Date(),
            sa.Computed("least(ends_on, notice_given_on + notice_days)", persisted=True),
            nullable=True,
        ),
    )
    op.add_column("mou_documents", sa.Column("kept_at", sa.String(length=200), nullable=True))
    op.add_column(
        "mou_amendments",
        sa.Column("changes", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("mou_amendments", sa.Column("effective_on", sa.Date(), nullable=True))
    op.add_column("mou_amendments", sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True))
    # What was amended before changed the last day only, at once.
    op.execute(
        "update mou_amendments set effective_on = greatest(inl_signed_on, agency_signed_on), applied_at = created_at"
    )
    op.execute(
        """
        update mous set signed_terms = jsonb_build_object(
            'purpose', purpose, 'authority', authority, 'scope_countries', to_jsonb(scope_countries),
            'scope_bureaus', to_jsonb(scope_bureaus), 'scope_expertise', to_jsonb(scope_expertise),
            'ends_on', ends_on, 'notice_days', notice_days, 'clauses', clauses)
        where id in (select mou_id from mou_amendments)
        """
    )
    op.alter_column("mou_amendments", "effective_on", nullable=False)
    op.create_index(
        "ix_mou_amendments_due",
        "mou_amendments",
        ["effective_on"],
        unique=False,
        postgresql_where=sa.text("applied_at is null"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_mou_amendments_due", table_name="mou_amendments", postgresql_where=sa.text("applied_at is null")
    )
    for column in ("applied_at", "effective_on", "changes"):
        op.drop_column("mou_amendments", column)
    op.drop_column("mou_documents", "kept_at")
    for column in ("last_on", "signed_terms", "suspension_reason", "suspended_on", "notice_reason"):
        op.drop_column("mous", column)
