"""Foreign participants, vetting and academy offerings."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["country_id"], ["countries.id"], name=op.f("fk_units_country_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
    )
    op.create_index("uq_units_country_id_name", "units", ["country_id", "name"], unique=True)
    op.create_table(
        "foreign_participants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.String(length=80), nullable=True),
        sa.Column("sex", sa.String(length=40), server_default="undisclosed", nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("birth_place", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "sex in ('female', 'male', 'undisclosed')", name=op.f("ck_foreign_participants_sex_known")
        ),
        sa.ForeignKeyConstraint(
            ["country_id"], ["countries.id"], name=op.f("fk_foreign_participants_country_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_foreign_participants_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foreign_participants")),
    )
    op.create_index(
        op.f("ix_foreign_participants_country_id"), "foreign_participants", ["country_id"], unique=False
    )
    op.create_index(
        op.f("ix_foreign_participants_unit_id"), "foreign_participants", ["unit_id"], unique=False
    )
    op.create_table(
        "ilea_offerings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("academy_id", sa.Uuid(), nullable=False),
        sa.Column("program", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("expertise_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "program in ('core_leld', 'specialized', 'seminar')", name=op.f("ck_ilea_offerings_program_known")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_ilea_offerings_order")),
        sa.CheckConstraint("seats > 0", name=op.f("ck_ilea_offerings_seats_positive")),
        sa.ForeignKeyConstraint(["academy_id"], ["academies.id"], name=op.f("fk_ilea_offerings_academy_id")),
        sa.ForeignKeyConstraint(
            ["expertise_id"], ["expertise.id"], name=op.f("fk_ilea_offerings_expertise_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ilea_offerings")),
    )
    op.create_index(op.f("ix_ilea_offerings_academy_id"), "ilea_offerings", ["academy_id"], unique=False)
    op.create_index(op.f("ix_ilea_offerings_expertise_id"), "ilea_offerings", ["expertise_id"], unique=False)
    op.create_table(
        "offering_instructors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offering_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("topic", sa.String(length=160), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(officer_id, participant_id) = 1",
            name=op.f("ck_offering_instructors_one_instructor"),
        ),
        sa.ForeignKeyConstraint(
            ["offering_id"],
            ["ilea_offerings.id"],
            name=op.f("fk_offering_instructors_offering_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_offering_instructors_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["foreign_participants.id"],
            name=op.f("fk_offering_instructors_participant_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offering_instructors")),
    )
    op.create_index(
        op.f("ix_offering_instructors_offering_id"), "offering_instructors", ["offering_id"], unique=False
    )
    op.create_index(
        op.f("ix_offering_instructors_officer_id"), "offering_instructors", ["officer_id"], unique=False
    )
    op.create_index(
        op.f("ix_offering_instructors_participant_id"),
        "offering_instructors",
        ["participant_id"],
        unique=False,
    )
    op.create_table(
        "vetting_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=40), server_default="nominated", nullable=False),
        sa.Column("invest_reference", sa.String(length=40), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("notice_given_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(subject = 'person' and participant_id is not null and unit_id is null) or (subject = 'unit' and unit_id is not null and participant_id is null)",
            name=op.f("ck_vetting_cases_one_subject"),
        ),
        sa.CheckConstraint(
            "status in ('nominated', 'post_check', 'in_review', 'approved', 'rejected', 'suspended', 'expired')",
            name=op.f("ck_vetting_cases_status_known"),
        ),
        sa.CheckConstraint("subject in ('person', 'unit')", name=op.f("ck_vetting_cases_subject_known")),
        sa.CheckConstraint("valid_to >= decided_on", name=op.f("ck_vetting_cases_validity_order")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["foreign_participants.id"], name=op.f("fk_vetting_cases_participant_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_vetting_cases_post_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_vetting_cases_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting_cases")),
        sa.UniqueConstraint("reference", name=op.f("uq_vetting_cases_reference")),
    )
    op.create_index(
        op.f("ix_vetting_cases_participant_id"), "vetting_cases", ["participant_id"], unique=False
    )
    op.create_index(op.f("ix_vetting_cases_post_id"), "vetting_cases", ["post_id"], unique=False)
    op.create_index(op.f("ix_vetting_cases_unit_id"), "vetting_cases", ["unit_id"], unique=False)
    op.create_index(
        "uq_vetting_cases_invest_reference",
        "vetting_cases",
        ["invest_reference"],
        unique=True,
        postgresql_where=sa.text("invest_reference is not null"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_vetting_cases_invest_reference",
        table_name="vetting_cases",
        postgresql_where=sa.text("invest_reference is not null"),
    )
    op.drop_index(op.f("ix_vetting_cases_unit_id"), table_name="vetting_cases")
    op.drop_index(op.f("ix_vetting_cases_post_id"), table_name="vetting_cases")
    op.drop_index(op.f("ix_vetting_cases_participant_id"), table_name="vetting_cases")
    op.drop_table("vetting_cases")
    op.drop_index(op.f("ix_offering_instructors_participant_id"), table_name="offering_instructors")
    op.drop_index(op.f("ix_offering_instructors_officer_id"), table_name="offering_instructors")
    op.drop_index(op.f("ix_offering_instructors_offering_id"), table_name="offering_instructors")
    op.drop_table("offering_instructors")
    op.drop_index(op.f("ix_ilea_offerings_expertise_id"), table_name="ilea_offerings")
    op.drop_index(op.f("ix_ilea_offerings_academy_id"), table_name="ilea_offerings")
    op.drop_table("ilea_offerings")
    op.drop_index(op.f("ix_foreign_participants_unit_id"), table_name="foreign_participants")
    op.drop_index(op.f("ix_foreign_participants_country_id"), table_name="foreign_participants")
    op.drop_table("foreign_participants")
    op.drop_index("uq_units_country_id_name", table_name="units")
    op.drop_table("units")
