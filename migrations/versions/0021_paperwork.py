"""Paperwork as dated templates, and waivers of papers."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_ROLES = (
    "'administrator', 'program_officer', 'finance_reviewer', 'certifying_officer', "
    "'agency_coordinator', 'officer', 'post', 'auditor', 'service_client'"
)
_MODALITIES = "'overseas_train', 'overseas_mentor', 'overseas_advise', 'study_visit', 'ilea_instruction'"

#: The shipped row of the policy that the templates replace.
_FORMER_POLICY = """
INSERT INTO policies (id, topic, effective_from, terms, source)
VALUES (
    gen_random_uuid(), 'paperwork', '2020-01-01',
    '{"instrument_days": 45, "participants_days": 45, "travel_days": 30}',
    'Domain brief, section 3: paperwork after acceptance'
)
"""


def upgrade() -> None:
    op.create_table(
        "paperwork_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("modality", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("owner_role", sa.String(length=40), nullable=False),
        sa.Column("days_before", sa.SmallInteger(), nullable=False),
        sa.Column("day_kind", sa.String(length=40), server_default="calendar", nullable=False),
        sa.Column("post_lead", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("gate", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("evidence_wanted", sa.String(length=300), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "days_before between 0 and 365", name=op.f("ck_paperwork_templates_days_before_range")
        ),
        sa.CheckConstraint(
            "day_kind in ('calendar', 'working')", name=op.f("ck_paperwork_templates_day_kind_known")
        ),
        sa.CheckConstraint(
            f"modality in ({_MODALITIES})", name=op.f("ck_paperwork_templates_modality_known")
        ),
        sa.CheckConstraint(f"owner_role in ({_ROLES})", name=op.f("ck_paperwork_templates_owner_role_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paperwork_templates")),
        sa.UniqueConstraint(
            "modality",
            "key",
            "effective_from",
            name=op.f("uq_paperwork_templates_modality_key_effective_from"),
        ),
    )
    for column in (
        sa.Column("days_before", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("day_kind", sa.String(length=40), server_default="calendar", nullable=False),
        sa.Column("evidence_wanted", sa.String(length=300), nullable=True),
        sa.Column("waived_by", sa.Uuid(), nullable=True),
        sa.Column("waiver_expires_on", sa.Date(), nullable=True),
        sa.Column("waiver_reason", sa.String(length=500), nullable=True),
    ):
        op.add_column("checklist_items", column)
    op.execute(
        "UPDATE checklist_items SET days_before = greatest(activities.starts_on - due_on, 0) "
        "FROM activities WHERE activities.id = activity_id AND activities.starts_on IS NOT NULL"
    )
    op.create_check_constraint(
        op.f("ck_checklist_items_day_kind_known"), "checklist_items", "day_kind in ('calendar', 'working')"
    )
    op.create_check_constraint(
        op.f("ck_checklist_items_waiver_whole"),
        "checklist_items",
        "(waived_by is null) = (waiver_expires_on is null) and (waived_by is null) = (waiver_reason is null)",
    )
    op.create_foreign_key(
        op.f("fk_checklist_items_waived_by"), "checklist_items", "users", ["waived_by"], ["id"]
    )
    op.create_index(op.f("ix_checklist_items_waived_by"), "checklist_items", ["waived_by"])
    op.execute("DELETE FROM policies WHERE topic = 'paperwork'")


def downgrade() -> None:
    op.execute(_FORMER_POLICY)
    op.drop_index(op.f("ix_checklist_items_waived_by"), table_name="checklist_items")
    op.drop_constraint(op.f("fk_checklist_items_waived_by"), "checklist_items", type_="foreignkey")
    op.drop_constraint(op.f("ck_checklist_items_waiver_whole"), "checklist_items", type_="check")
    op.drop_constraint(op.f("ck_checklist_items_day_kind_known"), "checklist_items", type_="check")
    for column in (
        "waiver_reason",
        "waiver_expires_on",
        "waived_by",
        "evidence_wanted",
        "day_kind",
        "days_before",
    ):
        op.drop_column("checklist_items", column)
    op.drop_table("paperwork_templates")
