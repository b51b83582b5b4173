"""Requests, rankings, outreach and offers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("need", sa.String(length=4000), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="draft", nullable=False),
        sa.Column("modality", sa.String(length=40), nullable=False),
        sa.Column("urgency", sa.String(length=40), server_default="routine", nullable=False),
        sa.Column("languages", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("headcount", sa.SmallInteger(), nullable=False),
        sa.Column("trainer_cert_required", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("funding_source", sa.String(length=120), nullable=True),
        sa.Column("funds_usd", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("validated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("close_reason", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.Column(
            "search_text",
            sa.Text(),
            sa.Computed("search_fold(coalesce(reference, '') || ' ' || coalesce(title, ''))", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "modality in ('overseas_train', 'overseas_mentor', 'overseas_advise', 'study_visit', 'ilea_instruction')",
            name=op.f("ck_requests_modality_known"),
        ),
        sa.CheckConstraint(
            "not (modality = 'study_visit' and trainer_cert_required)",
            name=op.f("ck_requests_study_visit_needs_no_certification"),
        ),
        sa.CheckConstraint(
            "status in ('draft', 'submitted', 'cancelled') or (funding_source is not null and funds_usd > 0)",
            name=op.f("ck_requests_open_is_funded"),
        ),
        sa.CheckConstraint(
            "status in ('draft', 'submitted', 'open', 'filled', 'unfilled', 'cancelled')",
            name=op.f("ck_requests_status_known"),
        ),
        sa.CheckConstraint("urgency in ('routine', 'urgent')", name=op.f("ck_requests_urgency_known")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_requests_window_order")),
        sa.CheckConstraint("headcount > 0", name=op.f("ck_requests_headcount_positive")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_requests_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint("reference", name=op.f("uq_requests_reference")),
    )
    op.create_index(op.f("ix_requests_post_id"), "requests", ["post_id"], unique=False)
    op.create_index(
        "ix_requests_search",
        "requests",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index("ix_requests_status_starts_on", "requests", ["status", "starts_on", "id"], unique=False)
    op.create_table(
        "match_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("rules_version", sa.String(length=20), nullable=False),
        sa.Column("weights", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("need", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("inputs", postgresql.JSONB(), nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=False),
        sa.Column("without_mou", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_match_runs_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_runs")),
    )
    op.create_index(op.f("ix_match_runs_request_id"), "match_runs", ["request_id"], unique=False)
    op.create_table(
        "outreach",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="sent", nullable=False),
        sa.Column("message", sa.String(length=4000), nullable=True),
        sa.Column("chosen_reason", sa.String(length=500), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("decline_reason", sa.String(length=500), nullable=True),
        sa.Column("pass_over_code", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "status in ('sent', 'interested', 'declined', 'no_response', 'offered', 'accepted', 'not_selected', 'withdrawn')",
            name=op.f("ck_outreach_status_known"),
        ),
        sa.CheckConstraint("due_at > sent_at", name=op.f("ck_outreach_due_after_sent")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_outreach_agency_id")),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_outreach_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach")),
        sa.UniqueConstraint("reference", name=op.f("uq_outreach_reference")),
        sa.UniqueConstraint("request_id", "agency_id", name=op.f("uq_outreach_request_id_agency_id")),
    )
    op.create_index(op.f("ix_outreach_agency_id"), "outreach", ["agency_id"], unique=False)
    op.create_index(
        "ix_outreach_open",
        "outreach",
        ["agency_id"],
        unique=False,
        postgresql_where=sa.text("status in ('sent', 'interested', 'offered')"),
    )
    op.create_index("ix_outreach_status_due_at", "outreach", ["status", "due_at"], unique=False)
    op.create_table(
        "request_clarifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=2000), nullable=False),
        sa.Column("answer", sa.String(length=4000), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["requests.id"],
            name=op.f("fk_request_clarifications_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_clarifications")),
    )
    op.create_index(
        op.f("ix_request_clarifications_request_id"), "request_clarifications", ["request_id"], unique=False
    )
    op.create_table(
        "request_countries",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_request_countries_country_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_request_countries_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request_id", "country_id", name=op.f("pk_request_countries")),
    )
    op.create_index(
        op.f("ix_request_countries_country_id"), "request_countries", ["country_id"], unique=False
    )
    op.create_table(
        "request_expertise",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("expertise_id", sa.Uuid(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expertise_id"], ["expertise.id"], name=op.f("fk_request_expertise_expertise_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_request_expertise_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request_id", "expertise_id", name=op.f("pk_request_expertise")),
    )
    op.create_index(
        op.f("ix_request_expertise_expertise_id"), "request_expertise", ["expertise_id"], unique=False
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("outreach_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("officers", sa.SmallInteger(), nullable=False),
        sa.Column("cost_lines", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("total_usd", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_offers_order")),
        sa.CheckConstraint("officers > 0", name=op.f("ck_offers_officers_positive")),
        sa.CheckConstraint("total_usd >= 0", name=op.f("ck_offers_total_positive")),
        sa.ForeignKeyConstraint(["outreach_id"], ["outreach.id"], name=op.f("fk_offers_outreach_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("outreach_id", name=op.f("uq_offers_outreach_id")),
    )
    op.create_table(
        "offer_officers",
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_offer_officers_offer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_offer_officers_officer_id")),
        sa.PrimaryKeyConstraint("offer_id", "officer_id", name=op.f("pk_offer_officers")),
    )
    op.create_index(op.f("ix_offer_officers_officer_id"), "offer_officers", ["officer_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_offer_officers_officer_id"), table_name="offer_officers")
    op.drop_table("offer_officers")
    op.drop_table("offers")
    op.drop_index(op.f("ix_request_expertise_expertise_id"), table_name="request_expertise")
    op.drop_table("request_expertise")
    op.drop_index(op.f("ix_request_countries_country_id"), table_name="request_countries")
    op.drop_table("request_countries")
    op.drop_index(op.f("ix_request_clarifications_request_id"), table_name="request_clarifications")
    op.drop_table("request_clarifications")
    op.drop_index("ix_outreach_status_due_at", table_name="outreach")
    op.drop_index(
        "ix_outreach_open",
        table_name="outreach",
        postgresql_where=sa.text("status in ('sent', 'interested', 'offered')"),
    )
    op.drop_index(op.f("ix_outreach_agency_id"), table_name="outreach")
    op.drop_table("outreach")
    op.drop_index(op.f("ix_match_runs_request_id"), table_name="match_runs")
    op.drop_table("match_runs")
    op.drop_index("ix_requests_status_starts_on", table_name="requests")
    op.drop_index(
        "ix_requests_search",
        table_name="requests",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_requests_post_id"), table_name="requests")
    op.drop_table("requests")
