"""Activities."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LATEST_FIRST = [sa.text("starts_on DESC NULLS LAST"), sa.text("id DESC")]


def upgrade() -> None:
    op.create_table(
        "activities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=True),
        sa.Column("status", sa.String(length=40), server_default="planning", nullable=False),
        sa.Column("modality", sa.String(length=40), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("offer_id", sa.Uuid(), nullable=True),
        sa.Column("instrument_id", sa.Uuid(), nullable=True),
        sa.Column("obligation_id", sa.Uuid(), nullable=True),
        sa.Column("offering_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.String(length=40), server_default="day", nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=True),
        sa.Column("estimate_usd", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("participants_reported", sa.Integer(), nullable=True),
        sa.Column("publish_redaction", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("concurred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("concurred_by", sa.Uuid(), nullable=True),
        sa.Column("attendance_recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=500), nullable=True),
        sa.Column("source_address", sa.String(length=500), nullable=True),
        sa.Column("program", sa.String(length=60), nullable=True),
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
            "date_precision in ('day', 'month', 'year', 'unknown')",
            name=op.f("ck_activities_date_precision_known"),
        ),
        sa.CheckConstraint(
            "modality in ('overseas_train', 'overseas_mentor', 'overseas_advise', 'study_visit', 'ilea_instruction')",
            name=op.f("ck_activities_modality_known"),
        ),
        sa.CheckConstraint(
            "starts_on is not null or date_precision = 'unknown'", name=op.f("ck_activities_dated")
        ),
        sa.CheckConstraint(
            "status in ('planning', 'readying', 'authorized', 'active', 'suspended', 'completed', 'closed', 'cancelled')",
            name=op.f("ck_activities_status_known"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_activities_order")),
        sa.CheckConstraint("estimate_usd >= 0", name=op.f("ck_activities_estimate_positive")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_activities_agency_id")),
        sa.ForeignKeyConstraint(["country_id"], ["countries.id"], name=op.f("fk_activities_country_id")),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instruments.id"], name=op.f("fk_activities_instrument_id")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligations.id"], name=op.f("fk_activities_obligation_id")
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_activities_offer_id")),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["ilea_offerings.id"], name=op.f("fk_activities_offering_id")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_activities_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sa.UniqueConstraint("offer_id", name=op.f("uq_activities_offer_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_activities_reference")),
    )
    op.create_index(
        "ix_activities_agency_starts_on", "activities", ["agency_id", *LATEST_FIRST], unique=False
    )
    op.create_index(
        "ix_activities_country_status_starts_on",
        "activities",
        ["country_id", "status", *LATEST_FIRST],
        unique=False,
    )
    op.create_index(op.f("ix_activities_instrument_id"), "activities", ["instrument_id"], unique=False)
    op.create_index(op.f("ix_activities_obligation_id"), "activities", ["obligation_id"], unique=False)
    op.create_index(op.f("ix_activities_offering_id"), "activities", ["offering_id"], unique=False)
    op.create_index(op.f("ix_activities_request_id"), "activities", ["request_id"], unique=False)
    op.create_index(
        "ix_activities_search",
        "activities",
        ["search_text"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index("ix_activities_starts_on", "activities", LATEST_FIRST, unique=False)
    op.create_index("ix_activities_status_starts_on", "activities", ["status", *LATEST_FIRST], unique=False)
    op.create_table(
        "activity_participants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("days_attended", sa.SmallInteger(), nullable=True),
        sa.Column("return_confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_activity_participants_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["foreign_participants.id"],
            name=op.f("fk_activity_participants_participant_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_participants")),
        sa.UniqueConstraint(
            "activity_id", "participant_id", name=op.f("uq_activity_participants_activity_id_participant_id")
        ),
    )
    op.create_index(
        op.f("ix_activity_participants_participant_id"),
        "activity_participants",
        ["participant_id"],
        unique=False,
    )
    op.create_table(
        "after_actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("summary", sa.String(length=8000), nullable=False),
        sa.Column("lessons", sa.String(length=8000), nullable=True),
        sa.Column("people_trained", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_after_actions_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_after_actions")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_after_actions_activity_id")),
    )
    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="planned", nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("duty", sa.String(length=120), nullable=True),
        sa.Column("security_training_applies", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("officer_id"), "="),
            (sa.text("daterange(starts_on, ends_on, '[]')"), "&&"),
            where=sa.text("status = 'planned'"),
            using="gist",
            name="ex_assignments_overlap",
        ),
        sa.CheckConstraint("status in ('planned', 'cancelled')", name=op.f("ck_assignments_status_known")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_assignments_order")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_assignments_activity_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_assignments_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint("activity_id", "officer_id", name=op.f("uq_assignments_activity_id_officer_id")),
    )
    op.create_index(op.f("ix_assignments_officer_id"), "assignments", ["officer_id"], unique=False)
    op.create_table(
        "checklist_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("owner_role", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("gate", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("evidence", sa.String(length=300), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "owner_role in ('administrator', 'program_officer', 'finance_reviewer', 'certifying_officer', 'agency_coordinator', 'officer', 'post', 'auditor', 'service_client')",
            name=op.f("ck_checklist_items_owner_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_checklist_items_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_items")),
        sa.UniqueConstraint("activity_id", "key", name=op.f("uq_checklist_items_activity_id_key")),
    )
    op.create_table(
        "evaluations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("course", sa.String(length=160), nullable=True),
        sa.Column("hours", sa.Numeric(precision=6, scale=2), nullable=True),
        sa.Column("pre_score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("post_score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("satisfaction", sa.SmallInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "pre_score between 0 and 100 and post_score between 0 and 100",
            name=op.f("ck_evaluations_score_range"),
        ),
        sa.CheckConstraint("satisfaction between 1 and 5", name=op.f("ck_evaluations_satisfaction_range")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_evaluations_activity_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["foreign_participants.id"], name=op.f("fk_evaluations_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
    )
    op.create_index(op.f("ix_evaluations_activity_id"), "evaluations", ["activity_id"], unique=False)
    op.create_index(op.f("ix_evaluations_participant_id"), "evaluations", ["participant_id"], unique=False)
    op.create_table(
        "itinerary_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=True),
        sa.Column("host", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_itinerary_items_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_itinerary_items")),
    )
    op.create_index(op.f("ix_itinerary_items_activity_id"), "itinerary_items", ["activity_id"], unique=False)
    op.create_table(
        "readiness_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=300), nullable=True),
        sa.Column("waived_by", sa.Uuid(), nullable=True),
        sa.Column("waiver_expires_on", sa.Date(), nullable=True),
        sa.Column("waiver_reason", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "type in ('predeployment_training', 'fact', 'ctat', 'medical_clearance', 'country_clearance', 'passport', 'visa', 'spot', 'trainer_certification')",
            name=op.f("ck_readiness_items_type_known"),
        ),
        sa.CheckConstraint(
            "(waived_by is null) = (waiver_expires_on is null) and (waived_by is null) = (waiver_reason is null)",
            name=op.f("ck_readiness_items_waiver_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name=op.f("fk_readiness_items_assignment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["waived_by"], ["users.id"], name=op.f("fk_readiness_items_waived_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readiness_items")),
        sa.UniqueConstraint("assignment_id", "type", name=op.f("uq_readiness_items_assignment_id_type")),
    )
    op.create_index(op.f("ix_readiness_items_waived_by"), "readiness_items", ["waived_by"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_readiness_items_waived_by"), table_name="readiness_items")
    op.drop_table("readiness_items")
    op.drop_index(op.f("ix_itinerary_items_activity_id"), table_name="itinerary_items")
    op.drop_table("itinerary_items")
    op.drop_index(op.f("ix_evaluations_participant_id"), table_name="evaluations")
    op.drop_index(op.f("ix_evaluations_activity_id"), table_name="evaluations")
    op.drop_table("evaluations")
    op.drop_table("checklist_items")
    op.drop_index(op.f("ix_assignments_officer_id"), table_name="assignments")
    op.drop_table("assignments")
    op.drop_table("after_actions")
    op.drop_index(op.f("ix_activity_participants_participant_id"), table_name="activity_participants")
    op.drop_table("activity_participants")
    op.drop_index("ix_activities_status_starts_on", table_name="activities")
    op.drop_index("ix_activities_starts_on", table_name="activities")
    op.drop_index(
        "ix_activities_search",
        table_name="activities",
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.drop_index(op.f("ix_activities_request_id"), table_name="activities")
    op.drop_index(op.f("ix_activities_offering_id"), table_name="activities")
    op.drop_index(op.f("ix_activities_obligation_id"), table_name="activities")
    op.drop_index(op.f("ix_activities_instrument_id"), table_name="activities")
    op.drop_index("ix_activities_country_status_starts_on", table_name="activities")
    op.drop_index("ix_activities_agency_starts_on", table_name="activities")
    op.drop_table("activities")
