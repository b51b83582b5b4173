"""Answering and enquiring without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


MAIL_KINDS = ("notification", "digest")
PUBLIC_KINDS = ("question", "stand_down", "enquiry_answer")


def _know_mail(*kinds: str) -> None:
    known = ", ".join(f"'{kind}'" for kind in kinds)
    op.drop_constraint(op.f("ck_mails_kind_known"), "mails")
    op.create_check_constraint(op.f("ck_mails_kind_known"), "mails", f"kind in ({known})")


def upgrade() -> None:
    _know_mail(*MAIL_KINDS, *PUBLIC_KINDS)
    op.create_table(
        "signing_keys",
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("purpose", name=op.f("pk_signing_keys")),
    )
    op.create_table(
        "throttles",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttles")),
    )
    op.create_index("ix_throttles_started_at", "throttles", ["started_at"], unique=False)
    op.create_table(
        "enquiries",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="new", nullable=False),
        sa.Column("agency_name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("ori", sa.String(length=9), nullable=True),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("contact_title", sa.String(length=120), nullable=True),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=True),
        sa.Column("message", sa.String(length=4000), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("form_nonce", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.String(length=4000), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dismiss_reason", sa.String(length=500), nullable=True),
        sa.Column("agency_id", sa.UUID(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.UUID(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.UUID(), nullable=True),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed(
                "search_fold(coalesce(reference, '') || ' ' || coalesce(agency_name, '') || ' ' || coalesce(contact_name, ''))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(status = 'converted') = (agency_id is not null)",
            name=op.f("ck_enquiries_converted_to_an_agency"),
        ),
        sa.CheckConstraint(
            "status <> 'dismissed' or dismiss_reason is not null",
            name=op.f("ck_enquiries_dismissed_with_reason"),
        ),
        sa.CheckConstraint(
            "status in ('new', 'in_triage', 'answered', 'converted', 'dismissed')",
            name=op.f("ck_enquiries_status_known"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_enquiries_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiries")),
        sa.UniqueConstraint("form_nonce", name=op.f("uq_enquiries_form_nonce")),
        sa.UniqueConstraint("reference", name=op.f("uq_enquiries_reference")),
    )
    op.create_index(op.f("ix_enquiries_agency_id"), "enquiries", ["agency_id"], unique=False)
    op.create_index(
        "ix_enquiries_search",
        "enquiries",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index(
        "ix_enquiries_status_received_at", "enquiries", ["status", "received_at", "id"], unique=False
    )
    op.create_table(
        "answer_links",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("outreach_id", sa.UUID(), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["outreach_id"], ["outreach.id"], name=op.f("fk_answer_links_outreach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_links")),
    )
    op.create_index(op.f("ix_answer_links_outreach_id"), "answer_links", ["outreach_id"], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM mails WHERE kind NOT IN ('notification', 'digest')")
    _know_mail(*MAIL_KINDS)
    op.drop_index(op.f("ix_answer_links_outreach_id"), table_name="answer_links")
    op.drop_table("answer_links")
    op.drop_index("ix_enquiries_status_received_at", table_name="enquiries")
    op.drop_index(
        "ix_enquiries_search",
        table_name="enquiries",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_enquiries_agency_id"), table_name="enquiries")
    op.drop_table("enquiries")
    op.drop_index("ix_throttles_started_at", table_name="throttles")
    op.drop_table("throttles")
    op.drop_table("signing_keys")
